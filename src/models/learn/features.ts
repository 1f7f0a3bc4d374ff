import { median } from '../../stats/describe.ts'
import type { Columns, TextColumn } from './columns.ts'
import { moments, type Product, productColumns } from './products.ts'
import type { TrainingRows } from './training-rows.ts'
import { learnRates, ratesOfRows } from './word-rates.ts'

/** One feature as a column of the mart, how it enters the model, and when in a visit it is known. */
export interface Feature {
  readonly column: string
  /** `log`: log1p, for counts, money and recency; `share`: as it is; `flag`: 0 or 1; `category`: one column a member */
  readonly kind: 'log' | 'share' | 'flag' | 'category'
  readonly known: 'on arrival' | 'while browsing'
}

/** How one model column is made; stored with the model, applied alike to every later row. */
interface Term {
  readonly name: string
  readonly column: string
  readonly kind: 'log' | 'share' | 'flag' | 'missing' | 'member' | 'rate'
  readonly member: string
  /** what a missing value counts as, before log1p; of a rate, what an unknown word says */
  readonly fill: number
  /** of a rate: what each word says */
  readonly rates?: Readonly<Record<string, number>> | undefined
  readonly mean: number
  readonly sd: number
}

export interface Encoder {
  readonly terms: readonly Term[]
  /** squares and products of terms, after them; none unless they were found to pay */
  readonly products: readonly Product[]
  /** columns left out, and why */
  readonly dropped: readonly { readonly name: string; readonly because: string }[]
  /** words that have no column of their own */
  readonly merged: readonly Merged[]
}

export interface Merged {
  readonly column: string
  readonly words: number
  /** of the rows */
  readonly share: number
  /** `rate`: one column of how often the outcome came with each; else they count as this word */
  readonly into: 'rate' | { readonly word: string }
}

const MAX_MEMBERS = 20
const MIN_SHARE = 0.002
/** of more words than have room, one of so few rows says more beside its like than alone */
const MIN_SHARE_OF_MANY = 0.01
/** less of the rows than this says too little for a column */
const MIN_RATED = 0.005
/** a deviation beside the mean that rounding may make */
const NOISE = 1e-12
/** a column that spans less than this share of itself is as good as straight: its logarithm would only lose digits */
const STRAIGHT = 1.001

/**
 * Learns how to turn raw columns into standardised model columns from the training rows alone: log1p, medians for
 * missing values with a flag beside them, one column for each of the 20 most frequent words against the most frequent
 * one, one column for all others where the outcome is given (learnRates), mean 0 and standard deviation 1. Constant
 * columns are dropped and named. TypeError when a column is absent.
 */
export function learnEncoder(
  features: readonly Feature[],
  columns: Columns & Partial<Pick<TrainingRows, 'labels'>>,
): Encoder {
  const terms: Term[] = []
  const dropped: { name: string; because: string }[] = []
  const merged: Merged[] = []
  for (const feature of features) {
    const found = candidates(feature, columns)
    merged.push(...found.merged)
    for (const candidate of found.terms) {
      const { mean, sd } = moments(trainingTerm(candidate, columns))
      if (sd > NOISE * Math.max(1, Math.abs(mean))) terms.push({ ...candidate, mean, sd })
      else if (candidate.kind !== 'missing')
        dropped.push({ name: candidate.name, because: 'the same in every row' })
    }
  }
  return { terms, products: [], dropped, merged }
}

/** The model's columns for these rows, without the column of ones. */
export function encode(encoder: Pick<Encoder, 'terms' | 'products'>, columns: Columns): Float64Array[] {
  return encodedBy(encoder, (term) => rawTerm(term, columns))
}

/** The same of the very rows it was learned from: no row's own outcome is in its columns. */
export function encodeTraining(
  encoder: Pick<Encoder, 'terms' | 'products'>,
  rows: TrainingRows,
): Float64Array[] {
  return encodedBy(encoder, (term) => trainingTerm(term, rows))
}

function encodedBy(
  { terms, products }: Pick<Encoder, 'terms' | 'products'>,
  raw: (term: Term) => Float64Array,
): Float64Array[] {
  const encoded = terms.map((term) => {
    const values = raw(term)
    for (let i = 0; i < values.length; i++) values[i] = ((values[i] ?? 0) - term.mean) / term.sd
    return values
  })
  return [...encoded, ...productColumns(products, encoded)]
}

