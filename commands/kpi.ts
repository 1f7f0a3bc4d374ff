import { type Command, READERS } from '../src/command.ts'
import type { Context } from '../src/context.ts'
import { shopPromos } from '../src/facts/calendar/shop-calendar.ts'
import { readPaces, type StandingTarget } from '../src/facts/target/read-paces.ts'
import { asOf } from '../src/facts/wholeness/as-of.ts'
import { addDays, type DayRange, dayOf, daysBetween } from '../src/lib/days.ts'
import { type Metric, type Scope, writeScope } from '../src/metrics/metric.ts'
import { calendarOf } from '../src/metrics/read/promo-days.ts'
import { scopeFor } from '../src/metrics/read/scope.ts'
import { series } from '../src/metrics/read/series.ts'
import type { AsOf } from '../src/models/wholeness/whole-day.ts'
import { chartKpi } from '../src/report/chart-kpi.ts'
import { compare } from '../src/report/compare.ts'
import { withOpenAlerts } from '../src/report/say-open-alert.ts'
import { withTargets } from '../src/report/say-target.ts'
import { shopLocale } from '../src/report/words/locale.ts'
import { openAlerts } from '../src/state/alerts.ts'
import { targetsOn } from '../src/state/targets.ts'
import { forecasting } from '../src/threads/forecasts.ts'
import { type KpiAnswer, sayKpi } from './kpi/answer.ts'
import { readPeriod } from './kpi/period.ts'
import { type KpiQuestion, parseKpi, type Range, rangeUpTo } from './kpi/question.ts'
import { sayPeriod } from './kpi/say-period.ts'
import { segmentsOf } from './kpi/segments.ts'
import { asUsage } from './shared/as-usage.ts'
import { noDataYet } from './shared/no-data.ts'

/** what a baseline of twelve weeks needs before the first day shown */
const LOOK_BACK_DAYS = 112

export const kpi: Command<KpiQuestion> = {
  name: '/kpi',
  usage: '/kpi <name> [scope] [by=channel] [range]',
  about: 'One KPI against its usual level, over time and by slice.',
  examples: [
    '/kpi conversion',
    '/kpi conversion category=Electronics 28d',
    '/kpi gmv app 2026-10',
    '/kpi orders 2026-11-01..2026-11-15',
    '/kpi gmv by=channel 2026-10',
  ],
  roles: READERS,
  parse: parseKpi,
  segmentOf: (query) => ('scope' in query ? query.scope : ''),
  async answer(ctx, { metric, scope: typed, range: wanted, by }) {
    const {
      lake,
      clock,
      config: { shop },
    } = ctx
    const locale = shopLocale(ctx.config)
    const known = await asOf(ctx, dayOf(clock.now(), shop.zone))
    if (!known) return noDataYet(ctx)
    const scope = await scopeFor(lake, metric, typed)
    if (scope !== 'all' && 'kind' in scope) return asUsage(scope, locale.words.usage)
    const range = rangeUpTo(wanted, known.day)
    if (range.from >= range.to || range.to <= known.first) {
      return { kind: 'usage', because: locale.words.kpi.onlyData(known.first, known.day) }
    }
    const named = await shopPromos(ctx)
    const calendar = calendarOf(named, scope)
    const points = await series(lake, metric, scope, {
      from: addDays(range.from, -LOOK_BACK_DAYS),
      to: range.to,
    })
    const shown = points.filter((point) => point.day >= range.from)
    const last = shown.findLast(({ value }) => value !== null)
    const days = shown.map(({ day }) => day)
    const charted = chartKpi({ metric, points }, days, calendar)
    const period = isPeriod(wanted)
      ? await readPeriod(lake, { metric, scope, range: wanted, known, by })
      : null
    const aims = range.to > known.day ? await aimsOf(ctx, { metric, scope, known }) : []
    if (period)
      return withTargets(sayPeriod({ metric, scope, asOf: known.day, charted, period }, locale), aims, locale)
    const answer: KpiAnswer = {
      metric,
      scope,
      asOf: known.day,
      shown,
      compared: last ? compare({ metric, points }, last.day, calendar) : null,
      charted,
      segments: last
        ? await segmentsOf(lake, { metric, scope, day: last.day, promos: named, points, by })
        : null,
    }
    const said = withTargets(sayKpi(answer, locale), aims, locale)
    const alerts = await openAlerts(ctx.state)
    const day = addDays(range.to, -1)
    return withOpenAlerts(said, { kpi: metric.name, scope, day, alerts }, locale)
  },
}

/** How the targets of exactly this stand, where what is asked for reaches up to now. */
async function aimsOf(
  { state, lake }: Pick<Context, 'state' | 'lake'>,
  { metric, scope, known }: { readonly metric: Metric; readonly scope: Scope; readonly known: AsOf },
): Promise<readonly StandingTarget[]> {
  const own = (await targetsOn(state, known.day)).filter(
    (one) => one.kpi === metric.name && one.scope === writeScope(scope),
  )
  return readPaces({ state, lake }, own, { known, forecasting })
}

/** Days of the calendar are a period; those that end with the data say how the last of them stands. */
function isPeriod(range: Range): range is DayRange {
  return 'from' in range && daysBetween(range.from, range.to) > 1
}
