import { addDays, addMonths, type Day, daysBetween, weekday } from '../../lib/days.ts'
import { monthOf, oneDay, type Period } from './period.ts'
import type { Rule } from './rule.ts'

/** Days and spans counted from today by other words than `last week`: `3 days ago`, `the 15th`, `H1`, `week 47`. */
const NUMBER = '(\\d{1,2}|an?|one|two|three|four|five|six|seven|eight|nine|ten)'
const NUMBER_CHINESE = '(\\d{1,2}|[一两二三四五六七八九十])'
const WORDS = 'a an one two three four five six seven eight nine ten'.split(' ')
const SIGNS = '一二三四五六七八九十'
const WEEKDAYS = '(mon|tue|wed|thu|fri|sat|sun)(?:s|rs|r|nes|ur)?(?:day)?'
const STARTS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

function countOf(said = 'one'): number {
  const word = said.toLowerCase().replace('两', '二')
  if (/^\d+$/u.test(word)) return Number(word)
  const sign = SIGNS.indexOf(word)
  if (sign >= 0) return sign + 1
  return Math.max(1, WORDS.indexOf(word) - 1)
}

function weekOf(day: Day): Period {
  const from = addDays(day, 1 - weekday(day))
  return { kind: 'days', from, to: addDays(from, 7) }
}

const shiftOf = (said = '') => (/^(?:last|上)/iu.test(said) ? -1 : /^(?:next|下)/iu.test(said) ? 1 : 0)

/** The day of that number last past, or in a forecast the next. */
function dateAlone(date: number, { today, direction }: Parameters<Rule['of']>[1]): Period {
  const inMonth = (by: number) => addDays(addMonths(monthOf(today).from, by), date - 1)
  const own = inMonth(0)
  if (direction === 'past') return oneDay(own <= today ? own : inMonth(-1))
  return oneDay(own >= today ? own : inMonth(1))
}

function halfOf(year: number, half: number): Period {
  const from = `${year}-${half === 1 ? '01' : '07'}-01`
  return { kind: 'days', from, to: addMonths(from, 6) }
}

/** From today until the end of the week, the month, ...: what is still to come of it. */
function restOf(unit: string, today: Day): Period {
  const year = today.slice(0, 4)
  const quarterEnd = addMonths(`${year}-01-01`, 3 * Math.ceil(Number(today.slice(5, 7)) / 3))
  if (/^(?:week|周|星期)/iu.test(unit))
    return { kind: 'days', from: today, to: addDays(today, 8 - weekday(today)) }
  if (/^(?:quarter|季)/iu.test(unit)) return { kind: 'days', from: today, to: quarterEnd }
  if (/^(?:year|年)/iu.test(unit)) return { kind: 'days', from: today, to: `${Number(year) + 1}-01-01` }
  return { kind: 'days', from: today, to: monthOf(today).to }
}

/** The Monday of a week by its number: the first has the fourth of January. */
function weekNumbered(year: string, number: number): Period {
  return weekOf(addDays(`${year}-01-04`, 7 * (number - 1)))
}

