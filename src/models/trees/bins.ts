import type { Columns, TextColumn } from '../learn/columns.ts'

/** How a column's values become whole numbers: bins of about equal share, or a bin a word; the last bin is for what is missing. */
export type ColumnBins =
  | { readonly name: string; readonly kind: 'number'; readonly edges: readonly number[] }
  | { readonly name: string; readonly kind: 'word'; readonly words: readonly string[] }

/** Rows as bins, column after column. */
export interface BinnedRows {
  readonly rows: number
  readonly bins: readonly ColumnBins[]
  /** bins a column, the missing one among them: 64 or 256 */
  readonly stride: number
  /** `columns * rows` bins */
  readonly codes: Uint8Array
}

/** rows from which 256 bins are worth their time; below, 64 say as much */
const MANY_ROWS = 20_000
const STRIDES = { few: 64, many: 256 }
/** edges are learned from an even sample of so many values */
const SAMPLED = 100_000

export function strideFor(rows: number): number {
  return rows < MANY_ROWS ? STRIDES.few : STRIDES.many
}

/** Edges by quantiles of each numeric column, or between its values where they are few; of words the most frequent. */
export function learnBins(names: readonly string[], columns: Columns, stride: number): ColumnBins[] {
  return names.map((name): ColumnBins => {
    const numbers = columns.numbers[name]
    if (numbers) return { name, kind: 'number', edges: edgesOf(numbers, stride - 2) }
    const words = columns.texts[name]
    if (!words) throw new TypeError(`no column ${name}`)
    return { name, kind: 'word', words: frequentWords(words, stride - 2) }
  })
}

/** Every row as bins; a value that is missing, and a word that is not known, is in the last bin. */
export function binRows(bins: readonly ColumnBins[], columns: Columns, stride: number): BinnedRows {
  const { rows } = columns
  const codes = new Uint8Array(bins.length * rows)
  bins.forEach((of, column) => {
    const into = codes.subarray(column * rows, (column + 1) * rows)
    const [numbers, words] = [columns.numbers[of.name], columns.texts[of.name]]
    if (of.kind === 'number' && numbers) binNumbers(numbers, Float64Array.from(of.edges), into, stride - 1)
    else if (of.kind === 'word' && words) binWords(words, of.words, into, stride - 1)
    else throw new TypeError(`no column ${of.name}`)
  })
  return { rows, bins, stride, codes }
}

/** Values up to an edge lie below it: as many edges as `most` at most, between values that were seen. */
function edgesOf(values: Float64Array, most: number): number[] {
  const every = Math.max(1, Math.floor(values.length / SAMPLED))
  const some = new Float64Array(Math.ceil(values.length / every))
  let count = 0
  for (let row = 0; row < values.length; row += every) {
    const value = values[row] ?? Number.NaN
    if (Number.isFinite(value)) some[count++] = value
  }
  const sorted = some.subarray(0, count).sort()
  const distinct = sorted.filter((value, i) => i === 0 || value !== sorted[i - 1])
  const between = (lower: number, upper: number) => {
    const middle = lower + (upper - lower) / 2
    return middle < upper ? middle : lower
  }
  if (distinct.length <= most + 1)
    return Array.from(distinct.subarray(1), (value, i) => between(distinct[i] ?? value, value))
  const edges = new Set<number>()
  let at = 0
  for (let k = 1; k <= most; k++) {
    const lower = sorted[Math.floor((k * sorted.length) / (most + 1)) - 1] ?? 0
    while ((distinct[at] ?? Number.POSITIVE_INFINITY) <= lower) at++
    const upper = distinct[at]
    if (upper !== undefined) edges.add(between(lower, upper))
  }
  return [...edges]
}

function frequentWords({ codes, members }: TextColumn, most: number): string[] {
  const counts = new Uint32Array(members.length)
  for (const code of codes) counts[code] = (counts[code] ?? 0) + 1
  return members
    .map((word, code): [string, number] => [word, counts[code] ?? 0])
    .filter(([, count]) => count > 0)
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, most)
    .map(([word]) => word)
}

function binNumbers(values: Float64Array, edges: Float64Array, into: Uint8Array, missing: number): void {
  for (let row = 0; row < into.length; row++) {
    const value = values[row] ?? Number.NaN
    if (!Number.isFinite(value)) {
      into[row] = missing
      continue
    }
    let [low, high] = [0, edges.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (value <= (edges[middle] ?? 0)) high = middle
      else low = middle + 1
    }
    into[row] = low
  }
}

function binWords(
  { codes, members }: TextColumn,
  words: readonly string[],
  into: Uint8Array,
  missing: number,
): void {
  const places = new Map(words.map((word, place) => [word, place]))
  const binOf = Uint8Array.from(members, (word) => places.get(word) ?? missing)
  for (let row = 0; row < into.length; row++) into[row] = binOf[codes[row] ?? 0] ?? missing
}
