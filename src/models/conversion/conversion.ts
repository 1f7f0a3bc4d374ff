import LogisticRegression from 'ml-logistic-regression'
import { Matrix } from 'ml-matrix'
import { z } from 'zod'
import { sum } from '../../lib/sum.ts'
import type { Columns } from '../learn/columns.ts'
import type { LogisticData } from '../learn/curvature.ts'
import { type Encoder, encode, encodeTraining, type Feature, learnEncoder } from '../learn/features.ts'
import type { LogisticFit } from '../learn/logistic.ts'
import { learnProducts } from '../learn/products.ts'
import type { TrainingRows } from '../learn/training-rows.ts'
import { type Unshrunk, unshrunk } from '../learn/unshrunk.ts'

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
  /** what is told of its coefficients; none where the rows alone tell no single best fit, or of an older version */
  readonly unshrunk?: Unshrunk | undefined
  /** where less than all of the past was learned from, or the latest of it set the level: by how much of the log odds */
  readonly recency?: { readonly share: number; readonly level: boolean; readonly shift: number } | undefined
  /** where the settings were chosen: the plain fit of the same terms, whose coefficients no strong penalty draws to 0 */
  readonly plain?: PlainFit | undefined
}

interface PlainFit {
  /** the intercept first */
  readonly weights: readonly number[]
  readonly standardErrors: readonly number[]
  readonly l2: number
  readonly unshrunk?: Unshrunk | undefined
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
    ? { ...plain, products: learnProducts(plain.terms, encodeTraining(plain, rows), rows.labels) }
    : plain
  return {
    kind: 'prepared',
    encoder,
    columns: encodeTraining(encoder, rows),
    labels: rows.labels,
    positives,
    l2: settings.l2 ?? usualL2(positives, encoder),
  }
}

/** The same rows as they are learned by default; null where that is how they are prepared. */
export function preparedPlainly(prepared: Prepared): Prepared | null {
  const { encoder, columns, positives } = prepared
  const l2 = usualL2(positives, encoder)
  if (l2 === prepared.l2 && encoder.products.length === 0) return null
  return {
    ...prepared,
    encoder: { ...encoder, products: [] },
    columns: columns.slice(0, encoder.terms.length),
    l2,
  }
}

function usualL2(positives: number, { terms }: Encoder): number {
  return positives < 10 * terms.length ? 10 * USUAL_L2 : USUAL_L2
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
    unshrunk: unshrunk(fit, l2) ?? undefined,
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

export function notTrained(because: string): NotTrained {
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

const storedUnshrunk = z
  .object({ weights: z.array(z.number()), standardErrors: z.array(z.number()) })
  .optional()

const stored = z.object({
  kind: z.literal('conversion'),
  encoder: z.object({
    terms: z.array(
      z.object({
        name: z.string(),
        column: z.string(),
        kind: z.enum(['log', 'share', 'flag', 'missing', 'member', 'rate']),
        member: z.string(),
        fill: z.number(),
        rates: z.record(z.string(), z.number()).optional(),
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
    merged: z
      .array(
        z.object({
          column: z.string(),
          words: z.number(),
          share: z.number(),
          into: z.union([z.literal('rate'), z.object({ word: z.string() })]),
        }),
      )
      .default([]),
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
  unshrunk: storedUnshrunk,
  recency: z.object({ share: z.number(), level: z.boolean(), shift: z.number() }).optional(),
  plain: z
    .object({
      weights: z.array(z.number()),
      standardErrors: z.array(z.number()),
      l2: z.number(),
      unshrunk: storedUnshrunk,
    })
    .optional(),
})

/** A stored model back as a model, or null when the JSON is of another shape (an older version). */
export function restoreConversion(json: unknown): ConversionModel | null {
  const parsed = stored.safeParse(json)
  return parsed.success ? parsed.data : null
}
