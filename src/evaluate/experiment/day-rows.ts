import { type Table, textsOf } from '../../lake/ingest/read-table.ts'
import { oneLine, plural } from '../../lib/text.ts'
import { type ArmMean, armShare } from '../../stats/tests/arm-mean.ts'
import { asNumbers } from '../files/cells.ts'
import { dateColumn } from '../files/series-columns.ts'
import { columnNumbers } from './columns.ts'
import type { ArmMetric } from './metrics.ts'
import type { Units } from './units.ts'

/** A file of one row an arm and day: its rows are sums over people, and no units. */
export interface DayRows {
  readonly date: string
  /** the column that counts who was randomised; null where none is called so */
  readonly counted: string | null
  /** of each row, a place in `days` and in the arms' names; -1 where it names no arm */
  readonly armOf: Int32Array
  readonly dayOf: Int32Array
  readonly days: number
}

const PERIODS = /^(?:date|day|days|week|hour|period|dt)$/i
const COUNTED =
  /^(?:users?|units?|visitors?|visits|sessions?|customers?|participants|n|exposed|exposures|assigned|assignments|cookies?|(?:unique[ _]?)?page[ _]?views|impressions|recipients|sent|trials?)$/i
/** of all days of all arms so many must be there: times of single visits are seldom shared */
const MOST = 0.8

/** Null where rows are people, visits or whatever else has no twin in the other arm on the same day. */
export function dayRows(
  table: Table,
  variant: string,
  names: readonly string[],
  unit: string | null,
): DayRows | null {
  const date = [...table.columns.keys()].find((name) => PERIODS.test(name.trim())) ?? dateColumn(table)
  if (date === undefined || date === variant || date === unit) return null
  const place = new Map(names.map((name, i) => [name, i]))
  const armOf = Int32Array.from(textsOf(table, variant), (cell) => place.get(cell?.trim() ?? '') ?? -1)
  const codes = new Map<string, number>()
  const dayOf = Int32Array.from(textsOf(table, date), (cell) => {
    const day = cell?.trim() ?? ''
    const code = codes.get(day) ?? codes.size
    codes.set(day, code)
    return code
  })
  const seen = new Set<number>()
  let rows = 0
  for (const [row, arm] of armOf.entries()) {
    if (arm < 0) continue
    rows++
    seen.add(arm * codes.size + (dayOf[row] ?? 0))
  }
  const isByDay = codes.size > 1 && seen.size === rows && rows >= MOST * names.length * codes.size
  if (!isByDay) return null
  if (unit !== null) {
    const column = table.columns.get(unit)
    return column && asNumbers(column) ? { date, counted: unit, armOf, dayOf, days: codes.size } : null
  }
  return { date, counted: countedColumn(table), armOf, dayOf, days: codes.size }
}

/** Of several the largest: clicks are of some of those who saw the page. */
function countedColumn(table: Table): string | null {
  const found = [...table.columns]
    .filter(([name]) => COUNTED.test(name.trim()))
    .flatMap(([name, column]) => {
      const values = asNumbers(column)
      return values
        ? [{ name, total: values.reduce((so, value) => so + (Number.isNaN(value) ? 0 : value), 0) }]
        : []
    })
    .sort((a, b) => b.total - a.total)
  return found[0]?.name ?? null
}

/** How many were randomised into each arm: counted, or what the deciding ratio is over; null where nothing tells. */
export function randomised(
  table: Table,
  rows: DayRows,
  names: readonly string[],
  decisive: string,
): number[] | null {
  const bottom = table.columns.has(decisive) ? null : partsOf(decisive)?.bottom
  const column = rows.counted ?? bottom
  if (!column || !table.columns.has(column)) return null
  const sums = names.map(() => 0)
  columnNumbers(table, column).forEach((value, row) => {
    const arm = rows.armOf[row] ?? -1
    if (arm >= 0 && !Number.isNaN(value)) sums[arm] = (sums[arm] ?? 0) + value
  })
  return sums
}

/**
 * A metric of such a file. Counts that are part of counts (enrolments of clicks) are summed: every click is a unit.
 * Anything else is paired by day, for the days of both arms are alike: Sunday with Sunday.
 */
