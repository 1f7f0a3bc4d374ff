import { type Command, type Context, READERS, type Usage } from '../src/context.ts'
import { askedOf, campaigns } from '../src/facts/forecast/questions.ts'
import { addDays, type Day, dayOf } from '../src/lib/days.ts'
import { oneLine } from '../src/lib/text.ts'
import { conversion } from '../src/metrics/conversion.ts'
import type { Metric, Point } from '../src/metrics/metric.ts'
import { asOf } from '../src/metrics/read/as-of.ts'
import { nearMetric } from '../src/metrics/read/find-metric.ts'
import { calendarOf } from '../src/metrics/read/promo-days.ts'
import { findScope, notMeasuredBy } from '../src/metrics/read/scope.ts'
import { series } from '../src/metrics/read/series.ts'
import { restoreConversion } from '../src/models/conversion/conversion.ts'
import { modelCard } from '../src/models/conversion/model-card.ts'
import { oddsRatios } from '../src/models/conversion/odds.ts'
import { priceEffect } from '../src/models/conversion/what-if.ts'
import { forecastsOf } from '../src/state/models/forecasts.ts'
import { championOf } from '../src/state/models/models.ts'
import { inThread } from '../src/threads/worker-pool.ts'
import { type Drivers, sayForecast } from './forecast/answer.ts'
import { type ForecastQuestion, parseForecast } from './forecast/question.ts'
import { RECORD_DAYS, recordOf } from './forecast/record.ts'
import { noDataYet } from './no-data.ts'

export const forecast: Command<ForecastQuestion> = {
  name: '/forecast',
  usage: '/forecast [kpi] [scope] [days] [price=-5%]',
  about: 'What a KPI will be, with its 80 % interval, what drives it, and how far to trust that.',
  examples: [
    '/forecast',
    '/forecast gmv 14',
    '/forecast conversion category=Electronics',
    '/forecast orders app 7',
    '/forecast conversion price=-5%',
  ],
  roles: READERS,
  parse: parseForecast,
  async answer(ctx, question) {
    const { lake, clock, config } = ctx
    const known = await asOf(lake, dayOf(clock.now(), config.shop.zone))
    if (!known) return noDataYet(ctx)
    const metric = question.metric ?? conversion
    const scope = await findScope(lake, question.scope)
    if (scope !== 'all' && 'kind' in scope) return question.metric ? scope : neitherKpiNor(question, scope)
    const unmeasured = notMeasuredBy(metric, scope)
    if (unmeasured) return unmeasured
    if (question.priceChange !== null && metric.name !== conversion.name)
      return {
        kind: 'usage',
        because: `What prices do to ${metric.label} is not modelled, only what they do to ${conversion.label}.`,
        didYouMean: `/forecast conversion price=${Math.round(1000 * question.priceChange) / 10}%`,
      }
    const points = await series(lake, metric, scope, { from: known.first, to: addDays(known.day, 1) })
    const drivers = metric.name === conversion.name ? await conversionDrivers(ctx) : null
    const calendar = calendarOf(await campaigns(lake), scope)
    const asked = askedOf(metric, points, {
      horizon: question.days,
      calendar,
      liftOfUnknown: drivers?.card.promoLift ?? 1,
    })
    const [found] = await inThread({ name: 'forecast', task: [asked] })
    if (!found) throw new Error('the forecast thread gave no answer')
    return sayForecast(
      {
        metric,
        scope,
        days: question.days,
        asOf: known,
        points,
        calendar,
        found,
        drivers,
        record: scope === 'all' ? await record(ctx, metric, { day: known.day, points }) : null,
        priceChange: question.priceChange,
      },
      config.shop.currency,
    )
  },
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
function neitherKpiNor({ scope: typed }: ForecastQuestion, unknown: Usage): Usage {
  const [word = ''] = typed.split(' ')
  const near = nearMetric(word)
  if (near) return near
  const because = `"${oneLine(typed, 40)}" is neither a KPI nor a platform, category, channel, region or merchant.`
  return { ...unknown, because }
}
