import type { Job } from '../src/context.ts'
import { askedOf, campaigns, holidaysAhead } from '../src/facts/forecast/questions.ts'
import { asOf } from '../src/facts/wholeness/as-of.ts'
import { addDays, type Day } from '../src/lib/days.ts'
import { plural } from '../src/lib/text.ts'
import type { Metric, Point } from '../src/metrics/metric.ts'
import { series } from '../src/metrics/read/series.ts'
import { metrics } from '../src/metrics/registry.ts'
import type { Forecast } from '../src/models/forecast/forecast.ts'
import {
  dropForecastsBefore,
  metricsForecast,
  type StoredForecast,
  saveForecasts,
} from '../src/state/models/forecasts.ts'
import { inThread } from '../src/threads/worker-pool.ts'

const HORIZON = 14
const KEPT_DAYS = 400
/** a KPI forecast for the first time is also forecast from these days before, so that there is a record to tell */
const REPLAYS = [28, 21, 14, 7] as const

export const forecast: Job = {
  name: 'forecast',
  about: 'Forecasts every KPI of the whole shop and keeps that, to be held against what comes.',
  schedule: { at: '04:10' },
  catchUp: 'latest',
  async run(ctx, due) {
    const whole = await asOf(ctx, due.day)
    if (!whole) return { text: 'There is no data yet, so nothing is forecast.' }
    const known = await metricsForecast(ctx.state)
    const { all: calendar } = await campaigns(ctx)
    const ofCountry = await holidaysAhead(ctx, whole, HORIZON)
    const plans: { metric: Metric; madeOn: Day; points: readonly Point[]; isReplay: boolean }[] = []
    for (const metric of metrics) {
      const points = await series(ctx.lake, metric, 'all', { from: whole.first, to: addDays(whole.day, 1) })
      plans.push({ metric, madeOn: whole.day, points, isReplay: false })
      if (known.has(metric.name)) continue
      for (const back of REPLAYS) {
        const madeOn = addDays(whole.day, -back)
        plans.push({ metric, madeOn, points: points.filter(({ day }) => day <= madeOn), isReplay: true })
      }
    }
    const answers = await inThread({
      name: 'forecast',
      task: plans.map(({ metric, points }) =>
        askedOf(metric, points, { horizon: HORIZON, calendar, ofCountry }),
      ),
    })
    const rows = answers.flatMap((answer, i) => {
      const plan = plans[i]
      return plan && answer.kind === 'forecast' ? rowsOf(answer, { ...plan, metric: plan.metric.name }) : []
    })
    await due.fenced(async (trx) => {
      await saveForecasts(trx, rows)
      await dropForecastsBefore(trx, addDays(whole.day, -KEPT_DAYS))
    })
    const told = new Set(rows.map(({ metric }) => metric)).size
    return {
      text: `Forecast ${plural(told, 'KPI')} for ${plural(HORIZON, 'day')} after ${whole.day}; ${plural(metrics.length - told, 'KPI')} too young.`,
      counts: { kpis: told, days: rows.length },
    }
  },
}

function rowsOf(
  { days }: Forecast,
  plan: Pick<StoredForecast, 'metric' | 'madeOn' | 'isReplay'>,
): StoredForecast[] {
  const { metric, madeOn, isReplay } = plan
  return days.map(({ day, expected, low, high }) => ({
    ...{ metric, madeOn, isReplay, forDay: day },
    ...{ expected, low, high },
  }))
}
