import type { Day } from '../../lib/days.ts'
import { sum, sumOf } from '../../lib/sum.ts'
import { type Calendar, isFirstTime } from '../calendar/calendar.ts'
import { type Baseline, dayNumber, expectedOn, type KpiDay, type KpiUnit } from './baseline.ts'

/** By what a day may differ from an ordinary one: 1 to 1 on ordinary days. */
export interface Band {
  readonly low: number
  /** the middle of earlier days of this name; null when the day's name has no past */
  readonly usual: number | null
  readonly high: number
  /** the day lies next to a named one, and may be meant by it */
  readonly isBeside: boolean
}

/**
 * What a holiday of the country may bring that this history has not seen: a third to twice an ordinary day. A shop that
 * stands still, and a sale beyond all others, are told all the same.
 */
const FIRST: Omit<Band, 'isBeside'> = { low: 1 / 3, usual: 1, high: 2 }
/**
 * How far a part may be from the whole of it on such a day: who comes buys nearly as elsewhere, but a holiday empties one
 * aisle and fills another.
 */
const OF_WHOLE: Readonly<Record<KpiUnit, number>> = { rate: 1.25, 'money-per': 1.25, count: 2, money: 2 }
const ORDINARY: Band = { low: 1, usual: 1, high: 1, isBeside: false }
/** standard deviations of what namesakes brought */
const SIDES = 2
const MIN_SPREAD = 0.1
/** how far namesakes differ, on the log scale, where there is but one to tell: as sales of a quarter more or less */
const LONE_SPREAD = 0.25
/** the level of now says nothing of what was ordinary so long ago */
const LONG_AGO_DAYS = 182
/** ordinary days so far before and after tell what was ordinary then */
const AROUND_DAYS = 21
const DAY_MS = 86_400_000

/**
 * What the calendar allows a day. A named day may be anything from ordinary to the most its earlier namesakes brought:
 * the sale may have been put off. The day before and after one may be part of it, because calendars are a day off now and
 * then. A name without an earlier day has no past: the day itself has no answer, and a rise beside it is none. One earlier day is
 * a past with wide limits: what falls far below both it and an ordinary day is told. On a holiday that was never seen a
 * part is compared with the whole of it: the shop says what the day is like. Where the whole is told on other days it may
 * go as far as that as well.
 */
export function bandOf(day: Day, asked: Asked): Band {
  const { calendar, ofWhole } = asked
  const own = calendar.get(day)
  if (own !== undefined && isFirstTime(own))
    return { ...(ofWhole ? besideWhole(ofWhole) : FIRST), isBeside: false }
  const band = knownBand(day, asked)
  if (!ofWhole) return band
  const whole = (band.usual ?? 1) * ofWhole.ratio
  return { ...band, low: Math.min(band.low, whole), high: Math.max(band.high, whole) }
}

interface Asked {
  readonly base: Baseline
  readonly history: readonly KpiDay[]
  readonly calendar: Calendar
  readonly ofWhole?: { readonly unit: KpiUnit; readonly ratio: number } | null
}

function knownBand(day: Day, asked: Asked): Band {
  if (asked.calendar.size === 0) return ORDINARY
  const own = asked.calendar.get(day)
  if (own !== undefined) return { ...spanOf(own, asked), isBeside: false }
  const beside = besideName(day, asked.calendar)
  if (beside === undefined || isFirstTime(beside)) return ORDINARY
  return { ...spanOf(beside, asked), usual: 1, isBeside: true }
}

function besideWhole({
  unit,
  ratio,
}: {
  readonly unit: KpiUnit
  readonly ratio: number
}): Omit<Band, 'isBeside'> {
  const most = OF_WHOLE[unit]
  return { low: ratio / most, usual: ratio, high: ratio * most }
}

function besideName(day: Day, calendar: Calendar): string | undefined {
  const at = dayNumber(day)
  return calendar.get(dayAt(at - 1)) ?? calendar.get(dayAt(at + 1))
}

function dayAt(number: number): Day {
  return new Date(number * DAY_MS).toISOString().slice(0, 10)
}

function spanOf(
  name: string,
  { base, history, calendar }: { base: Baseline; history: readonly KpiDay[]; calendar: Calendar },
): Omit<Band, 'isBeside'> {
  const ratios = history
    .filter((point) => point.over > 0 && point.of > 0 && calendar.get(point.day) === name)
    .map((point) => Math.log(point.of / (point.over * ordinaryThen(point, { base, history, calendar }))))
    .filter(Number.isFinite)
  const count = ratios.length
  if (count === 0) return { low: 1, usual: null, high: Number.POSITIVE_INFINITY }
  const mean = sum(ratios) / count
  const squares = sumOf(ratios, (ratio) => (ratio - mean) ** 2)
  const spread = count === 1 ? LONE_SPREAD : Math.max(MIN_SPREAD, Math.sqrt(squares / (count - 1)))
  const reach = SIDES * spread * Math.sqrt(1 + 1 / count)
  return {
    low: Math.min(1, Math.exp(mean - reach)),
    usual: Math.exp(mean),
    high: Math.max(1, Math.exp(mean + reach)),
  }
}

/** What an ordinary day brought around a namesake: the level of now, or where that is long ago, the level of then. */
function ordinaryThen(
  { day }: KpiDay,
  { base, history, calendar }: { base: Baseline; history: readonly KpiDay[]; calendar: Calendar },
): number {
  const [at, last] = [dayNumber(day), dayNumber(history.at(-1)?.day ?? day)]
  if (last - at <= LONG_AGO_DAYS) return expectedOn(base, day)
  let [of, usual] = [0, 0]
  for (const point of history) {
    if (Math.abs(dayNumber(point.day) - at) > AROUND_DAYS || calendar.has(point.day)) continue
    of += point.of
    usual += point.over * expectedOn({ ...base, level: 1 }, point.day)
  }
  return usual > 0 ? expectedOn({ ...base, level: of / usual }, day) : expectedOn(base, day)
}

/** The named days as numbers, to ask many days at once. */
export function namedNumbers(calendar: Calendar): ReadonlySet<number> {
  return new Set([...calendar.keys()].map(dayNumber))
}

export function isNextTo(number: number, named: ReadonlySet<number>): boolean {
  return named.size > 0 && (named.has(number - 1) || named.has(number + 1))
}
