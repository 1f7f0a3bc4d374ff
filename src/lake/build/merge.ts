import type { Day } from '../../lib/days.ts'
import type { Account, ManifestFile } from '../contract/lake.ts'
import { name, text } from '../engine/duckdb.ts'
import { rowsOf, toMerge } from '../store/files.ts'
import { type CleanTable, WAITING } from '../tables/clean-tables.ts'
import { dedupe } from './dedupe.ts'
import { countIn, type Draft } from './draft.ts'
import { unmappedIn } from './kept-columns.ts'
import { dateOrders, daysOfMovedOrders, hasNewOrders, orderKey } from './order-days.ts'
import { dayParts, mostRowsByDay } from './parts.ts'
import { quarantine } from './quarantine.ts'
import { priceTold } from './rates.ts'
import { replaced } from './replaced.ts'
import { type Requeued, requeued } from './requeue.ts'

/** What a table's new rows did: the account of them, and the days they touched. */
export interface Merged {
  readonly account: Account | null
  readonly days: ReadonlySet<Day>
  /** the table was empty before */
  readonly first: boolean
}

interface Incoming {
  readonly pending: readonly ManifestFile[]
  /** rows that could not be read when they landed */
  readonly unread: number
  /** rows of the quarantine that are taken in anew: they have been counted in before */
  readonly back: Requeued | null
}

/** While a folder a day is written, every day of it holds a block of memory a thread, however few its rows. */
const AT_ONCE = { days: 62, rows: 2_000_000 }

const NOTHING: Merged = { account: null, days: new Set(), first: false }

/** Types a table's pending rows, puts aside what is refused, and merges the rest by key: the latest wins. */
export async function merge(
  draft: Draft,
  clean: CleanTable,
  { pending, unread, back }: Incoming,
): Promise<Merged> {
  const raw = pending.filter((file) => file.table === `raw_${clean.table}`)
  const again = back?.rows ?? 0
  const isNew = raw.length > 0 || unread > 0 || again > 0
  if (!isNew && !(clean.dayOfOrder && hasNewOrders(draft))) return NOTHING
  await viewRaw(draft, clean, { paths: raw.map(draft.absolute), isAgain: again > 0 })
  if (clean.dayOfOrder) await dateOrders(draft, clean)
  await priceTold(draft, clean)
  const reopened = clean.dayOfOrder ? await daysOfMovedOrders(draft, clean) : new Set<Day>()
  if (!isNew && reopened.size === 0) return NOTHING

  const reasons = await stage(draft, clean)
  const days = clean.partition === 'day' ? await affectedDays(draft, clean, reopened) : null
  const first = draft.before(clean.name).length === 0
  const old = draft.drop(clean.name, days)
  const written = await write(draft, clean, { incoming: rowsOf(raw) + again, old, days })
  await indexKeys(draft, clean, written)

  const after = await countIn(draft, clean.name, written.map(draft.staged))
  const before = await countIn(draft, clean.name, old.map(draft.absolute))
  const rowsIn = rowsOf(raw) + unread
  const quarantined = rowsOf(reasons) + unread - again
  const merged = after.copies - after.rows - (before.copies - before.rows)
  const cleanRows = after.rows - before.rows
  const missing = rowsIn - cleanRows - merged - quarantined
  if (missing !== 0)
    draft.failed.push({ table: clean.name, check: 'rows in = clean + merged + quarantined', found: missing })
  return {
    account: {
      table: clean.table,
      rowsIn,
      clean: cleanRows,
      merged,
      quarantined,
      reasons: [...reasons, ...(back?.reasons ?? []).map(({ reason, rows }) => ({ reason, rows: -rows }))],
    },
    days: days ?? new Set(),
    first: first && written.length > 0,
  }
}

/** Every part of the key as text, the same on either engine. */
function keyOf(draft: Draft, clean: CleanTable): string {
  const types = new Map(draft.columns(clean.name).map(({ column, type }) => [column, type]))
  const parts = clean.key.map((column) =>
    types.get(column) === 'TIMESTAMP WITH TIME ZONE'
      ? `coalesce(instant_text(${name(column)}), '')`
      : `coalesce(cast(${name(column)} as string), '')`,
  )
  return `key_hash(concat(${parts.join(', chr(31), ')}))`
}

async function stage(draft: Draft, clean: CleanTable) {
  const { session } = draft
  const own = draft.columns(clean.name).filter(({ column }) => column !== '_copies' && column !== '_k')
  const typed = clean.dayOfOrder
    ? `select ${replaced(own, 'c', { dt: `coalesce(c.dt, d.dt, date '${WAITING}')` })}, c._reason from (${clean.sql}) c
       left join order_days d on d.k = ${orderKey('c.platform', 'c.order_id')}`
    : clean.sql
  await session.materializeOnDisk(
    `staged_${clean.table}`,
    `select t.*, cast(1 as bigint) as _copies, case when _reason is null then ${keyOf(draft, clean)} end as _k, u._unmapped
     from (${typed}) t left join (select distinct _source as s, _batch as b, _unmapped from raw_${clean.table}) u
       on u.s = t._source and u.b = t._batch`,
  )
  const reasons = await session.query<{ reason: string; rows: number }>(
    `select _reason as reason, count(*) as rows from staged_${clean.table} where _reason is not null group by _reason order by rows desc, reason`,
  )
  if (reasons.length > 0) await quarantine(draft, clean, reasons)
  return reasons
}

/**
 * `raw_<table>`: the new rows as they came. A zone that is the same for a whole batch is told to the engine as a constant:
 * it looks each up otherwise. `incoming_<table>`: without blanks at the ends of a text, and nothing where it is blank; once
 * here, for what is typed asks several times for each.
 */
