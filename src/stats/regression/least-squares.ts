import { sumOf } from '../../lib/sum.ts'
import { solve } from '../algebra/cholesky.ts'

/** keeps columns that say the same from stopping the fit; far below any figure shown */
const RIDGE = 1e-9

/**
 * What ordinary least squares expects of `y` from the columns, at every row; rows where `y` is NaN are not learnt from,
 * but expected too. Null when nothing can be learnt. Of y = [1, 3, NaN, 7] on a level and [0, 1, 2, 3] it is [1, 3, 5, 7].
 */
export function fitted(columns: readonly Float64Array[], y: Float64Array): Float64Array | null {
  const size = columns.length
  const rows = [...y.keys()].filter((row) => !Number.isNaN(y[row]))
  if (rows.length === 0) return null
  const dot = (a: Float64Array, b: Float64Array) => {
    let sum = 0
    for (const row of rows) sum += (a[row] ?? 0) * (b[row] ?? 0)
    return sum
  }
  const values = new Float64Array(size * size)
  columns.forEach((a, i) => {
    // the solver reads the lower half only
    for (let j = 0; j <= i; j++)
      values[i * size + j] = dot(a, columns[j] ?? a) + (i === j ? RIDGE * rows.length : 0)
  })
  const weights = solve(
    { size, values },
    columns.map((column) => dot(column, y)),
  )
  return weights && y.map((_, row) => sumOf(columns, (column, i) => (weights[i] ?? 0) * (column[row] ?? 0)))
}
