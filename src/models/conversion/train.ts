import { sum } from '../../lib/sum.ts'
import { pairedBootstrap } from '../../stats/tests/paired-bootstrap.ts'
import { type ModelMetrics, modelMetrics, rowLosses } from '../learn/model-metrics.ts'
import type { TrainingRows } from '../learn/training-rows.ts'
import { scoreTrees, type TreesModel } from '../trees/trees-model.ts'
import { type Challenger, challenge, learnChallenger, withTreesShift } from './challenger.ts'
import { type ConversionModel, type NotTrained, scoreConversion } from './conversion.ts'
import { conversionFeatures } from './conversion-features.ts'
import { calibrationInTheLarge, featureDrift, psi } from './drift.ts'
import { trainConversion } from './learn.ts'
import { plainModel } from './odds.ts'
import { putRight, rightShift } from './put-right.ts'
import { foldsByTime } from './tuning-folds.ts'

/** Sessions, and the day of each: only the order of these numbers counts. */
export interface DatedRows extends TrainingRows {
  readonly days: Float64Array
}

export interface TrainingTask {
  /** earlier sessions; of those without a purchase only a share may be kept */
  readonly past: DatedRows
  readonly keptOfNegatives: number
  /** whether squares and products of columns may be used: not where the fit is summed in the lake */
  readonly products: boolean
  /** later sessions, complete: never trained on */
  readonly holdout: DatedRows
  readonly champion: ConversionModel | null
  /** the boosted trees that predict, if any do; whether trees are to be tried at all */
  readonly trees: TreesModel | null
  readonly challenged: boolean
  /** a fit of these columns on more sessions than are among the rows */
  readonly fitted?: ConversionModel
  readonly seed: number
}

export interface Trained {
  readonly kind: 'trained'
  readonly model: ConversionModel
  readonly metrics: ModelMetrics
  /** mean P(purchase) of the holdout's sessions had all been on promo days, against had none been */
  readonly promoLift: number
  readonly verdict: Verdict
  readonly drift: Drift
  /** the trees beside the logistic model that is in use from now on; null where none were tried */
  readonly challenger: Challenger | null
}

/** How the last sessions differ from those before, for the model that is in use from now on. */
interface Drift {
  readonly scorePsi: number
  readonly calibrationInTheLargeZ: number
  /** before it was put right by so much of the log odds; null where that was not done */
  readonly level: { readonly expected: number; readonly seen: number; readonly shift: number | null }
  /** the columns that changed most */
  readonly columns: readonly { readonly column: string; readonly psi: number }[]
}

interface Verdict {
  readonly promote: boolean
  readonly because:
    | 'first model'
    | 'better'
    | 'not clearly better'
    | 'no better than the base rate'
    | 'its level was put right'
    | 'the champion cannot score these rows'
  /** log-loss of the champion (of the base rate where there is none) - the challenger's a row, 90 % interval of the paired bootstrap */
  readonly gain: { readonly low: number; readonly high: number }
}

const DRIFT_TOLD = 3
/** nats a row: a smaller gain is rounding, or not worth a change of what people are told */
const MIN_GAIN = 1e-5

/**
 * One night's training: choose the settings on the past, forward in time, fit all of it with them, measure on the later
 * holdout, compare with the model in use on those same rows (paired bootstrap of log-loss, seeded), and the boosted
 * trees with whichever that is; put the level of what predicts right where it has moved for good. Everything it needs
 * is in the task, so a worker thread can run it.
 */
