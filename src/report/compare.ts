import type { Day } from '../lib/days.ts'
import type { Metric, Point } from '../metrics/metric.ts'
import { usual } from '../metrics/read/usual.ts'
import { judge } from '../models/anomaly/anomaly.ts'
import type { Finding } from '../models/anomaly/finding.ts'

/** One KPI on a day beside what was usual for it. */
export interface Comparison {
  readonly metric: Metric
  readonly today: Point
  /** the mean of the same weekday's last four ordinary weeks; null when there are not two of them */
  readonly usual: Point | null
  /** what its own past allows; null with too short a past */
  readonly expected: Finding | null
  /** `normal`: it scatters that much anyway; null when its past is too short to tell */
  readonly mark: 'good' | 'bad' | 'normal' | 'unsettled' | null
}

/** so many standard deviations from what is expected stand out: about one ordinary day in twenty does */
const NOTABLE = 2

/** Null when the KPI has no value on that day. */
export function compare(
  line: { readonly metric: Metric; readonly points: readonly Point[] },
  day: Day,
  special: ReadonlyMap<Day, string>,
): Comparison | null {
  const { metric, points } = line
  const today = points.find((point) => point.day === day)
  if (!today || today.value === null) return null
  const history = points.filter((point) => point.day < day && point.value !== null)
  const judged = judge({ unit: metric.unit, history, today, calendar: special })
  const found = judged.kind === 'finding' ? judged : null
  const before = usual(metric, points, day, special)
  return { metric, today, usual: before, expected: found, mark: markOf(metric, { today, before, found }) }
}

/** Said only when both yardsticks agree: far from expected, and on the same side of the usual. */
function markOf(
  { better, settlesAfterDays }: Metric,
  { today, before, found }: { today: Point; before: Point | null; found: Finding | null },
): Comparison['mark'] {
  if (settlesAfterDays !== undefined) return 'unsettled'
  if (!found || found.because === 'special day without a past') return null
  // the usual of the last weeks has crept along
  const yardstick = found.method === 'slow' ? found.expected : (before?.value ?? found.expected)
  const change = (today.value ?? 0) - yardstick
  const isNotable =
    Math.abs(found.score) >= NOTABLE && found.because !== 'too little volume' && change * found.score > 0
  if (!isNotable) return 'normal'
  return change > 0 === (better === 'up') ? 'good' : 'bad'
}
