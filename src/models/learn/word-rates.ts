import { sum } from '../../lib/sum.ts'
import type { TextColumn } from './columns.ts'

/** What each word says of the outcome, as log odds beside those of the reference. */
export interface WordRates {
  /** words with a column of their own, and the reference, say 0 */
  readonly rates: Readonly<Record<string, number>>
  /** of a word that was not seen, or once only */
  readonly unknown: number
}

interface Learned extends WordRates {
  /** of the rows learned from, each by the rows of the other folds: its own outcome is not in it */
  readonly training: Float64Array
  /** share of the rows with a word that has no column of its own */
  readonly share: number
  readonly words: number
}

const FOLDS = 5
/** rows that a word's rate is drawn towards the mean of all by */
const STRENGTH = { least: 1, most: 1000 }

/**
 * The words beyond those with a column of their own as one column: how often the outcome came with each, drawn towards
 * the mean of them all as far as they are alike (the moments of a beta-binomial). Out of fold on the rows learned from,
 * or a word that was seen twice would seem to know the outcome. `own`: words with a column, the reference first.
 */
export function learnRates(
  { codes, members }: TextColumn,
  own: readonly string[],
  labels: Uint8Array,
): Learned {
  const isOwn = Uint8Array.from(members, (word) => (own.includes(word) ? 1 : 0))
  const reference = own[0] === undefined ? -1 : members.indexOf(own[0])
  const rows = new Uint32Array(members.length * FOLDS)
  const hits = new Uint32Array(members.length * FOLDS)
  for (let row = 0; row < codes.length; row++) {
    const at = (codes[row] ?? 0) * FOLDS + foldOf(row)
    rows[at] = (rows[at] ?? 0) + 1
    hits[at] = (hits[at] ?? 0) + (labels[row] ?? 0)
  }
  const wordRows = members.map((_, code) => sum(rows.subarray(code * FOLDS, (code + 1) * FOLDS)))
  const wordHits = members.map((_, code) => sum(hits.subarray(code * FOLDS, (code + 1) * FOLDS)))
  const others = members.flatMap((_, code) => (isOwn[code] || wordRows[code] === 0 ? [] : [code]))
  const total = { rows: 0, hits: 0 }
  for (const code of others) {
    total.rows += wordRows[code] ?? 0
    total.hits += wordHits[code] ?? 0
  }
  const usual = (total.hits + 0.5) / (total.rows + 1)
  const strength = strengthOf(
    others.map((code) => ({ rows: wordRows[code] ?? 0, hits: wordHits[code] ?? 0 })),
    { usual, rows: total.rows },
  )
  const drawn = (hitsOf: number, rowsOf: number) => {
    const rate = (hitsOf + strength * usual) / (rowsOf + strength)
    return Math.log(rate / (1 - rate))
  }
  const base = reference < 0 ? drawn(0, 0) : drawn(wordHits[reference] ?? 0, wordRows[reference] ?? 0)
  const unknown = drawn(0, 0) - base
  const rates: [string, number][] = []
  for (const [code, word] of members.entries()) {
    if (isOwn[code]) rates.push([word, 0])
    else if ((wordRows[code] ?? 0) > 1)
      rates.push([word, drawn(wordHits[code] ?? 0, wordRows[code] ?? 0) - base])
  }
  const training = Float64Array.from(codes, (code, row) => {
    if (isOwn[code]) return 0
    const at = code * FOLDS + foldOf(row)
    return drawn((wordHits[code] ?? 0) - (hits[at] ?? 0), (wordRows[code] ?? 0) - (rows[at] ?? 0)) - base
  })
  return {
    rates: Object.fromEntries(rates),
    unknown,
    training,
    share: total.rows / Math.max(1, codes.length),
    words: others.length,
  }
}

/** The column of later rows. */
export function ratesOfRows({ codes, members }: TextColumn, { rates, unknown }: WordRates): Float64Array {
  const ofWord = members.map((word) => (Object.hasOwn(rates, word) ? (rates[word] ?? unknown) : unknown))
  return Float64Array.from(codes, (code) => ofWord[code] ?? unknown)
}

/** How many rows the mean of all words is worth beside a word's own: few where words differ, many where they are alike. */
function strengthOf(
  words: readonly { readonly rows: number; readonly hits: number }[],
  { usual, rows }: { readonly usual: number; readonly rows: number },
): number {
  const within = usual * (1 - usual)
  let [between, squares] = [0, 0]
  for (const word of words) {
    between += word.rows * (word.hits / word.rows - usual) ** 2
    squares += word.rows ** 2
  }
  const spread = (between - (words.length - 1) * within) / (rows - squares / Math.max(1, rows))
  const strength = spread > 0 ? within / spread : Number.POSITIVE_INFINITY
  return Math.min(STRENGTH.most, Math.max(STRENGTH.least, strength))
}

/** Mixed, because rows often come in an order that repeats. */
function foldOf(row: number): number {
  return (Math.imul(row + 1, 2_654_435_761) >>> 16) % FOLDS
}
