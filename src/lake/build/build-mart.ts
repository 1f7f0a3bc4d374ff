import { addDays, type Day } from '../../lib/days.ts'
import type { ManifestFile } from '../contract/lake.ts'
import { name, text } from '../engine/duckdb.ts'
import { toMerge } from '../store/files.ts'
import { WAITING } from '../tables/clean-tables.ts'
import type { Mart } from '../tables/marts.ts'
import type { Draft } from './draft.ts'
import { orderKey } from './order-days.ts'
import { dayParts, mostRowsByDay } from './parts.ts'

/** Which days of each table this build has touched, and which tables had nothing before it. */
export interface Changes {
  readonly days: Map<string, ReadonlySet<Day>>
  /** the days of marts that were written anew, also for what nothing else is computed from */
  readonly rebuilt: Map<string, ReadonlySet<Day>>
  readonly touched: Set<string>
  readonly first: Set<string>
}

/** Rebuilds the days of a mart that its inputs have changed, and checks them. */
export async function buildMart(draft: Draft, mart: Mart, changes: Changes): Promise<void> {
  const { days, passedOn } = await daysToBuild(draft, mart, changes)
  const isTouched = Object.keys(mart.inputs).some((input) => changes.touched.has(input))
  const isWhole = mart.partition === 'whole' || mart.partition === 'keyed'
  if (isWhole ? !isTouched : days.size === 0) return

  const built = await write(draft, mart, days, changes)
  changes.touched.add(mart.name)
  changes.days.set(mart.name, passedOn)
  changes.rebuilt.set(mart.name, days)
  await draft.session.view(`built_${mart.name}`, built)
  await check(draft, mart)
}

async function daysToBuild(draft: Draft, mart: Mart, changes: Changes) {
  const own = new Set<Day>()
  const ofOrders = new Set<Day>()
  for (const [input, reads] of Object.entries(mart.inputs)) {
    const changed = changes.days.get(input) ?? new Set()
    if (reads === 'day' || reads === 'next') for (const day of changed) own.add(day)
    if (reads === 'of-order' && changed.size > 0)
      for (const day of await daysOfOrders(draft, input)) ofOrders.add(day)
    if (reads === 'all' && changes.first.has(input)) for (const day of factDays(draft, mart)) own.add(day)
  }
  // a lake that was built before there was such a mart is given all of it
  const missing = mart.isNeverEmpty && draft.before(mart.name).length === 0 ? factDays(draft, mart) : []
  for (const day of await daysReachedFromNext(draft, mart, changes, own)) own.add(day)
  own.delete(WAITING)
  // a refund alters its order and nothing that is computed from the order
  return { days: new Set([...own, ...ofOrders, ...missing]), passedOn: own }
}

/** The days before those that changed, as far as a row that came, went or differs is joined to a row of theirs. */
async function daysReachedFromNext(
  draft: Draft,
  { inputs, next }: Mart,
  changes: Changes,
  own: ReadonlySet<Day>,
): Promise<Day[]> {
  if (!next) return []
  const [input = ''] = Object.entries(inputs).find(([, reads]) => reads === 'next') ?? []
  const later = new Set([...(changes.days.get(input) ?? [])].filter((day) => !own.has(addDays(day, -1))))
  const before = new Set([...later].map((day) => addDays(day, -1)))
  const paths = draft.paths(next.to, before)
  if (paths.length === 0) return []
  const is = `select * from ${await draft.from(input, draft.paths(input, later))} i`
  const was = `select * from ${await draft.from(input, draft.before(input, later).map(draft.absolute))} w`
  const rows = await draft.session.query<{ dt: string }>(
    `with changed as ((${is} except ${was}) union all (${was} except ${is}))
     select distinct t.dt from ${await draft.from(next.to, paths)} t
     where exists (select 1 from changed c where ${sameKey(next.by, 't', 'c')})`,
  )
  return rows.map((row) => row.dt)
}

async function daysOfOrders(draft: Draft, input: string): Promise<Day[]> {
  const staged = `staged_${input.replace(/^clean_/, '')}`
  const keys = draft.paths('keys_orders')
  if (keys.length === 0) return []
  const rows = await draft.session.query<{ dt: string }>(
    `select distinct i.dt from ${await draft.from('keys_orders', keys)} i
     where i.k in (select ${orderKey('platform', 'order_id')} from ${staged} where _reason is null)`,
  )
  return rows.map((row) => row.dt)
}

function factDays(draft: Draft, mart: Mart): Set<Day> {
  const days = new Set<Day>()
  for (const [input, reads] of Object.entries(mart.inputs)) {
    if (reads !== 'day' && reads !== 'next') continue
    for (const path of draft.paths(input)) {
      const day = /\/dt=(\d{4}-\d{2}-\d{2})\//.exec(path)?.[1]
      if (day) days.add(day)
    }
  }
  return days
}

async function prepare(draft: Draft, mart: Mart, days: ReadonlySet<Day>): Promise<void> {
  const list = [...days].map((day) => `(date ${text(day)})`).join(', ')
  await draft.session.view(
    'built_days',
    list === '' ? 'select cast(null as date) as dt where false' : `select * from (values ${list}) as d(dt)`,
  )
  const next = new Set([...days].flatMap((day) => [day, addDays(day, 1)]))
  for (const [input, reads] of Object.entries(mart.inputs)) {
    if (reads === 'day') await draft.view(input, days)
    else if (reads === 'next') await draft.view(input, next)
    else await draft.view(input)
  }
}

