import { addDays, dayOf, instantOf, weekday } from './days.ts'

/** When a job is due. Minutes count from the hour in UTC, so no clock change opens a hole; times of day are the zone's. */
export type Schedule =
  /** from `offset` minutes after the hour on, where the rows of another job's run are to be there already */
  { readonly everyMinutes: number; readonly offset?: number } | DailySchedule

interface DailySchedule {
  readonly at: string
  readonly zone?: string
  readonly weekdays?: readonly number[]
  /** only on this day of the month, or on its last one where it has fewer */
  readonly monthDay?: number
  /** January is 1; all of them where it is left out */
  readonly months?: readonly number[]
}

/** One due moment of one job. `at` is the instant, `day` the zone's day it belongs to. */
export interface Slot {
  readonly at: Date
  readonly day: string
}

/** `07:30` as minutes since midnight. */
export function minuteOfDay(at: string): number {
  const [hours, minutes] = at.split(':')
  if (!/^([01]?\d|2[0-3]):[0-5]\d$/.test(at)) throw new RangeError(`not a time of day: ${at}`)
  return Number(hours) * 60 + Number(minutes)
}

/** `09:00-18:00`, from minutes since midnight. */
export function showHours({ from, to }: { readonly from: number; readonly to: number }): string {
  const at = (minutes: number) =>
    `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
  return `${at(from)}-${at(to)}`
}

/**
 * Slots due in (after, until], oldest first; `zone` is the shop's, where the schedule names none. A time inside the spring gap is due at the first valid minute, one
 * inside the autumn fold once.
 */
export function slotsDue(schedule: Schedule, zone: string, after: Date, until: Date): Slot[] {
  if ('everyMinutes' in schedule) return gridSlots(schedule, zone, after, until)
  return dailySlots({ ...schedule, zone: schedule.zone ?? zone }, after, until)
}

function gridSlots(
  { everyMinutes, offset = 0 }: { readonly everyMinutes: number; readonly offset?: number },
  zone: string,
  after: Date,
  until: Date,
): Slot[] {
  const [step, from] = [everyMinutes * 60_000, offset * 60_000]
  const slots: Slot[] = []
  for (
    let at = (Math.floor((after.getTime() - from) / step) + 1) * step + from;
    at <= until.getTime();
    at += step
  ) {
    slots.push({ at: new Date(at), day: dayOf(new Date(at), zone) })
  }
  return slots
}

/** Whether a schedule of times of day is due on a day at all. */
export function isDueOn({ weekdays, monthDay, months }: DailySchedule, day: string): boolean {
  if (weekdays && !weekdays.includes(weekday(day))) return false
  if (months && !months.includes(Number(day.slice(5, 7)))) return false
  if (monthDay === undefined) return true
  const isLast = addDays(day, 1).endsWith('-01')
  const date = Number(day.slice(8))
  return date === monthDay || (isLast && date < monthDay)
}

function dailySlots(schedule: DailySchedule & { readonly zone: string }, after: Date, until: Date): Slot[] {
  const minute = minuteOfDay(schedule.at)
  const slots: Slot[] = []
  const last = dayOf(until, schedule.zone)
  for (let day = dayOf(after, schedule.zone); day <= last; day = addDays(day, 1)) {
    if (!isDueOn(schedule, day)) continue
    const at = instantOf(day, minute, schedule.zone)
    if (at > after && at <= until) slots.push({ at, day })
  }
  return slots
}
