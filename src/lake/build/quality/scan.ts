import { addDays, type Day } from '../../../lib/days.ts'
import type { Rule } from '../../contract/rule.ts'
import { name, text } from '../../engine/duckdb.ts'
import { type CleanTable, WAITING } from '../../tables/clean-tables.ts'
import type { Draft } from '../draft.ts'
import { orderKey } from '../order-days.ts'

/** Two numbers a rule: how many rows were looked at, and how many are wrong (or what is typical of them). */
export interface Measured {
  readonly rows: number
  readonly found: number
}

type Aggregates = Readonly<Record<keyof Measured, string>>
type Of<Kind extends Rule['look']['kind']> = Extract<Rule['look'], { kind: Kind }>

/** what is known of a thing by its id */
const RECORDS = { products: 'product_id', merchants: 'merchant_id' } as const
type RecordTable = keyof typeof RECORDS

/** All rules that look at the rows of one table, in one pass over the days that were touched. */
export async function scan(
  draft: Draft,
  clean: CleanTable,
  { rules, days }: { readonly rules: readonly Rule[]; readonly days: ReadonlySet<Day> | undefined },
): Promise<ReadonlyMap<Rule, Measured>> {
  const measured = new Map<Rule, Measured>()
  const touched = draft.paths(clean.name, days)
  if (touched.length === 0) return measured
  const rows = await draft.from(clean.name, touched)
  const isThere = (record: RecordTable) => draft.paths(`clean_${record}`).length > 0
  const asked = rules.flatMap((rule) => {
    const aggregates = aggregatesOf(rule, { clean, rows }, isThere)
    return aggregates ? [{ rule, aggregates }] : []
  })
  if (asked.length === 0) return measured
  const columns = asked.map(
    ({ aggregates }, i) =>
      `${aggregates.rows} as rows_${i}, cast(coalesce(${aggregates.found}, 0) as double) as found_${i}`,
  )
  const [row] = await draft.session.query<{ [column: string]: number }>(
    `select ${columns.join(', ')} from ${await withRecords(draft, rows, rules)} t`,
  )
  for (const [i, { rule }] of asked.entries())
    measured.set(rule, { rows: row?.[`rows_${i}`] ?? 0, found: row?.[`found_${i}`] ?? 0 })
  return measured
}

function aggregatesOf(
  { look }: Rule,
  { clean, rows }: { readonly clean: CleanTable; readonly rows: string },
  isThere: (record: RecordTable) => boolean,
): Aggregates | null {
  const dated = clean.dayOfOrder ? `dt > date ${text(WAITING)}` : 'true'
  if (look.kind === 'key') return keyOf(clean, rows)
  if (look.kind === 'waiting') return counts('true', `dt = date ${text(WAITING)}`)
  if (look.kind === 'share') return counts(`${dated} and ${look.of ?? 'true'}`, look.where)
  if (look.kind === 'known')
    return isThere(look.to) ? counts(`${RECORDS[look.to]} is not null`, `not has_${look.to}`) : null
  if (look.kind === 'price-scale') return isThere('products') ? scaleOf(look, clean) : null
  return null
}

const counts = (of: string, wrong: string): Aggregates => ({
  rows: `count(*) filter (where ${of})`,
  found: `count(*) filter (where ${of} and (${wrong}))`,
})

/** Keys are grouped to be counted: that may spill, where a count of distinct ones holds them all. */
function keyOf(clean: CleanTable, rows: string): Aggregates {
  const absent = clean.key.map((column) => `${name(column)} is null`).join(' or ')
  return {
    rows: 'count(*)',
    found: `(select coalesce(sum(more), 0) from (select count(*) - 1 as more from ${rows} k group by _k having count(*) > 1) d)
      + count(*) filter (where ${absent})`,
  }
}

function scaleOf({ price }: Of<'price-scale'>, clean: CleanTable): Aggregates {
  const of = `listed_cents > 0 and ${price} > 0${clean.table === 'order_lines' ? " and kind = 'sale'" : ''}`
  return {
    rows: `count(*) filter (where ${of})`,
    found: `percentile(case when ${of} then cast(${price} as double) / listed_cents end, 0.5)`,
  }
}

/** The rows beside what is known of their product and merchant, as far as a rule asks for it. */
async function withRecords(draft: Draft, rows: string, rules: readonly Rule[]): Promise<string> {
  const asks = (record: RecordTable) =>
    draft.paths(`clean_${record}`).length > 0 &&
    rules.some(
      ({ look }) =>
        (look.kind === 'known' && look.to === record) ||
        (look.kind === 'price-scale' && record === 'products'),
    )
  const shown = ['r.*']
  const joins: string[] = []
  for (const record of ['products', 'merchants'] as const) {
    if (!asks(record)) continue
    const id = RECORDS[record]
    const from = await draft.from(`clean_${record}`, draft.paths(`clean_${record}`))
    shown.push(`${record}.${id} is not null as has_${record}`)
    if (record === 'products') shown.push('products.list_price_cents as listed_cents')
    joins.push(`left join ${from} ${record} on ${record}.platform = r.platform and ${record}.${id} = r.${id}`)
  }
  return `(select ${shown.join(', ')} from ${rows} r ${joins.join(' ')})`
}

/** How many rows are of an order that is nowhere. Null where a shop has no orders of their own. */
export async function orphans(
  draft: Draft,
  clean: CleanTable,
  days: ReadonlySet<Day> | undefined,
): Promise<Measured | null> {
  const orders = draft.paths('keys_orders')
  const touched = draft.paths(clean.name, days)
  if (orders.length === 0 || touched.length === 0) return null
  const rows = await draft.from(clean.name, touched)
  const [row] = await draft.session.query<{ rows: number; known: number }>(
    `with t as (select ${orderKey('platform', 'order_id')} as k from ${rows} r)
     select (select count(*) from t) as "rows",
       (select count(*) from t where k in (select k from ${await draft.from('keys_orders', orders)} i)) as known`,
  )
  return row ? { rows: row.rows, found: row.rows - row.known } : null
}

const PAID_LATER_DAYS = 3

/**
 * Orders of the touched days that were paid by a few days later: how many, of how many the payments differ from lines
 * and freight by more than a share and five cents, and the typical ratio of the two.
 */
export async function paidOrders(
  draft: Draft,
  days: ReadonlySet<Day>,
  within: number,
): Promise<{ readonly rows: number; readonly differ: number; readonly ratio: number } | null> {
  const paidOn = new Set(
    [...days].flatMap((day) => Array.from({ length: PAID_LATER_DAYS + 1 }, (_, i) => addDays(day, i))),
  )
  const [paid, lines] = [draft.paths('clean_payments', paidOn), draft.paths('clean_order_lines', days)]
  if (paid.length === 0 || lines.length === 0) return null
  const [row] = await draft.session.query<{ rows: number; differ: number; ratio: number }>(
    `with paid as (
       select platform, order_id, sum(amount_cents) as cents
       from ${await draft.from('clean_payments', paid)} p group by platform, order_id),
     owed as (
       select platform, order_id, sum(line_cents + coalesce(freight_cents, 0)) as cents
       from ${await draft.from('clean_order_lines', lines)} l where kind in ('sale', 'fee', 'gift_card') group by platform, order_id)
     select count(*) as "rows",
       count(*) filter (where abs(paid.cents - owed.cents) > greatest(5, owed.cents * ${within})) as differ,
       cast(coalesce(percentile(cast(paid.cents as double) / owed.cents, 0.5), 1) as double) as ratio
     from owed join paid on paid.platform = owed.platform and paid.order_id = owed.order_id where owed.cents > 0`,
  )
  return row ?? null
}
