import { median } from '../../stats/describe.ts'
import { moments, type Product, productColumns } from './products.ts'

/** One feature as a column of the mart, how it enters the model, and when in a visit it is known. */
export interface Feature {
  readonly column: string
  /** `log`: log1p, for counts, money and recency; `share`: as it is; `flag`: 0 or 1; `category`: one column a member */
  readonly kind: 'log' | 'share' | 'flag' | 'category'
  readonly known: 'on arrival' | 'while browsing'
}

/** Rows as columns: NaN (or an infinity) is missing in a numeric column. Buffers, so that a worker thread takes them without a copy. */
export interface Columns {
  readonly rows: number
  readonly numbers: Readonly<Record<string, Float64Array>>
  readonly texts: Readonly<Record<string, TextColumn>>
}

/** A column of words: a row holds the place of its word among the members. */
export interface TextColumn {
  readonly codes: Uint16Array
  readonly members: readonly string[]
}

/** How one model column is made; stored with the model, applied alike to every later row. */
interface Term {
  readonly name: string
  readonly column: string
  readonly kind: 'log' | 'share' | 'flag' | 'missing' | 'member'
  readonly member: string
  /** what a missing value counts as, before log1p */
  readonly fill: number
  readonly mean: number
  readonly sd: number
}

export interface Encoder {
  readonly terms: readonly Term[]
  /** squares and products of terms, after them; none unless they were found to pay */
  readonly products: readonly Product[]
  /** columns left out, and why */
  readonly dropped: readonly { readonly name: string; readonly because: string }[]
}

const MAX_MEMBERS = 20
const MIN_SHARE = 0.002

/**
 * Learns how to turn raw columns into standardised model columns from the training rows alone: log1p, medians for
 * missing values with a flag beside them, one column a category member against the most frequent one, mean 0 and
 * standard deviation 1. Constant columns are dropped and named. TypeError when a column is absent.
 */
export function learnEncoder(features: readonly Feature[], columns: Columns): Encoder {
  const terms: Term[] = []
  const dropped: { name: string; because: string }[] = []
  for (const candidate of features.flatMap((feature) => candidates(feature, columns))) {
    const { mean, sd } = moments(rawTerm(candidate, columns))
    if (sd > 1e-9 * Math.max(1, Math.abs(mean))) terms.push({ ...candidate, mean, sd })
    else if (candidate.kind !== 'missing')
      dropped.push({ name: candidate.name, because: 'the same in every row' })
  }
  return { terms, products: [], dropped }
}

/** The model's columns for these rows, without the column of ones. */
export function encode({ terms, products }: Encoder, columns: Columns): Float64Array[] {
  const encoded = terms.map((term) => {
    const values = rawTerm(term, columns)
    for (let i = 0; i < values.length; i++) values[i] = ((values[i] ?? 0) - term.mean) / term.sd
    return values
  })
  return [...encoded, ...productColumns(products, encoded)]
}

function candidates({ column, kind }: Feature, columns: Columns): Term[] {
  const plain = { column, member: '', fill: 0, mean: 0, sd: 1 }
  if (kind === 'category') {
    return membersOf(textOf(column, columns))
      .slice(1)
      .map((member) => ({ ...plain, name: `${column} = ${member}`, kind: 'member' as const, member }))
  }
  const known = numberOf(column, columns).filter((value) => Number.isFinite(value))
  const fill = kind === 'flag' ? 0 : (median([...known.subarray(0, 20_000)]) ?? 0)
  const value: Term = { ...plain, name: column, kind, fill }
  if (known.length === columns.rows) return [value]
  return [value, { ...plain, name: `${column} is missing`, kind: 'missing' }]
}

/** Most frequent first: the first is the reference. Members below 0.2 % of rows fall to the reference too. */
function membersOf({ codes, members }: TextColumn): string[] {
  const counts = new Uint32Array(members.length)
  for (const code of codes) counts[code] = (counts[code] ?? 0) + 1
  return members
    .map((member, code): [string, number] => [member, counts[code] ?? 0])
    .filter(([, count]) => count > 0 && count >= MIN_SHARE * codes.length)
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, MAX_MEMBERS)
    .map(([member]) => member)
}

function rawTerm(term: Term, columns: Columns): Float64Array {
  if (term.kind === 'member') {
    const { codes, members } = textOf(term.column, columns)
    const wanted = members.indexOf(term.member)
    const flags = new Float64Array(codes.length)
    for (let i = 0; i < codes.length; i++) if (codes[i] === wanted) flags[i] = 1
    return flags
  }
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
