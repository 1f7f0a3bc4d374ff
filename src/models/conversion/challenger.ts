import { sum } from '../../lib/sum.ts'
import { pairedBootstrap } from '../../stats/tests/paired-bootstrap.ts'
import { type ModelMetrics, modelMetrics, rowLosses } from '../learn/model-metrics.ts'
import type { TrainingRows } from '../learn/training-rows.ts'
import { learnTrees } from '../trees/learn.ts'
import { leanings, scoreTrees, type TreesModel } from '../trees/trees-model.ts'
import { conversionFeatures } from './conversion-features.ts'

/** Tonight's comparison of the trees with the logistic model in use, on the same later sessions. */
interface ChallengerCard {
  /** whether the trees predict from now on */
  readonly predicts: boolean
  readonly because: 'better' | 'still no worse' | 'no longer better' | 'not clearly better'
  /** log-loss a row of the logistic model less that of the trees, 90 % interval of the paired bootstrap */
  readonly gain: { readonly low: number; readonly high: number }
  readonly trees: ModelMetrics
  readonly logistic: ModelMetrics
  /** how much of what the trees say differently of two sessions the logistic model says too: r squared of the log odds */
  readonly explained: number
  /** the columns that the trees lean on most */
  readonly leansOn: readonly { readonly column: string; readonly share: number }[]
}

export interface Challenger {
  /** what predicts from now on; null where the logistic model does */
  readonly model: TreesModel | null
  readonly card: ChallengerCard
}

/** trees cut the sessions in parts: of fewer purchases each part has too few */
const MIN_PURCHASES = 200
const LEANS_TOLD = 3
/** nats a row: as of a logistic model, a smaller gain is not worth a change */
const MIN_GAIN = 1e-5
/** What is not in stock cannot be bought: more of it in stock is never a reason against. */
const MONOTONE = { in_stock_share: 1 } as const

/** Boosted trees of the same columns; null of too few purchases. The latest days decide how many trees. */
export function learnChallenger(
  past: TrainingRows,
  {
    names = conversionFeatures.map(({ column }) => column),
    order,
    keptOfNegatives = 1,
    seed,
  }: {
    readonly names?: readonly string[]
    /** ranks the rows in time; none where they are of one time */
    readonly order: Float64Array | null
    readonly keptOfNegatives?: number
    readonly seed: number
  },
): TreesModel | null {
  if (sum(past.labels) < MIN_PURCHASES) return null
  const model = learnTrees(names, past, { order: order ?? undefined, monotone: MONOTONE, seed })
  return withTreesShift(model, Math.log(keptOfNegatives))
}

/**
 * Who predicts from now on: tonight's trees where they beat the logistic model in use by more than chance (paired bootstrap
 * of the log-loss of the holdout), else the trees in use while they are no worse than it, else the logistic model.
 */
export function challenge(
  tonight: TreesModel | null,
  {
    holdout,
    logistic,
    inUse,
    seed,
  }: {
    readonly holdout: TrainingRows
    /** P(purchase) by the logistic model in use from now on */
    readonly logistic: Float64Array
    readonly inUse: TreesModel | null
    readonly seed: number
  },
): Challenger | null {
  const compared = (model: TreesModel) => compareWith(scoreTrees(model, holdout), { holdout, logistic, seed })
  const fresh = tonight && { model: tonight, ...compared(tonight) }
  if (fresh && fresh.gain.low > MIN_GAIN) return told(fresh, true, 'better')
  const old = inUse && canScore(inUse, holdout) ? { model: inUse, ...compared(inUse) } : null
  if (old && old.mean >= 0) return told(old, true, 'still no worse')
  if (fresh) return told(fresh, false, inUse ? 'no longer better' : 'not clearly better')
  return old && told(old, false, 'no longer better')
}

/** The same trees at another level of the log odds. */
export function withTreesShift(model: TreesModel, shift: number): TreesModel {
  return { ...model, shift: model.shift + shift }
}

interface Compared {
  readonly gain: { readonly low: number; readonly high: number }
  readonly mean: number
  readonly trees: ModelMetrics
  readonly logistic: ModelMetrics
  readonly explained: number
}

function compareWith(
  scores: Float64Array,
  {
    holdout: { labels },
    logistic,
    seed,
  }: { readonly holdout: TrainingRows; readonly logistic: Float64Array; readonly seed: number },
): Compared {
  const ours = rowLosses(scores, labels)
  const gains = rowLosses(logistic, labels).map((loss, row) => loss - (ours[row] ?? 0))
  return {
    gain: pairedBootstrap(gains, seed),
    mean: sum(gains) / gains.length,
    trees: modelMetrics(scores, labels),
    logistic: modelMetrics(logistic, labels),
    explained: explainedBy(logistic, scores),
  }
}

function told(
  { model, gain, trees, logistic, explained }: Compared & { readonly model: TreesModel },
  predicts: boolean,
  because: ChallengerCard['because'],
): Challenger {
  const leansOn = leanings(model)
    .slice(0, LEANS_TOLD)
    .filter(({ share }) => share > 0)
  return {
    model: predicts ? model : null,
    card: { predicts, because, gain, trees, logistic, explained, leansOn },
  }
}

function canScore({ bins }: TreesModel, { numbers, texts }: TrainingRows): boolean {
  return bins.every(({ name, kind }) => (kind === 'number' ? numbers[name] : texts[name]) !== undefined)
}

/**
 * r squared of the log odds of both; 0 where one says the same of everybody.
 *
 * @internal exported for the tests: its known values
 */
export function explainedBy(logistic: Float64Array, trees: Float64Array): number {
  const logit = (p: number) => {
    const safe = Math.min(1 - 1e-12, Math.max(1e-12, p))
    return Math.log(safe / (1 - safe))
  }
  const [x, y] = [logistic.map(logit), trees.map(logit)]
  const [meanX, meanY] = [sum(x) / x.length, sum(y) / y.length]
  let [xx, yy, xy] = [0, 0, 0]
  for (let row = 0; row < x.length; row++) {
    const [a, b] = [(x[row] ?? 0) - meanX, (y[row] ?? 0) - meanY]
    xx += a * a
    yy += b * b
    xy += a * b
  }
  return xx > 0 && yy > 0 ? xy ** 2 / (xx * yy) : 0
}
