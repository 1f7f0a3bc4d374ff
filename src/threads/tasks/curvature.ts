import { type Curvature, curvature, type LogisticData, type RowRange } from '../../models/learn/curvature.ts'

/** A range of rows that lie in shared memory: they are not copied. */
interface Piece {
  readonly rows: LogisticData
  readonly weights: Float64Array
  readonly range: RowRange
}

export function run({ rows, weights, range }: Piece): Curvature {
  return curvature(rows, weights, range)
}
