import { addDays, type Day, daysBetween } from '../../lib/days.ts'
import { sumOf } from '../../lib/sum.ts'
import type { Metric, Point, Scope } from '../../metrics/metric.ts'
import { calendarOf } from '../../metrics/read/promo-days.ts'
import { findScope } from '../../metrics/read/scope.ts'
import { series } from '../../metrics/read/series.ts'
import { metricNamed } from '../../metrics/registry.ts'
import type { TooShort } from '../../models/anomaly/finding.ts'
import type { Calendar } from '../../models/calendar/calendar.ts'
import { type Forecast, indexed } from '../../models/forecast/forecast.ts'
import type { AskedForecast } from '../../models/forecast/task.ts'
import { type Pace, pace, type Rest } from '../../models/target/pace.ts'
import { restOf } from '../../models/target/rest.ts'
import type { Target } from '../../state/targets.ts'
import type { ReadsCalendar } from '../calendar/shop-calendar.ts'
import { askedOf, campaigns, holidaysAhead } from '../forecast/questions.ts'

/** A target as it stands on the last day with data. */
export interface StandingTarget {
  readonly target: Target
  readonly metric: Metric
  readonly scope: Scope
  readonly done: number
  /** of the period: with data, and in all */
  readonly days: { readonly done: number; readonly all: number }
  readonly pace: Pace
}

type Forecasting = (asked: readonly AskedForecast[]) => Promise<readonly (Forecast | TooShort)[]>

/** further ahead a forecast says little */
const FURTHEST_DAYS = 92

/**
 * How targets stand: what is done of each, and the forecast of the rest, the shop's campaigns ahead included. What names a
 * KPI or a member that is no more is left out.
 */
export async function readPaces(
  reads: ReadsCalendar,
  targets: readonly Target[],
  {
    known,
    forecasting,
  }: { readonly known: { readonly first: Day; readonly day: Day }; readonly forecasting: Forecasting },
): Promise<StandingTarget[]> {
  const { lake } = reads
  const named = await campaigns(reads)
  const ofCountry = await holidaysAhead(reads, known, FURTHEST_DAYS)
  const read = await Promise.all(
    targets.map(async (target) => {
      const metric = metricNamed(target.kpi)
      const scope = await findScope(lake, target.scope)
      if (!metric || (scope !== 'all' && 'kind' in scope)) return []
      const points = await series(lake, metric, scope, { from: known.first, to: addDays(known.day, 1) })
      const calendar = calendarOf(named, scope)
      const [from, until] = [
        daysBetween(known.day, target.firstDay) - 1,
        daysBetween(known.day, target.lastDay),
      ]
      const asked =
        until > 0 && until <= FURTHEST_DAYS
          ? askedOf(metric, points, {
              horizon: until,
              leaveOut: Math.max(0, from),
              calendar,
              ofCountry,
              liftOfUnknown: 1,
            })
          : null
      return [{ target, metric, scope, points, calendar, until, asked }]
    }),
  )
  const all = read.flat()
  const found = await forecasting(all.flatMap(({ asked }) => asked ?? []))
  let at = 0
  return all.map(({ target, metric, scope, points, calendar, until, asked }) => {
    const rest = asked ? found[at++] : undefined
    const own = points.filter(({ day }) => day >= target.firstDay && day <= target.lastDay)
    const done = sumOf(own, ({ value }) => value ?? 0)
    const length = daysBetween(target.firstDay, target.lastDay) + 1
    return {
      target,
      metric,
      scope,
      done,
      days: { done: own.length, all: length },
      pace: pace({
        target: target.value,
        done,
        daysLeft: Math.max(0, Math.min(length, until)),
        rest: rest?.kind === 'forecast' ? restOfPeriod(target, { points, calendar, found: rest }) : null,
      }),
    }
  })
}

/** Of a period that has not begun, the forecast alone says what it will bring. */
function restOfPeriod(
  { firstDay }: Target,
  {
    points,
    calendar,
    found,
  }: { readonly points: readonly Point[]; readonly calendar: Calendar; readonly found: Forecast },
): Rest {
  const [first, last] = [points[0]?.day ?? firstDay, points.at(-1)?.day ?? firstDay]
  if (last < firstDay) return found.total
  const marked = indexed(calendar, first, points.length + found.days.length)
  const dayOfMonth = last.slice(8)
  const own = restOf({
    values: points.map(({ value }) => value ?? Number.NaN),
    ahead: found.days,
    special: (i) => marked.has(i),
    sameDay: points.flatMap(({ day }, i) => (day.slice(8) === dayOfMonth ? [i + 1] : [])),
  })
  return own ?? found.total
}
