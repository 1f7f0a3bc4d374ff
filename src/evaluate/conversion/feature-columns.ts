import type { Column, Table } from '../../lake/ingest/read-table.ts'
import { groupBy } from '../../lib/group.ts'
import { sumOf } from '../../lib/sum.ts'
import type { Columns, TextColumn } from '../../models/learn/columns.ts'
import type { Feature } from '../../models/learn/features.ts'
import { asNumbers } from '../files/cells.ts'
import { secondsOf } from '../files/read-times.ts'

/** What a model may learn from in a file nobody has described. */
export interface FeatureColumns {
  readonly features: readonly Feature[]
  readonly columns: Columns
  readonly notes: readonly string[]
}

/** numbers that name something: no order, no distance */
const CODES =
  /(?:^|_|(?<=[a-z]))(?:type|types|region|browser|systems?|os|code|class|zone|channel|segment|category|status|group|brand|store|source|medium|campaign|platform|device|country|city|state|month|weekday|day_?of_?week|hour|version|zip)s?$/i
const DATE = /^\s*(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4})/
const MAX_CODES = 50
/** whole numbers of so few values may be either, so they are both */
const FEW = { from: 3, to: 20 }
/** rows a value, on average: with fewer the words cost more than they tell */
const MIN_A_WORD = 100
/** words of which nearly every row has its own name the row */
const MAX_WORDS = { share: 0.5, count: 5000 }
const MIN_IDS = 100
const DAY_S = 86_400
const WEEKDAYS = ['Thu', 'Fri', 'Sat', 'Sun', 'Mon', 'Tue', 'Wed']

/** the time of each row, where the split is by one; null where there is none, or it is no date */
type Clock = Float64Array | null

type Parts = readonly (readonly [name: string, column: Float64Array | TextColumn])[]

/** `rows` are those with an outcome, in the order they are wanted; `apart` are columns not to be looked at. */
export function featureColumns(
  table: Table,
  rows: Uint32Array,
  { apart, time }: { readonly apart: ReadonlySet<string>; readonly time: string | null },
): FeatureColumns {
  const numbers: Record<string, Float64Array> = {}
  const texts: Record<string, TextColumn> = {}
  const features: Feature[] = []
  const left: { name: string; because: string }[] = []
  const clock = time === null ? null : secondsIn(table.columns.get(time), rows)
  for (const [name, column] of table.columns) {
    if (apart.has(name)) continue
    const found = partsOf(name, column, { rows, isTime: name === time, clock })
    if (typeof found === 'string') left.push({ name, because: found })
    else
      for (const [part, values] of found) {
        if (values instanceof Float64Array) numbers[part] = values
        else texts[part] = values
        const kind = values instanceof Float64Array ? kindOf(values) : 'category'
        features.push({ column: part, kind, known: 'while browsing' })
      }
  }
  return {
    features,
    columns: { rows: rows.length, numbers, texts },
    notes: [...groupBy(left, ({ because }) => because)].map(
      ([because, some]) => `Not looked at: ${some.map(({ name }) => name).join(', ')} (${because}).`,
    ),
  }
}

/** The columns made of one of the file, or why there is none. */
function partsOf(
  name: string,
  column: Column,
  { rows, isTime, clock }: { readonly rows: Uint32Array; readonly isTime: boolean; readonly clock: Clock },
): Parts | string {
  const seconds = secondsIn(column, rows)
  if (seconds) return ofDates(name, seconds, { isTime, clock })
  // its months or numbers are the future's own: nothing learned of them holds there
  if (isTime) return []
  const all = asNumbers(column)
  const values = all && Float64Array.from(rows, (row) => all[row] ?? Number.NaN)
  if (!values) return ofWords(name, wordsOf(column, rows))
  const known = values.filter((value) => Number.isFinite(value))
  if (known.length === 0) return 'empty'
  const distinct = new Set(known)
  if (distinct.size === 1 && known.length === values.length) return 'the same in every row'
  const isWhole = known.every(Number.isInteger)
  if (isWhole && distinct.size === known.length && known.length >= MIN_IDS && isId(name, known))
    return 'names the rows'
  if (!isWhole || distinct.size < FEW.from) return [[name, values]]
  if (CODES.test(name) && distinct.size <= MAX_CODES) return ofWords(name, wordsOf(column, rows))
  if (distinct.size > FEW.to || known.length < MIN_A_WORD * distinct.size) return [[name, values]]
  return [
    [name, values],
    [`${name} as a word`, wordsOf(column, rows)],
  ]
}

