import { addDays, type Day, dayOf, instantOf, isDay, wallClock, weekday } from '../../lib/days.ts'
import { minuteOfDay } from '../../lib/schedule.ts'

const MORNING = 9 * 60
const MAX_DAYS = 7
const HOUR_MS = 3_600_000
const MIN_MS = 5 * 60_000

export type Until =
  | { readonly kind: 'until'; readonly at: Date }
  | { readonly kind: 'fault'; readonly because: 'unreadable' | 'past' | 'too-long' }

const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']
const CHINESE_DAYS = '一二三四五六日'
const TIME = /(?:^|\s)([01]?\d|2[0-3]):([0-5]\d)$/

/**
 * When a snooze ends: `4h`, `90 min`, `2d`, `tomorrow`, `tomorrow 14:00`, `Monday`, `09:00`, `2026-12-01 08:30`. A day
 * without an hour means nine in the morning, by the shop's clock; days keep the clock's hour when the clock is changed.
 */
export function untilFrom(typed: string, now: Date, zone: string): Until {
  const at = instantFrom(
    typed
      .trim()
      .toLowerCase()
      .replace(/^(for|until|till)\s+/, ''),
    now,
    zone,
  )
  if (at === null) return { kind: 'fault', because: 'unreadable' }
  const ms = at.getTime() - now.getTime()
  if (ms < MIN_MS) return { kind: 'fault', because: 'past' }
  const last = clockAfter(now, MAX_DAYS, zone)
  return at > last ? { kind: 'fault', because: 'too-long' } : { kind: 'until', at }
}

/** The instant that is meant, however far away; null where none is. */
export function instantFrom(words: string, now: Date, zone: string): Date | null {
  const typed = words.trim().toLowerCase()
  const [, count, unit] = /^(\d{1,5}(?:[.,]\d)?)\s*(.*)$/.exec(typed) ?? []
  const span =
    count === undefined || unit === undefined ? null : spanOf(Number(count.replace(',', '.')), unit)
  if (span?.unit === 'days') return clockAfter(now, span.count, zone)
  if (span) return new Date(now.getTime() + span.count * HOUR_MS)
  const time = TIME.exec(typed)
  const minute = time ? minuteOfDay(`${time[1]}:${time[2]}`) : MORNING
  const named = typed
    .replace(TIME, '')
    .replace(/\s+at$/, '')
    .trim()
  const today = dayOf(now, zone)
  if (named === '' && time) {
    const first = instantOf(today, minute, zone)
    return first > now ? first : instantOf(addDays(today, 1), minute, zone)
  }
  const day = dayNamed(named, today)
  if (day !== null) return instantOf(day, minute, zone)
  const wanted = weekdayNamed(named)
  if (wanted === null) return null
  // of the day it is, where that hour is still to come
  const ahead = (wanted - weekday(today) + 7) % 7
  const next = instantOf(addDays(today, ahead), minute, zone)
  return next > now ? next : instantOf(addDays(today, ahead + 7), minute, zone)
}

function spanOf(
  count: number,
  unit: string,
): { readonly unit: 'hours' | 'days'; readonly count: number } | null {
  if (/^(h|hrs?|hours?|小时|个小时)$/.test(unit)) return { unit: 'hours', count }
  if (/^(m|mins?|minutes?|分钟)$/.test(unit)) return { unit: 'hours', count: count / 60 }
  return /^(d|days?|天)$/.test(unit) && Number.isInteger(count) ? { unit: 'days', count } : null
}

/** The clock's hour now, so many days on. */
function clockAfter(now: Date, days: number, zone: string): Date {
  const { day, minute } = wallClock(now, zone)
  return instantOf(addDays(day, days), minute, zone)
}

function dayNamed(name: string, today: Day): Day | null {
  if (isDay(name)) return name
  if (/^(today|今天)$/.test(name)) return today
  if (/^(tomorrow|明天)$/.test(name)) return addDays(today, 1)
  return null
}

/** Monday is 1. */
function weekdayNamed(name: string): number | null {
  const english = DAYS.findIndex((day) => name === day || name === day.slice(0, 3))
  const chinese = CHINESE_DAYS.indexOf(/^(?:下?周|星期)([一二三四五六日])$/.exec(name)?.[1] ?? '–')
  return Math.max(english, chinese) + 1 || null
}
