import type { Feature } from '../learn/features.ts'
import type { TrainingRows } from '../learn/training-rows.ts'

/** On which days a merchant sold, in order: days counted from any one day. */
export interface History {
  readonly id: string
  readonly days: readonly number[]
  readonly orders: readonly number[]
}

/** Those that sold not long before a day, as they were known at its end; labelled 1 where no sale came after it. */
export interface Snapshot extends TrainingRows {
  readonly at: number
  readonly ids: readonly string[]
}

/** without a sale in so many days a merchant has left */
export const HORIZON = 30
/** a merchant is one that may leave while its last sale is not older */
export const ACTIVE = 90
const [MONTH, QUARTER] = [28, 90]

export const CHURN_FEATURES: readonly Feature[] = (
  ['days_since_sale', 'overdue', 'orders_28d', 'orders_90d', 'selling_days_90d', 'days_since_first'] as const
)
  .map((column): Feature => ({ column, kind: 'log', known: 'on arrival' }))
  .concat([{ column: 'trend', kind: 'share', known: 'on arrival' }])

/** What was known at the end of day `at`, never anything after it; labels are 0 where the outcome is not asked for. */
export function snapshotAt(histories: readonly History[], at: number, horizon = HORIZON): Snapshot {
  const known = histories.flatMap(({ id, days, orders }) => {
    const count = upTo(days, at)
    const [first, last] = [days[0], days[count - 1]]
    if (first === undefined || last === undefined || at - last >= ACTIVE) return []
    const next = days[count]
    const sold = (from: number, to: number) => ordersWithin({ days, orders }, from, to)
    const before = upTo(days, at - QUARTER)
    const recent = sold(at - MONTH, at)
    return [
      {
        id,
        isGone: next === undefined || next > at + horizon,
        days_since_sale: at - last,
        overdue: (at - last) / ((last - first) / Math.max(1, count - 1) || QUARTER),
        orders_28d: recent,
        orders_90d: sold(at - QUARTER, at),
        selling_days_90d: count - before,
        days_since_first: at - first,
        trend: Math.log((recent + 0.5) / (sold(at - 2 * MONTH, at - MONTH) + 0.5)),
      },
    ]
  })
  const column = (name: Exclude<keyof (typeof known)[number], 'id' | 'isGone'>) =>
    Float64Array.from(known, (one) => one[name])
  return {
    at,
    ids: known.map(({ id }) => id),
    rows: known.length,
    labels: Uint8Array.from(known, ({ isGone }) => (isGone ? 1 : 0)),
    numbers: {
      days_since_sale: column('days_since_sale'),
      overdue: column('overdue'),
      orders_28d: column('orders_28d'),
      orders_90d: column('orders_90d'),
      selling_days_90d: column('selling_days_90d'),
      days_since_first: column('days_since_first'),
      trend: column('trend'),
    },
    texts: {},
  }
}

/** One under another, as they stand. */
export function stacked(snapshots: readonly Snapshot[]): TrainingRows {
  const names = CHURN_FEATURES.map(({ column }) => column)
  const rows = snapshots.reduce((total, one) => total + one.rows, 0)
  const joined = (of: (one: Snapshot) => Iterable<number>) =>
    Float64Array.from(snapshots.flatMap((one) => [...of(one)]))
  return {
    rows,
    labels: Uint8Array.from(snapshots.flatMap(({ labels }) => [...labels])),
    numbers: Object.fromEntries(names.map((name) => [name, joined(({ numbers }) => numbers[name] ?? [])])),
    texts: {},
  }
}

/** How many of them are not after a day. */
function upTo(days: readonly number[], at: number): number {
  let [low, high] = [0, days.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((days[middle] ?? 0) <= at) low = middle + 1
    else high = middle
  }
  return low
}

/** Of the days after `from`, up to `to`. */
function ordersWithin({ days, orders }: Pick<History, 'days' | 'orders'>, from: number, to: number): number {
  let total = 0
  for (let i = upTo(days, from); i < upTo(days, to); i++) total += orders[i] ?? 0
  return total
}
