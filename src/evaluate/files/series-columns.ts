import { basename } from 'node:path'
import { type Column, type Table, textsOf } from '../../lake/ingest/read-table.ts'
import { Fault } from '../../lib/errors.ts'
import { secondsOf } from './read-times.ts'
import { memberCount, repeats } from './row-groups.ts'

/** Which columns of a long file say whose value it is, when, and how much. */
export interface SeriesColumns {
  /** none: the file is one series; several: a series for each combination */
  readonly series: readonly string[]
  readonly date: string
  readonly value: string
}

const DATES =
  /^(?:ds|dt|d|date|day|time|timestamp|datetime|date_?time|week|month|period|ts|.*[_ ](?:date|day|at|time)|.*date)$/i
const VALUES =
  /^(?:y|value|values|sales|revenue|gmv|orders?|sessions|demand|qty|quantity|units(?:_sold)?|sold|amount|count|cnt|visits|turnover|target|weekly_sales|num_sold|total)$/i
const SERIES =
  /^(?:unique_?id|id|ids|series(?:_?id)?|item(?:_?id)?|sku|product(?:_?id)?|store(?:_?(?:id|nbr))?|shop(?:_?id)?|merchant(?:_?id)?|family|dept|department|category|key|name|kpi|metric|page|country|region|channel|platform)$/i
/** called so it is a key, even where no two rows share a date */
const KEY = /^(?:unique_?id|series(?:_?id)?|item(?:_?id)?|sku)$/i
/** of the cells that are not missing */
const MOSTLY = 0.9

/** What was typed, else by the usual names, else by what the cells hold. */
export function seriesColumns(
  table: Table,
  typed: { readonly series: readonly string[]; readonly date: string | null; readonly value: string | null },
): SeriesColumns {
  for (const name of [...typed.series, typed.date, typed.value]) if (name !== null) textsOf(table, name)
  const names = [...table.columns.keys()]
  const date = typed.date ?? dateColumn(table)
  if (date === undefined)
    throw new Fault(
      `No column of ${basename(table.path)} holds dates.`,
      `Say which with --date; it has ${listOf(names)}.`,
    )
  const rest = names.filter((name) => name !== date && !typed.series.includes(name))
  const numeric = rest.filter((name) => holdsNumbers(table, name))
  const value =
    typed.value ??
    numeric.find((name) => VALUES.test(name)) ??
    numeric.filter((name) => !SERIES.test(name)).at(-1) ??
    numeric.at(-1)
  if (value === undefined)
    throw new Fault(
      `No column of ${basename(table.path)} holds the values to forecast.`,
      `Say which with --value; it has ${listOf(names)}.`,
    )
  if (typed.series.length > 0) return { series: typed.series, date, value }
  const others = rest.filter((name) => name !== value)
  return { series: keysOf(table, others, date), date, value }
}

/** The column of dates by the usual names, else by what the cells hold; a year alone only where nothing divides it. */
export function dateColumn(table: Table): string | undefined {
  const names = [...table.columns.keys()]
  return (
    names.find((name) => DATES.test(name) && holdsDates(table, name)) ??
    names.find((name) => holdsDates(table, name)) ??
    (names.some((name) => /^(?:month|quarter|week|day|mm?|jan(?:uary)?|q1)$/i.test(name))
      ? undefined
      : names.find((name) => /^(?:year|yr|jahr)$/i.test(name) && holdsYears(table, name)))
  )
}

/**
 * A row a date and no key: every column of numbers is a series, unless exactly one is called like a value and the rest
 * then only go with it. Null where the file is long.
 */
export function wideColumns(table: Table, date: string): string[] | null {
  const others = [...table.columns.keys()].filter((name) => name !== date)
  const numeric = others.filter((name) => holdsNumbers(table, name))
  if (numeric.length < 2 || repeats(table, [date]) > 0) return null
  if (others.some((name) => KEY.test(name) && memberCount(table, name) <= table.rows / 2)) return null
  return numeric.filter((name) => VALUES.test(name)).length === 1 ? null : numeric
}

const SHOWN_NAMES = 12

export function listOf(names: readonly string[]): string {
  const shown = names.slice(0, SHOWN_NAMES).map((name) => `"${name}"`)
  return `${shown.join(', ')}${names.length > SHOWN_NAMES ? ` and ${names.length - SHOWN_NAMES} more` : ''}`
}

