import { Fault } from '../../lib/errors.ts'
import { oneLine } from '../../lib/text.ts'
import { type ColumnKind, kindOf } from '../contract/column-kinds.ts'
import type { ColumnFrom, FilePage } from '../contract/lake.ts'
import type { Session } from '../engine/duckdb.ts'
import { currencyBeside } from './currency-signs.ts'
import {
  isPlainNumber,
  marksOf,
  NUMBER_MACROS,
  numbersSeen,
  numberTaken,
  numberText,
  oddNumbers,
  type SeenNumbers,
} from './numbers.ts'
import { timeFormat } from './time-format.ts'
import { oddTimes, ordersOf, type SeenTimes, TIME_MACROS, timesSeen, timeTaken, timeText } from './times.ts'

/** A raw column that is read from the file: the expression that gives its text there. */
export interface Given {
  readonly column: string
  readonly value: string
  readonly from: ColumnFrom
  /** where the file itself says that it is a number or a time: null where all of it is text */
  readonly typedWhere: string | null
}

export interface Writing {
  readonly page: FilePage
  readonly table: string
  readonly zone: string
  readonly currency: string
  /** the rows of the file, without noting those that cannot be read */
  readonly rows: string
}

/**
 * Expressions that turn times and numbers, as people write them, into what the lake reads. The whole column is looked
 * at first: one whose values may mean two things, and none of which shows which, is asked about, not read.
 */
export async function asWritten(
  session: Session,
  given: readonly Given[],
  writing: Writing,
): Promise<ReadonlyMap<string, string>> {
  const { table } = writing
  const read = given.flatMap((one) => {
    const kind = kindOf(table, one.column)
    return kind === 'text' || one.typedWhere === 'true' ? [] : [{ ...one, kind }]
  })
  const odd = await oddOnes(session, read, writing)
  const times = odd.filter(({ kind }) => kind === 'time')
  const isOdd = odd.length > times.length
  const numbers = isOdd ? read.filter(({ kind }) => kind !== 'time') : []
  if (odd.length > 0) for (const macro of [...NUMBER_MACROS, ...TIME_MACROS]) await session.run(macro)
  const oddNumbers = odd.filter(({ kind }) => kind !== 'time')
  return new Map([
    ...(await timeColumns(session, times, writing)),
    ...(await numberColumns(session, numbers, { ...writing, odd: oddNumbers })),
    ...currencyColumn(given, oddNumbers, writing),
  ])
}

type Read = Given & { readonly kind: Exclude<ColumnKind, 'text'> }

/** What is text of it: a number of JSON can be read in one way only. */
const textOf = ({ value, typedWhere, kind }: Read) =>
  typedWhere === null || kind === 'time' ? value : `case when not (${typedWhere}) then ${value} end`

/** Counts over all rows of the file, a struct of counts a column. */
async function count<T>(session: Session, counted: readonly string[], rows: string): Promise<readonly T[]> {
  const select = counted.map((one, i) => `to_json(${one}) as c${i}`).join(', ')
  const [found = {}] = await session.query<Record<string, string>>(`select ${select} from (${rows}) f`)
  return counted.map((_, i) => JSON.parse(found[`c${i}`] ?? 'null') as T)
}

/** The columns that hold a value the lake does not read by itself, or one that a mapping says how to read. */
async function oddOnes(session: Session, read: readonly Read[], writing: Writing): Promise<readonly Read[]> {
  if (read.length === 0) return []
  const odd = read.map((one) => (one.kind === 'time' ? oddTimes(textOf(one)) : oddNumbers(textOf(one))))
  const found = await count<number>(session, odd, writing.rows)
  return read.filter((one, i) => (found[i] ?? 0) > 0 || said(one, writing) !== null)
}

function said({ from, kind }: Read, { page }: Pick<Writing, 'page'>): string | null {
  const own: { readonly time?: string; readonly decimal?: string } = 'from' in from ? from : {}
  const format = kind === 'time' ? (own.time ?? page.time) : (own.decimal ?? page.decimal)
  return format ?? null
}

