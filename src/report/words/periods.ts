import { addDays, type Day } from '../../lib/days.ts'
import type { Language } from '../../lib/language.ts'
import { longDay, shortDay } from '../../lib/show-days.ts'

/** How a run of days is written: what both ends share is said once. */
export interface Periods {
  /** `28 Sep to 4 Oct 2026`, `1 to 15 Oct 2026` */
  days(first: Day, last: Day): string
  /** the same, a whole month or year by its name: `October 2026`, `2026` */
  period(first: Day, last: Day): string
}

const yearOf = (day: Day) => day.slice(0, 4)
const monthOf = (day: Day) => day.slice(0, 7)
const number = (part: string) => String(Number(part))

function whole(first: Day, last: Day): 'month' | 'year' | null {
  if (!first.endsWith('-01') || !addDays(last, 1).endsWith('-01')) return null
  if (monthOf(first) === monthOf(last)) return 'month'
  return first.endsWith('-01-01') && last.endsWith('-12-31') && yearOf(first) === yearOf(last) ? 'year' : null
}

const englishMonth = new Intl.DateTimeFormat('en-US', { month: 'long', year: 'numeric', timeZone: 'UTC' })

function englishDays(first: Day, last: Day): string {
  const end = `${shortDay(last)} ${yearOf(last)}`
  if (first === last) return longDay(first)
  if (monthOf(first) === monthOf(last)) return `${number(first.slice(8))} to ${end}`
  return yearOf(first) === yearOf(last)
    ? `${shortDay(first)} to ${end}`
    : `${shortDay(first)} ${yearOf(first)} to ${end}`
}

const chineseMonth = (day: Day) => `${number(day.slice(5, 7))}月`
const chineseDate = (day: Day) => `${number(day.slice(8))}日`
const chineseDay = new Intl.DateTimeFormat('zh-CN', {
  year: 'numeric',
  month: 'long',
  day: 'numeric',
  weekday: 'short',
  timeZone: 'UTC',
})

function chineseDays(first: Day, last: Day): string {
  if (first === last) return chineseDay.format(new Date(first))
  const begin = `${yearOf(first)}年${chineseMonth(first)}${chineseDate(first)}`
  if (monthOf(first) === monthOf(last)) return `${begin}至${chineseDate(last)}`
  const end = `${chineseMonth(last)}${chineseDate(last)}`
  return `${begin}至${yearOf(first) === yearOf(last) ? '' : `${yearOf(last)}年`}${end}`
}

const LANGUAGES: Readonly<
  Record<Language, Pick<Periods, 'days'> & { month(day: Day): string; year(day: Day): string }>
> = {
  en: { days: englishDays, month: (day) => englishMonth.format(new Date(day)), year: yearOf },
  zh: {
    days: chineseDays,
    month: (day) => `${yearOf(day)}年${chineseMonth(day)}`,
    year: (day) => `${yearOf(day)}年`,
  },
}

export function periodsIn(language: Language): Periods {
  const { days, ...named } = LANGUAGES[language]
  return {
    days,
    period(first, last) {
      const name = whole(first, last)
      return name ? named[name](first) : days(first, last)
    },
  }
}