/** All different: a name where it is called so, or where it counts through the rows with next to no gaps. */
function isId(name: string, values: Float64Array): boolean {
  const sorted = values.toSorted()
  const isCounter = (sorted.at(-1) ?? 0) - (sorted[0] ?? 0) < 1.2 * values.length
  return isCounter || /(?:^|_|[a-z])(?:id|key|no|nr|number|index|hash)$/i.test(name) || name === ''
}

function ofWords(name: string, words: TextColumn): Parts | string {
  const { members, codes } = words
  if (members.length === 1) return members[0] === 'missing' ? 'empty' : 'the same in every row'
  const most = Math.min(MAX_WORDS.count, Math.max(20, MAX_WORDS.share * codes.length))
  return members.length > most ? 'nearly every row has a word of its own' : [[name, words]]
}

/**
 * Weekday and hour; and the day itself, or where the split is by a time how long before that: a day that lies in the
 * future of all days learned from says nothing.
 */
function ofDates(
  name: string,
  seconds: Float64Array,
  { isTime, clock }: { readonly isTime: boolean; readonly clock: Clock },
): Parts {
  const days = seconds.map((at) => Math.floor(at / DAY_S))
  const weekdays = codesOf(days, (day) => WEEKDAYS[((day % 7) + 7) % 7] ?? '')
  const hours = codesOf(seconds, (at) => `${Math.floor((((at % DAY_S) + DAY_S) % DAY_S) / 3600)}`)
  const parts: (readonly [string, Float64Array | TextColumn])[] = []
  if (clock && !isTime)
    parts.push([`days since ${name}`, clock.map((at, i) => Math.floor(at / DAY_S) - (days[i] ?? Number.NaN))])
  else if (!isTime) parts.push([name, days])
  if (weekdays.members.length > 1) parts.push([`${name} weekday`, weekdays])
  if (hours.members.length > 1) parts.push([`${name} hour`, hours])
  return parts
}

function secondsIn(column: Column | undefined, rows: Uint32Array): Float64Array | null {
  const seconds = column?.kind === 'text' ? datesIn(column.values) : null
  return seconds && Float64Array.from(rows, (row) => seconds[row] ?? Number.NaN)
}

function datesIn(cells: readonly (string | null)[]): Float64Array | null {
  const filled = cells.filter((cell) => cell !== null)
  const dated = filled.filter((cell) => DATE.test(cell)).length
  if (filled.length === 0 || dated < 0.98 * filled.length) return null
  const seconds = secondsOf(cells)
  return sumOf(seconds, (at) => (Number.isFinite(at) ? 1 : 0)) >= 0.98 * filled.length ? seconds : null
}

function wordsOf(column: Column, rows: Uint32Array): TextColumn {
  const cell = (row: number) => {
    const value = column.values[row]
    if (typeof value === 'number') return Number.isNaN(value) ? 'missing' : `${value}`
    return value?.trim() || 'missing'
  }
  return codesOf(rows, cell)
}

function codesOf(values: ArrayLike<number>, wordOf: (value: number) => string): TextColumn {
  const codeOf = new Map<string, number>()
  const codes = new Uint16Array(values.length)
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? Number.NaN
    const word = Number.isFinite(value) ? wordOf(value) : 'missing'
    const known = codeOf.get(word) ?? Math.min(codeOf.size, 65_535)
    codeOf.set(word, known)
    codes[i] = known
  }
  return { codes, members: [...codeOf.keys()] }
}

/** Counts, money and durations reach far and start at 0: they enter as their logarithm. */
function kindOf(values: Float64Array): 'log' | 'share' | 'flag' {
  const known = values.filter((value) => Number.isFinite(value))
  if (known.every((value) => value === 0 || value === 1)) return 'flag'
  return known.every((value) => value >= 0) ? 'log' : 'share'
}
