import { basename } from 'node:path'
import { readTable, type Table, textsOf } from '../lake/read-table.ts'
import { Fault } from '../lib/errors.ts'
import { plural } from '../lib/text.ts'
import { secondsOf } from './read-times.ts'
import { amountsOf, seriesColumns } from './series-columns.ts'
import { type Step, stepOf } from './series-step.ts'

/** One series on a regular axis; a missing step is NaN. */
export interface FileSeries {
  readonly name: string
  readonly values: Float64Array
  /** number of the first step: days of the epoch for days */
  readonly first: number
}

export interface SeriesFile {
  readonly rows: number
  readonly step: Step
  readonly series: readonly FileSeries[]
  readonly notes: readonly string[]
}

export interface SeriesQuestion {
  readonly series: readonly string[]
  readonly date: string | null
  readonly value: string | null
  /** what a gap is: null finds out */
  readonly gaps: 'missing' | 'zero' | null
}

/** counts that list only the steps on which something happened have at least so many gaps */
const SPARSE = 1 / 3
/** a stray date must not make a series of centuries */
const MOST_STEPS = 200_000

/**
 * A long file as series: rows of one series and step are summed. A gap is missing; it is zero where all values are
 * whole and positive and a third of the steps have none, because then only what happened was written down.
 */
export async function readSeries(path: string, question: SeriesQuestion): Promise<SeriesFile> {
  const table = await readTable(path)
  const columns = seriesColumns(table, question)
  const seconds = secondsOf(table.columns.get(columns.date)?.values ?? textsOf(table, columns.date))
  const amounts = amountsOf(table, columns.value)
  const { members, left } = membersOf(table, columns.series, { seconds, amounts })
  if (members.size === 0)
    throw new Fault(
      `No row of ${basename(path)} has a date in "${columns.date}" and a number in "${columns.value}".`,
      'Say which columns to read with --date and --value.',
    )
  const step = stepOf(
    [...members.values()].map((rows) => Float64Array.from(rows, (row) => seconds[row] ?? 0)),
  )
  let [summed, zeros] = [0, 0]
  const series = [...members].map(([name, rows]) => {
    const made = onAxis(name, rows, { step, seconds, amounts, path })
    summed += made.summed
    const isZero = question.gaps === 'zero' || (question.gaps === null && listsOnlyWhatHappened(made.values))
    if (isZero) zeros++
    return {
      name,
      first: made.first,
      values: isZero ? made.values.map((value) => (Number.isNaN(value) ? 0 : value)) : made.values,
    }
  })
  const key =
    columns.series.length > 0
      ? `, one series for each ${columns.series.map((one) => `"${one}"`).join(' x ')}`
      : ', one series'
  return {
    rows: table.rows,
    step,
    series,
    notes: [
      `Read "${columns.value}" by "${columns.date}"${key}; one value a ${step.name}, season of ${step.period}.`,
      ...(left > 0 ? [`${plural(left, 'row')} left out: no date or no number.`] : []),
      ...(summed > 0
        ? [`${plural(summed, 'row')} added to another of the same series and ${step.name}.`]
        : []),
      zeros > 0
        ? `Gaps of ${plural(zeros, 'series', 'series')} are zeros: only whole, positive values, and a third of the steps without one (--gaps missing to change).`
        : 'Gaps are missing, not zero (--gaps zero to change).',
    ],
  }
}

function membersOf(
  table: Table,
  keys: readonly string[],
  { seconds, amounts }: { seconds: Float64Array; amounts: Float64Array },
) {
  const columns = keys.map((key) => textsOf(table, key))
  const members = new Map<string, number[]>()
  let left = 0
  for (let row = 0; row < table.rows; row++) {
    if (!Number.isFinite(seconds[row]) || !Number.isFinite(amounts[row])) {
      left++
      continue
    }
    const name = columns.map((column) => column[row] ?? '').join(' / ') || 'all'
    const known = members.get(name)
    if (known) known.push(row)
    else members.set(name, [row])
  }
  return { members, left }
}

function onAxis(
  name: string,
  rows: readonly number[],
  {
    step,
    seconds,
    amounts,
    path,
  }: { step: Step; seconds: Float64Array; amounts: Float64Array; path: string },
) {
  const at = rows.map((row) => step.index(seconds[row] ?? 0))
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const i of at) [first, last] = [Math.min(first, i), Math.max(last, i)]
  if (last - first >= MOST_STEPS)
    throw new Fault(
      `The dates of "${name}" in ${basename(path)} span ${plural(last - first, step.name)}.`,
      'One of them is wrong: correct it, or leave the row out.',
    )
  const values = new Float64Array(last - first + 1).fill(Number.NaN)
  let summed = 0
  for (const [k, i] of at.entries()) {
    const before = values[i - first] ?? Number.NaN
    if (!Number.isNaN(before)) summed++
    values[i - first] = (Number.isNaN(before) ? 0 : before) + (amounts[rows[k] ?? 0] ?? 0)
  }
  return { values, first, summed }
}

function listsOnlyWhatHappened(values: Float64Array): boolean {
  const gaps = values.filter((value) => Number.isNaN(value)).length
  return (
    gaps > SPARSE * values.length &&
    values.every((value) => Number.isNaN(value) || (value >= 1 && Number.isInteger(value)))
  )
}
