import { basename } from 'node:path'
import { readTable, type Table, textsOf } from '../../lake/ingest/read-table.ts'
import { Fault } from '../../lib/errors.ts'
import { plural } from '../../lib/text.ts'
import { secondsOf } from '../files/read-times.ts'
import { amountsOf, dateColumn } from '../files/series-columns.ts'
import { countEvents, gridOf } from './count-events.ts'
import type { Span } from './score.ts'
import type { Intervals } from './watch-file.ts'

export interface NamedIntervals extends Intervals {
  readonly name: string
}

/** How the file is read, as it was typed; null is found out. */
export interface IntervalColumns {
  readonly time: string | null
  /** the column of counts; without one every row is one event */
  readonly value: string | null
  readonly series: string | null
}

const VALUES =
  /^(?:y|value|values|count|counts|cnt|n|orders|sessions|visits|views|carts|checkouts|events|qty|quantity|total)$/i
const KEYS = /^(?:series|unique_?id|kpi|metric|shop|store|merchant|key|name|segment)$/i
const STARTS = /^(?:start.*|from|first|begin.*|since|date|time|timestamp)$/i
const ENDS = /^(?:end.*|to|last|until)$/i
const ALL = 'all'

/** Events, or counts of equal stretches, on whole days of intervals; where nothing is listed nothing was counted. */
export async function readIntervals(path: string, typed: IntervalColumns, stepMinutes: number) {
  const table = await readTable(path)
  const names = [...table.columns.keys()]
  const time = typed.time ?? dateColumn(table)
  if (time === undefined)
    throw new Fault(`No column of ${basename(path)} holds times.`, 'Say which with --date.')
  const rest = names.filter((name) => name !== time)
  const value = typed.value ?? rest.find((name) => VALUES.test(name)) ?? null
  const key = typed.series ?? rest.find((name) => name !== value && KEYS.test(name)) ?? null
  const times = timesOf(table, time)
  const amounts = value === null ? null : amountsOf(table, value)
  const keys = key === null ? null : textsOf(table, key)
  const rows = new Map<string, number[]>()
  for (const [row, at] of times.entries()) {
    const amount = amounts ? (amounts[row] ?? Number.NaN) : 1
    if (!Number.isFinite(at) || !(amount >= 0)) continue
    const name = keys ? (keys[row] ?? 'unknown') : ALL
    rows.set(name, withRow(rows.get(name), row))
  }
  const series = [...rows].map(([name, own]) => {
    const [first, last] = own.reduce(
      ([low, high], row) => [Math.min(low, times[row] ?? 0), Math.max(high, times[row] ?? 0)],
      [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
    )
    const { grid, start } = gridOf(first, last, stepMinutes)
    const counts = countEvents(
      Float64Array.from(own, (row) => times[row] ?? 0),
      { start, stepMinutes, length: grid.day.length },
      amounts ? Float64Array.from(own, (row) => amounts[row] ?? 0) : undefined,
    )
    return { name, counts, grid, startMs: 1000 * start, stepMs: 60_000 * stepMinutes }
  })
  const how = value === null ? 'every row one event' : `counts in "${value}"`
  return {
    series,
    rows: table.rows,
    notes: [
      `Read as ${plural(series.length, 'series', 'series')}${key === null ? '' : ` by "${key}"`}, time "${time}", ${how}, by ${stepMinutes} minutes.`,
    ],
  }
}

/** One list a series, grown in place. */
function withRow(rows: number[] | undefined, row: number): number[] {
  const own = rows ?? []
  own.push(row)
  return own
}

/** What was wrong, by series: its first column of words, else all of one series. */
export async function readSpans(path: string): Promise<ReadonlyMap<string, readonly Span[]>> {
  const table = await readTable(path)
  const names = [...table.columns.keys()]
  const start = names.find((name) => STARTS.test(name)) ?? dateColumn(table)
  const end = names.find((name) => ENDS.test(name))
  if (start === undefined || end === undefined)
    throw new Fault(`${basename(path)} has no columns start and end.`, 'Write series, start and end as CSV.')
  const key = names.find((name) => KEYS.test(name))
  const [starts, ends] = [timesOf(table, start), timesOf(table, end)]
  const keys = key === undefined ? null : textsOf(table, key)
  const spans = new Map<string, Span[]>()
  for (const [row, at] of starts.entries()) {
    const [from, to] = [1000 * at, 1000 * (ends[row] ?? Number.NaN)]
    if (!(from < to)) continue
    const name = keys?.[row] ?? ALL
    spans.set(name, [...(spans.get(name) ?? []), { from, to }])
  }
  return spans
}

function timesOf(table: Table, name: string): Float64Array {
  return secondsOf(table.columns.get(name)?.kind === 'number' ? amountsOf(table, name) : textsOf(table, name))
}
