import { readTable, textsOf } from '../../lake/ingest/read-table.ts'
import { Fault } from '../../lib/errors.ts'
import { plural, showPercent } from '../../lib/text.ts'
import { historiesOf } from '../../models/churn/histories.ts'
import { scoreChurn } from '../../models/churn/score.ts'
import type { ModelMetrics } from '../../models/learn/model-metrics.ts'
import { type Evaluation, numeric, required } from '../evaluation.ts'
import { secondsOf } from '../files/read-times.ts'

const usage = 'churn --csv <file> --merchant <column> --time <column> [--horizon 30] [--json]'
const DAY_SECONDS = 86_400
const MODEL =
  'the bot’s own risk of leaving: learned from monthly looks at every merchant that sold within 90 days, judged on the later ones'

export const churn: Evaluation = {
  what: 'churn',
  usage,
  about:
    'how well the bot tells which merchants will sell nothing in the next 30 days, beside a rule of recency',
  options: {
    csv: 'a file of one row a sale',
    merchant: 'its column of who sold',
    time: 'its column of days or instants',
    horizon: 'without a sale in so many days a merchant has left',
  },
  async run(asked) {
    const input = required(asked, 'csv', { usage })
    const who = required(asked, 'merchant', { usage })
    const when = required(asked, 'time', { usage })
    const horizon = numeric(asked, 'horizon', { usual: 30, min: 7, max: 90 })
    const table = await readTable(input)
    const ids = textsOf(table, who)
    const times = table.columns.get(when)
    if (!times)
      throw new Fault(`There is no column "${when}".`, `There are ${[...table.columns.keys()].join(', ')}.`)
    const seconds = secondsOf(times.values)
    const sales = ids.flatMap((id, row) => {
      const at = seconds[row] ?? Number.NaN
      return id === null || Number.isNaN(at) ? [] : [{ id, day: Math.floor(at / DAY_SECONDS), orders: 1 }]
    })
    const end = sales.reduce((last, { day }) => Math.max(last, day), 0)
    const histories = historiesOf(sales)
    const score = scoreChurn(histories, { end, horizon })
    if (score.kind === 'not-trained')
      throw new Fault(
        `Of ${plural(score.rows, 'look')} at a merchant ${score.positives} were followed by no sale in ${horizon} days.`,
        'Fifty of either outcome are needed to learn from, and both afterwards: give more months, or another horizon.',
      )
    const lost = table.rows - sales.length
    const { ours, recency, baseRate, gain, learnedFrom, looks } = score
    return {
      model: MODEL,
      input,
      rows: ours.rows,
      metrics: { ...figures(ours), gainLow: gain.low, gainHigh: gain.high, merchants: histories.length },
      baselines: { recency: figures(recency), baseRate: figures(baseRate) },
      verdict: `Ranks a merchant that leaves above one that stays ${showPercent(ours.auc, 1)} of the time (by recency alone ${showPercent(recency.auc, 1)}); ${showPercent(ours.meanPrediction, 1)} expected and ${showPercent(ours.baseRate, 1)} seen. ${gain.low > 0 ? 'Clearly better than the rule of recency as a probability.' : 'Not shown to be better than the rule of recency as a probability.'}`,
      notes: [
        `Learned from ${plural(learnedFrom.looks, 'look')}, ${horizon} days apart (${learnedFrom.rows} rows, ${learnedFrom.positives} of them left), judged on the ${looks} later ones.`,
        ...(lost > 0
          ? [`${plural(lost, 'row')} left out: ${who} or ${when} is missing or cannot be read.`]
          : []),
      ],
    }
  },
}

function figures(metrics: ModelMetrics): Record<string, number> {
  const { auc, logLoss, brier, ece, meanPrediction, baseRate, calibrationSlope } = metrics
  return {
    ...{ auc, logLoss, brier, ece, meanPrediction, baseRate },
    calibrationSlope: calibrationSlope ?? Number.NaN,
  }
}