export function dayMetric(
  table: Table,
  rows: DayRows,
  { names }: Pick<Units, 'names'>,
  named: string,
): ArmMetric {
  const given = table.columns.has(named) ? null : partsOf(named)
  const over = given?.bottom ?? (rows.counted === named ? null : rows.counted)
  const top = columnNumbers(table, given?.top ?? named)
  const bottom = over === null ? new Float64Array(table.rows).fill(1) : columnNumbers(table, over)
  const name = given || over === null ? named : `${named}/${over}`
  const sums = sumsOf(rows, names.length, { top, bottom })
  const isPart = over !== null && sums.every((days) => days.every((day) => day === null || isShare(day)))
  if (isPart) {
    const arms = sums.map((days) => armShare(totalOf(days)))
    return {
      name,
      kind: 'share',
      arms,
      adjusted: () => null,
      notes: [
        `The rows are ${plural(rows.days, 'value')} of ${oneLine(rows.date, 40)} an arm: ${name} is summed over them, a unit is one of ${over}. If one person may be in it several times, the true interval is wider.`,
      ],
    }
  }
  const plain = sums.map((days) => meanOf(days))
  return {
    name,
    kind: over === null ? 'mean' : 'ratio',
    arms: plain,
    adjusted: (control, treated) => paired(sums[control] ?? [], sums[treated] ?? []),
    plainly: 'days not paired',
    notes: [
      `The rows are ${plural(rows.days, 'value')} of ${oneLine(rows.date, 40)} an arm: ${name} is ${over === null ? 'the total of one' : 'a ratio of sums'}, compared in pairs of the same ${oneLine(rows.date, 40)}.`,
      ...(over === null
        ? ['Totals say nothing where one arm had more visitors: give a ratio, such as orders/visitors.']
        : []),
    ],
  }
}

interface Sums {
  readonly top: number
  readonly bottom: number
}

function partsOf(named: string): { top: string; bottom: string } | null {
  const cut = named.indexOf('/')
  return cut > 0 ? { top: named.slice(0, cut).trim(), bottom: named.slice(cut + 1).trim() } : null
}

/** By arm, then by day; null where a value is missing. */
function sumsOf(
  { armOf, dayOf, days }: DayRows,
  arms: number,
  { top, bottom }: { readonly top: Float64Array; readonly bottom: Float64Array },
): (Sums | null)[][] {
  const sums = Array.from({ length: arms }, () => new Array<Sums | null>(days).fill(null))
  for (const [row, arm] of armOf.entries()) {
    const [a, b] = [top[row] ?? Number.NaN, bottom[row] ?? Number.NaN]
    const ofArm = sums[arm]
    if (ofArm && Number.isFinite(a) && Number.isFinite(b)) ofArm[dayOf[row] ?? 0] = { top: a, bottom: b }
  }
  return sums
}

function isShare({ top, bottom }: Sums): boolean {
  return Number.isInteger(top) && Number.isInteger(bottom) && top >= 0 && top <= bottom
}

function totalOf(days: readonly (Sums | null)[]): { hits: number; of: number } {
  return days.reduce((so, day) => ({ hits: so.hits + (day?.top ?? 0), of: so.of + (day?.bottom ?? 0) }), {
    hits: 0,
    of: 0,
  })
}

function meanOf(days: readonly (Sums | null)[]): ArmMean {
  const known = days.filter((day) => day !== null)
  const { hits, of } = totalOf(known)
  const mean = hits / of
  const rest = known.map(({ top, bottom }) => ((top - mean * bottom) * known.length) / of)
  return { units: known.length, mean, variance: varianceOf(rest), plainMean: mean }
}

/** Both arms on the days that both have; the spread of their difference stands with the treated one. */
function paired(control: readonly (Sums | null)[], treated: readonly (Sums | null)[]) {
  const both = control.flatMap((day, i) => {
    const other = treated[i]
    return day && other ? [{ day, other }] : []
  })
  if (both.length < 2) return null
  const of = (days: readonly Sums[]) => {
    const { hits, of: under } = totalOf(days)
    return {
      mean: hits / under,
      rest: days.map(({ top, bottom }) => ((top - (hits / under) * bottom) * days.length) / under),
    }
  }
  const [a, b] = [of(both.map(({ day }) => day)), of(both.map(({ other }) => other))]
  const apart = b.rest.map((value, i) => value - (a.rest[i] ?? 0))
  const arm = ({ mean }: typeof a, variance: number): ArmMean => ({
    units: both.length,
    mean,
    variance,
    plainMean: mean,
  })
  return { control: arm(a, 0), treated: arm(b, varianceOf(apart)) }
}

/** Of values around their mean of 0. */
function varianceOf(values: readonly number[]): number {
  return values.reduce((so, value) => so + value * value, 0) / Math.max(1, values.length - 1)
}
