import { addDays, addMonths, type Day, daysBetween } from '../../lib/days.ts'
import { anywhere, matchesIn, wholeWords } from '../masked.ts'
import { CALENDAR_RULES } from './calendar.ts'
import { type Named, oneDay, type Reckoning } from './period.ts'
import type { Rule } from './rule.ts'
import { shift } from './shift.ts'
import { WEEKDAY_RULES } from './weekdays.ts'
import { month, quarter, quarterOf, soFar, week, year } from './whole.ts'

const NUMBERS: Readonly<Record<string, number>> = {
  ...{ one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10, twelve: 12 },
  ...{ 一: 1, 两: 2, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9, 十: 10, 十五: 15, 三十: 30 },
  ...{ couple: 2, few: 3, 几: 3, 半: 6, first: 1, second: 2, third: 3, fourth: 4 },
}
const COUNT = '(\\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|twelve)'
const COUNT_CHINESE = '(\\d{1,3}|三十|十五|[一两二三四五六七八九十])'
const UNIT = '(days?|weeks?|months?|years?)'

function countOf(said: string | undefined): number {
  const word = (said ?? '1').toLowerCase()
  return NUMBERS[word] ?? Number(word)
}

/** Weeks, months and years back or ahead in days: what has data ends yesterday, so it is a span, not a calendar month. */
function inDays(today: Day, count: number, unit: string, ahead: boolean): number {
  if (/^(week|周|星期)/i.test(unit)) return 7 * count
  // a month back is 30 days, as everybody's reports count it
  if (/^(month|个?月)/i.test(unit) && !ahead) return 30 * count
  if (/^(month|个?月)/i.test(unit)) return Math.abs(daysBetween(today, addMonths(today, count)))
  return /^(year|年)/i.test(unit) ? 365 * count : count
}

