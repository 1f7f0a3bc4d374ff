import { Fault } from '../../lib/errors.ts'
import { seeded } from '../../lib/random.ts'
import { sum, sumOf } from '../../lib/sum.ts'
import { oneLine, percentDigits, plural, showNumber, showPercent } from '../../lib/text.ts'
import {
  type ConversionModel,
  conversionOf,
  MIN_POSITIVES,
  type Prepared,
  type Settings,
  scoreConversion,
} from '../../models/conversion/conversion.ts'
import { calibrationInTheLarge, featureDrift, psi } from '../../models/conversion/drift.ts'
import { type Choice, levelled, prepareChosen } from '../../models/conversion/learn.ts'
import { oddsRatios, withPlain } from '../../models/conversion/odds.ts'
import type { Feature, Merged } from '../../models/learn/features.ts'
import { shuffled } from '../../models/learn/folds.ts'
import { fitLogistic } from '../../models/learn/logistic.ts'
import { type ModelMetrics, modelMetrics, rowLosses } from '../../models/learn/model-metrics.ts'
import { pickRows } from '../../models/learn/pick-rows.ts'
import type { TrainingRows } from '../../models/learn/training-rows.ts'
import { pairedBootstrap } from '../../stats/tests/paired-bootstrap.ts'
import { fitInThreads } from '../../threads/fit-logistic.ts'

/** Rows learned from and rows judged on. */
export interface Parts {
  readonly train: TrainingRows
  readonly test: TrainingRows
}

/** Settings as given, or to be chosen; else the plain ones. */
interface How extends Partial<Settings> {
  readonly choice?: Choice
}

export interface Judged {
  readonly metrics: ModelMetrics
  /** log-loss a row below that of the base rate, 90 % interval */
  readonly gain: { readonly low: number; readonly high: number }
  /** of the scores, rows learned from against rows judged on */
  readonly psi: number
  /** calibration in the large */
  readonly z: number
  readonly settings: Settings
  /** how it was fitted */
  readonly how: string
  readonly notes: readonly string[]
}

/** No feature work: standardised columns, one column a word, scikit-learn's own penalty. */
export const PLAIN: Settings = { l2: 1, products: false }
/** fewer are fitted before a thread has started */
const THREADS_FROM = 200_000
/** positives to learn from that allow a judgement at all, and so many that the bot asks for */
const POSITIVES = { least: 10, firm: MIN_POSITIVES }
const SHOWN_ODDS = 6
const SHOWN_DRIFT = 5
const DRIFTED = 0.1
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
  const scores = scoreConversion(model, test)
  const usual = rowLosses(
    new Float64Array(test.rows).fill(sum(parts.train.labels) / parts.train.rows),
    test.labels,
  )
  const ours = rowLosses(scores, test.labels)
  return {
    gain: pairedBootstrap(
      usual.map((loss, i) => loss - (ours[i] ?? 0)),
      1,
    ),
    metrics: modelMetrics(scores, test.labels),
    psi: psi(scoreConversion(model, train), scores),
    z: calibrationInTheLarge(scores, test.labels),
    settings: { l2: model.l2, products: model.encoder.products.length > 0 },
    how: howOf(model),
    notes: [...note, ...notesOf(model, { train, test })],
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

function notesOf(model: ConversionModel, { train, test }: Parts): string[] {
  const { encoder } = model
  const odds = oddsRatios(model)
    .slice(0, SHOWN_ODDS)
    .map(
      ({ name, ratio, low, high, per }) =>
        `${name} × ${shownRatio(ratio)} (${shownRatio(low)} to ${shownRatio(high)}) ${per === 'yes' ? 'for yes against no' : 'a standard deviation'}`,
    )
  const moved = featureDrift(train, test)
    .filter(({ psi }) => psi > DRIFTED)
    .slice(0, SHOWN_DRIFT)
    .map(({ column, psi }) => `${column} ${psi.toFixed(2)}`)
  return [
    ...fewNote(model.positives),
    ...recencyNote(model),
    `Fitted as every night: ${howOf(model)}.`,
    `Odds of the outcome, all else equal: ${odds.join('; ')}. Association, not cause.`,
    ...(encoder.dropped.length > 0
      ? [`Left out: ${encoder.dropped.map(({ name, because }) => `${name} (${because})`).join(', ')}.`]
      : []),
    ...encoder.merged.map(mergedNote),
    ...(moved.length > 0
      ? [
          `Columns that changed between the rows learned from and those judged on (PSI above ${DRIFTED}): ${moved.join(', ')}.`,
        ]
      : []),
    ...showMissing(train),
  ]
}

/** Two digits at least: `0.034`, and `1.30`. */
function shownRatio(ratio: number): string {
  return ratio < 0.1 ? Number(ratio.toPrecision(2)).toString() : ratio.toFixed(2)
}

function mergedNote({ column, words, share, into }: Merged): string {
  const which = `${plural(words, 'word')} of ${oneLine(column, 40)} too rare for a column of its own (${showPercent(share, percentDigits(share))} of the rows)`
  return into === 'rate'
    ? `${which} share one column: how often the outcome came with each, drawn towards their mean.`
    : `${which} count as "${oneLine(into.word, 40)}".`
}

function recencyNote({ recency }: ConversionModel): string[] {
  if (!recency) return []
  const { share, level, shift } = recency
  const window = share < 1 ? [`only the latest ${showPercent(share, 0)} of the rows are learned from`] : []
  const odds = Math.exp(shift)
  const set = level ? [`the latest rows set its level (odds × ${odds.toFixed(2)})`] : []
  return [
    `What was true earlier holds less: ${[...window, ...set].join(', and ')}. Chosen by rolling validation on the rows learned from.`,
  ]
}

function howOf({ encoder, l2 }: ConversionModel): string {
  const products =
    encoder.products.length > 0
      ? ` and ${encoder.products.length} squares and products`
      : ', no squares or products'
  return `L2 penalty ${l2}${products}, ${plural(encoder.terms.length, 'term')}`
}

function fewNote(positives: number): string[] {
  if (positives >= POSITIVES.firm) return []
  return [
    `Only ${plural(positives, 'row')} with the outcome to learn from: take the figures as a hint, they will move with every draw. ${POSITIVES.firm} make them firm, and fewer the bot does not learn from.`,
  ]
}

function showMissing({ numbers, rows }: TrainingRows): string[] {
  const missing = Object.entries(numbers)
    .map(([column, values]) => ({
      column,
      share: sumOf(values, (value) => (Number.isFinite(value) ? 0 : 1)) / rows,
    }))
    .filter(({ share }) => share > 0)
    .map(({ column, share }) => `${column} ${showPercent(share, share < 0.01 ? 2 : 0)}`)
  return missing.length === 0
    ? []
    : [`Missing values count as the median, with a column of their own: ${missing.join(', ')}.`]
}
