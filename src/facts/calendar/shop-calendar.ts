import { countryDays } from '../../calendar/country-days.ts'
import type { Lake } from '../../lake/contract/lake.ts'
import { addDays, type Day, type DayRange } from '../../lib/days.ts'
import { type Promos, withHolidays } from '../../metrics/read/promo-days.ts'
import { ownHolidays, promos } from '../../metrics/read/promos.ts'
import { series } from '../../metrics/read/series.ts'
import { metricNamed } from '../../metrics/registry.ts'
import { type Calendar, isBeside, isFirstTime } from '../../models/calendar/calendar.ts'
import { countryOf } from '../../models/calendar/country.ts'
import { HOLIDAY_DAYS, holidaysBefore } from '../../models/forecast/look-back.ts'
import type { State } from '../../state/database/state.ts'
import { shopDays } from '../../state/shop-days.ts'

export interface ReadsCalendar {
  readonly lake: Pick<Lake, 'query' | 'zone'>
  readonly state: Pick<State, 'read'>
}

/** KPIs of the whole shop that holidays show in */
const HOLIDAY_KPIS = ['orders', 'sessions']

/** The promotions of the platforms, and the days that people have named in /calendar. */
export async function shopPromos({ lake, state }: ReadsCalendar): Promise<Promos> {
  return promos(lake, await shopDays(state))
}

/** Holidays and sales of the shop's country, as its time zone says, and those of the whole shop that people have named. */
export async function holidaysIn({ lake, state }: ReadsCalendar, range: DayRange): Promise<Calendar> {
  const own = [...ownHolidays(await shopDays(state))].filter(([day]) => day >= range.from && day < range.to)
  return new Map([...(await countryDays(countryOf(lake.zone), range)), ...own])
}

/** Those that made a difference to the whole shop before the day, and those that it has not seen. */
export async function notableHolidays(reads: ReadsCalendar, day: Day): Promise<Calendar> {
  const range = { from: addDays(day, -HOLIDAY_DAYS), to: day }
  const kpis = HOLIDAY_KPIS.flatMap((name) => metricNamed(name) ?? [])
  const histories = await Promise.all(kpis.map((metric) => series(reads.lake, metric, 'all', range)))
  return holidaysBefore(histories, day, await holidaysIn(reads, { from: range.from, to: addDays(day, 2) }))
}

/**
 * What a digest calls the days up to one: promotions, and the holidays that matter here. The days beside a holiday that was
 * not seen before have no name: nobody knows yet whether they differ.
 */
export async function digestCalendar(reads: ReadsCalendar, day: Day): Promise<Promos> {
  const holidays = [...(await notableHolidays(reads, day))].filter(
    ([on, name]) => on <= day && !(isFirstTime(name) && isBeside(name)),
  )
  return withHolidays(await shopPromos(reads), new Map(holidays))
}
