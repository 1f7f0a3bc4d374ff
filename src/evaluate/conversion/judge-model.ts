import { Fault } from '../../lib/errors.ts'
import { seeded } from '../../lib/random.ts'
import { sum } from '../../lib/sum.ts'
import { plural, showNumber } from '../../lib/text.ts'
import {
  type ConversionModel,
  conversionOf,
  type Prepared,
  type Settings,
  scoreConversion,
} from '../../models/conversion/conversion.ts'
import { calibrationInTheLarge, psi } from '../../models/conversion/drift.ts'
import { type Choice, levelled, prepareChosen } from '../../models/conversion/learn.ts'
import { plainModel, withPlain } from '../../models/conversion/odds.ts'
import type { Feature } from '../../models/learn/features.ts'
import { shuffled } from '../../models/learn/folds.ts'
import { fitLogistic } from '../../models/learn/logistic.ts'
import { type ModelMetrics, modelMetrics, rowLosses } from '../../models/learn/model-metrics.ts'
import { pickRows } from '../../models/learn/pick-rows.ts'
import type { TrainingRows } from '../../models/learn/training-rows.ts'
import { pairedBootstrap } from '../../stats/tests/paired-bootstrap.ts'
import { fitInThreads } from '../../threads/fit-logistic.ts'
import { howOf, notesOf, POSITIVES } from './model-notes.ts'

/** Rows learned from and rows judged on. */
export interface Parts {
  readonly train: TrainingRows
  readonly test: TrainingRows
}

/** Settings as given, or to be chosen; else the plain ones. */
interface How extends Partial<Settings> {
  readonly choice?: Choice
}

export interface JudgedScores {
  readonly metrics: ModelMetrics
  /** log-loss a row below that of the base rate, 90 % interval */
  readonly gain: { readonly low: number; readonly high: number }
  /** of the scores, rows learned from against rows judged on */
  readonly psi: number
  /** calibration in the large */
  readonly z: number
}

export interface Judged extends JudgedScores {
  readonly model: ConversionModel
  readonly settings: Settings
  /** how it was fitted */
  readonly how: string
  readonly notes: readonly string[]
}

/** No feature work: standardised columns, one column a word, scikit-learn's own penalty. */
export const PLAIN: Settings = { l2: 1, products: false }
/** fewer are fitted before a thread has started */
const THREADS_FROM = 200_000
/** encoded cells to fit on: 320 MB */
const MAX_CELLS = 40_000_000
/** a file's columns become at most about so many model columns each */
const COLUMNS_EACH = 8

export async function judge(features: readonly Feature[], parts: Parts, how: How): Promise<Judged> {
  const { test } = parts
  const { train, note } = fitting(parts.train, features.length)
  const model = await learned(features, train, {
    ...how,
    ...(how.choice && { choice: { rows: parts.train, ...how.choice } }),
  })
  return {
    ...judgeScores({ test: scoreConversion(model, test), train: scoreConversion(model, train) }, parts),
    model,
    settings: { l2: model.l2, products: model.encoder.products.length > 0 },
    how: howOf(model),
    notes: [...note, ...notesOf(model, { train, test })],
  }
}

/**
 * The model as it is learned by default: the plain fit that is kept beside the chosen one. Fitted anew only where the chosen
 * one learned from less than all of the past.
 */
export async function judgeUntuned(
  features: readonly Feature[],
  parts: Parts,
  { model }: Judged,
): Promise<{ readonly metrics: ModelMetrics; readonly how: string }> {
  if (model.recency) return judge(features, parts, {})
  const plain = plainModel(model)
  return { metrics: modelMetrics(scoreConversion(plain, parts.test), parts.test.labels), how: howOf(plain) }
}

/** What scores of both parts are worth. */
export function judgeScores(
  scores: { readonly train: Float64Array; readonly test: Float64Array },
  { train, test }: Parts,
): JudgedScores {
  const usual = rowLosses(new Float64Array(test.rows).fill(sum(train.labels) / train.rows), test.labels)
  const ours = rowLosses(scores.test, test.labels)
  return {
    gain: pairedBootstrap(
      usual.map((loss, i) => loss - (ours[i] ?? 0)),
      1,
    ),
    metrics: modelMetrics(scores.test, test.labels),
    psi: psi(scores.train, scores.test),
    z: calibrationInTheLarge(scores.test, test.labels),
  }
}

/** The same model without these columns; null where there are none, or nothing would be left. */
export async function withoutColumns(
  features: readonly Feature[],
  parts: Parts,
  { settings, columns }: { readonly settings: Partial<Settings>; readonly columns: readonly string[] },
): Promise<Judged | null> {
  const rest = features.filter(({ column }) => !columns.includes(column))
  return columns.length === 0 || rest.length === 0 ? null : judge(rest, parts, settings)
}

export function plainFeatures(features: readonly Feature[]): Feature[] {
  return features.map((feature) => (feature.kind === 'log' ? { ...feature, kind: 'share' } : feature))
}

/** What saying the share of buyers learned from, of everyone, would score. */
export function baseRate({ train, test }: Parts): Record<string, number> {
  const p = sum(train.labels) / train.rows
  const { auc, logLoss, brier } = modelMetrics(new Float64Array(test.rows).fill(p), test.labels)
  return { auc, logLoss, brier }
}

/** NaN where one cannot be estimated. */
export function figuresOf(metrics: ModelMetrics): Record<string, number> {
  const { auc, aucInterval, logLoss, brier, ece, lift, prAuc, baseRate, meanPrediction } = metrics
  return {
    auc,
    aucLow: aucInterval?.low ?? Number.NaN,
    aucHigh: aucInterval?.high ?? Number.NaN,
    logLoss,
    brier,
    calibrationSlope: metrics.calibrationSlope ?? Number.NaN,
    calibrationIntercept: metrics.calibrationIntercept ?? Number.NaN,
    ece,
    lift,
    prAuc,
    baseRate,
    meanPrediction,
  }
}

async function learned(
  features: readonly Feature[],
  train: TrainingRows,
  how: How,
): Promise<ConversionModel> {
  const positives = sum(train.labels)
  const least = positives >= POSITIVES.firm ? POSITIVES.firm : POSITIVES.least
  const chosen = prepareChosen(features, train, { ...how, least })
  if (chosen.kind === 'not-trained')
    throw new Fault(`No model can be learned: ${chosen.because}.`, 'Give more rows, or another target.')
  const isLarge = train.rows >= THREADS_FROM
  const fitted = async (of: Prepared) =>
    conversionOf(of, isLarge ? await fitInThreads(of, { l2: of.l2 }) : fitLogistic(of, { l2: of.l2 }))
  const model = await fitted(chosen.prepared)
  return levelled(chosen, chosen.plain ? withPlain(model, await fitted(chosen.plain)) : model)
}

/** As many rows as can be held once encoded. */
function fitting(train: TrainingRows, columns: number): { train: TrainingRows; note: string[] } {
  const most = Math.floor(MAX_CELLS / (COLUMNS_EACH * Math.max(1, columns)))
  if (train.rows <= most) return { train, note: [] }
  const picked = shuffled(train.rows, seeded(1)).slice(0, most).sort()
  return {
    train: pickRows(train, picked),
    note: [`Fitted on ${showNumber(most)} of ${plural(train.rows, 'earlier row')}, drawn by chance.`],
  }
}
