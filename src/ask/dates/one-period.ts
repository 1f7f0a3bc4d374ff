import { addDays, type Day, daysBetween } from '../../lib/days.ts'
import type { Period } from './period.ts'

interface Span {
  readonly period: Period
  readonly from: Day
  readonly to: Day
  readonly days: number
}

/** so far from a span that a day beside it is still the reason why the span is asked about */
const NEAR_DAYS = 10
const SHORT_DAYS = 2
/** how far the length of what is said in general may be from that of what is named */
const ALIKE_DAYS = 3

/**
 * Several periods that are one: days in a row (昨天加前天), a span and the feast that it is about (双11后一周，12到18号), and a length
 * said before the calendar's span (一个月卖多少，就看十月). Others stay as they are, for who asks has to say which.
 */
export function onePeriodOf(periods: readonly Period[], today: Day): readonly Period[] {
  if (periods.length < 2) return periods
  const spans = periods.flatMap((period) => spanOf(period, today))
  if (spans.length < periods.length) return periods
  const one = inARow(spans) ?? aboutADay(spans) ?? named(spans)
  return one === null ? periods : [one]
}

function spanOf(period: Period, today: Day): Span[] {
  if (period.kind === 'no-such-day') return []
  const [from, to] =
    period.kind === 'days'
      ? [period.from, period.to]
      : period.kind === 'last'
        ? [addDays(today, -period.days), today]
        : [today, addDays(today, period.days)]
  return [{ period, from, to, days: daysBetween(from, to) }]
}

function inARow(spans: readonly Span[]): Period | null {
  const days = spans.filter(({ days }) => days === 1).toSorted((a, b) => (a.from < b.from ? -1 : 1))
  const [first, last] = [days[0], days.at(-1)]
  if (!first || !last || days.length < 2) return null
  const isRow = days.every((one, i) => i === 0 || one.from === days[i - 1]?.to)
  const isAll = spans.every(
    ({ from, to, days: length }) => (from >= first.from && to <= last.to) || length === days.length,
  )
  return isRow && isAll ? { kind: 'days', from: first.from, to: last.to } : null
}

/** One longer span, and days in it or beside it. */
function aboutADay(spans: readonly Span[]): Period | null {
  const long = spans.filter(({ days }) => days > SHORT_DAYS)
  const [only, ...more] = long
  if (!only || more.length > 0 || only.period.kind !== 'days') return null
  const near = { from: addDays(only.from, -NEAR_DAYS), to: addDays(only.to, NEAR_DAYS) }
  const isNear = spans.every(({ from, to }) => from >= near.from && to <= near.to)
  return isNear ? only.period : null
}

/** A length in general, and as long a span of the calendar. */
function named(spans: readonly Span[]): Period | null {
  const general = spans.filter(({ period }) => period.kind !== 'days')
  const [calendar, ...more] = spans.filter(({ period }) => period.kind === 'days')
  if (!calendar || more.length > 0 || general.length !== 1) return null
  return Math.abs((general[0]?.days ?? 0) - calendar.days) <= ALIKE_DAYS ? calendar.period : null
}
