import type { Job } from '../src/context.ts'
import { addDays, type Day } from '../src/lib/days.ts'
import { plural, showNumber } from '../src/lib/text.ts'
import { asOf } from '../src/metrics/as-of.ts'
import { restoreConversion } from '../src/models/conversion.ts'
import type { Trained } from '../src/models/train.ts'
import { championOf, promote, saveModel } from '../src/state/models.ts'
import { trainInThread } from './train-thread.ts'
import { type SessionDay, sessionDays, trainingRows } from './training-rows.ts'

const MODEL = 'conversion'
const LEAST_DAYS = 28
const HOLDOUT_DAYS = 14
/** more sessions than this are thinned: every purchase stays, and each nth session without one */
const MOST_ROWS = 200_000
const SEED = 20_261_111

export const train: Job = {
  name: 'train',
  about:
    'Trains the conversion model on past sessions, tests it on the last two weeks, and promotes it when better.',
  schedule: { at: '03:30' },
  catchUp: 'latest',
  async run(ctx, due) {
    const whole = await asOf(ctx.lake, due.day)
    const days = whole ? await sessionDays(ctx.lake, addDays(whole.day, 1)) : []
    if (days.length < LEAST_DAYS) return { text: notEnough(days.length) }
    const [past, holdout] = [days.slice(0, -HOLDOUT_DAYS), days.slice(-HOLDOUT_DAYS)]
    const everyNth = thinning(past)
    const rows = expectedRows(past, everyNth) + expectedRows(holdout, 1)
    const champion = await championOf(ctx.state, MODEL)
    const pastRows = await trainingRows(ctx.lake, past, everyNth, (read) =>
      ctx.progress('read sessions', read, rows),
    )
    const holdoutRows = await trainingRows(ctx.lake, holdout, 1, (read) =>
      ctx.progress('read sessions', Math.min(rows, pastRows.rows + read), rows),
    )
    const trained = await trainInThread({
      past: pastRows,
      keptOfNegatives: 1 / everyNth,
      holdout: holdoutRows,
      champion: champion && restoreConversion(champion.content),
      seed: SEED,
    })
    if (trained.kind === 'not-trained')
      return { text: `Did not train the conversion model: ${trained.because}.` }
    const version = due.day
    await due.fenced(async (trx) => {
      await saveModel(trx, {
        name: MODEL,
        version,
        trainedAt: due.at,
        dataFrom: firstDay(past),
        dataTo: firstDay(holdout),
        metrics: { ...trained.metrics, verdict: trained.verdict, everyNth },
        content: trained.model,
      })
      if (trained.verdict.promote) await promote(trx, MODEL, version)
    })
    return {
      text: told(trained, everyNth),
      counts: { rows: trained.model.rows, tested: trained.metrics.rows },
    }
  },
}

function notEnough(days: number): string {
  if (days === 0) return 'Did not train the conversion model: the sources deliver no sessions.'
  return `Did not train the conversion model: ${plural(days, 'day')} of sessions, ${LEAST_DAYS} are needed.`
}

/** How many sessions without a purchase one that is kept stands for. */
function thinning(days: readonly SessionDay[]): number {
  const purchases = days.reduce((sum, day) => sum + day.purchases, 0)
  const others = days.reduce((sum, day) => sum + day.sessions, 0) - purchases
  return Math.max(1, Math.ceil(others / Math.max(1, MOST_ROWS - purchases)))
}

function expectedRows(days: readonly SessionDay[], everyNth: number): number {
  return days.reduce((sum, { sessions, purchases }) => sum + purchases + (sessions - purchases) / everyNth, 0)
}

function firstDay(days: readonly SessionDay[]): Day {
  return days[0]?.day ?? ''
}

function told({ model, metrics, verdict }: Trained, everyNth: number): string {
  const thinned = everyNth > 1 ? `, keeping 1 in ${everyNth} without a purchase` : ''
  const fate = verdict.promote
    ? `Promoted: ${verdict.because}.`
    : `Kept the model in use: ${verdict.because}.`
  return `Trained the conversion model on ${plural(model.rows, 'session')}${thinned}. On the ${showNumber(metrics.rows)} of the last two weeks: AUC ${metrics.auc.toFixed(3)}, log-loss ${metrics.logLoss.toFixed(4)}, calibration slope ${metrics.calibrationSlope?.toFixed(2) ?? 'unknown'}. ${fate}`
}
