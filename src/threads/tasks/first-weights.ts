import type { LogisticData } from '../../models/learn/curvature.ts'
import { startOf } from '../../models/learn/logistic.ts'

/** One block of rows in `every`, with a penalty of its own. */
interface Sample {
  readonly rows: LogisticData
  readonly l2: number
  readonly every: number
}

export function run({ rows, l2, every }: Sample): Float64Array {
  return startOf(rows, { l2, every })
}