export const CALENDAR_RULES: readonly Rule[] = [
  {
    english: `${NUMBER} days? (?:ago|earlier)|(?<!\\d)(\\d) days? back`,
    chinese: `${NUMBER_CHINESE}天(?:之前|以前|前)`,
    of: ([count, back], { today }) => oneDay(addDays(today, -countOf(count ?? back))),
  },
  {
    english: `${NUMBER} weeks? (?:ago|back)`,
    chinese: `${NUMBER_CHINESE}(?:周|个?星期|个?礼拜)(?:之前|以前|前)`,
    of: ([count], { today }) => weekOf(addDays(today, -7 * countOf(count))),
  },
  {
    english: `${NUMBER} months? (?:ago|back)`,
    chinese: `${NUMBER_CHINESE}个月(?:之前|以前|前)`,
    of: ([count], { today }) => ({
      kind: 'days',
      ...monthOf(addMonths(monthOf(today).from, -countOf(count))),
    }),
  },
  {
    english: `${NUMBER} (days?|weeks?|months?) (?:out|ahead|forward|from now on)`,
    chinese: `(?:往后|向后|之后)(?:看|推|数|的)?${NUMBER_CHINESE.replace('1,2', '1,3')}\\s*(天|周|个?星期|个月)`,
    of: ([count, unit = ''], { today }) => ({ kind: 'next', days: daysIn(count, unit, today, 1) }),
  },
  {
    chinese: `(?:往前|向前|之前)(?:看|推|数|的)?${NUMBER_CHINESE.replace('1,2', '1,3')}\\s*(天|周|个?星期|个月)`,
    of: ([count, unit = ''], { today }) => ({ kind: 'last', days: daysIn(count, unit, today, -1) }),
  },
  {
    english: `since (?:about |roughly )?${NUMBER} (days?|weeks?|months?)(?: ago)?`,
    chinese: `(?:这|近|最近)?${NUMBER_CHINESE}(天|周|个?星期|个月)(?:以来|来)`,
    of: ([count, unit = ''], { today }) => ({
      kind: 'last',
      days: daysIn(count, unit, today, -1),
    }),
  },
  {
    english: '(?:the )?week before last|(?:the )?last but one week',
    chinese: '上上个?(?:周|星期|礼拜)(?![一二三四五六日天末])',
    of: (_, { today }) => weekOf(addDays(today, -14)),
  },
  {
    english: '(?:the )?month before last',
    chinese: '上上个?月',
    of: (_, { today }) => ({ kind: 'days', ...monthOf(addMonths(monthOf(today).from, -2)) }),
  },
  {
    english: '(?:the )?weekend before last',
    chinese: '上上个?周末',
    of: (_, { today }) => {
      const saturday = addDays(today, 6 - weekday(today) - 14)
      return { kind: 'days', from: saturday, to: addDays(saturday, 2) }
    },
  },
  {
    english: 'tomorrow and (?:on )?the (?:day|one) after(?: tomorrow| that)?',
    chinese: '(?:明后|明天和?后)(?:两)?天',
    of: (_, { today }) => ({ kind: 'days', from: addDays(today, 1), to: addDays(today, 3) }),
  },
  { chinese: '大前天', of: (_, { today }) => oneDay(addDays(today, -3)) },
  { chinese: '大后天', of: (_, { today }) => oneDay(addDays(today, 3)) },
  {
    english: 'this morning|since midnight|today so far|so far today',
    chinese: '今早|今晨|今天(?:早上|上午|截[至止]目前|到现在|到目前(?:为止)?)',
    of: (_, { today }) => oneDay(today),
  },
  {
    english: `(last|this|next) week(?:'s)? ${WEEKDAYS}`,
    of: ([which, said = ''], { today }) => weekdayOf(said, which, today),
  },
  {
    english: `${WEEKDAYS} (?:of |in )?(last|this|next) week`,
    of: ([said = '', which], { today }) => weekdayOf(said, which, today),
  },
  {
    english:
      '(?:(?:on )?the )?(\\d{1,2})(?:st|nd|rd|th)(?: of (last|this|next) month)?(?! of| \\p{L}+ (?:week|month)| (?:quarter|half|week|order|purchase|time|sale))',
    chinese: '(?<![\\d月])(\\d{1,2})[号日](?:那天)?(?!店|楼|仓)',
    of: ([date, which], reckoning) => {
      if (which === undefined) return dateAlone(Number(date), reckoning)
      const month = addMonths(monthOf(reckoning.today).from, shiftOf(which))
      return oneDay(addDays(month, Number(date) - 1))
    },
  },
  {
    chinese: '(上个?|这个?|本|当|下个?)月(\\d{1,2})[号日]',
    of: ([which, date], { today }) =>
      oneDay(addDays(addMonths(monthOf(today).from, shiftOf(which)), Number(date) - 1)),
  },
  {
    english:
      '(?:the )?(first|second|1st|2nd) half (?:of )?(?:(?:the )?(?:(this|last) )?year|(?=20\\d\\d))(20\\d\\d)?|h([12])(?:[ /]?(\\d{4}))?',
    chinese: '(?:(去|今)年|(\\d{4})年?)?的?(上|下)半年',
    of: ([a, b, typed, c, d], { today }) => {
      const own = Number(today.slice(0, 4)) + (/^(?:last|去)$/iu.test(b ?? a ?? '') ? -1 : 0)
      const year = [b, typed, d].find((one) => /^\d{4}$/u.test(one ?? ''))
      const isSecond = /^(?:second|2nd)$/iu.test(a ?? '') || c === '2' || [typed, c].includes('下')
      return halfOf(year === undefined ? own : Number(year), isSecond ? 2 : 1)
    },
  },
  {
    english: 'week to date|wtd|(?:since the )?(?:start|beginning) of the week',
    chinese: '(?:本|这个?)(?:周|星期)(?:至今|到现在|到目前)|周初(?:至今|到现在)',
    of: (_, { today }) => weekOf(today),
  },
  {
    english: '(?:since )?the (?:start|beginning) of (?:the|this) month',
    chinese: '(?:本|这个?)月(?:到现在|到目前|以来)|月初(?:到现在|以来|到今天)',
    of: (_, { today }) => ({ kind: 'days', ...monthOf(today) }),
  },
  {
    english:
      '(?:the |for the |over the )?(?:rest|remainder|balance) of (?:the|this) (week|month|quarter|year)|(?:by|until|till|before|up to|through|to) (?:the )?(?:end of (?:the |this )?(?=week|month|quarter|year)|(?=(?:month|year|quarter)[- ]end))(week|month|quarter|year)(?:[- ]end)?',
    chinese:
      '(?:这个?|本|今)?(周|星期|月|年|季度?)(?:剩下|余下|剩余)的?(?:几天|时间|日子)?|(?:到|至|截[至止])(?:本|这个?|今)?(月|年|季)(?:底|末)(?:为止|前|之前)?|(?:本|这个?|今)?(月|年|季)(?:底|末)(?:前|之前|(?=[^\u2029]{0,12}(?:能|会|将|预计|有望|大概)))|(?<=(?:能|会|预计|预测|估)[^\u2029]{0,12})(?:到)?(?:本|这个?|今)?(月|年|季)(?:底|末)',
    of: (units, { today }) => restOf(units.find((one) => one !== undefined) ?? 'month', today),
  },
  {
    english:
      '(?:calendar |iso )?(?:week|wk|kw|cw) ?(\\d{1,2})(?: (?:of )?(\\d{4}))?(?! (?:and|to|or|days?|weeks?))',
    chinese: '(?:(\\d{4})年)?第(\\d{1,2})周',
    of: ([a, b], { today }) => {
      const year = [a, b].find((one) => /^\d{4}$/u.test(one ?? '')) ?? today.slice(0, 4)
      return weekNumbered(year, Number([a, b].find((one) => /^\d{1,2}$/u.test(one ?? ''))))
    },
  },
]

function daysIn(count: string | undefined, unit: string, today: Day, side: 1 | -1): number {
  if (/^d|天/iu.test(unit)) return countOf(count)
  if (/^w|周|星期/iu.test(unit)) return 7 * countOf(count)
  return Math.abs(daysBetween(today, addMonths(today, side * countOf(count))))
}

function weekdayOf(said: string, which: string | undefined, today: Day): Period {
  const monday = addDays(today, 1 - weekday(today) + 7 * shiftOf(which))
  return oneDay(addDays(monday, STARTS.indexOf(said.slice(0, 3).toLowerCase())))
}
