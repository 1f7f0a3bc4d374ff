import type { Column, Table } from '../../lake/ingest/read-table.ts'
import { groupBy } from '../../lib/group.ts'
import type { Columns, TextColumn } from '../../models/learn/columns.ts'
import type { Feature } from '../../models/learn/features.ts'
import { asNumbers } from '../files/cells.ts'

/** What may be looked at before the campaign, and why the other columns may not. */
export interface Usable {
  readonly features: readonly Feature[]
  readonly columns: Columns
  readonly notes: readonly string[]
}

/** Words for what people did after a campaign. */
const OUTCOME_NAMES =
  /^(?:visit(?:s|ed)?|conver(?:t|ted|sion|sions)|spen[dt]|purchased?|purchases|bought|revenue|response|responded|click(?:s|ed)?|open(?:s|ed)?|exposure|outcome|target|label)$/i
const IDS = /(?:^|_)(?:id|uuid|email|e_mail|hash|name|phone)$/i
/** a column tells of the outcome, or is no chance's work, only where so many rows say so */
const MIN_ROWS = 20
/** a difference between random arms of more standard errors than this is not by chance */
const MAX_Z = 5
const MAX_WORDS = 1000
/** counts, money and days reach further than this and enter as their logarithm */
const SKEWED = 10
/** whole numbers that are all different in so many rows name the rows */
const MIN_IDS = 500

/** Takes the columns that can be features; `rows` are those of the arms judged, `treated` and `outcome` in their order. */
export function usableColumns(
  table: Table,
  rows: Uint32Array,
  given: {
    readonly treated: Uint8Array
    readonly outcome: Float64Array
    /** the columns of treatment and outcome, and what was excluded by hand */
    readonly apart: ReadonlySet<string>
  },
): Usable {
  const numbers = new Map<string, Float64Array>()
  const texts = new Map<string, TextColumn>()
  const left: { name: string; because: string }[] = []
  for (const [name, column] of table.columns) {
    if (given.apart.has(name)) continue
    const read = readColumn(column, rows)
    const because = refusal(name, read, given)
    if (because) left.push({ name, because })
    else if (read instanceof Float64Array) numbers.set(name, read)
    else texts.set(name, read)
  }
  for (const [name, words] of texts) {
    const of = [...numbers].find(([, values]) => isBanding(words, values))?.[0]
    if (of === undefined) continue
    left.push({ name, because: `only bands of ${of}` })
    texts.delete(name)
  }
  return {
    features: [
      ...[...numbers].map(([column, values]) => ({
        column,
        kind: kindOf(values),
        known: 'on arrival' as const,
      })),
      ...[...texts.keys()].map((column) => ({
        column,
        kind: 'category' as const,
        known: 'on arrival' as const,
      })),
    ],
    columns: { rows: rows.length, numbers: Object.fromEntries(numbers), texts: Object.fromEntries(texts) },
    notes: [...groupBy(left, ({ because }) => because)].map(
      ([because, some]) => `Not looked at: ${some.map(({ name }) => name).join(', ')} (${because}).`,
    ),
  }
}

function readColumn(column: Column, rows: Uint32Array): Float64Array | TextColumn {
  const numbers = asNumbers(column)
  if (numbers) return Float64Array.from(rows, (row) => numbers[row] ?? Number.NaN)
  const codeOf = new Map<string, number>()
  const codes = Uint16Array.from(rows, (row) => {
    const word = (column.kind === 'text' && column.values[row]?.trim()) || 'missing'
    const known = codeOf.get(word)
    if (known !== undefined) return known
    const next = Math.min(codeOf.size, 65_535)
    codeOf.set(word, next)
    return next
  })
  return { codes, members: [...codeOf.keys()] }
}