function candidates(
  { column, kind }: Feature,
  columns: Columns & Partial<Pick<TrainingRows, 'labels'>>,
): { terms: Term[]; merged: Merged[] } {
  const plain = { column, member: '', fill: 0, mean: 0, sd: 1 }
  if (kind === 'category') return wordTerms(column, columns)
  const known = numberOf(column, columns).filter((value) => Number.isFinite(value))
  const fill = kind === 'flag' ? 0 : (median([...known.subarray(0, 20_000)]) ?? 0)
  const value: Term = {
    ...plain,
    name: column,
    kind: kind === 'log' && isStraight(known) ? 'share' : kind,
    fill,
  }
  if (known.length === columns.rows) return { terms: [value], merged: [] }
  return { terms: [value, { ...plain, name: `${column} is missing`, kind: 'missing' }], merged: [] }
}

function wordTerms(
  column: string,
  columns: Columns & Partial<Pick<TrainingRows, 'labels'>>,
): { terms: Term[]; merged: Merged[] } {
  const plain = { column, member: '', fill: 0, mean: 0, sd: 1 }
  const words = textOf(column, columns)
  const own = membersOf(words)
  const terms: Term[] = own
    .slice(1)
    .map((member) => ({ ...plain, name: `${column} = ${member}`, kind: 'member' as const, member }))
  const rest = restOf(words, own)
  if (rest.words === 0) return { terms, merged: [] }
  const { labels } = columns
  if (!labels || rest.words < 2 || rest.share < MIN_RATED)
    return { terms, merged: [{ column, ...rest, into: { word: own[0] ?? '' } }] }
  const { rates, unknown } = learnRates(words, own, labels)
  const rate: Term = { ...plain, name: `${column}, other words`, kind: 'rate', fill: unknown, rates }
  return { terms: [...terms, rate], merged: [{ column, ...rest, into: 'rate' }] }
}

function restOf({ codes, members }: TextColumn, own: readonly string[]): { words: number; share: number } {
  const isOwn = Uint8Array.from(members, (word) => (own.includes(word) ? 1 : 0))
  const seen = new Set<number>()
  let rows = 0
  for (const code of codes) {
    if (isOwn[code]) continue
    rows++
    seen.add(code)
  }
  return { words: seen.size, share: rows / Math.max(1, codes.length) }
}

function isStraight(values: Float64Array): boolean {
  let [low, high] = [Number.POSITIVE_INFINITY, 0]
  for (const value of values) {
    low = Math.min(low, value)
    high = Math.max(high, value)
  }
  return low > 0 && high < STRAIGHT * low
}

/** Most frequent first: the first is the reference. Rare words (below 0.2 % of rows, 1 % of many) have no column of their own. */
function membersOf({ codes, members }: TextColumn): string[] {
  const counts = new Uint32Array(members.length)
  for (const code of codes) counts[code] = (counts[code] ?? 0) + 1
  const seen = members
    .map((member, code): [string, number] => [member, counts[code] ?? 0])
    .filter(([, count]) => count > 0)
  const least = seen.length > MAX_MEMBERS ? MIN_SHARE_OF_MANY : MIN_SHARE
  return seen
    .filter(([, count]) => count >= least * codes.length)
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, MAX_MEMBERS)
    .map(([member]) => member)
}

function trainingTerm(term: Term, columns: Columns & Partial<Pick<TrainingRows, 'labels'>>): Float64Array {
  if (term.kind !== 'rate' || !columns.labels) return rawTerm(term, columns)
  const words = textOf(term.column, columns)
  return learnRates(words, membersOf(words), columns.labels).training
}

function rawTerm(term: Term, columns: Columns): Float64Array {
  if (term.kind === 'member') {
    const { codes, members } = textOf(term.column, columns)
    const wanted = members.indexOf(term.member)
    const flags = new Float64Array(codes.length)
    for (let i = 0; i < codes.length; i++) if (codes[i] === wanted) flags[i] = 1
    return flags
  }
  if (term.kind === 'rate')
    return ratesOfRows(textOf(term.column, columns), { rates: term.rates ?? {}, unknown: term.fill })
  const numbers = numberOf(term.column, columns)
  if (term.kind === 'missing') return numbers.map((value) => (Number.isFinite(value) ? 0 : 1))
  const filled = numbers.map((value) => (Number.isFinite(value) ? value : term.fill))
  return term.kind === 'log' ? filled.map((value) => Math.log1p(Math.max(0, value))) : filled
}

function numberOf(column: string, { numbers }: Columns): Float64Array {
  const found = numbers[column]
  if (!found) throw new TypeError(`no numeric column ${column}`)
  return found
}

function textOf(column: string, { texts }: Columns): TextColumn {
  const found = texts[column]
  if (!found) throw new TypeError(`no text column ${column}`)
  return found
}