export function trainTask({
  past,
  keptOfNegatives,
  products,
  holdout,
  champion,
  trees,
  challenged,
  fitted,
  seed,
}: TrainingTask): Trained | NotTrained {
  // a fit that is summed in the lake is of all days alike
  const choice = { folds: foldsByTime(past.days), products, ...(products && { order: past.days }) }
  const model = fitted ?? trainConversion(conversionFeatures, past, { keptOfNegatives, choice })
  if (model.kind === 'not-trained') return model
  const bought = sum(holdout.labels)
  if (bought === 0 || bought === holdout.rows)
    return {
      kind: 'not-trained',
      because: `${bought} purchases in ${holdout.rows} sessions held out to test on`,
    }
  const scores = scoreConversion(model, holdout)
  const known = { ...holdout.numbers, ...holdout.texts }
  const rival = champion?.encoder.terms.every(({ column }) => column in known) ? champion : null
  const usual = usualRate({ past, keptOfNegatives })
  const verdict = compare(scores, { holdout, champion, rival, seed, usual })
  const used = verdict.promote || !rival ? model : rival
  const right = putRight(used, holdout, seed)
  const isUsed = rival !== null || verdict.promote
  const challenger =
    challenged && isUsed
      ? challenge(learnChallenger(past, { order: past.days, keptOfNegatives, seed }), {
          holdout,
          logistic: scoreConversion(used, holdout),
          inUse: trees,
          seed,
        })
      : null
  const predicting = challenger?.model ?? null
  const scored = (rows: TrainingRows) =>
    predicting ? scoreTrees(predicting, rows) : scoreConversion(used, rows)
  const treesRight = predicting && rightShift(scored(holdout), holdout, seed)
  const shift = (predicting ? treesRight : right)?.shift ?? null
  const drift = driftOf(scored, { past, holdout, keptOfNegatives, shift })
  const levelled =
    challenger && treesRight && predicting
      ? { ...challenger, model: withTreesShift(predicting, treesRight.shift) }
      : challenger
  const told = (of: ConversionModel) => ({
    metrics: modelMetrics(scoreConversion(of, holdout), holdout.labels),
    promoLift: promoLift(of, holdout),
  })
  if (right && used === rival)
    return {
      kind: 'trained',
      model: right.model,
      ...told(used),
      verdict: { promote: true, because: 'its level was put right', gain: right.gain },
      drift,
      challenger: levelled,
    }
  return {
    kind: 'trained',
    model: right?.model ?? model,
    ...told(model),
    verdict,
    drift,
    challenger: levelled,
  }
}

function driftOf(
  scored: (rows: TrainingRows) => Float64Array,
  {
    past,
    holdout,
    keptOfNegatives,
    shift,
  }: Pick<TrainingTask, 'past' | 'holdout' | 'keptOfNegatives'> & { readonly shift: number | null },
): Drift {
  const standsFor = Float64Array.from(past.labels, (label) => (label === 1 ? 1 : 1 / keptOfNegatives))
  const scores = scored(holdout)
  return {
    scorePsi: psi(scored(past), scores, standsFor),
    calibrationInTheLargeZ: calibrationInTheLarge(scores, holdout.labels),
    level: { expected: sum(scores) / scores.length, seen: sum(holdout.labels) / scores.length, shift },
    columns: featureDrift(past, holdout, standsFor).slice(0, DRIFT_TOLD),
  }
}

/** A what-if like the odds: of the plain fit. */
function promoLift(chosen: ConversionModel, holdout: TrainingRows): number {
  const model = plainModel(chosen)
  const meanOn = (isPromo: 0 | 1) => {
    const day = new Float64Array(holdout.rows).fill(isPromo)
    const scores = scoreConversion(model, { ...holdout, numbers: { ...holdout.numbers, is_promo: day } })
    return sum(scores)
  }
  return meanOn(1) / meanOn(0)
}

/** Where nothing is in use, or what is cannot be asked, a model must beat what knows nothing: the share who bought before. */
function compare(
  scores: Float64Array,
  {
    holdout,
    champion,
    rival,
    seed,
    usual,
  }: Pick<TrainingTask, 'holdout' | 'champion' | 'seed'> & {
    /** the champion, if it can score these rows */
    readonly rival: ConversionModel | null
    readonly usual: number
  },
): Verdict {
  const ours = rowLosses(scores, holdout.labels)
  const theirs = rowLosses(
    rival ? scoreConversion(rival, holdout) : new Float64Array(holdout.rows).fill(usual),
    holdout.labels,
  )
  const gain = pairedBootstrap(
    theirs.map((loss, i) => loss - (ours[i] ?? 0)),
    seed,
  )
  const promote = gain.low > MIN_GAIN
  if (rival) return { promote, because: promote ? 'better' : 'not clearly better', gain }
  if (!promote) return { promote, because: 'no better than the base rate', gain }
  return { promote, because: champion ? 'the champion cannot score these rows' : 'first model', gain }
}

function usualRate({ past, keptOfNegatives }: Pick<TrainingTask, 'past' | 'keptOfNegatives'>): number {
  const bought = sum(past.labels)
  return bought / (bought + (past.rows - bought) / keptOfNegatives)
}
