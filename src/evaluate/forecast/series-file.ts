import { basename } from 'node:path'
import { readTable } from '../../lake/ingest/read-table.ts'
import { Fault } from '../../lib/errors.ts'
import { plural } from '../../lib/text.ts'
import { type Member, membersOf, type Named } from './series-members.ts'
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

export interface SeriesQuestion extends Named {
  /** what a gap is: null finds out */
  readonly gaps: 'missing' | 'zero' | null
}

/** counts that list only the steps on which something happened have at least so many gaps */
const SPARSE = 1 / 3
/** a stray date must not make a series of centuries */
const MAX_STEPS = 200_000

/**
 * A long or wide file as series: rows of one series and step are summed. A gap is missing; it is zero where all values are
 * whole and positive and a third of the steps have none, because then only what happened was written down.
 */
export async function readSeries(path: string, question: SeriesQuestion): Promise<SeriesFile> {
  const table = await readTable(path)
  if (table.rows === 0) throw new Fault(`${basename(path)} has no rows.`, 'Export it again.')
  const { members, isNumbered, how, notes } = membersOf(table, question)
  const found = stepOf(members.map(({ seconds }) => seconds))
  const step = isNumbered ? { ...found, isDay: false } : found
  let [summed, zeros] = [0, 0]
  const series = members.map((member) => {
    const made = onAxis(member, step, path)
    summed += made.summed
    const isZero = question.gaps === 'zero' || (question.gaps === null && listsOnlyWhatHappened(made.values))
    if (isZero) zeros++
    return {
      name: member.name,
      first: made.first,
      values: isZero ? made.values.map((value) => (Number.isNaN(value) ? 0 : value)) : made.values,
    }
  })
  return {
    rows: table.rows,
    step,
    series,
    notes: [
      `${how}; one value a ${step.name}, ${seasonsOf(step)}.`,
      ...notes,
      ...(summed > 0
        ? [`${plural(summed, 'row')} added to another of the same series and ${step.name}.`]
        : []),
      zeros > 0
        ? `Gaps of ${plural(zeros, 'series', 'series')} are zeros: only whole, positive values, and a third of the steps without one (--gaps missing to change).`
        : 'Gaps are missing, not zero (--gaps zero to change).',
    ],
  }
}

/** `season of 7, and of the year once it is whole`: weeks have no shorter season than the year. */
function seasonsOf({ period, year, isDay, name }: Step): string {
  if (year === null) return period > 1 ? `season of ${period}` : 'no season'
  const long =
    isDay || name === 'week'
      ? `the year (${Math.round(year)} ${name}s) once it has been seen`
      : `the week (${Math.round(year)} steps)`
  return period > 1 ? `seasons of ${period} and of ${long}` : `season of ${long}`
}

function onAxis({ name, seconds, amounts }: Member, step: Step, path: string) {
  const at = seconds.map(step.index)
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const i of at) [first, last] = [Math.min(first, i), Math.max(last, i)]
  if (last - first >= MAX_STEPS)
    throw new Fault(
      `The dates of "${name}" in ${basename(path)} span ${plural(last - first, step.name)}.`,
      'One of them is wrong: correct it, or leave the row out.',
    )
  const values = new Float64Array(last - first + 1).fill(Number.NaN)
  let summed = 0
  for (const [k, i] of at.entries()) {
    const before = values[i - first] ?? Number.NaN
    if (!Number.isNaN(before)) summed++
    values[i - first] = (Number.isNaN(before) ? 0 : before) + (amounts[k] ?? 0)
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
