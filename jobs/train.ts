import type { Context, Job } from '../src/context.ts'
import { fitEverySession } from '../src/facts/conversion/session-sums.ts'
import { ALL, type SessionDay, sessionDays, trainingRows } from '../src/facts/conversion/training-rows.ts'
import { asOf } from '../src/facts/wholeness/as-of.ts'
import { addDays, type Day } from '../src/lib/days.ts'
import { sumOf } from '../src/lib/sum.ts'
import { plural, showNumber } from '../src/lib/text.ts'
import type { Challenger } from '../src/models/conversion/challenger.ts'
import { type NotTrained, restoreConversion } from '../src/models/conversion/conversion.ts'
import type { DatedRows, Trained, TrainingTask } from '../src/models/conversion/train.ts'
import { restoreTrees } from '../src/models/trees/trees-model.ts'
import type { Trx } from '../src/state/database/state.ts'
import { championOf, dropOldModels, promote, saveModel, withdraw } from '../src/state/models/models.ts'
import { inThread } from '../src/threads/worker-pool.ts'

const MODEL = 'conversion'
/** the boosted trees, where they predict in its place */
const TREES = 'conversion-trees'
const TREES_KEPT = 3
const MIN_DAYS = 28
const HOLDOUT_DAYS = 14
/** more sessions than this are thinned: every purchase stays, and a share of the sessions without one */
const MAX_ROWS = 120_000
const SEED = 20_261_111

export const train: Job = {
  name: 'train',
  about:
    'Trains the conversion model on past sessions, tests it on the last two weeks, and promotes it when better.',
  schedule: { at: '03:30' },
  catchUp: 'latest',
  async run(ctx, due) {
    const whole = await asOf(ctx, due.day)
    const days = whole ? await sessionDays(ctx.lake, addDays(whole.day, 1)) : []
    if (days.length < MIN_DAYS) return { text: notEnough(days.length) }
    const [past, holdout] = [days.slice(0, -HOLDOUT_DAYS), days.slice(-HOLDOUT_DAYS)]
    const keep = kept(past)
    const rows = expectedRows(past, keep) + expectedRows(holdout, ALL)
    const champion = await championOf(ctx.state, MODEL)
    const pastRows = await trainingRows(ctx.lake, past, keep, (read) =>
      ctx.progress('read sessions', Math.min(rows, read), rows),
    )
    const holdoutRows = await trainingRows(ctx.lake, holdout, ALL, (read) =>
      ctx.progress('read sessions', Math.min(rows, pastRows.rows + read), rows),
    )
    const keptOfNegatives = (pastRows.rows - total(past).purchases) / total(past).others
    const task = {
      past: pastRows,
      keptOfNegatives,
      products: !isSummed(ctx, keptOfNegatives),
      holdout: holdoutRows,
      champion: champion && restoreConversion(champion.content),
      trees: restoreTrees((await championOf(ctx.state, TREES))?.content),
      challenged: true,
      seed: SEED,
    }
    const trained = await trainedOn(ctx, task, {
      past,
      arrays: [...arraysOf(pastRows), ...arraysOf(holdoutRows)],
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
        metrics: {
          ...trained.metrics,
          promoLift: trained.promoLift,
          verdict: trained.verdict,
          drift: trained.drift,
          challenger: trained.challenger?.card ?? null,
        },
        content: trained.model,
      })
      if (trained.verdict.promote) await promote(trx, MODEL, version)
      await saveTrees(trx, trained, { version, past, holdout, at: due.at })
    })
    return {
      text: told(trained, total(past)),
      counts: { rows: trained.model.rows, tested: trained.metrics.rows },
    }
  },
}

/** The trees that predict from now on, or that none do. Their past tells nothing more: few of them are kept. */
async function saveTrees(
  trx: Trx,
  { challenger }: Trained,
  {
    version,
    past,
    holdout,
    at,
  }: {
    readonly version: string
    readonly past: readonly SessionDay[]
    readonly holdout: readonly SessionDay[]
    readonly at: Date
  },
): Promise<void> {
  if (!challenger?.model) return withdraw(trx, TREES)
  const days = { dataFrom: firstDay(past), dataTo: firstDay(holdout) }
  const { card, model } = challenger
  await saveModel(trx, { name: TREES, version, trainedAt: at, ...days, metrics: card, content: model })
  await promote(trx, TREES, version)
  await dropOldModels(trx, TREES, TREES_KEPT)
}

