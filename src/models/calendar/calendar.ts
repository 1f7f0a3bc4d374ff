import { addDays, type Day, type DayRange } from '../../lib/days.ts'
import { dayIn, easter, islamic, lunarNewYear, nthWeekday } from './holiday-dates.ts'

/** A feast or a sale on which shops of some country sell unlike on other days. */
interface Feast {
  readonly name: string
  /** its days in a year: none where it was not held */
  readonly on: (year: number) => readonly Day[]
  /** days before and after that differ as well, each told apart by its distance */
  readonly before?: number
  readonly after?: number
}

const fixed = (month: number, day: number) => (year: number) => [dayIn(year, month, day)]
const ruled = (month: number, weekday: number, nth: number) => (year: number) => [
  nthWeekday(year, month, weekday, nth),
]
const fromEaster = (days: number) => (year: number) => [addDays(easter(year), days)]
/** the day after Thanksgiving, as shops everywhere now hold it */
const blackFriday = (year: number) => addDays(nthWeekday(year, 11, 4, 4), 1)

/** Amazon's own dates, as it announced them; later years must be added as they are told. */
const PRIME_DAYS: readonly Day[] = [
  '2015-07-15',
  '2016-07-12',
  '2017-07-11',
  ...['2018-07-16', '2018-07-17'],
  ...['2019-07-15', '2019-07-16'],
  ...['2020-10-13', '2020-10-14'],
  ...['2021-06-21', '2021-06-22'],
  ...['2022-07-12', '2022-07-13'],
  ...['2023-07-11', '2023-07-12'],
  ...['2024-07-16', '2024-07-17'],
  ...['2025-07-08', '2025-07-09', '2025-07-10', '2025-07-11'],
]

/** New moon of Kartika, as India's shops hold it. */
const DIWALI: readonly Day[] = [
  ...['2015-11-11', '2016-10-30', '2017-10-19', '2018-11-07', '2019-10-27', '2020-11-14', '2021-11-04'],
  ...['2022-10-24', '2023-11-12', '2024-10-31', '2025-10-20', '2026-11-08', '2027-10-29', '2028-10-17'],
  ...['2029-11-05', '2030-10-26'],
]

/** Where two fall on one day the first of this list names it: the great sales, then the great feasts, then the rest. */
const FEASTS: readonly Feast[] = [
  { name: 'Double 11', on: fixed(11, 11), before: 1, after: 1 },
  { name: '618', on: fixed(6, 18), before: 2, after: 1 },
  { name: 'Black Friday', on: (year) => [blackFriday(year)], before: 2, after: 2 },
  { name: 'Cyber Monday', on: (year) => [addDays(blackFriday(year), 3)], after: 1 },
  { name: 'Prime Day', on: (year) => PRIME_DAYS.filter((day) => day.startsWith(`${year}-`)) },
  { name: 'Diwali', on: (year) => DIWALI.filter((day) => day.startsWith(`${year}-`)), before: 5, after: 2 },
  { name: 'Double 12', on: fixed(12, 12) },
  { name: 'Christmas Day', on: fixed(12, 25) },
  { name: 'Christmas Eve', on: fixed(12, 24), before: 2 },
  { name: 'Boxing Day', on: fixed(12, 26), after: 1 },
  { name: "New Year's Day", on: fixed(1, 1), after: 1 },
  { name: "New Year's Eve", on: fixed(12, 31), before: 1 },
  { name: 'Lunar New Year', on: (year) => [lunarNewYear(year)], before: 7, after: 7 },
  { name: 'Easter Sunday', on: fromEaster(0) },
  { name: 'Good Friday', on: fromEaster(-2), before: 1, after: 1 },
  { name: 'Easter Monday', on: fromEaster(1) },
  { name: 'Eid al-Fitr', on: (year) => islamic(year, 10, 1), before: 3, after: 3 },
  { name: 'Eid al-Adha', on: (year) => islamic(year, 12, 10), before: 2, after: 3 },
  { name: 'Ramadan begins', on: (year) => islamic(year, 9, 1), before: 1 },
  { name: 'Thanksgiving', on: ruled(11, 4, 4) },
  { name: "Valentine's Day", on: fixed(2, 14), before: 1 },
  { name: "Women's Day", on: fixed(3, 8) },
  { name: "Mother's Day", on: ruled(5, 7, 2), before: 2 },
  { name: "Father's Day", on: ruled(6, 7, 3), before: 1 },
  { name: 'Labour Day', on: fixed(5, 1), after: 2 },
  { name: 'Memorial Day', on: ruled(5, 1, -1) },
  { name: 'Independence Day', on: fixed(7, 4), before: 1 },
  { name: 'Labor Day', on: ruled(9, 1, 1) },
  { name: 'Super Bowl', on: ruled(2, 7, 1) },
  { name: 'Halloween', on: fixed(10, 31), before: 1 },
  { name: 'National Day of China', on: fixed(10, 1), after: 6 },
  { name: 'Carnival', on: fromEaster(-47), before: 3, after: 1 },
  { name: 'Ascension Day', on: fromEaster(39) },
  { name: 'Whit Monday', on: fromEaster(50) },
  { name: 'Corpus Christi', on: fromEaster(60) },
  { name: 'Early May Bank Holiday', on: ruled(5, 1, 1) },
  { name: 'Summer Bank Holiday', on: ruled(8, 1, -1) },
]