async function viewRaw(
  draft: Draft,
  clean: CleanTable,
  { paths, isAgain }: { readonly paths: readonly string[]; readonly isAgain: boolean },
): Promise<void> {
  const view = `raw_${clean.table}`
  const columns = draft.columns(view)
  const landed = await draft.from(view, paths)
  const files = isAgain ? `(select * from ${landed} l union all ${requeued(draft, clean.table)})` : landed
  const zones = await draft.session.query<{ zone: string }>(`select distinct _zone as zone from ${files} f`)
  const parts = zones.map(
    ({ zone }) =>
      `select ${replaced(columns, 'f', { _zone: text(zone) })} from ${files} f where _zone = ${text(zone)}`,
  )
  await draft.session.view(view, parts.join(' union all ') || `select * from ${files} f`)
  const told = Object.fromEntries(
    columns
      .filter(({ column }) => !column.startsWith('_'))
      .map(({ column }) => [column, `given(r.${name(column)})`]),
  )
  await draft.session.view(`incoming_${clean.table}`, `select ${replaced(columns, 'r', told)} from ${view} r`)
}

/** The days of the new rows, and the days in which a row of the same key lies already: it moves or merges. */
async function affectedDays(draft: Draft, clean: CleanTable, reopened: ReadonlySet<Day>): Promise<Set<Day>> {
  const keys = draft.before(indexOf(clean)).map(draft.absolute)
  const elsewhere =
    keys.length > 0
      ? `union select distinct i.dt from ${await draft.from(indexOf(clean), keys)} i
         where i.k in (select _k from staged_${clean.table} where _reason is null)`
      : ''
  const rows = await draft.session.query<{ dt: string }>(
    `select distinct dt from staged_${clean.table} where _reason is null ${elsewhere}`,
  )
  return new Set([...rows.map((row) => row.dt), ...reopened])
}

interface Merging {
  /** rows that have landed, those refused among them */
  readonly incoming: number
  readonly old: readonly ManifestFile[]
  readonly days: ReadonlySet<Day> | null
}

async function write(
  draft: Draft,
  clean: CleanTable,
  { incoming, old, days }: Merging,
): Promise<ManifestFile[]> {
  const { session } = draft
  const columns = draft.columns(clean.name)
  const shown = columns.map(({ column }) => name(column)).join(', ')
  const kept = await draft.from(clean.name, old.map(draft.absolute))
  const ownTime = clean.table === 'payments' ? 'paid_at' : 'ordered_at'
  const dated = clean.dayOfOrder
    ? `select ${replaced(columns, 'e', { dt: `coalesce(shop_day(e.${ownTime}), d.dt, e.dt)` })} from ${kept} e
       left join order_days d on d.k = ${orderKey('e.platform', 'e.order_id')}`
    : `select * from ${kept} e`
  await session.view(
    'incoming',
    `select ${shown}, _unmapped from staged_${clean.table} where _reason is null
     union all select ${shown}, cast(null as string) as _unmapped from (${dated}) d`,
  )
  await dedupe(draft, {
    columns: columns.map(({ column }) => column),
    unmapped: await unmappedIn(draft, clean.table),
    most: incoming + rowsOf(old),
  })
  const merged = `select ${shown} from (
       select i.*, d._k as _twice from incoming i left join doubled d on d._k = i._k) one where _twice is null
     union all select ${shown} from latest`
  if (!days) return draft.write(clean.name, merged, 'whole')
  const files: ManifestFile[] = []
  const parts = session.inParts
    ? dayParts(days, await rowsToWrite(draft, clean, days), AT_ONCE)
    : [[...days].sort()]
  const starts = parts.map(([first = '']) => first)
  for (const [i, first] of starts.entries()) {
    // a row whose order has moved may lie in none of these days: the first part and the last have open ends
    const after = i > 0 ? `dt >= date ${text(first)}` : 'true'
    const next = starts[i + 1]
    const until = next === undefined ? 'true' : `dt < date ${text(next)}`
    const select = `select * from (${merged}) m where ${after} and ${until}`
    files.push(...(await draft.write(clean.name, select, 'day')))
  }
  return files
}

async function rowsToWrite(draft: Draft, clean: CleanTable, days: ReadonlySet<Day>) {
  const rowsOn = mostRowsByDay(draft, [clean.name])
  const fresh = await draft.session.query<{ dt: Day; rows: number }>(
    `select dt, count(*) as "rows" from staged_${clean.table} where _reason is null group by dt`,
  )
  for (const { dt, rows } of fresh) if (days.has(dt)) rowsOn.set(dt, rows + (rowsOn.get(dt) ?? 0))
  return rowsOn
}

const indexOf = (clean: CleanTable) => `keys_${clean.table}`

/** A row can lie in another day's folder than its newer version: where each key lies is kept beside the table. */
async function indexKeys(draft: Draft, clean: CleanTable, written: readonly ManifestFile[]): Promise<void> {
  if (clean.partition === 'whole' || clean.dayInKey || written.length === 0) return
  const old = draft.before(indexOf(clean))
  const rows = await draft.from(clean.name, written.map(draft.staged))
  const fresh = `select _k as k, dt, '${draft.buildId}' as build from ${rows} w`
  const merged = toMerge(old)
  if (merged.length === 0) {
    await draft.write(indexOf(clean), fresh, 'whole')
    return
  }
  draft.drop(indexOf(clean), null)
  draft.keep(old.filter((file) => !merged.includes(file)))
  await draft.write(
    indexOf(clean),
    `select k, max_by(dt, build) as dt, max(build) as build
     from (select * from ${await draft.from(indexOf(clean), merged.map(draft.absolute))} m union all ${fresh}) b group by k`,
    'whole',
  )
}
