import { addDays, instantOf, wallClock, weekday } from '../../lib/days.ts'

/** A recurring time in which nobody is notified, by the clock of its zone. `to` not after `from` is of the next day. */
export interface MuteInterval {
  readonly zone: string
  /** Monday is 1; of the day it begins on */
  readonly weekdays: readonly number[]
  /** minutes since midnight */
  readonly from: number
  readonly to: number
}

/** Until when it is muted; null when it is not. On the days the clock is changed its ends stay those of the clock. */
export function mutedUntil({ zone, weekdays, from, to }: MuteInterval, at: Date): Date | null {
  const today = wallClock(at, zone).day
  for (const day of [addDays(today, -1), today]) {
    if (!weekdays.includes(weekday(day))) continue
    const begin = instantOf(day, from, zone)
    const end = instantOf(to > from ? day : addDays(day, 1), to, zone)
    if (at >= begin && at < end) return end
  }
  return null
}