function refusal(
  name: string,
  read: Float64Array | TextColumn,
  { treated, outcome }: { readonly treated: Uint8Array; readonly outcome: Float64Array },
): string | null {
  if (OUTCOME_NAMES.test(name)) return 'named as something people did afterwards'
  if (IDS.test(name)) return 'names a person or a row'
  if (!(read instanceof Float64Array)) {
    if (read.members.length > Math.min(MAX_WORDS, treated.length / 2))
      return 'nearly every row has a word of its own'
    const worst = Math.max(
      ...frequent(read).map((code) => apartBy(treated, (row) => (read.codes[row] === code ? 1 : 0))),
    )
    return worst > MAX_Z
      ? 'differs between the arms by more than chance: made afterwards, or not random'
      : null
  }
  if (isCounter(read)) return 'counts the rows'
  if (tellsOutcome(read, outcome))
    return 'known from the outcome: it is 0 where the outcome is, or the other way about'
  return apartBy(treated, (row) => read[row] ?? 0) > MAX_Z
    ? 'differs between the arms by more than chance: made afterwards, or not random'
    : null
}

/** Above 0 only where the outcome is, or always where it is: something that happened with it. */
function tellsOutcome(values: Float64Array, outcome: Float64Array): boolean {
  let [both, onlyThis, onlyOutcome] = [0, 0, 0]
  for (let row = 0; row < values.length; row++) {
    const [a, b] = [(values[row] || 0) !== 0, (outcome[row] ?? 0) !== 0]
    if (a && b) both++
    else if (a) onlyThis++
    else if (b) onlyOutcome++
  }
  const share = (both + onlyThis) / Math.max(1, values.length)
  return both >= MIN_ROWS && share < 0.8 && (onlyThis === 0 || onlyOutcome === 0)
}

/** z-score of the difference of the arms' means, missing values left out. */
function apartBy(treated: Uint8Array, value: (row: number) => number): number {
  const of = [0, 1].map(() => ({ n: 0, sum: 0, squares: 0 }))
  for (let row = 0; row < treated.length; row++) {
    const found = value(row)
    const arm = of[treated[row] ?? 0]
    if (!arm || Number.isNaN(found)) continue
    arm.n++
    arm.sum += found
    arm.squares += found * found
  }
  const [a, b] = of.map(({ n, sum, squares }) => ({
    mean: sum / n,
    ofMean: (squares / n - (sum / n) ** 2) / n,
  }))
  const z = Math.abs((a?.mean ?? 0) - (b?.mean ?? 0)) / Math.sqrt((a?.ofMean ?? 0) + (b?.ofMean ?? 0))
  return Number.isNaN(z) ? 0 : z
}

function frequent({ codes, members }: TextColumn): number[] {
  const counts = new Uint32Array(members.length)
  for (const code of codes) counts[code] = (counts[code] ?? 0) + 1
  return Array.from(counts.keys())
    .filter((code) => (counts[code] ?? 0) >= MIN_ROWS)
    .slice(0, 100)
}

function isCounter(values: Float64Array): boolean {
  if (values.length < MIN_ROWS || !values.every(Number.isInteger)) return false
  const isUp = values.every((value, i) => i === 0 || value > (values[i - 1] ?? value))
  return isUp || (values.length > MIN_IDS && new Set(values).size === values.length)
}

/** Each word holds a range of the number of its own: the number says all it says. */
function isBanding({ codes, members }: TextColumn, values: Float64Array): boolean {
  if (members.length < 3) return false
  const bands = members.map(() => ({ low: Number.POSITIVE_INFINITY, high: Number.NEGATIVE_INFINITY }))
  for (let row = 0; row < codes.length; row++) {
    const [band, value] = [bands[codes[row] ?? 0], values[row] ?? Number.NaN]
    if (!band || Number.isNaN(value)) continue
    band.low = Math.min(band.low, value)
    band.high = Math.max(band.high, value)
  }
  const sorted = bands.filter(({ low, high }) => low <= high).sort((a, b) => a.low - b.low || a.high - b.high)
  return (
    sorted.length >= 3 &&
    sorted.every(({ low }, i) => i === 0 || low >= (sorted[i - 1]?.high ?? Number.POSITIVE_INFINITY))
  )
}

function kindOf(values: Float64Array): 'log' | 'share' | 'flag' {
  const known = values.filter((value) => !Number.isNaN(value))
  if (known.every((value) => value === 0 || value === 1)) return 'flag'
  const isCount = known.every((value) => value >= 0) && known.some((value) => value > SKEWED)
  return isCount ? 'log' : 'share'
}
