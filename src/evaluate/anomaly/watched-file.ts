import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { z } from 'zod'
import { readTable, type Table, textsOf } from '../../lake/ingest/read-table.ts'
import type { Day } from '../../lib/days.ts'
import { Fault, messageOf } from '../../lib/errors.ts'
import { plural } from '../../lib/text.ts'
import type { KpiDay, KpiUnit } from '../../models/anomaly/baseline.ts'
import { dayOfSeconds, daysOf, secondsOf } from '../files/read-times.ts'
import { amountsOf, seriesColumns } from '../files/series-columns.ts'

export interface WatchedSeries {
  readonly name: string
  /** sorted, one a day */
  readonly days: readonly KpiDay[]
}

export interface Incident {
  readonly first: Day
  readonly last: Day
}

/** `of` and `over` name the parts of a ratio; without them the value is a count or an amount. */
export interface WatchedColumns {
  readonly series: readonly string[]
  readonly date: string | null
  readonly value: string | null
  readonly of: string | null
  readonly over: string | null
}

const OF = /^(?:of|numerator|successes|conversions|part)$/i
const OVER = /^(?:over|denominator|tries|trials|base|n)$/i
const ALL = 'all'

/** A long file by day; rows of one series and day are summed. */
export async function readWatched(
  path: string,
  typed: WatchedColumns,
): Promise<{
  readonly series: WatchedSeries[]
  readonly unit: KpiUnit
  readonly rows: number
  readonly notes: string[]
}> {
  const table = await readTable(path)
  const names = [...table.columns.keys()]
  const of = typed.of ?? names.find((name) => OF.test(name)) ?? null
  const over = typed.over ?? names.find((name) => OVER.test(name)) ?? null
  if ((of === null) !== (over === null) && (typed.of !== null || typed.over !== null))
    throw new Fault('A ratio needs both --of and --over.', 'Name both, or neither for a count or an amount.')
  const isRatio = of !== null && over !== null
  const columns = seriesColumns(withoutColumn(table, isRatio ? over : null), {
    series: typed.series,
    date: typed.date,
    value: isRatio ? of : typed.value,
  })
  const days = daysOf(table, columns.date)
  const keys = keyOf(table, columns.series)
  const upper = amountsOf(table, columns.value)
  const lower = isRatio ? amountsOf(table, over) : null
  const bySeries = new Map<string, Map<Day, { of: number; over: number }>>()
  let left = 0
  for (let row = 0; row < table.rows; row++) {
    const [day, value, base] = [days[row] ?? null, upper[row] ?? Number.NaN, lower ? lower[row] : 1]
    if (day === null || !Number.isFinite(value) || !Number.isFinite(base)) {
      left++
      continue
    }
    const mine = bySeries.get(keys(row)) ?? new Map<Day, { of: number; over: number }>()
    const known = mine.get(day)
    mine.set(day, { of: (known?.of ?? 0) + value, over: lower ? (known?.over ?? 0) + (base ?? 0) : 1 })
    bySeries.set(keys(row), mine)
  }
  if (bySeries.size === 0)
    throw new Fault(
      `No row of ${basename(path)} has a day in "${columns.date}" and a number in "${columns.value}".`,
      'Say which columns to read with --date and --value, or --of and --over.',
    )
  const isWhole = upper.every((value) => Number.isNaN(value) || (Number.isInteger(value) && value >= 0))
  const unit: KpiUnit = isRatio ? 'rate' : isWhole ? 'count' : 'money'
  const series = [...bySeries].map(([name, mine]) => ({
    name,
    days: [...mine].map(([day, parts]) => ({ day, ...parts })).sort((a, b) => (a.day < b.day ? -1 : 1)),
  }))
  const how = isRatio
    ? `share "${of}" of "${over}"`
    : `"${columns.value}" as ${unit === 'count' ? 'counts' : 'amounts'}`
  return {
    series,
    unit,
    rows: table.rows,
    notes: [
      `Read as ${plural(series.length, 'series', 'series')} by ${columns.series.join(' × ') || 'nothing (one series)'}, day "${columns.date}", ${how}.`,
      ...(left > 0 ? [`${plural(left, 'row')} left out: without a day or without a number.`] : []),
    ],
  }
}

