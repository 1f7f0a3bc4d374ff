/** A grouping of rows whose levels are taken out: `group[row]` is 0 .. levels - 1. */
export interface Effect {
  readonly group: Int32Array
  readonly levels: number
}

const MAX_ROUNDS = 500

/**
 * Within transformation: takes the weighted means of every grouping out of a column, in place, by alternating
 * projections (Halperin 1962; as in Guimaraes and Portugal 2010, Stata Journal 10(4)) until a round moves nothing by
 * more than 1e-9 of the column's own size. With one grouping one round is exact. `weights` must be positive. Values
 * 1, 3, 10, 20 in groups 0, 0, 1, 1 become -1, 1, -5, 5.
 */
export function within(column: Float64Array, effects: readonly Effect[], weights?: Float64Array): void {
  const totals = effects.map((effect) => totalsOf(effect, column.length, weights))
  let size = 0
  for (const value of column) size = Math.max(size, Math.abs(value))
  for (let round = 0; round < MAX_ROUNDS; round++) {
    let moved = 0
    for (const [i, effect] of effects.entries())
      moved = Math.max(moved, takeOut(column, effect, totals[i] ?? new Float64Array(0), weights))
    if (effects.length < 2 || moved <= 1e-9 * size) return
  }
}

function totalsOf({ group, levels }: Effect, rows: number, weights: Float64Array | undefined): Float64Array {
  const totals = new Float64Array(levels)
  for (let row = 0; row < rows; row++) {
    const level = group[row] ?? 0
    totals[level] = (totals[level] ?? 0) + (weights?.[row] ?? 1)
  }
  return totals
}

/** The largest mean that was taken out. */
function takeOut(
  column: Float64Array,
  { group, levels }: Effect,
  totals: Float64Array,
  weights: Float64Array | undefined,
): number {
  const means = new Float64Array(levels)
  for (let row = 0; row < column.length; row++) {
    const level = group[row] ?? 0
    means[level] = (means[level] ?? 0) + (weights?.[row] ?? 1) * (column[row] ?? 0)
  }
  let largest = 0
  for (let level = 0; level < levels; level++) {
    const mean = (means[level] ?? 0) / (totals[level] || 1)
    means[level] = mean
    largest = Math.max(largest, Math.abs(mean))
  }
  for (let row = 0; row < column.length; row++)
    column[row] = (column[row] ?? 0) - (means[group[row] ?? 0] ?? 0)
  return largest
}
