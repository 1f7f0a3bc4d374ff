import { basename } from 'node:path'
import type { Table } from '../../lake/ingest/read-table.ts'
import { Fault } from '../../lib/errors.ts'
import { plural } from '../../lib/text.ts'
import { secondsOf } from '../files/read-times.ts'
import {
  areDates,
  DAY_SECONDS,
  type DemandFile,
  IS_DATE,
  type NamedColumns,
  numbersIn,
  PERIODS,
  type Period,
  periodOf,
} from './demand-columns.ts'

const IS_ITEM = /item|sku|product|part|article|material|unique_id|stock_?code|^id$|code/i
const IS_QUANTITY = /quantity|qty|units|demand|sales|sold|volume|^y$|amount/i

export interface LongColumns {
  readonly item: string
  readonly date: string
  readonly quantity: string
}

/** Null when the columns do not name all three, and none was asked for. */
export function longColumns(table: Table, named: NamedColumns): LongColumns | null {
  const names = [...table.columns.keys()]
  const known = (name: string | null, wanted: string): string | null => {
    if (name === null || table.columns.has(name)) return name
    const near = names.find((other) => other.toLowerCase() === name.toLowerCase())
    if (near) return near
    throw new Fault(
      `${basename(table.path)} has no ${wanted} column "${name}".`,
      `It has ${names.slice(0, 12).join(', ')}.`,
    )
  }
  const asked = [named.item, named.date, named.quantity].some((name) => name !== null)
  if (!asked && names.length > 40) return null
  const date =
    known(named.date, 'date') ?? names.find((name) => IS_DATE.test(name) && areDates(table.columns.get(name)))
  const item = known(named.item, 'item') ?? names.find((name) => name !== date && IS_ITEM.test(name))
  const quantity =
    known(named.quantity, 'quantity') ??
    names.find((name) => name !== date && name !== item && IS_QUANTITY.test(name))
  if (date && item && quantity) return { date, item, quantity }
  if (!asked) return null
  const missing = [!item && '--item', !date && '--date', !quantity && '--quantity'].filter(Boolean)
  throw new Fault(
    `The columns of ${basename(table.path)} do not show which is ${missing.join(' and ')}.`,
    `Name it: the file has ${names.slice(0, 12).join(', ')}.`,
  )
}

/** A period without a row is one without demand, from an item's first row to the end of the file. */
export function readLong(table: Table, names: LongColumns, asked: Period['name'] | null): DemandFile {
  const seconds = secondsOf(table.columns.get(names.date)?.values ?? [])
  const quantities = numbersIn(table.columns.get(names.quantity))
  const ids = table.columns.get(names.item)?.values ?? []
  const period = asked ? PERIODS[asked] : periodOf(seconds)
  const sums = new Map<string, Map<number, number>>()
  let begin = Number.POSITIVE_INFINITY
  let last = Number.NEGATIVE_INFINITY
  let unread = 0
  let negative = 0
  for (let row = 0; row < table.rows; row++) {
    const [id, at, units] = [ids[row], seconds[row] ?? Number.NaN, quantities[row] ?? Number.NaN]
    if (id === null || id === undefined || Number.isNaN(id) || Number.isNaN(at) || Number.isNaN(units)) {
      unread++
      continue
    }
    const index = indexOf(at, period)
    begin = Math.min(begin, index)
    last = Math.max(last, index)
    if (units < 0) {
      negative++
      continue
    }
    const key = String(id)
    const of = sums.get(key) ?? new Map<number, number>()
    of.set(index, (of.get(index) ?? 0) + units)
    sums.set(key, of)
  }
  const items = [...sums].map(([id, of]) => {
    const first = [...of.keys()].reduce((a, b) => Math.min(a, b), last)
    const demand = Array.from({ length: last - first + 1 }, (_, i) => of.get(first + i) ?? 0)
    return { id, demand, from: first - begin }
  })
  return {
    items,
    period,
    rows: table.rows,
    notes: [
      `Read as long: item "${names.item}", date "${names.date}", quantity "${names.quantity}", a ${period.name} a period; a ${period.name} without a row is one without demand.`,
      ...(unread > 0
        ? [`${plural(unread, 'row')} left out: item, date or quantity is missing or cannot be read.`]
        : []),
      ...(negative > 0
        ? [`${plural(negative, 'row')} left out: a negative quantity is a return, not demand.`]
        : []),
    ],
  }
}

function indexOf(seconds: number, { name }: Period): number {
  const day = Math.floor(seconds / DAY_SECONDS)
  if (name === 'day') return day
  // weeks begin on Monday: day 0 of the epoch is a Thursday
  if (name === 'week') return Math.floor((day + 3) / 7)
  const date = new Date(seconds * 1000)
  return date.getUTCFullYear() * 12 + date.getUTCMonth()
}
