import type { Column, Table } from '../../lake/ingest/read-table.ts'
import { showNumber } from '../../lib/text.ts'
import { isDateName, isPeriodName, namePeriods } from '../files/period-names.ts'
import { secondsOf } from '../files/read-times.ts'
import {
  areDates,
  type DemandFile,
  IS_DATE,
  type NamedColumns,
  numbersIn,
  PERIODS,
  type Period,
  periodOf,
} from './demand-columns.ts'

/** A row a period or a row an item, told apart by whether the columns are named like periods. */
export function readWide(table: Table, named: NamedColumns): DemandFile {
  const names = [...table.columns.keys()]
  return namePeriods(names) ? readItemRows(table, named) : readPeriodRows(table, named)
}

function readPeriodRows(table: Table, named: NamedColumns): DemandFile {
  const names = [...table.columns.keys()]
  const label =
    named.date ?? names.find((name) => IS_DATE.test(name) || table.columns.get(name)?.kind === 'text')
  const order = label === undefined ? null : orderOf(table.columns.get(label))
  const rowsInOrder = order ?? Array.from({ length: table.rows }, (_, i) => i)
  const items = names
    .filter((name) => name !== label)
    .map((name) => {
      const values = numbersIn(table.columns.get(name))
      return { id: name, values: rowsInOrder.map((row) => values[row] ?? Number.NaN) }
    })
  const labels = label === undefined ? null : secondsOf(table.columns.get(label)?.values ?? [])
  const period = named.period
    ? PERIODS[named.period]
    : labels?.some(Number.isFinite)
      ? periodOf(labels)
      : byName(label)
  const how = `Read as wide: a row a ${period.name}, a column an item${label ? `, "${label}" names the ${period.name}` : ''}.`
  return wide(table, items, period, how)
}

function byName(label: string | undefined): Period {
  return /day|date/i.test(label ?? '')
    ? PERIODS.day
    : /week/i.test(label ?? '')
      ? PERIODS.week
      : PERIODS.month
}

/** Rows in the order of their dates, or null when they have none. */
function orderOf(column: Column | undefined): number[] | null {
  if (!column || !areDates(column)) return null
  const seconds = secondsOf(column.values)
  return Array.from(seconds.keys()).sort((a, b) => (seconds[a] ?? 0) - (seconds[b] ?? 0))
}

function readItemRows(table: Table, named: NamedColumns): DemandFile {
  const names = [...table.columns.keys()]
  const columns = names.filter((name) => isPeriodName(name))
  const label = named.item ?? names.find((name) => !isPeriodName(name))
  const ids = label === undefined ? [] : (table.columns.get(label)?.values ?? [])
  const stamps = secondsOf(columns.map((name) => (isDateName(name) ? name : null)))
  const isDated = stamps.every(Number.isFinite)
  const at = (i: number) => (isDated ? (stamps[i] ?? i) : Number(/\d+$/.exec(columns[i] ?? '')?.[0] ?? i))
  const order = [...columns.keys()].sort((a, b) => at(a) - at(b))
  const values = columns.map((name) => numbersIn(table.columns.get(name)))
  const items = Array.from({ length: table.rows }, (_, row) => ({
    id: String(ids[row] ?? row + 1),
    values: order.map((i) => values[i]?.[row] ?? Number.NaN),
  }))
  const letter = (columns[0] ?? '').slice(0, 1).toLowerCase()
  const guessed = letter === 'd' ? PERIODS.day : letter === 'w' ? PERIODS.week : PERIODS.month
  const period = named.period ? PERIODS[named.period] : isDated ? periodOf(stamps) : guessed
  const how = `Read as wide: a row an item, a column a ${period.name}${label ? `, "${label}" names the item` : ''}.`
  return wide(table, items, period, how)
}

function wide(
  table: Table,
  items: readonly { readonly id: string; readonly values: readonly number[] }[],
  period: Period,
  how: string,
): DemandFile {
  let missing = 0
  let cut = 0
  const kept = items.map(({ id, values }) => {
    const run = longestKnown(values)
    missing += values.filter((value) => !(value >= 0)).length
    cut += values.filter((value) => value >= 0).length - (run.to - run.from)
    return { id, demand: values.slice(run.from, run.to), from: run.from }
  })
  return {
    items: kept,
    period,
    rows: table.rows,
    notes: [
      how,
      ...(missing > 0
        ? [
            `${showNumber(missing)} values are missing or negative; an item is judged on its longest run without one.`,
          ]
        : []),
      ...(cut > 0 ? [`${showNumber(cut)} values beside a gap are left out.`] : []),
    ],
  }
}

function longestKnown(values: readonly number[]): { readonly from: number; readonly to: number } {
  let best = { from: 0, to: 0 }
  let from = 0
  for (let i = 0; i <= values.length; i++) {
    if (i < values.length && (values[i] ?? -1) >= 0) continue
    if (i - from > best.to - best.from) best = { from, to: i }
    from = i + 1
  }
  return best
}