/** Columns called like a key; without one, columns of words, as few as tell the rows of one date apart. */
function keysOf(table: Table, others: readonly string[], date: string): string[] {
  const named = others.filter((name) => SERIES.test(name) && memberCount(table, name) <= table.rows / 2)
  const first = named.find((name) => KEY.test(name) && memberCount(table, name) > 1)
  const chosen = addKeys(table, { date, from: first === undefined ? [] : [first], candidates: named })
  const words = others.filter(
    (name) =>
      !SERIES.test(name) &&
      table.columns.get(name)?.kind === 'text' &&
      memberCount(table, name) <= table.rows / 8,
  )
  const told = addKeys(table, { date, from: chosen, candidates: words })
  // words that still leave several rows a date describe events, not series: those are summed
  const keys = repeats(table, [date, ...told]) <= table.rows / 100 ? told : chosen
  return others.filter((name) => keys.includes(name))
}

function addKeys(
  table: Table,
  {
    date,
    from,
    candidates,
  }: { readonly date: string; readonly from: readonly string[]; readonly candidates: readonly string[] },
): string[] {
  const chosen = [...from]
  let shared = repeats(table, [date, ...chosen])
  for (const name of candidates) {
    if (shared === 0) break
    if (chosen.includes(name)) continue
    const now = repeats(table, [date, ...chosen, name])
    if (now >= shared) continue
    chosen.push(name)
    shared = now
  }
  return chosen
}

function holdsDates(table: Table, name: string): boolean {
  const column = table.columns.get(name)
  if (!column) return false
  if (column.kind === 'number') return DATES.test(name) && datedNumbers(column.values)
  const known = column.values.filter((cell) => cell !== null).slice(0, 1000)
  const asNumbers = known.filter((cell) => amountOf(cell) !== null && !/^\d{4}[-/.]/.test(cell)).length
  if (asNumbers > known.length / 2 && !DATES.test(name)) return false
  return known.length > 0 && readable(secondsOf(known)) >= MOSTLY * known.length
}

/** Years, 20171125 or seconds of the epoch; a column of small numbers called "day" is none of these. */
function datedNumbers(values: Float64Array): boolean {
  const known = values.filter((value) => !Number.isNaN(value)).slice(0, 1000)
  const isDated = (value: number) => (value >= 1800 && value <= 2200) || value > 1e7
  return known.length > 0 && known.filter(isDated).length >= MOSTLY * known.length
}

function holdsYears(table: Table, name: string): boolean {
  const column = table.columns.get(name)
  return column?.kind === 'number' && column.values.every((value) => value >= 1500 && value <= 2200)
}

function readable(seconds: Float64Array): number {
  return seconds.filter((second) => !Number.isNaN(second)).length
}

function holdsNumbers(table: Table, name: string): boolean {
  const column = table.columns.get(name)
  if (!column) return false
  if (column.kind === 'number') return column.values.some((value) => !Number.isNaN(value))
  const known = column.values.filter((cell) => cell !== null).slice(0, 1000)
  return known.length > 0 && known.filter((cell) => amountOf(cell) !== null).length >= MOSTLY * known.length
}

/** The column as numbers: `1,234.5`, `1.234,5` and `€ 12` are read too; NaN where a cell is no number. */
export function amountsOf(table: Table, name: string): Float64Array {
  const column: Column | undefined = table.columns.get(name)
  if (column?.kind === 'number') return column.values
  const cells = textsOf(table, name)
  const isGerman = cells.some((cell) => cell !== null && /\d\.\d{3},\d|^\D*\d+,\d{1,2}\D*$/.test(cell))
  return Float64Array.from(cells, (cell) =>
    cell === null ? Number.NaN : (amountOf(cell, isGerman) ?? Number.NaN),
  )
}

function amountOf(cell: string, isGerman = /\d\.\d{3},\d|^\D*\d+,\d{1,2}\D*$/.test(cell)): number | null {
  const bare = cell.replace(/[\s'’\p{Sc}]/gu, '')
  const plain = isGerman ? bare.replaceAll('.', '').replace(',', '.') : bare.replaceAll(',', '')
  const negative = /^\(.*\)$/.test(plain) ? `-${plain.slice(1, -1)}` : plain
  if (!/^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?%?$/i.test(negative)) return null
  return Number.parseFloat(negative)
}
