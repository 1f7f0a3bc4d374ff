import { addDays, type Day, weekday } from '../../lib/days.ts'
import { anywhere, matchesIn, wholeWords } from '../masked.ts'
import type { Named, Period, Reckoning } from './period.ts'

interface NamedDay {
  readonly english: string
  readonly chinese: string
  readonly inYear: (year: number) => Day
  /** a holiday of several days */
  readonly days?: number
}

const on = (monthDay: string) => (year: number) => `${year}-${monthDay}`

/** The day after the fourth Thursday of November. */
function blackFriday(year: number): Day {
  const first = `${year}-11-01`
  const toThursday = (4 - weekday(first) + 7) % 7
  return addDays(first, toThursday + 22)
}

/** The Sunday after the first full moon of spring, by the reckoning of Gauss for this and the last century. */
function easter(year: number): Day {
  const moon = (19 * (year % 19) + 24) % 30
  const days = (2 * (year % 4) + 4 * (year % 7) + 6 * moon + 5) % 7
  const after = moon + days === 35 ? 28 : days === 6 && moon === 28 && year % 19 > 10 ? 27 : moon + days
  return addDays(`${year}-03-22`, after)
}

function sundayOf(year: number, month: string, nth: number): Day {
  const first = `${year}-${month}-01`
  return addDays(first, ((7 - weekday(first)) % 7) + 7 * (nth - 1))
}

const CHINESE_CALENDAR = new Intl.DateTimeFormat('en-u-ca-chinese', {
  month: 'numeric',
  day: 'numeric',
  timeZone: 'UTC',
})

/** A day of the Chinese calendar, which begins a year between 21 January and 20 February. */
function lunar(year: number, month: number, date: number): Day {
  const begins = addDays(`${year}-01-21`, Math.floor(29 * (month - 1)) + date - 1)
  for (let i = 0; i < 62; i++) {
    const day = addDays(begins, i)
    if (CHINESE_CALENDAR.format(new Date(`${day}T12:00:00Z`)) === `${month}/${date}`) return day
  }
  return begins
}

const DAYS: readonly NamedDay[] = [
  { english: 'christmas eve', chinese: '平安夜', inYear: on('12-24') },
  { english: 'boxing day', chinese: '节礼日', inYear: on('12-26') },
  { english: '(?:christmas|xmas)(?: day)?', chinese: '圣诞(?:节)?', inYear: on('12-25') },
  { english: "new year'?s? eve|silvester", chinese: '跨年夜?', inYear: on('12-31') },
  { english: "new year(?:'?s)?(?: day)?", chinese: '元旦', inYear: on('01-01') },
  { english: "valentine'?s?(?: day)?", chinese: '情人节', inYear: on('02-14') },
  { english: 'halloween', chinese: '万圣节', inYear: on('10-31') },
  {
    english: 'black friday weekend',
    chinese: '黑五周末',
    inYear: blackFriday,
    days: 3,
  },
  { english: 'black friday', chinese: '黑(?:色星期)?五', inYear: blackFriday },
  {
    english: 'cyber monday',
    chinese: '网络星期一|网一(?!样)',
    inYear: (year) => addDays(blackFriday(year), 3),
  },
  {
    english: "singles'? day|double (?:11|eleven)|11[./]11(?!\\d|[./]\\d)",
    chinese: '双(?:十一|11)|光棍节',
    inYear: on('11-11'),
  },
  { english: 'double (?:12|twelve)', chinese: '双(?:十二|12)', inYear: on('12-12') },
  {
    english: 'golden week|national day(?: holiday)?',
    chinese: '国庆(?:节|期间|假期|黄金周|长假)?',
    inYear: on('10-01'),
    days: 7,
  },
  {
    english: '(?:the )?thanksgiving(?: day)?',
    chinese: '感恩节',
    inYear: (year) => addDays(blackFriday(year), -1),
  },
  {
    english: 'cyber week|black week',
    chinese: '黑五(?:那|这)?周',
    inYear: (year) => addDays(blackFriday(year), -4),
    days: 7,
  },
  { english: 'easter(?: sunday)?', chinese: '复活节', inYear: easter },
  { english: "mother'?s'? day", chinese: '母亲节', inYear: (year) => sundayOf(year, '05', 2) },
  { english: 'may day|labou?r day', chinese: '五一(?:劳动节|假期|小长假)?|劳动节', inYear: on('05-01') },
  { english: "women'?s day", chinese: '三八(?:节|妇女节)?|妇女节', inYear: on('03-08') },
  { english: "children'?s day", chinese: '六一(?!八)(?:儿童节)?|儿童节', inYear: on('06-01') },
  {
    english: '(?:chinese|lunar) new year|spring festival',
    chinese: '春节|大年初一|农历新年',
    inYear: (year) => lunar(year, 1, 1),
  },
  { english: 'dragon boat(?: festival)?', chinese: '端午节?', inYear: (year) => lunar(year, 5, 5) },
  { english: 'qixi(?: festival)?', chinese: '七夕节?', inYear: (year) => lunar(year, 7, 7) },
  { english: '(?:mid-?autumn|moon) festival', chinese: '中秋节?', inYear: (year) => lunar(year, 8, 15) },
  { english: '618', chinese: '618|六一八', inYear: on('06-18') },
]

const YEAR_BEFORE = "(?:(\\d{4}) |(last|this|next) year'?s? |(?:(last|this|next) ))?"
const YEAR_AFTER = '(?:(?: of| in)? (\\d{4})| (last|this|next) year)?'
const YEAR_CHINESE = '(?:(\\d{4})年?|(去年|今年|明年))?的?'

/** Feasts and shopping days; without a year the latest past one, or in a forecast the next. */
export function namedDays(text: string, reckoning: Reckoning): Named[] {
  return DAYS.flatMap(({ english, chinese, inYear, days = 1 }) => [
    ...matchesIn(text, wholeWords(`${YEAR_BEFORE}(?:${english})${YEAR_AFTER}`)).map(({ at, end, groups }) => {
      const [before, yearBefore, alone, after, yearAfter] = groups
      const word = yearBefore ?? yearAfter
      const year = before ?? after ?? (word === undefined ? undefined : yearBy(word, reckoning.today))
      return { at, end, period: spanOf(dayBy(inYear, { year, alone }, reckoning), days) }
    }),
    ...matchesIn(text, anywhere(`${YEAR_CHINESE}(?:${chinese})(?:那天|当天)?`)).map(({ at, end, groups }) => {
      const [digits, word] = groups
      const year = digits ?? (word === undefined ? undefined : yearBy(word, reckoning.today))
      return { at, end, period: spanOf(dayBy(inYear, { year }, reckoning), days) }
    }),
  ])
}

function spanOf(from: Day, days: number): Period {
  return { kind: 'days', from, to: addDays(from, days) }
}

function dayBy(
  inYear: NamedDay['inYear'],
  { year, alone }: { readonly year: string | undefined; readonly alone?: string | undefined },
  { today, direction }: Reckoning,
): Day {
  if (year !== undefined) return inYear(Number(year))
  const own = inYear(Number(today.slice(0, 4)))
  const isAhead = alone === undefined ? direction === 'future' : alone.toLowerCase() === 'next'
  if (isAhead) return own >= today ? own : inYear(Number(today.slice(0, 4)) + 1)
  return own <= today ? own : inYear(Number(today.slice(0, 4)) - 1)
}

function yearBy(word: string, today: Day): string {
  const shift = /^(?:last|去年)$/i.test(word) ? -1 : /^(?:next|明年)$/i.test(word) ? 1 : 0
  return String(Number(today.slice(0, 4)) + shift)
}