/** On Spark the sample gives the columns and a place to start, and every session its weight. */
async function trainedOn(
  ctx: Context,
  task: TrainingTask,
  { past, arrays }: { readonly past: readonly SessionDay[]; readonly arrays: readonly ArrayBufferView[] },
): Promise<Trained | NotTrained> {
  if (!isSummed(ctx, task.keptOfNegatives)) return inThread({ name: 'train', task }, arrays)
  // kept here, and sent once more with the fit
  const sampled = await inThread({ name: 'train', task: { ...task, challenged: false } })
  if (sampled.kind === 'not-trained') return sampled
  const days = { from: firstDay(past), to: past.at(-1)?.day ?? '' }
  const { sessions, purchases } = total(past)
  const fitted = await fitEverySession(ctx.lake, sampled.model, { ...days, sessions, purchases }, (step) =>
    ctx.progress('Newton steps over every session', step, step),
  )
  return inThread({ name: 'train', task: { ...task, fitted } }, arrays)
}

/** Whether the fit is one of sums over every session, in the lake. */
function isSummed({ config }: Pick<Context, 'config'>, keptOfNegatives: number): boolean {
  return config.engine.spark !== null && keptOfNegatives < 1
}

function arraysOf(rows: DatedRows): ArrayBufferView[] {
  return [
    rows.labels,
    rows.days,
    ...Object.values(rows.numbers),
    ...Object.values(rows.texts).map(({ codes }) => codes),
  ]
}

function notEnough(days: number): string {
  if (days === 0) return 'Did not train the conversion model: the sources deliver no sessions.'
  return `Did not train the conversion model: ${plural(days, 'day')} of sessions, ${MIN_DAYS} are needed.`
}

/** How many 256ths of the sessions without a purchase are kept. */
function kept(days: readonly SessionDay[]): number {
  const { purchases, others } = total(days)
  return Math.min(ALL, Math.max(1, Math.floor((ALL * (MAX_ROWS - purchases)) / Math.max(1, others))))
}

function expectedRows(days: readonly SessionDay[], keep: number): number {
  const { purchases, others } = total(days)
  return Math.round(purchases + (others * keep) / ALL)
}

function total(days: readonly SessionDay[]): { sessions: number; purchases: number; others: number } {
  const sessions = sumOf(days, (day) => day.sessions)
  const purchases = sumOf(days, (day) => day.purchases)
  return { sessions, purchases, others: sessions - purchases }
}

function firstDay(days: readonly SessionDay[]): Day {
  return days[0]?.day ?? ''
}

function told({ model, metrics, verdict, challenger }: Trained, { sessions }: { sessions: number }): string {
  const of =
    sessions > model.rows ? ` of ${showNumber(sessions)}, every purchase and a share of the rest` : ''
  const fate = verdict.promote
    ? `Promoted: ${verdict.because}.`
    : verdict.because === 'no better than the base rate'
      ? `Not put in use: ${verdict.because}.`
      : `Kept the model in use: ${verdict.because}.`
  const merged = model.encoder.merged.map(({ column, words, into }) =>
    into === 'rate'
      ? ` ${plural(words, 'rare value')} of ${column} share one column.`
      : ` ${plural(words, 'rare value')} of ${column} count as ${into.word}.`,
  )
  return `Trained the conversion model on ${plural(model.rows, 'session')}${of}.${merged.join('')} On the ${showNumber(metrics.rows)} of the last two weeks: AUC ${metrics.auc.toFixed(3)}, log-loss ${metrics.logLoss.toFixed(4)}, calibration slope ${metrics.calibrationSlope?.toFixed(2) ?? 'not told by so few purchases'}. ${fate}${challenger ? ` ${treesTold(challenger.card)}` : ''}`
}

function treesTold({ predicts, because, trees, logistic }: Challenger['card']): string {
  const figures = `log-loss ${trees.logLoss.toFixed(4)} against ${logistic.logLoss.toFixed(4)}`
  return `Boosted trees ${predicts ? 'predict' : 'do not predict'} (${because}, ${figures}).`
}
