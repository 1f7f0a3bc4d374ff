import { type Command, READERS, type Usage } from '../src/command.ts'
import type { Context } from '../src/context.ts'
import { shopPromos } from '../src/facts/calendar/shop-calendar.ts'
import { asOf } from '../src/facts/wholeness/as-of.ts'
import type { Lake } from '../src/lake/contract/lake.ts'
import { addDays, type Day, dayOf, daysIn } from '../src/lib/days.ts'
import type { Message } from '../src/messages/message.ts'
import { DIMENSIONS, type Dimension, type Metric, membersOf, type Scope } from '../src/metrics/metric.ts'
import { usualCells } from '../src/metrics/read/cells.ts'
import { calendarOf, type Promos } from '../src/metrics/read/promo-days.ts'
import { scopeFor } from '../src/metrics/read/scope.ts'
import { series } from '../src/metrics/read/series.ts'
import { comparableDays } from '../src/metrics/read/usual.ts'
import { metricNamed } from '../src/metrics/registry.ts'
import { chartDays, chartKpi } from '../src/report/chart-kpi.ts'
import { compare } from '../src/report/compare.ts'
import { locateChange, type MetricCells } from '../src/report/locate-change.ts'
import { salesMovement } from '../src/report/movement.ts'
import { withOpenAlerts } from '../src/report/say-open-alert.ts'
import { shopLocale } from '../src/report/words/locale.ts'
import { openAlerts } from '../src/state/alerts.ts'
import { type Range, rangeUpTo } from './kpi/question.ts'
import { asUsage } from './shared/as-usage.ts'
import { noDataYet } from './shared/no-data.ts'
import { sayWhy } from './why/answer.ts'
import { explainPeriod, FACTORS } from './why/period.ts'
import { dayMeant, parseWhy, type WhyQuestion } from './why/question.ts'
import { sayWhyPeriod } from './why/say-period.ts'

/** what a baseline of twelve weeks needs before the day */
const LOOK_BACK_DAYS = 112
export const why: Command<WhyQuestion> = {
  name: '/why',
  usage: '/why <kpi> [scope] [date|period]',
  about: 'Why a KPI moved: what it is made of, and where the change is located.',
  examples: [
    '/why conversion',
    '/why gmv category=Electronics yesterday',
    '/why gmv 2026-11-23',
    '/why gmv 2026-10',
  ],
  roles: READERS,
  parse: parseWhy,
  segmentOf: (query) => ('scope' in query ? query.scope : ''),
  async answer(ctx, { metric, scope: typed, day: asked, period }) {
    const {
      lake,
      clock,
      config: { shop },
    } = ctx
    const locale = shopLocale(ctx.config)
    const today = dayOf(clock.now(), shop.zone)
    const known = await asOf(ctx, today)
    if (!known) return noDataYet(ctx)
    const scope = await scopeFor(lake, metric, typed)
    if (scope !== 'all' && 'kind' in scope) return asUsage(scope, locale.words.usage)
    if (period) return whyPeriod(ctx, { metric, scope, asked: period, known })
    const day = dayMeant(asked, { today, latest: known.day })
    if (day < known.first || day > known.day) {
      return { kind: 'usage', because: locale.words.usage.why.onlyData(known.first, known.day) }
    }
    const about = { metric, scope, day, promos: await shopPromos(ctx) }
    const said = sayWhy({ ...(await explained(lake, about)), metric, scope, day, asOf: known.day }, locale)
    const alerts = await openAlerts(ctx.state)
    return withOpenAlerts(said, { kpi: metric.name, scope, day, alerts }, locale)
  },
}

async function whyPeriod(
  ctx: Pick<Context, 'lake' | 'state' | 'config'>,
  one: {
    readonly metric: Metric
    readonly scope: Scope
    readonly asked: Range
    readonly known: { readonly first: Day; readonly day: Day }
  },
): Promise<Message | Usage> {
  const { metric, scope, asked, known } = one
  const { lake } = ctx
  const locale = shopLocale(ctx.config)
  const upTo = rangeUpTo(asked, known.day)
  const calendar = calendarOf(await shopPromos(ctx), scope)
  const isKnown = upTo.from < upTo.to && upTo.to > known.first
  const range = 'from' in asked ? asked : upTo
  const explained = isKnown ? await explainPeriod(lake, { metric, scope, range, known, calendar }) : null
  if (!explained) return { kind: 'usage', because: locale.words.kpi.onlyData(known.first, known.day) }
  const shown = explained.figures.range
  const points = await series(lake, metric, scope, { ...shown, from: addDays(shown.from, -LOOK_BACK_DAYS) })
  const charted = chartKpi({ metric, points }, daysIn(shown), calendar)
  return sayWhyPeriod({ metric, scope, asOf: known.day, charted, explained }, locale)
}

interface About {
  readonly metric: Metric
  readonly scope: Scope
  readonly day: Day
  readonly promos: Promos
}

async function explained(lake: Pick<Lake, 'query'>, { metric, scope, day, promos: named }: About) {
  const calendar = calendarOf(named, scope)
  const range = { from: addDays(day, -LOOK_BACK_DAYS), to: addDays(day, 1) }
  const points = await series(lake, metric, scope, range)
  const withData = new Set(points.flatMap((point) => (point.value === null ? [] : [point.day])))
  const cells = await cellsIn(lake, { metric, scope, points, day, calendar })
  return {
    compared: compare({ metric, points }, day, calendar),
    before: comparableDays(day, (one) => withData.has(one), calendar),
    dayName: calendar.get(day) ?? null,
    sales: metric.name === 'gmv' ? await salesOf(lake, { scope, day, calendar, range }) : null,
    cells,
    located: locateChange(cells),
    charted: chartKpi({ metric, points }, chartDays(day), calendar),
  }
}

/** The cells within the scope, by every other dimension that tells two members apart. */
async function cellsIn(
  lake: Pick<Lake, 'query'>,
  asked: Pick<About, 'metric' | 'scope' | 'day'> & {
    readonly points: Awaited<ReturnType<typeof series>>
    readonly calendar: ReadonlyMap<Day, string>
  },
): Promise<MetricCells | null> {
  const { metric, scope, day, calendar } = asked
  const own = membersOf(scope)
  const isOwn = (name: Dimension) => own.some(({ dimension }) => dimension === name)
  const wanted = DIMENSIONS.filter((name) => name !== 'merchant' || isOwn('merchant'))
  const found = await usualCells(lake, asked, { day, special: calendar, dimensions: wanted, minDays: 2 })
  if (!found) return null
  const cells = found.cells.filter(({ dims }) =>
    own.every(({ dimension, member }) => dims[dimension] === member),
  )
  const dimensions = found.dimensions.filter(
    (name) => !isOwn(name) && new Set(cells.map(({ dims }) => dims[name])).size > 1,
  )
  return dimensions.length === 0 ? null : { metric, before: found.before, cells, dimensions }
}

async function salesOf(
  lake: Pick<Lake, 'query'>,
  {
    scope,
    day,
    calendar,
    range,
  }: { scope: Scope; day: Day; calendar: ReadonlyMap<Day, string>; range: { from: Day; to: Day } },
) {
  const compared = []
  for (const metric of FACTORS.flatMap((name) => metricNamed(name) ?? [])) {
    if (!membersOf(scope).every(({ dimension }) => metric.dimensions.includes(dimension))) continue
    compared.push(compare({ metric, points: await series(lake, metric, scope, range) }, day, calendar))
  }
  return salesMovement(compared.flatMap((one) => one ?? []))
}
