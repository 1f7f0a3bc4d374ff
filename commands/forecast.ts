import { writePeriod } from '../src/ask/dates/period.ts'
import { type Command, READERS, type Usage } from '../src/command.ts'
import type { Context } from '../src/context.ts'
import { askedOf, campaigns, holidaysAhead } from '../src/facts/forecast/questions.ts'
import { asOf } from '../src/facts/wholeness/as-of.ts'
import { addDays, type Day, dayOf, daysBetween } from '../src/lib/days.ts'
import { oneLine } from '../src/lib/text.ts'
import { conversion } from '../src/metrics/conversion.ts'
import type { Metric, Point } from '../src/metrics/metric.ts'
import { nearMetric } from '../src/metrics/read/find-metric.ts'
import { calendarOf } from '../src/metrics/read/promo-days.ts'
import { findScope, notMeasuredBy } from '../src/metrics/read/scope.ts'
import { series } from '../src/metrics/read/series.ts'
import { units } from '../src/metrics/units.ts'
import { restoreConversion } from '../src/models/conversion/conversion.ts'
import { modelCard } from '../src/models/conversion/model-card.ts'
import { oddsRatios } from '../src/models/conversion/odds.ts'
import { priceEffect } from '../src/models/conversion/what-if.ts'
import { type Locale, shopLocale } from '../src/report/words/locale.ts'
import { forecastsOf } from '../src/state/models/forecasts.ts'
import { championOf } from '../src/state/models/models.ts'
import { inThread } from '../src/threads/worker-pool.ts'
import { sayForecast } from './forecast/answer.ts'
import type { Drivers } from './forecast/drivers.ts'
import { productCalled, unitsOf } from './forecast/product.ts'
import { type ForecastQuestion, MAX_DAYS, parseForecast } from './forecast/question.ts'
import { RECORD_DAYS, recordOf } from './forecast/record.ts'
import { asUsage } from './shared/as-usage.ts'
import { noDataYet } from './shared/no-data.ts'

export const forecast: Command<ForecastQuestion> = {
  name: '/forecast',
  usage: '/forecast [kpi] [scope] [days|period] [price=-5%] or /forecast <sku> [days|period]',
  about: 'What a KPI will be, with its 80 % interval, what drives it, and how far to trust that.',
  examples: [
    '/forecast',
    '/forecast gmv 14',
    '/forecast gmv next week',
    '/forecast conversion category=Electronics',
    '/forecast orders app 7',
    '/forecast conversion price=-5%',
  ],
  roles: READERS,
  parse: parseForecast,
  segmentOf: (query) => ('scope' in query ? query.scope : ''),
  async answer(ctx, question) {
    const { lake, clock, config } = ctx
    const locale = shopLocale(config)
    const { words } = locale
    const known = await asOf(ctx, dayOf(clock.now(), config.shop.zone))
    if (!known) return noDataYet(ctx)
    const product =
      question.metric === null || question.metric.name === units.name
        ? await productCalled(ctx, question.scope)
        : null
    const metric = product ? units : (question.metric ?? conversion)
    const scope = product ? 'all' : await findScope(lake, question.scope)
    if (scope !== 'all' && 'kind' in scope)
      return question.metric
        ? asUsage(scope, locale.words.usage)
        : neitherKpiNor(question, asUsage(scope, locale.words.usage), locale)
    const unmeasured = notMeasuredBy(metric, scope)
    if (unmeasured) return asUsage(unmeasured, locale.words.usage)
    if (question.priceChange !== null && metric.name !== conversion.name)
      return {
        kind: 'usage',
        because: words.forecast.notModelled(words.metrics.label(metric), words.metrics.label(conversion)),
        didYouMean: `/forecast conversion price=${Math.round(1000 * question.priceChange) / 10}%`,
      }
    const ahead = aheadOf(question, { last: known.day, metric }, locale)
    if ('kind' in ahead) return ahead
    const points = product
      ? await unitsOf(lake, product, known.day)
      : await series(lake, metric, scope, { from: known.first, to: addDays(known.day, 1) })
    const drivers = metric.name === conversion.name ? await conversionDrivers(ctx) : null
    const calendar = calendarOf(await campaigns(ctx), scope)
    const asked = askedOf(metric, points, {
      horizon: ahead.to,
      leaveOut: ahead.from,
      calendar,
      ofCountry: await holidaysAhead(ctx, known, ahead.to),
      liftOfUnknown: drivers?.card.promoLift ?? 1,
    })
    const [found] = await inThread({ name: 'forecast', task: [asked] })
    if (!found) throw new Error('the forecast thread gave no answer')
    return sayForecast(
      {
        metric,
        scope,
        days: ahead.to - ahead.from,
        asOf: known,
        points,
        calendar,
        found: found.kind === 'forecast' ? { ...found, days: found.days.slice(ahead.from) } : found,
        drivers,
        product,
        record: scope === 'all' && !product ? await record(ctx, metric, { day: known.day, points }) : null,
        priceChange: question.priceChange,
      },
      locale,
    )
  },
}

/** Which days ahead of the last with data, counted from 0 and half-open; or why they cannot be forecast. */
function aheadOf(
  { days, period, scope }: ForecastQuestion,
  { last, metric }: { readonly last: Day; readonly metric: Metric },
  { words: { forecast: said, metrics } }: Locale,
): { readonly from: number; readonly to: number } | Usage {
  if (!period) return { from: 0, to: days }
  const from = Math.max(0, daysBetween(last, period.from) - 1)
  const to = daysBetween(last, period.to) - 1
  const written = writePeriod({ kind: 'days', ...period })
  if (to <= 0)
    return {
      kind: 'usage',
      because: said.inThePast(written, last),
      didYouMean: ['/kpi', metric.name, scope, written].filter(Boolean).join(' '),
    }
  if (to > MAX_DAYS)
    return {
      kind: 'usage',
      because: said.tooFar({
        ...{ kpi: metrics.label(metric), days: MAX_DAYS, period: written },
        to: addDays(last, MAX_DAYS),
      }),
    }
  return { from, to }
}

async function conversionDrivers({ state }: Context): Promise<Drivers | null> {
  const champion = await championOf(state, 'conversion')
  const model = champion && restoreConversion(champion.content)
  const card = champion && modelCard(champion.metrics)
  if (!champion || !model || !card) return null
  const { version, dataFrom, dataTo } = champion
  return {
    odds: oddsRatios(model),
    price: priceEffect(model),
    sessions: model.rows,
    card,
    version,
    dataFrom,
    dataTo,
  }
}

/** How what was forecast each night did once its day had come. */
async function record(
  { state }: Context,
  { name }: Metric,
  { day, points }: { readonly day: Day; readonly points: readonly Point[] },
) {
  const range = { from: addDays(day, 1 - RECORD_DAYS), to: addDays(day, 1) }
  return recordOf(await forecastsOf(state, name, range), points)
}

/** No KPI was known and no scope either: the KPI it may have meant comes first. */
function neitherKpiNor({ scope: typed }: ForecastQuestion, unknown: Usage, { words }: Locale): Usage {
  const [word = ''] = typed.split(' ')
  const near = nearMetric(word)
  if (near) return asUsage(near, words.usage)
  return { ...unknown, because: words.forecast.neither(oneLine(typed, 40)) }
}
