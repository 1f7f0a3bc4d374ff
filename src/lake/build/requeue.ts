import type { Account } from '../contract/lake.ts'
import { name, text } from '../engine/duckdb.ts'
import { rowsOf } from '../store/files.ts'
import type { CleanTable } from '../tables/clean-tables.ts'
import type { Draft } from './draft.ts'
import { hasNewOrders, NEW_ORDERS, orderKey } from './order-days.ts'
import { keepDayRates } from './rates.ts'

/** Rows of a table that were refused once and are taken in anew, by the reason they were refused for. */
export interface Requeued {
  readonly rows: number
  readonly reasons: Account['reasons']
}

const NO_RATE = /^no exchange rate for (\S+?)(?: on (\d{4}-\d\d-\d\d)|: the day of its order is not known)?$/

/** whether a row that is refused for this comes back by itself, with its rate */
export const waitsForRate = (reason: string) => NO_RATE.test(reason)

interface Wanted {
  readonly table: string
  readonly reason: string
  readonly currency: string
  /** null: a lake of before rates, or a line whose order had not come */
  readonly day: string | null
  readonly waitsForOrder: boolean
}

/**
 * Rows refused for want of an exchange rate, of which this build has brought the rate, leave the quarantine: they are
 * `taken_back`, as they had landed. What they were refused for is known from the accounts: nothing is read otherwise.
 */
export async function requeue(
  draft: Draft,
  tables: readonly CleanTable[],
  accounts: readonly Account[],
): Promise<ReadonlyMap<string, Requeued>> {
  const wanted = wantedIn(tables, accounts)
  const ratesCame = draft.added.some(({ table }) => table === 'clean_rates')
  const isDue = ratesCame || (hasNewOrders(draft) && wanted.some((one) => one.waitsForOrder))
  if (wanted.length === 0 || !isDue) return new Map()
  const reasons = await reasonsThatPassed(draft, wanted, ratesCame)
  if (reasons.length === 0) return new Map()

  const quarantine = await draft.from('quarantine', draft.before('quarantine').map(draft.absolute))
  await draft.session.materializeOnDisk(
    'taken_back',
    `select q.* from ${quarantine} q where q.raw is not null and (${reasons.map((one) => isOf(one)).join(' or ')})`,
  )
  const found = await draft.session.query<{ table: string; reason: string; rows: number }>(
    `select table_name as "table", reason, count(*) as "rows" from taken_back group by table_name, reason`,
  )
  const days = await draft.session.query<{ dt: string }>('select distinct dt from taken_back')
  const dropped = draft.drop('quarantine', new Set(days.map(({ dt }) => dt)))
  if (dropped.length > 0)
    draft.refusals.push(
      `select q.* from ${await draft.from('quarantine', dropped.map(draft.absolute))} q
       where not exists (select 1 from taken_back b where b.table_name = q.table_name
         and b._source = q._source and b._batch = q._batch and b._row = q._row)`,
    )
  return new Map(
    tables.map(({ table }) => {
      const mine = found.filter((one) => one.table === table)
      return [table, { rows: rowsOf(mine), reasons: mine }]
    }),
  )
}

function wantedIn(tables: readonly CleanTable[], accounts: readonly Account[]): Wanted[] {
  return accounts
    .filter(({ table }) => tables.some((clean) => clean.table === table))
    .flatMap(({ table, reasons }) =>
      reasons.flatMap(({ reason, rows }) => {
        const [, currency, day = null] = NO_RATE.exec(reason) ?? []
        if (rows <= 0 || currency === undefined) return []
        return [{ table, reason, currency, day, waitsForOrder: reason.endsWith('is not known') }]
      }),
    )
}

/** Those whose rate is known now; of lines that wait for their order every one is looked at. */
async function reasonsThatPassed(
  draft: Draft,
  wanted: readonly Wanted[],
  ratesCame: boolean,
): Promise<Wanted[]> {
  const waiting = wanted.filter((one) => one.waitsForOrder && hasNewOrders(draft))
  if (!ratesCame) return waiting
  const dated = wanted.filter((one) => !one.waitsForOrder)
  await keepDayRates(draft, [...new Set(dated.map(({ currency }) => currency))])
  const known = await draft.session.query<{ currency: string; dt: string }>(
    `select currency, cast(dt as string) as dt from day_rates`,
  )
  const days = new Set(known.map(({ currency, dt }) => `${currency} ${dt}`))
  const currencies = new Set(known.map(({ currency }) => currency))
  const hasPassed = ({ currency, day }: Wanted) =>
    day === null ? currencies.has(currency) : days.has(`${currency} ${day}`)
  return [...waiting, ...dated.filter(hasPassed)]
}

function isOf({ table, reason, waitsForOrder }: Wanted): string {
  const order = `${orderKey("get_json_object(q.raw, '$.platform')", "get_json_object(q.raw, '$.order_id')")}`
  const itsOrderCame = waitsForOrder ? ` and ${order} in (${NEW_ORDERS})` : ''
  return `(q.table_name = ${text(table)} and q.reason = ${text(reason)}${itsOrderCame})`
}

/** The rows of a table that were taken back, as its raw files hold them. */
export function requeued(draft: Draft, table: string): string {
  const lineage = ['_source', '_batch', '_row', '_landed_at']
  const shown = draft
    .columns(`raw_${table}`)
    .map(({ column }) =>
      lineage.includes(column)
        ? `b.${column}`
        : `get_json_object(b.raw, ${text(`$.${column}`)}) as ${name(column)}`,
    )
  return `select ${shown.join(', ')} from taken_back b where b.table_name = ${text(table)}`
}