/** Writes what is to be built, and gives the select of the rows that the checks must look at. */
async function write(draft: Draft, mart: Mart, days: ReadonlySet<Day>, changes: Changes): Promise<string> {
  if (mart.partition === 'day') return writeDays(draft, mart, days)
  if (mart.partition === 'carried') return writeCarried(draft, mart, days)
  if (mart.partition === 'keyed') return writeKeyed(draft, mart, changes)
  await prepare(draft, mart, days)
  draft.drop(mart.name, null)
  return staged(draft, mart, await draft.write(mart.name, mart.sql, 'whole'))
}

async function staged(draft: Draft, mart: Mart, files: readonly ManifestFile[]): Promise<string> {
  return `select * from ${await draft.from(mart.name, files.map(draft.staged))} s`
}

const sameKey = (key: readonly string[], left: string, right: string) =>
  key.map((column) => `${left}.${name(column)} = ${right}.${name(column)}`).join(' and ')

/** Only the files in which a rebuilt day lies are written anew: a new day is a small file beside the large one. */
async function writeCarried(draft: Draft, mart: Mart, days: ReadonlySet<Day>): Promise<string> {
  await prepare(draft, mart, days)
  const old = draft.drop(mart.name, null)
  const crowded = toMerge(old)
  const merged: ManifestFile[] = []
  for (const file of old) if (crowded.includes(file) || (await holdsBuiltDay(draft, file))) merged.push(file)
  const kept = old.filter((file) => !merged.includes(file))
  draft.keep(kept)
  const carried = `select p.* from ${await draft.from(mart.name, merged.map(draft.absolute))} p
    left join built_days d on d.dt = p.dt where d.dt is null`
  const written = await staged(
    draft,
    mart,
    await draft.write(mart.name, `${freshOf(mart)} union all ${carried}`, 'whole'),
  )
  if (kept.length === 0) return written
  // a kept row of a key that was written is one too many
  return `select * from (${written}) w union all select k.* from ${await draft.from(mart.name, kept.map(draft.absolute))} k
    join (select distinct ${mart.key.map(name).join(', ')} from (${written}) x) w on ${sameKey(mart.key, 'k', 'w')}`
}

async function holdsBuiltDay(draft: Draft, file: ManifestFile): Promise<boolean> {
  const [found] = await draft.session.query<{ rows: number }>(
    `select count(*) as "rows" from ${await draft.from(file.table, [draft.absolute(file)])} p
     where dt in (select dt from built_days)`,
  )
  return (found?.rows ?? 0) > 0
}

/** Only the keys that occur in a rebuilt day, as it stands or as it stood, are reckoned anew; the others are carried. */
async function writeKeyed(draft: Draft, mart: Mart, changes: Changes): Promise<string> {
  const [input = ''] = Object.keys(mart.inputs)
  const days = changes.rebuilt.get(input) ?? new Set()
  const old = draft.drop(mart.name, null)
  const key = mart.key.map(name).join(', ')
  const is = await draft.from(input, draft.paths(input, days))
  const was = await draft.from(input, draft.before(input, days).map(draft.absolute))
  await draft.session.materialize(
    'built_keys',
    `select ${key} from ${is} i union select ${key} from ${was} w`,
  )
  const built = (row: string) => `join built_keys b on ${sameKey(mart.key, row, 'b')}`
  await draft.view(input, undefined, old.length > 0 ? built('t') : '')
  const carried = `select p.* from ${await draft.from(mart.name, old.map(draft.absolute))} p left ${built('p')} where b.${name(mart.key[0] ?? '')} is null`
  return staged(
    draft,
    mart,
    await draft.write(mart.name, `select * from (${mart.sql}) m union all ${carried}`, 'whole'),
  )
}

const freshOf = (mart: Mart) => `select m.* from (${mart.sql}) m where m.dt in (select dt from built_days)`

/** What a build holds in memory grows neither with the history it builds nor with how busy the days are. */
const AT_ONCE = { days: 31, rows: 500_000 }

async function writeDays(draft: Draft, mart: Mart, days: ReadonlySet<Day>): Promise<string> {
  draft.drop(mart.name, days)
  const files: ManifestFile[] = []
  const parts = draft.session.inParts
    ? dayParts(days, mostRowsByDay(draft, Object.keys(mart.inputs)), AT_ONCE)
    : [[...days]]
  for (const some of parts) {
    await prepare(draft, mart, new Set(some))
    files.push(...(await draft.write(mart.name, freshOf(mart), 'day')))
  }
  // the checks compare the whole of what was built
  await prepare(draft, mart, days)
  return staged(draft, mart, files)
}

async function check(draft: Draft, mart: Mart): Promise<void> {
  const key = mart.key.map((column) => `"${column}"`).join(', ')
  const byDay = mart.partition === 'day' && mart.name.endsWith('_days') ? ', dt' : ''
  const checks = [
    {
      name: 'one row a key',
      sql: `select count(*) as found from (select 1 from built_${mart.name} group by ${key}${byDay} having count(*) > 1)`,
    },
    ...mart.checks,
  ]
  for (const { name: check, sql } of checks) {
    const [row] = await draft.session.query<{ found: number }>(sql)
    if (row && row.found !== 0) draft.failed.push({ table: mart.name, check, found: row.found })
  }
}
