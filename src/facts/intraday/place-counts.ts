import type { Segment } from '../../metrics/read/cells.ts'
import type { Counted, TakenBack } from '../../models/intraday/counted.ts'

/** One place of the shop, quarter by quarter. */
export interface PlaceCounts {
  readonly segment: Segment
  readonly counts: Readonly<Record<Counted, Float64Array>>
  readonly gmvCents: Float64Array
  readonly backCents: Readonly<Record<TakenBack, Float64Array>>
}
