import LogisticRegression from 'ml-logistic-regression'
import { Matrix } from 'ml-matrix'
import { z } from 'zod'
import { sum } from '../../lib/sum.ts'
import { Z95 } from '../../stats/distributions/z.ts'
import type { LogisticData } from '../learn/curvature.ts'
import { type Columns, type Encoder, encode, type Feature, learnEncoder } from '../learn/features.ts'
import { fitLogistic, type LogisticFit } from '../learn/logistic.ts'
import { learnProducts } from '../learn/products.ts'
import type { TrainingRows } from '../learn/training-rows.ts'
import { leaks } from './conversion-features.ts'

/** A trained model as plain JSON: keep it, restore it, score with it, to the last bit the same. */
export interface ConversionModel {
  readonly kind: 'conversion'
  readonly encoder: Encoder
  /** ml-logistic-regression's own stored form; its first classifier gives P(purchase) */
  readonly container: Parameters<typeof LogisticRegression.load>[0]
  readonly standardErrors: readonly number[]
  readonly rows: number
  readonly positives: number
  readonly l2: number
}

/** Not trained, and why: a value, because a young shop is no surprise. */
export interface NotTrained {
  readonly kind: 'not-trained'
  readonly because: string
}

/** How a model is to be learned; chosen on training rows alone (chooseSettings), or as they are by default. */
export interface Settings {
  readonly l2: number
  /** with squares and products of the numeric columns that go most with the outcome */
  readonly products: boolean
}

/** Encoded rows, ready to be fitted here or in several threads. */
export interface Prepared extends LogisticData {
  readonly kind: 'prepared'
  readonly encoder: Encoder
  readonly positives: number
  readonly l2: number
}

/** for a model that people will be told to rely on */
export const MIN_POSITIVES = 50
const SCORE_ROWS = 8192
const USUAL_L2 = 1

/**
 * Trains P(purchase | session) by L2 logistic regression (fitLogistic) on encoded features. `keptOfNegatives` below 1
 * says that only that share of the sessions without a purchase is among the rows: the intercept is corrected by its
 * logarithm (King and Zeng 2001), the weights need no correction. Fewer than 50 purchases, one class, labels other
 * than 0 and 1, no feature that varies, or a feature that leaks the outcome are refused by name. The penalty is 1 where
 * none is given, and below ten purchases a term ten times stronger.
 */
export function trainConversion(
  features: readonly Feature[],
  rows: TrainingRows,
  { keptOfNegatives = 1, ...settings }: Partial<Settings> & { readonly keptOfNegatives?: number } = {},
): ConversionModel | NotTrained {
  const leaking = leaks(features)
  if (leaking.length > 0) return notTrained(`${leaking.join(', ')} is derived from the outcome`)
  const prepared = prepareConversion(features, rows, settings)
  if (prepared.kind === 'not-trained') return prepared
  try {
    return conversionOf(prepared, fitLogistic(prepared, { l2: prepared.l2 }), keptOfNegatives)
  } catch (error) {
    if (error instanceof RangeError) return notTrained(error.message)
    throw error
  }
}

/** The first half of training: everything but the fit, and without the audit by name. `least` positives are needed. */
export function prepareConversion(
  features: readonly Feature[],
  rows: TrainingRows,
  { least = MIN_POSITIVES, ...settings }: Partial<Settings> & { readonly least?: number } = {},
): Prepared | NotTrained {
  const refused = refusal(rows, least)
  if (refused) return notTrained(refused)
  const positives = sum(rows.labels)
  const plain = learnEncoder(features, rows)
  if (plain.terms.length === 0) return notTrained('no feature varies from row to row')
  const encoder = settings.products
    ? { ...plain, products: learnProducts(plain.terms, encode(plain, rows), rows.labels) }
    : plain
  return {
    kind: 'prepared',
    encoder,
    columns: encode(encoder, rows),
    labels: rows.labels,
    positives,
    l2: settings.l2 ?? (positives < 10 * encoder.terms.length ? 10 * USUAL_L2 : USUAL_L2),
  }
}

/** The second half: a fit as a model that can be kept. */
export function conversionOf(
  { encoder, labels, positives, l2 }: Prepared,
  fit: LogisticFit,
  keptOfNegatives = 1,
): ConversionModel {
  const weights = fit.weights.slice()
  weights[0] = (weights[0] ?? 0) + Math.log(keptOfNegatives)
  return {
    kind: 'conversion',
    encoder,
    container: containerOf(weights),
    standardErrors: Array.from(fit.standardErrors),
    rows: labels.length,
    positives,
    l2,
  }
}

