import type { Effect } from '../../stats/regression/within.ts'

/** What was sold at which price, by column. */
export interface Demand {
  /** >= 0 */
  readonly quantity: Float64Array
  /** > 0 */
  readonly price: Float64Array
  readonly product: Effect
  readonly store: Effect | null
  readonly period: Effect | null
  /** trend and season as numbers: used where a period has too few rows to have a level of its own */
  readonly calendar: readonly Float64Array[]
  readonly controls: readonly { readonly name: string; readonly values: Float64Array }[]
  /** controls that are words */
  readonly kinds: readonly Effect[]
}

/** The places of the rows for which this holds. */
export function rowsWhere({ quantity }: Demand, holds: (row: number) => boolean): Int32Array {
  const rows: number[] = []
  for (let row = 0; row < quantity.length; row++) if (holds(row)) rows.push(row)
  return Int32Array.from(rows)
}

/** The rows at these places, every grouping numbered anew. */
export function rowsAt(demand: Demand, rows: Int32Array): Demand {
  const numbers = (values: Float64Array) => Float64Array.from(rows, (row) => values[row] ?? Number.NaN)
  return {
    quantity: numbers(demand.quantity),
    price: numbers(demand.price),
    product: regrouped(demand.product, rows),
    store: demand.store && regrouped(demand.store, rows),
    period: demand.period && regrouped(demand.period, rows),
    calendar: demand.calendar.map(numbers),
    controls: demand.controls.map(({ name, values }) => ({ name, values: numbers(values) })),
    kinds: demand.kinds.map((kind) => regrouped(kind, rows)),
  }
}

function regrouped({ group }: Effect, rows: Int32Array): Effect {
  const codes = new Map<number, number>()
  const regroup = Int32Array.from(rows, (row) => {
    const level = group[row] ?? 0
    const code = codes.get(level) ?? codes.size
    codes.set(level, code)
    return code
  })
  return { group: regroup, levels: codes.size }
}
