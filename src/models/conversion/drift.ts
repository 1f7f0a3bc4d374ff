import { quantile } from '../../stats/describe.ts'
import type { Columns, TextColumn } from '../learn/columns.ts'

const BINS = 10
/** a share so small counts as this much, or an empty bin would be an infinite change */
const MIN_SHARE = 1e-4
const MAX_SORTED = 20_000
/** z beyond which a level is wrong by more than chance, 1 in 100 */
export const BEYOND_CHANCE = 2.58

/**
 * Population stability index of one column between two times: sum of (b - a) ln(b / a) over ten bins of equal share
 * then, with missing values a bin of their own. By custom below 0.1 is stable and above 0.25 is another population.
 * It sees only how the column is spread: the base rate may double unseen, so read it beside `calibrationInTheLarge`.
 * `weights` count rows of the first time for more than one, where they are a thinned sample.
 */
export function psi(before: Float64Array, now: Float64Array, weights?: Float64Array): number {
  const every = Math.max(1, Math.floor(before.length / MAX_SORTED))
  const some = before.filter((value, i) => i % every === 0 && Number.isFinite(value))
  const edges = [
    ...new Set(Array.from({ length: BINS - 1 }, (_, i) => quantile([...some], (i + 1) / BINS) ?? 0)),
  ]
  const binOf = (value: number) =>
    Number.isFinite(value) ? edges.filter((edge) => value > edge).length : edges.length + 1
  return psiOfShares(
    sharesOf(before.length, (row) => binOf(before[row] ?? 0), { bins: edges.length + 2, weights }),
    sharesOf(now.length, (row) => binOf(now[row] ?? 0), { bins: edges.length + 2 }),
  )
}

/**
 * The same of a column of words, each word a bin. The codes of both must mean the same words.
 *
 * @internal exported for the tests: its known values
 */
export function psiOfWords(before: TextColumn, now: TextColumn, weights?: Float64Array): number {
  const names = [...new Set([...before.members, ...now.members])]
  const bin = (column: TextColumn) => column.members.map((member) => names.indexOf(member))
  const [binBefore, binNow] = [bin(before), bin(now)]
  return psiOfShares(
    sharesOf(before.codes.length, (row) => binBefore[before.codes[row] ?? 0] ?? 0, {
      bins: names.length,
      weights,
    }),
    sharesOf(now.codes.length, (row) => binNow[now.codes[row] ?? 0] ?? 0, { bins: names.length }),
  )
}

/** PSI of each column that both have, the most changed first. */
export function featureDrift(
  before: Columns,
  now: Columns,
  weights?: Float64Array,
): { readonly column: string; readonly psi: number }[] {
  const ofNumbers = Object.entries(before.numbers).flatMap(([column, values]) => {
    const later = now.numbers[column]
    return later ? [{ column, psi: psi(values, later, weights) }] : []
  })
  const ofWords = Object.entries(before.texts).flatMap(([column, words]) => {
    const later = now.texts[column]
    return later ? [{ column, psi: psiOfWords(words, later, weights) }] : []
  })
  return [...ofNumbers, ...ofWords].sort((a, b) => b.psi - a.psi)
}

/**
 * Calibration in the large: z-score of the outcomes seen against those predicted, (sum y - sum p) / sqrt(sum p (1 - p)).
 * Beyond +-2.58 the level is wrong by more than chance (1 in 100). Source: Spiegelhalter 1986, the part without ranking.
 */
export function calibrationInTheLarge(predicted: Float64Array, labels: Uint8Array): number {
  let [gap, variance] = [0, 0]
  for (let row = 0; row < labels.length; row++) {
    const p = predicted[row] ?? 0
    gap += (labels[row] ?? 0) - p
    variance += p * (1 - p)
  }
  return gap / Math.sqrt(variance)
}

function psiOfShares(before: Float64Array, now: Float64Array): number {
  return before.reduce((sum, share, bin) => {
    const [a, b] = [Math.max(MIN_SHARE, share), Math.max(MIN_SHARE, now[bin] ?? 0)]
    return sum + (b - a) * Math.log(b / a)
  }, 0)
}

function sharesOf(
  rows: number,
  binOf: (row: number) => number,
  { bins, weights }: { readonly bins: number; readonly weights?: Float64Array | undefined },
): Float64Array {
  const sums = new Float64Array(bins)
  let total = 0
  for (let row = 0; row < rows; row++) {
    const weight = weights?.[row] ?? 1
    const bin = binOf(row)
    sums[bin] = (sums[bin] ?? 0) + weight
    total += weight
  }
  return sums.map((sum) => sum / total)
}
