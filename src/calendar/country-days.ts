import { addDays, type Day, type DayRange } from '../lib/days.ts'
import { type Calendar, holidaysOf } from '../models/calendar/calendar.ts'
import { commercialDays } from '../models/calendar/country.ts'

/** the weeks around Christmas, where it is a public holiday: a rush, few people between the years, and none after them */
const SEASON = [
  { name: 'Between the years', dates: ['12-27', '12-28', '12-29', '12-30'] },
  { name: 'Week before Christmas', dates: ['12-16', '12-17', '12-18', '12-19', '12-20', '12-21', '12-22'] },
  { name: 'After New Year', dates: ['01-02', '01-03', '01-04', '01-05', '01-06', '01-07'] },
]
const BESIDE = / [+−]\d+$/

interface YearOfCountry {
  readonly named: ReadonlyMap<Day, string>
  readonly off: ReadonlySet<Day>
}
const known = new Map<string, YearOfCountry>()

/**
 * The public holidays of a country with the days beside them, its sales, and the days between the years, by name; the names
 * are those of `holidaysOf` where it has one. Public holidays are those of the whole country (date-holidays). None without
 * a country, and none of a country that the library does not know.
 */
export async function countryDays(country: string | null, { from, to }: DayRange): Promise<Calendar> {
  const found = new Map<Day, string>()
  if (country === null) return found
  for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year++)
    for (const [day, name] of (await ofYear(country, year)).named)
      if (day >= from && day < to) found.set(day, name)
  return found
}

/** Those on which most people are off, without the days beside them. */
export async function publicHolidays(
  country: string | null,
  { from, to }: DayRange,
): Promise<ReadonlySet<Day>> {
  const found = new Set<Day>()
  if (country === null) return found
  for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year++)
    for (const day of (await ofYear(country, year)).off) if (day >= from && day < to) found.add(day)
  return found
}

async function ofYear(country: string, year: number): Promise<YearOfCountry> {
  const key = `${country} ${year}`
  const days = known.get(key) ?? (await make(country, year))
  known.set(key, days)
  return days
}

async function make(country: string, year: number): Promise<YearOfCountry> {
  // a third of a second and twelve megabytes: loaded when a day is judged, not when the bot starts
  const { default: Holidays } = await import('date-holidays')
  const listed = new Holidays(country).getHolidays(year, 'en') ?? []
  const names = holidaysOf({ from: `${year}-01-01`, to: `${year + 1}-01-01` })
  const isPublic = listed.filter(({ type }) => type === 'public')
  const days = new Map<Day, string>()
  const add = (day: Day, name: string) => {
    if (day.startsWith(`${year}-`) && !days.has(day)) days.set(day, name)
  }
  // a day beside another feast is its own where it is public
  const nameOf = (day: Day, listedAs: string) => {
    const usual = names.get(day)
    return usual === undefined || BESIDE.test(usual) ? listedAs : usual
  }
  const commercial = commercialDays(country)
  for (const [day, name] of names) if (commercial.has(name.replace(BESIDE, ''))) add(day, name)
  for (const { date, name } of isPublic) add(date.slice(0, 10), nameOf(date.slice(0, 10), name))
  for (const { date, name } of isPublic) {
    add(addDays(date.slice(0, 10), -1), `${name} −1`)
    add(addDays(date.slice(0, 10), 1), `${name} +1`)
  }
  if (isPublic.some(({ date }) => date.startsWith(`${year}-12-25`)))
    for (const { name, dates } of SEASON) for (const date of dates) add(`${year}-${date}`, name)
  return { named: days, off: new Set(isPublic.map(({ date }) => date.slice(0, 10))) }
}
