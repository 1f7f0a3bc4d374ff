import { type Day, weekday } from '../../lib/days.ts'
import { median, robustSd } from '../../stats/describe.ts'
import { normalQuantile, twoSidedP } from '../../stats/distributions/normal.ts'
import { fitted } from '../../stats/regression/least-squares.ts'
import { autocorrelations, effectiveCount, lagged, pearson } from '../../stats/series/cross-correlation.ts'
import { benjaminiHochberg } from '../../stats/tests/benjamini-hochberg.ts'

/** A KPI by day, in the order of `days`; null where it is not known. */
export interface DailyKpi {
  readonly name: string
  /** amounts and counts move in per cent, shares in points */
  readonly scale: 'log' | 'linear'
  readonly values: readonly (number | null)[]
}

/** How one KPI goes with another that many days later, all that both share by the calendar taken out. */
export interface Association {
  readonly name: string
  /** the other KPI comes first by so many days */
  readonly lag: number
  readonly r: number
  /** 95 %, of this lag by itself */
  readonly low: number
  readonly high: number
  /** chance of so much by accident, over every KPI and lag tried */
  readonly q: number
  /** days compared, and how many independent ones they are worth */
  readonly days: number
  readonly worthDays: number
}

export type Associations =
  | { readonly kind: 'too-short'; readonly need: number; readonly have: number }
  | {
      readonly kind: 'found'
      /** the surest lag of each KPI, the surest first */
      readonly associations: readonly Association[]
      readonly tests: number
      /** KPIs that never move, or are known on too few days */
      readonly unusable: readonly string[]
    }

export const MAX_LAG = 14
/** so many pairs of days at least, at every lag: with fewer only r above 0.4 could ever be told from chance */
const MIN_PAIRS = 42
/** a day further out than this many deviations counts as if it lay there: an outage is no association */
const MAX_DEVIATIONS = 4
/** a bend of the trend for so many days, three at most */
const DAYS_PER_BEND = 60

/**
 * Cross-correlation of a KPI with others that lead it by 0 to 14 days, between what is left after trend, weekday and the
 * days left out (promotions). Days in a row are alike, so the count of days is cut to what they are worth (Bartlett 1935,
 * as Pyper and Peterman 1998 advise), and q-values are Benjamini and Hochberg's over every KPI and lag. An association
 * only: what moves both at once is not known.
 */
export function associate(
  target: DailyKpi,
  others: readonly DailyKpi[],
  days: readonly Day[],
  leftOut: ReadonlyMap<Day, unknown>,
): Associations {
  const calendar = days.map((day) => ({ weekday: weekday(day), isLeftOut: leftOut.has(day) }))
  const of = residuals(target, calendar)
  const need = MIN_PAIRS + MAX_LAG
  if (of === null || of.known < need) return { kind: 'too-short', need, have: of?.known ?? 0 }
  const own = autocorrelations(of.values)
  const unusable: string[] = []
  const tests: Association[] = []
  for (const other of others) {
    const found = residuals(other, calendar)
    const some = found && found.known >= need ? everyLag(other.name, { x: found, y: of, own }) : []
    if (some.length === 0) unusable.push(other.name)
    tests.push(...some)
  }
  const adjusted = benjaminiHochberg(tests.map(({ q }) => q))
  const surest = new Map<string, Association>()
  tests.forEach((test, i) => {
    const one = { ...test, q: adjusted[i] ?? 1 }
    const best = surest.get(one.name)
    // among lags of one q the strongest
    if (!best || one.q < best.q || (one.q === best.q && Math.abs(one.r) > Math.abs(best.r)))
      surest.set(one.name, one)
  })
  return {
    kind: 'found',
    associations: [...surest.values()].sort((a, b) => a.q - b.q || Math.abs(b.r) - Math.abs(a.r)),
    tests: tests.length,
    unusable,
  }
}

interface CalendarDay {
  readonly weekday: number
  readonly isLeftOut: boolean
}

interface Residuals {
  readonly values: Float64Array
  readonly known: number
  /** taken by the calendar */
  readonly columns: number
}

/** `q` still is the plain p-value. */
function everyLag(
  name: string,
  { x, y, own }: { readonly x: Residuals; readonly y: Residuals; readonly own: Float64Array },
): Association[] {
  const theirs = autocorrelations(x.values)
  return Array.from({ length: MAX_LAG + 1 }, (_, lag) => lag).flatMap((lag) => {
    const pairs = lagged(x.values, y.values, lag)
    const r = pearson(pairs)
    if (r === null || pairs.count < MIN_PAIRS) return []
    const worth = effectiveCount(pairs.count - x.columns, theirs, own)
    const score = Math.atanh(Math.max(-0.999999, Math.min(0.999999, r)))
    const sd = 1 / Math.sqrt(Math.max(1, worth - 3))
    const reach = normalQuantile(0.975) * sd
    return [
      {
        name,
        lag,
        r,
        low: Math.tanh(score - reach),
        high: Math.tanh(score + reach),
        q: twoSidedP(score / sd),
        days: pairs.count,
        worthDays: Math.round(worth),
      },
    ]
  })
}

/** NaN where a day is left out or not known; null when nothing is left to vary. */
function residuals({ values, scale }: DailyKpi, calendar: readonly CalendarDay[]): Residuals | null {
  const y = Float64Array.from(calendar, ({ isLeftOut }, i) => {
    const value = values[i] ?? null
    if (value === null || isLeftOut) return Number.NaN
    return scale === 'log' ? Math.log1p(Math.max(0, value)) : value
  })
  const known = y.filter((value) => !Number.isNaN(value)).length
  if (known < 2) return null
  const columns = calendarColumns(calendar, known)
  const expected = fitted(columns, y)
  if (!expected) return null
  const rest = y.map((value, i) => value - (expected[i] ?? 0))
  const told = [...rest].filter((value) => !Number.isNaN(value))
  const spread = robustSd(told)
  const size = Math.max(...told.map(Math.abs))
  // what the calendar explains to the last digit has nothing left to go with anything
  if (spread === null || size <= 1e-7 * (1 + Math.abs(median([...y].filter((v) => !Number.isNaN(v))) ?? 0)))
    return null
  const most = spread > 0 ? MAX_DEVIATIONS * spread : size
  return {
    values: rest.map((value) => Math.max(-most, Math.min(most, value))),
    known,
    columns: columns.length,
  }
}

/** Level, trend with its bends, and six weekdays. */
function calendarColumns(calendar: readonly CalendarDay[], known: number): Float64Array[] {
  const bends = Math.max(1, Math.min(3, Math.round(known / DAYS_PER_BEND)))
  const trend = Array.from({ length: bends + 1 }, (_, power) =>
    Float64Array.from(calendar, (_day, i) => ((2 * i) / Math.max(1, calendar.length - 1) - 1) ** power),
  )
  const weekdays = [1, 2, 3, 4, 5, 6].map((one) =>
    Float64Array.from(calendar, (day) => (day.weekday === one ? 1 : 0)),
  )
  return [...trend, ...weekdays]
}