/** Labels as CSV (series, date, and end where it lasted) or as JSON `{ "<series>": ["<day>", ["<first>", "<last>"]] }`. */
export async function readLabels(
  path: string,
): Promise<{ readonly incidents: Map<string, Incident[]>; readonly notes: string[] }> {
  const found = /\.json$/i.test(path) ? await jsonLabels(path) : await tableLabels(path)
  for (const [name, incidents] of found.incidents) found.incidents.set(name, merged(incidents))
  return found
}

const labelsSchema = z.record(z.string(), z.array(z.union([z.string(), z.tuple([z.string(), z.string()])])))

async function jsonLabels(path: string) {
  const content = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new Fault(`${path} cannot be read: ${messageOf(error)}.`, 'Check the path.')
  })
  let parsed: z.infer<typeof labelsSchema>
  try {
    parsed = labelsSchema.parse(JSON.parse(content))
  } catch {
    throw new Fault(
      `${path} is not { "<series>": ["<day>", ["<first>", "<last>"]] }.`,
      'Write it so, or as CSV.',
    )
  }
  const incidents = new Map<string, Incident[]>()
  for (const [name, days] of Object.entries(parsed))
    incidents.set(
      name,
      days.map((one) => incidentOf(typeof one === 'string' ? [one, one] : one, path)),
    )
  return { incidents, notes: [] as string[] }
}

async function tableLabels(path: string) {
  const table = await readTable(path)
  const names = [...table.columns.keys()]
  const date =
    names.find((name) => /^(?:date|day|first|from|start.*|ds|dt|timestamp)$/i.test(name)) ??
    names[1] ??
    names[0] ??
    ''
  const end = names.find((name) => name !== date && /^(?:end.*|last|to|until)$/i.test(name))
  const key = names
    .filter((name) => name !== date && name !== end && !/^(?:label|kind|type|note|is_.*)$/i.test(name))
    .slice(0, 1)
  const [firsts, lasts, nameOf] = [daysOf(table, date), end ? daysOf(table, end) : [], keyOf(table, key)]
  const incidents = new Map<string, Incident[]>()
  let left = 0
  for (let row = 0; row < table.rows; row++) {
    const first = firsts[row]
    if (!first) left++
    else
      incidents.set(nameOf(row), [
        ...(incidents.get(nameOf(row)) ?? []),
        incidentOf([first, lasts[row] ?? first], path),
      ])
  }
  return { incidents, notes: left > 0 ? [`${plural(left, 'label')} without a day left out.`] : [] }
}

function incidentOf([from, to]: readonly [string, string], path: string): Incident {
  const [first, last] = [from, to].map((text) => dayOfSeconds(secondsOf([text])[0] ?? Number.NaN))
  if (!first || !last || last < first)
    throw new Fault(`${path}: ${from} to ${to} is no span of days.`, 'Correct it.')
  return { first, last }
}

/** Labels of single days that follow each other are one incident. */
function merged(incidents: readonly Incident[]): Incident[] {
  const found: Incident[] = []
  for (const { first, last } of incidents.toSorted((a, b) => (a.first < b.first ? -1 : 1))) {
    const before = found.at(-1)
    const touches = before && Date.parse(first) - Date.parse(before.last) <= 86_400_000
    if (touches)
      found[found.length - 1] = { first: before.first, last: last > before.last ? last : before.last }
    else found.push({ first, last })
  }
  return found
}

function keyOf(table: Table, names: readonly string[]): (row: number) => string {
  const columns = names.map((name) => textsOf(table, name))
  return (row) => (columns.length === 0 ? ALL : columns.map((column) => column[row] ?? 'unknown').join(' × '))
}

function withoutColumn(table: Table, name: string | null): Table {
  if (name === null) return table
  return { ...table, columns: new Map([...table.columns].filter(([other]) => other !== name)) }
}
