import type { Day } from '../lib/days.ts'
import { addDays } from '../lib/days.ts'
import { isRatio, type Metric } from '../metrics/metric.ts'
import type { Line } from '../metrics/read/kpi-table.ts'
import { usual } from '../metrics/read/usual.ts'
import { explain, type SegmentMovement } from '../models/drivers/movement.ts'
import { type Comparison, compare } from '../report/compare.ts'
import { type SalesMovement, salesMovement } from '../report/movement.ts'
import type { DailyFacts, Located } from './read-daily.ts'

/** What a daily digest has to say, before it is put into words. */
export interface Daily {
  readonly day: Day
  /** the campaign that runs on the day */
  readonly special: string | null
  readonly compared: readonly Comparison[]
  /** KPIs without a value on the day, or of which nothing was ever seen */
  readonly without: readonly Metric[]
  readonly categories: readonly { readonly name: string; readonly compared: readonly Comparison[] }[]
  readonly sales: SalesMovement | null
  readonly place: LocatedChange | null
  readonly charted: ChartedKpi | null
}

/** Where a KPI moved, and by which dimensions its total misleads. */
export interface LocatedChange {
  readonly metric: Metric
  readonly movement: SegmentMovement
  readonly reversed: readonly string[]
}

/** A KPI day by day beside its usual level. */
export interface ChartedKpi {
  readonly metric: Metric
  readonly days: readonly Day[]
  readonly values: readonly (number | null)[]
  readonly usual: readonly (number | null)[]
}

const CHART_DAYS = 28

export function decideDaily({ metrics, asOf: { day }, promos, lines, located }: DailyFacts): Daily {
  const whole = lines.filter(({ scope, points }) => scope === 'all' && points.some(({ of }) => of !== 0))
  const compared = whole.flatMap((line) => compare(line, day, promos.all) ?? [])
  const has = new Set(compared.map(({ metric }) => metric.name))
  const charted = ['gmv', 'orders'].flatMap((name) => whole.find(({ metric }) => metric.name === name) ?? [])
  const best = charted.find(({ metric, points }) => has.has(metric.name) && points.some(({ of }) => of > 0))
  const days = Array.from({ length: CHART_DAYS }, (_, i) => addDays(day, i - CHART_DAYS + 1))
  return {
    day,
    special: promos.all.get(day) ?? null,
    compared,
    without: metrics.filter(({ name }) => !has.has(name)),
    categories: byCategory(lines, day, promos),
    sales: salesMovement(compared),
    place: placeOf(located),
    charted: best ? chartOf(best, days, promos.all) : null,
  }
}

export function placeOf(located: Located | null): LocatedChange | null {
  if (!located) return null
  const { metric, cells, dimensions } = located
  const kind = { isRatio: isRatio(metric), isMoney: metric.unit === 'money-per' }
  const { movement, reversed } = explain(cells, dimensions, kind)
  return movement && { metric, movement, reversed }
}

export function chartOf(
  { metric, points }: Pick<Line, 'metric' | 'points'>,
  days: readonly Day[],
  special: ReadonlyMap<Day, string>,
): ChartedKpi {
  const byDay = new Map(points.map((point) => [point.day, point.value]))
  return {
    metric,
    days,
    values: days.map((day) => byDay.get(day) ?? null),
    usual: days.map((day) => usual(metric, points, day, special)?.value ?? null),
  }
}

function byCategory(lines: readonly Line[], day: Day, promos: DailyFacts['promos']): Daily['categories'] {
  const found = new Map<string, Comparison[]>()
  for (const line of lines) {
    if (line.scope === 'all' || line.scope.dimension !== 'category') continue
    const compared = compare(line, day, promos.forCategory(line.scope.member))
    if (compared) found.set(line.scope.member, [...(found.get(line.scope.member) ?? []), compared])
  }
  return [...found]
    .map(([name, compared]) => ({ name, compared }))
    .filter(({ compared }) => weight(compared) > 0)
    .sort((a, b) => weight(b.compared) - weight(a.compared))
}

/** Of a category that is large today or usually: GMV of both. */
function weight(compared: readonly Comparison[]): number {
  const gmv = compared.find(({ metric }) => metric.name === 'gmv')
  return (gmv?.today.of ?? 0) + (gmv?.usual?.of ?? 0)
}