/** The longer a name, the earlier: `last week` must not be read out of `the last week of October`. */
const RULES: readonly Rule[] = [
  {
    english: 'the day before yesterday|day before yesterday',
    chinese: '前天',
    of: (_, { today }) => oneDay(addDays(today, -2)),
  },
  {
    english: 'the day after tomorrow|day after tomorrow',
    chinese: '后天',
    of: (_, { today }) => oneDay(addDays(today, 2)),
  },
  {
    english: "yesterday(?:'s)?|last night",
    chinese: '昨天|昨日|昨晚|昨儿个?',
    of: (_, { today }) => oneDay(addDays(today, -1)),
  },
  {
    english: "today(?:'s)?",
    chinese: '(?:今天)?(?:零点|0点)(?:到|至)(?:现在|目前|今)|今天|今日|今儿个?',
    of: (_, { today }) => oneDay(today),
  },
  {
    english: "tomorrow(?:'s)?",
    chinese: '明天|明日|明儿个?',
    of: (_, { today }) => oneDay(addDays(today, 1)),
  },
  {
    english:
      '(?:the )?(month|quarter|year)[- ]to[- ]date|([mqy])td|(?:so far )?(?:this|the) (month|quarter|year) so far|so far this (month|quarter|year)|(?:since|from) the (?:beginning|start) of (?:the|this) (month|quarter|year)',
    of: ([...said], { today }) => soFar(today, said.find((one) => one !== undefined) ?? ''),
  },
  {
    chinese:
      '(?:今|本|这个?)(年|季度?|月)(?:度)?(?:以来|至今|到(?:目前|现在|今天)(?:为止)?|开始到(?:现在|今天))|(年|季|月)初(?:以来|至今|到(?:目前|现在|今天)(?:为止)?)',
    of: ([unit, first], { today }) => soFar(today, unit ?? first ?? ''),
  },
  {
    english: `(?:the |over the |in the )?(?:last|past|previous|trailing) ${COUNT} ${UNIT}`,
    chinese: `(?:最近|过去|近|前|这)${COUNT_CHINESE}\\s*(天|周|个?星期|个月|年)`,
    of: ([count, unit = ''], { today }) => ({
      kind: 'last',
      days: inDays(today, countOf(count), unit, false),
    }),
  },
  {
    english: `(?:the |over the |in the )?(?:next|coming|following|upcoming) ${COUNT} ${UNIT}`,
    chinese: `(?:未来|接下来|今后|之后|下|后)${COUNT_CHINESE}\\s*(天|周|个?星期|个月|年)`,
    of: ([count, unit = ''], { today }) => ({
      kind: 'next',
      days: inDays(today, countOf(count), unit, true),
    }),
  },
  {
    english:
      '(?:the |in the )?(last|past|previous|next|coming) (fortnight|half[- ]?year|half a year|twelvemonth)',
    chinese: '(最近|过去|近|未来|接下来)(半年|半个月)',
    of: ([which = '', unit = ''], { today }) => {
      const ahead = /^(?:next|coming|未来|接下来)/iu.test(which)
      const days = /fortnight|半个月/iu.test(unit)
        ? 14
        : /twelve/iu.test(unit)
          ? 365
          : inDays(today, 6, 'months', ahead)
      return ahead ? { kind: 'next', days } : { kind: 'last', days }
    },
  },
  {
    english: `${COUNT} (weeks?|months?)`,
    chinese: `(?<![第那头])${COUNT_CHINESE}\\s*(周|个?星期|个月)`,
    of: ([count, unit = ''], { today, direction }) => {
      const isAhead = direction === 'future'
      return { kind: isAhead ? 'next' : 'last', days: inDays(today, countOf(count), unit, isAhead) }
    },
  },
  {
    english: '(?:the |in the |over the )?(last|past|next|coming) (\\d{2,3}) ?(?:hours?|hrs?|h)',
    chinese: '(最近|过去|近|未来|接下来)?(\\d{2,3})(?:个)?小时(?:内|之内|里)?',
    of: ([which, count], { direction }) => {
      const days = Math.max(1, Math.round(Number(count) / 24))
      const isAhead = /^(?:next|coming|未来|接下来)/iu.test(which ?? '') || (!which && direction === 'future')
      return isAhead ? { kind: 'next', days } : { kind: 'last', days }
    },
  },
  {
    english: "(?:a|one) week (?:from (?:now|today)|later)|in (?:a|one) week(?:'?s time)?",
    chinese: '一(?:周|个?星期)(?:之|以)?后',
    of: (_, { today }) => oneDay(addDays(today, 7)),
  },
  {
    english: '(\\d{2,3}) days? back',
    of: ([count]) => ({ kind: 'last', days: Number(count) }),
  },
  {
    english: '(?:over |in |for )?the month ahead|(?:the )?(?:coming|next) 30 days',
    chinese: '(?:后面|接下来|未来)一个?月',
    of: () => ({ kind: 'next', days: 30 }),
  },
  {
    english: '(?:for|of|in) the (month|quarter|year)(?! (?:of|before|after|to|ahead|end))',
    of: ([unit = ''], { today }) => soFar(today, unit),
  },
  {
    english: '(?:the )?past (week|month|year)',
    of: ([unit = ''], { today }) => ({ kind: 'last', days: inDays(today, 1, unit, false) }),
  },
  {
    english:
      "(?:the )?(last|previous|this|next|coming|current) (?:full |whole |complete )?week(?:'?s)?(?! of)",
    chinese: `(上个?|这个?|本|下个?)(?:周|星期|礼拜)(?!一(?!共)|[二三四五六日天末])`,
    of: ([which], { today }) => week(today, shift(which)),
  },
  {
    english: "(?:the )?(last|previous|this|next|coming|current) month(?:'?s)?(?! of)",
    chinese: '(上个?|这个?|本|当|下个?)月',
    of: ([which], { today }) => month(today, shift(which)),
  },
  {
    english: '(?:the )?(last|previous|this|next|coming|current) quarters?',
    chinese: '(上个?|这个?|本|下个?)季度',
    of: ([which], { today }) => quarter(today, shift(which)),
  },
  {
    english: '(?:the )?(last|previous|this|next|current) years?',
    chinese:
      '(去|今|明)年(?!.{0,2}(?:双|圣诞|黑|元旦|六一八|618|[一二三四1-4]季度|[一二三四五六七八九十\\d]{1,2}月))',
    of: ([which], { today }) => year(today, shift(which)),
  },
  {
    english:
      '(?:(\\d{4}) )?(?:the )?(?:q(?=[1-4])|(?=(?:first|second|third|fourth|1st|2nd|3rd|4th) quarter))([1-4](?!st|nd|rd|th)|first|second|third|fourth|1st|2nd|3rd|4th)(?: quarter)?(?:(?: of| in)? (\\d{4})|/(\\d{4}))?',
    chinese: '(?:(\\d{4}|去|今|明)年?的?)?(?:第)?([一二三四1-4])季度',
    of: ([before, said = '1', after, slash], { today, direction }) => {
      const number = NUMBERS[said] ?? Number.parseInt(said, 10)
      const own = /^[去今明]$/u.test(before ?? '')
        ? String(Number(today.slice(0, 4)) + shift(before))
        : before
      const typed = own ?? after ?? slash
      if (typed !== undefined) return { kind: 'days', ...quarterOf(Number(typed), number) }
      const nearest = quarterOf(Number(today.slice(0, 4)), number)
      const by =
        direction === 'past' && nearest.from > today
          ? -12
          : direction === 'future' && nearest.to <= today
            ? 12
            : 0
      return { kind: 'days', from: addMonths(nearest.from, by), to: addMonths(nearest.to, by) }
    },
  },
  ...WEEKDAY_RULES,
  {
    english: '(?:the )?(?:(last|past|previous|trailing|next|coming) )?(\\d{1,3}) ?d(?:ays?)?',
    of: ([which, count], { direction }) => ({
      kind:
        which === undefined ? (direction === 'future' ? 'next' : 'last') : shift(which) > 0 ? 'next' : 'last',
      days: Number(count),
    }),
  },
  {
    chinese: '(\\d{1,3})\\s*天',
    of: ([count], { direction }) => ({ kind: direction === 'future' ? 'next' : 'last', days: Number(count) }),
  },
]

/** `last week`, `下个月`, `Q3`, `the next 10 days`. */
export function relativeSpans(text: string, reckoning: Reckoning): Named[] {
  return [...RULES, ...CALENDAR_RULES].flatMap(({ english, chinese, of }) =>
    [
      ...(english === undefined ? [] : matchesIn(text, wholeWords(english))),
      ...(chinese === undefined ? [] : matchesIn(text, anywhere(chinese))),
    ].map(({ at, end, groups }) => ({ at, end, period: of(groups, reckoning) })),
  )
}