async function timeColumns(session: Session, times: readonly Read[], writing: Writing) {
  if (times.length === 0) return []
  const taken = times.map(({ value }, i) => `${timeTaken(value)} as s${i}`)
  const found = await count<SeenTimes>(
    session,
    times.map((_, i) => timesSeen(`f.s${i}`)),
    `select ${taken.join(', ')} from (${writing.rows}) f`,
  )
  const seen = new Map(times.map(({ column }, i) => [column, found[i] ?? NO_TIMES]))
  const orders = ordersOf(seen)
  return times.map((one) => {
    const stated = said(one, writing)
    const format = stated === null ? null : timeFormat(stated)
    const order = format && 'order' in format ? format.order : orders.get(one.column)
    if (!order) throw openOrder(one, seen.get(one.column)?.examples ?? [], writing)
    return [one.column, timeText(one.value, order, { format, zone: writing.zone })] as const
  })
}

const NO_TIMES: SeenTimes = { dayFirst: 0, monthFirst: 0, either: 0, examples: [] }

function openOrder({ from, column }: Read, examples: readonly string[], { page }: Writing): Fault {
  return new Fault(
    `${page.path}: ${titleOf(from, column)} may have the day or the month first (${shown(examples)}).`,
    'Say `time: d/m/y` or `time: m/d/y` in the mapping.',
  )
}

async function numberColumns(
  session: Session,
  numbers: readonly Read[],
  { odd, ...writing }: Writing & { readonly odd: readonly Read[] },
) {
  if (numbers.length === 0) return []
  const taken = numbers.map((one, i) => `${numberTaken(textOf(one), one.kind)} as s${i}`)
  const found = await count<SeenNumbers>(
    session,
    numbers.map((_, i) => numbersSeen(`f.s${i}`)),
    `select ${taken.join(', ')} from (${writing.rows}) f`,
  )
  const seen = new Map(numbers.map(({ column }, i) => [column, found[i] ?? NO_NUMBERS]))
  const marks = marksOf(seen)
  return odd.map((one) => {
    const stated = said(one, writing)
    const mark = stated === ',' || stated === '.' ? stated : marks.get(one.column)
    if (!mark) throw openMark(one, seen.get(one.column)?.examples ?? [], writing)
    const number = numberText(one.value, mark, one.kind)
    const read = one.kind === 'money' ? ofOneCurrency(one, number, writing) : number
    const { typedWhere } = one
    return [
      one.column,
      typedWhere === null ? read : `case when ${typedWhere} then ${one.value} else ${read} end`,
    ] as const
  })
}

const NO_NUMBERS: SeenNumbers = { comma: 0, dot: 0, either: 0, examples: [] }

function openMark({ from, column }: Read, examples: readonly string[], { page }: Writing): Fault {
  return new Fault(
    `${page.path}: ${titleOf(from, column)} may be thousands or decimals (${shown(examples)}), and no value shows which.`,
    'Say `decimal: ","` or `decimal: "."` in the mapping.',
  )
}

/** A sign that stands for several currencies, none of them the source's, leaves no number. */
const ofOneCurrency = ({ value }: Read, number: string, { currency }: Writing) =>
  `case when ${signBeside(value, currency)} = '?' then ${value} || ' (which currency?)' else ${number} end`

/** Plain numbers, the most by far, are not searched for a sign. */
const signBeside = (value: string, currency: string) =>
  `case when not (${isPlainNumber(value)}) then ${currencyBeside(value, currency)} end`

/** Signs and codes beside the amounts say the row's currency where no column of the mapping does. */
function currencyColumn(given: readonly Given[], odd: readonly Read[], { table, currency }: Writing) {
  const money = odd.filter(({ kind }) => kind === 'money')
  const isSaid = given.some(({ column }) => column === 'currency')
  if (money.length === 0 || isSaid || !HAVE_CURRENCY.includes(table)) return []
  const beside = money.map(({ value }) => `nullif(${signBeside(value, currency)}, '?')`)
  return [['currency', `coalesce(${beside.join(', ')})`] as const]
}

const HAVE_CURRENCY = [
  'order_lines',
  'payments',
  'refunds',
  'products',
  'prices',
  'competitor_prices',
  'events',
]

const titleOf = (from: ColumnFrom, column: string) => `“${oneLine('from' in from ? from.from : column, 60)}”`

const shown = (examples: readonly string[]) =>
  examples
    .filter((example) => example !== null)
    .map((example) => oneLine(example, 40))
    .join(', ')