const OF_YEAR = new Map<number, Calendar>()

/**
 * The feasts and great sales of a range of days by name, with the days around them: `Black Friday` and `Black Friday
 * -1`. They are suggestions: a model keeps those that made a difference before (special-days.ts).
 * `feastsOf({ from: '2026-11-11', to: '2026-11-12' })` is `2026-11-11` to `Double 11`.
 */
export function holidaysOf({ from, to }: DayRange): Calendar {
  const found = new Map<Day, string>()
  for (let year = Number(from.slice(0, 4)) - 1; year <= Number(to.slice(0, 4)) + 1; year++)
    for (const [day, name] of ofYear(year)) if (day >= from && day < to) found.set(day, name)
  return found
}

/** The same name every year: `Double 11 2026` is `Double 11`, so that it is compared with those before it. */
export function yearless(name: string): string {
  const without = name.replace(/[\s'_-]*\b(?:19|20)\d{2}\b/g, '').trim()
  return without === '' ? name : without
}

function ofYear(year: number): Calendar {
  const known = OF_YEAR.get(year)
  if (known) return known
  const days = new Map<Day, string>()
  const add = (day: Day, name: string) => {
    if (!days.has(day)) days.set(day, name)
  }
  for (const { name, on } of FEASTS) for (const day of on(year)) add(day, name)
  for (const { name, on, before = 0, after = 0 } of FEASTS)
    for (const day of on(year))
      for (let shift = -before; shift <= after; shift++)
        if (shift !== 0) add(addDays(day, shift), `${name} ${shift > 0 ? '+' : '−'}${Math.abs(shift)}`)
  OF_YEAR.set(year, days)
  return days
}

const BESIDE = /\s[+−](\d+)(?: for the first time)?$/u

/** `Christmas Eve −1`: a day before or after a holiday, which only goes by its name. */
export function isBeside(name: string): boolean {
  return BESIDE.test(name)
}

const FIRST_TIME = ' for the first time'

/** What a holiday is called that the history has not seen yet. */
export function firstTime(name: string): string {
  return `${name}${FIRST_TIME}`
}

export function isFirstTime(name: string): boolean {
  return name.endsWith(FIRST_TIME)
}

/** As people say it: without whether the history has seen one. */
export function plainName(name: string): string {
  return isFirstTime(name) ? name.slice(0, -FIRST_TIME.length) : name
}

/** Days that are not ordinary, with what they are called: `2026-11-11` is `Double 11`. */
export type Calendar = ReadonlyMap<Day, string>
