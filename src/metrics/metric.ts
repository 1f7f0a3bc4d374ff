export type Dimension = 'merchant' | 'category' | 'platform' | 'channel' | 'region'

/**
 * A KPI is data over a mart, never a hand-written query. `value` and `of`/`over` are SQL aggregates over the
 * mart's columns; money is in cents. A rate is kept as its two parts, so that any slice and any range adds up.
 */
export interface Metric {
  readonly name: string
  readonly label: string
  readonly unit: 'count' | 'money' | 'rate' | 'money-per'
  readonly better: 'up' | 'down'
  readonly mart: string
  readonly value: string | { readonly of: string; readonly over: string }
  /** the mart's column that dates the value */
  readonly day: string
  /** the mart has a column `<dimension>_id` for merchant, and `<dimension>` for the others */
  readonly slices: readonly Dimension[]
  /** one line: what is counted, what is left out, and why */
  readonly definition: string
}

/** One point of a KPI series. `over` is 1 for counts and sums. `value = of / over`, null when `over` is 0. */
export interface Point {
  readonly day: string
  readonly of: number
  readonly over: number
  readonly value: number | null
}

/** Everything, or one member of one dimension: `{ dimension: 'category', member: 'Toys' }`. */
export type Scope = 'all' | { readonly dimension: Dimension; readonly member: string }
