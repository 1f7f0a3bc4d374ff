import { basename } from 'node:path'
import { type Table, textsOf } from '../../lake/ingest/read-table.ts'
import { Fault } from '../../lib/errors.ts'
import { sumOf } from '../../lib/sum.ts'
import { plural } from '../../lib/text.ts'
import { isDateName, isPeriodName, namePeriods } from '../files/period-names.ts'
import { secondsOf } from '../files/read-times.ts'
import { amountsOf, dateColumn, listOf, seriesColumns, wideColumns } from '../files/series-columns.ts'

/** The values of one series as the file has them, in no order, each with its instant. */
export interface Member {
  readonly name: string
  readonly seconds: Float64Array
  readonly amounts: Float64Array
}

export interface Members {
  readonly members: readonly Member[]
  /** instants are but numbered periods: no feast falls on them */
  readonly isNumbered: boolean
  /** how the file was read, to be followed by the step */
  readonly how: string
  readonly notes: readonly string[]
}

export interface Named {
  readonly series: readonly string[]
  readonly date: string | null
  readonly value: string | null
}

/**
 * A file of any of three shapes: long (series, date, value), a row a period with a column a series, or a row a series
 * with a column a period. What is named on the command line is a column of a long file.
 */
export function membersOf(table: Table, named: Named): Members {
  const names = [...table.columns.keys()]
  const isFree = named.value === null && named.series.length === 0
  if (isFree && named.date === null && namePeriods(names)) return ofItemRows(table, names)
  const date = named.date ?? dateColumn(table)
  const wide = isFree && date !== undefined ? wideColumns(table, date) : null
  return date !== undefined && wide ? ofPeriodRows(table, date, wide) : ofLongRows(table, named)
}

function ofLongRows(table: Table, named: Named): Members {
  const columns = seriesColumns(table, named)
  const seconds = secondsOf(table.columns.get(columns.date)?.values ?? textsOf(table, columns.date))
  const amounts = amountsOf(table, columns.value)
  const keys = columns.series.map((key) => textsOf(table, key))
  const rows = new Map<string, number[]>()
  let left = 0
  for (let row = 0; row < table.rows; row++) {
    if (!Number.isFinite(seconds[row]) || !Number.isFinite(amounts[row])) {
      left++
      continue
    }
    const name = keys.map((column) => column[row] ?? '').join(' / ') || 'all'
    const known = rows.get(name)
    if (known) known.push(row)
    else rows.set(name, [row])
  }
  if (rows.size === 0)
    throw new Fault(
      `No row of ${basename(table.path)} has a date in "${columns.date}" and a number in "${columns.value}".`,
      'Say which columns to read with --date and --value.',
    )
  const by =
    columns.series.length > 0
      ? `one series for each ${columns.series.map((one) => `"${one}"`).join(' x ')}`
      : 'one series'
  return {
    members: [...rows].map(([name, own]) => ({
      name,
      seconds: Float64Array.from(own, (row) => seconds[row] ?? 0),
      amounts: Float64Array.from(own, (row) => amounts[row] ?? 0),
    })),
    isNumbered: false,
    how: `Read "${columns.value}" by "${columns.date}", ${by}`,
    notes: left > 0 ? [`${plural(left, 'row')} left out: no date or no number.`] : [],
  }
}

function ofPeriodRows(table: Table, date: string, columns: readonly string[]): Members {
  const seconds = secondsOf(table.columns.get(date)?.values ?? [])
  const undated = seconds.filter((second) => !Number.isFinite(second)).length
  const found = columns.map((name) => known(name, seconds, amountsOf(table, name)))
  const others = [...table.columns.keys()].filter((name) => name !== date && !columns.includes(name))
  return whole(table, found, {
    isNumbered: false,
    how: `Read as wide: a row a date of "${date}", ${plural(columns.length, 'column')} of series (--value reads one alone)`,
    notes: [
      ...(undated > 0 ? [`${plural(undated, 'row')} left out: no date.`] : []),
      ...(others.length > 0 ? [`Not read, no numbers: ${listOf(others)}.`] : []),
    ],
    cells: (table.rows - undated) * columns.length,
  })
}

function ofItemRows(table: Table, names: readonly string[]): Members {
  const columns = names.filter((name) => isPeriodName(name))
  const labels = names.filter((name) => !isPeriodName(name))
  const isDated = columns.every((name) => isDateName(name))
  const seconds = isDated ? secondsOf(columns) : numbered(columns)
  const values = columns.map((name) => amountsOf(table, name))
  const texts = labels.map((name) => textsOf(table, name))
  // one label that tells all rows apart is name enough
  const own = texts.find((column) => new Set(column).size === table.rows)
  const nameOf = (row: number) =>
    own ? (own[row] ?? '') : [...texts.map((column) => column[row] ?? ''), row + 1].join(' / ')
  const found = Array.from({ length: table.rows }, (_, row) =>
    known(
      nameOf(row),
      seconds,
      Float64Array.from(values, (column) => column[row] ?? Number.NaN),
    ),
  )
  return whole(table, found, {
    isNumbered: !isDated,
    how: `Read as wide: a row a series, ${plural(columns.length, 'column')} of ${isDated ? 'dates' : 'numbered periods'}`,
    notes: [],
    cells: table.rows * columns.length,
  })
}

/** `d_1` is a day, `w_1` a week, any other a month: the n-th since 1970. */
function numbered(columns: readonly string[]): Float64Array {
  const letter = (columns[0] ?? '').slice(0, 1).toLowerCase()
  const days = letter === 'd' ? 1 : letter === 'w' ? 7 : null
  return Float64Array.from(columns, (name) => {
    const nth = Number(/\d+$/.exec(name)?.[0] ?? 0)
    return days === null ? Date.UTC(1970, nth) / 1000 : nth * days * 86_400
  })
}

function known(name: string, seconds: Float64Array, amounts: Float64Array): Member {
  const isKnown = (_: number, i: number) => Number.isFinite(seconds[i]) && Number.isFinite(amounts[i])
  return { name, seconds: seconds.filter(isKnown), amounts: amounts.filter(isKnown) }
}

function whole(
  table: Table,
  found: readonly Member[],
  { cells, ...rest }: Omit<Members, 'members'> & { readonly cells: number },
): Members {
  const members = found.filter(({ amounts }) => amounts.length > 0)
  if (members.length === 0)
    throw new Fault(
      `No cell of ${basename(table.path)} under a date is a number.`,
      'Say which columns to read with --date and --value.',
    )
  const missing = cells - sumOf(members, ({ amounts }) => amounts.length)
  const empty = found.length - members.length
  return {
    ...rest,
    members,
    notes: [
      ...rest.notes,
      ...(missing > 0 ? [`${plural(missing, 'cell')} without a number: missing.`] : []),
      ...(empty > 0 ? [`${plural(empty, 'series', 'series')} without any number left out.`] : []),
    ],
  }
}
