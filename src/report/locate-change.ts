import { isRatio, type Metric } from '../metrics/metric.ts'
import type { UsualCells } from '../metrics/read/cells.ts'
import { explain, type SegmentMovement } from '../models/drivers/movement.ts'

/** One KPI by several dimensions at once, on a day or a week and on the days it is compared with. */
export interface MetricCells extends UsualCells {
  readonly metric: Metric
}

/** In which segment a KPI moved, and by which dimensions its total misleads. */
export interface LocatedChange {
  readonly metric: Metric
  readonly movement: SegmentMovement
  readonly reversed: readonly string[]
}

/** Null without cells, and where nothing moved that could be split. */
export function locateChange(found: MetricCells | null): LocatedChange | null {
  if (!found) return null
  const { metric, cells, dimensions } = found
  const kind = { isRatio: isRatio(metric), isMoney: metric.unit === 'money-per' }
  const { movement, reversed } = explain(cells, dimensions, kind)
  return movement && { metric, movement, reversed }
}