/** As ml-logistic-regression stores a fit: its first classifier gives P(purchase). */
export function containerOf(given: Float64Array): ConversionModel['container'] {
  const weights = [...given]
  return {
    name: 'LogisticRegression',
    numberClasses: 2,
    classifiers: [{ weights: [weights] }, { weights: [weights.map((weight) => -weight)] }],
  }
}

function refusal({ labels, rows }: TrainingRows, least: number): string | null {
  if (labels.length !== rows) return `${rows} rows but ${labels.length} labels`
  if (labels.some((label) => label > 1)) return 'labels must be 0 or 1'
  const positives = sum(labels)
  if (positives < least) return `${positives} purchases in ${rows} sessions, ${least} are needed`
  return positives === rows ? 'every session ended in a purchase' : null
}

function notTrained(because: string): NotTrained {
  return { kind: 'not-trained', because }
}

/** P(purchase) of each row, through the container's first classifier; 8,192 rows at a time. */
export function scoreConversion(model: ConversionModel, columns: Columns): Float64Array {
  // load turns what it is given into its own objects: it gets a copy, or the stored model would change
  const classifier = LogisticRegression.load(structuredClone(model.container)).classifiers[0]
  const encoded = encode(model.encoder, columns)
  const scores = new Float64Array(columns.rows)
  for (let from = 0; classifier && from < columns.rows; from += SCORE_ROWS) {
    const rows = Math.min(SCORE_ROWS, columns.rows - from)
    const block = Matrix.ones(rows, encoded.length + 1)
    for (const [column, values] of encoded.entries())
      for (let row = 0; row < rows; row++) block.set(row, column + 1, values[from + row] ?? 0)
    scores.set(classifier.testScores(block), from)
  }
  return scores
}

export interface OddsRatio {
  readonly name: string
  /** times the odds of buying, for one standard deviation more (or, for a member or flag, for yes against no) */
  readonly ratio: number
  readonly low: number
  readonly high: number
  readonly per: 'standard deviation' | 'yes'
}

/**
 * What moves the odds of buying, strongest first, with 95 % Wald intervals; association, not cause. A member or flag
 * is told as yes against no (its weight divided by its standard deviation). Where the model has squares and products,
 * a ratio is that at the average of the other columns.
 */
export function oddsRatios({ encoder, container, standardErrors }: ConversionModel): OddsRatio[] {
  const weights = container.classifiers[0]?.weights[0] ?? []
  return encoder.terms
    .map((term, i) => {
      const isSwitch = term.kind === 'member' || term.kind === 'flag' || term.kind === 'missing'
      const scale = isSwitch ? 1 / term.sd : 1
      const b = weights[i + 1] ?? 0
      const half = Z95 * (standardErrors[i + 1] ?? 0)
      const per: OddsRatio['per'] = isSwitch ? 'yes' : 'standard deviation'
      const [ratio, low, high] = [b, b - half, b + half].map((value) => Math.exp(value * scale))
      return {
        strength: Math.abs(b),
        name: term.name,
        ratio: ratio ?? 1,
        low: low ?? 1,
        high: high ?? 1,
        per,
      }
    })
    .sort((x, y) => y.strength - x.strength)
    .map(({ strength, ...odds }) => odds)
}

const stored = z.object({
  kind: z.literal('conversion'),
  encoder: z.object({
    terms: z.array(
      z.object({
        name: z.string(),
        column: z.string(),
        kind: z.enum(['log', 'share', 'flag', 'missing', 'member']),
        member: z.string(),
        fill: z.number(),
        mean: z.number(),
        sd: z.number(),
      }),
    ),
    products: z
      .array(
        z.object({
          name: z.string(),
          left: z.number(),
          right: z.number(),
          mean: z.number(),
          sd: z.number(),
        }),
      )
      .default([]),
    dropped: z.array(z.object({ name: z.string(), because: z.string() })),
  }),
  container: z.object({
    name: z.literal('LogisticRegression'),
    numberClasses: z.literal(2),
    classifiers: z.array(z.object({ weights: z.array(z.array(z.number())) })),
  }),
  standardErrors: z.array(z.number()),
  rows: z.number(),
  positives: z.number(),
  l2: z.number(),
})

/** A stored model back as a model, or null when the JSON is of another shape (an older version). */
export function restoreConversion(json: unknown): ConversionModel | null {
  const parsed = stored.safeParse(json)
  return parsed.success ? parsed.data : null
}
