import * as chrono from 'chrono-node'
import { addDays, addMonths, type Day, isDay } from '../../lib/days.ts'
import { anywhere, matchesIn, wholeWords } from '../masked.ts'
import { monthOf, type Named, oneDay, type Period, type Reckoning } from './period.ts'

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const MONTH =
  '(jan(?:uary)?|feb(?:ruary)?|march|mar|april|apr|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)'
/** a modal verb and a word for walking are months only where something says so */
const ALONE = MONTH.replace('march|mar|', '').replace('|may', '')
const CHINESE_MONTHS = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二']

/** Days and months that are written out: ISO, `23.11.2026`, `20/11/2026`, `Nov 11`, `11月20号`, `October`, `2026-10`. */
export function writtenDates(text: string, reckoning: Reckoning): Named[] {
  return [
    ...numericDates(text),
    ...withoutYear(text, reckoning),
    ...daysOfOneMonth(text, reckoning),
    ...namedByChrono(text, reckoning),
    ...months(text, reckoning),
  ]
}

function numericDates(text: string): Named[] {
  const iso = matchesIn(text, wholeWords('(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})'))
  const european = matchesIn(text, wholeWords('(\\d{1,2})[./](\\d{1,2})[./](\\d{4})'))
  return [
    ...iso.map(({ groups: [year, month, date], ...match }) => dated(match, year, month, date)),
    ...european.map(({ groups: [date, month, year], ...match }) => dated(match, year, month, date)),
    ...matchesIn(text, wholeWords('(\\d{4})-(\\d{1,2})(?![-\\d])')).map(
      ({ groups: [year, month], ...match }) =>
        Number(month) >= 1 && Number(month) <= 12
          ? { ...match, period: { kind: 'days' as const, ...monthOf(written(year, month, '1')) } }
          : { ...match, period: { kind: 'no-such-day' as const, said: match.said } },
    ),
    ...matchesIn(
      text,
      wholeWords(
        '(?:30|31)(?:st|th)? (?:of )?(?:february|feb)|(?:february|feb) (?:30|31)(?:st|th)?|31(?:st)? (?:of )?(?:april|june|sept?(?:ember)?|november|nov|apr|jun)|(?:april|june|sept?(?:ember)?|november|nov|apr|jun) 31(?:st)?',
      ),
    ).map(none),
    ...matchesIn(text, anywhere('(?:2月30[日号]|2月31[日号]|(?:4|6|9|11)月31[日号])')).map(none),
  ]
}

/**
 * `10/11` and `11月10日至15日`. Two numbers are a day where one of those in the text says which way round they are
 * written: 15/11 can only be a day and a month.
 */
function withoutYear(text: string, reckoning: Reckoning): Named[] {
  const pairs = matchesIn(text, wholeWords('(\\d{1,2})/(\\d{1,2})(?![/\\d])'))
  const numbers = pairs.map(({ groups: [first, second] }) => [Number(first), Number(second)] as const)
  const dayFirst = numbers.some(([first]) => first > 12)
  const monthFirst = numbers.some(([, second]) => second > 12)
  const year = reckoning.today.slice(0, 4)
  const short =
    dayFirst === monthFirst
      ? []
      : pairs.map(({ groups: [first, second], ...match }) => {
          const [date, month] = dayFirst ? [first, second] : [second, first]
          const day = written(year, month, date)
          if (!isDay(day)) return none(match)
          return { ...match, period: oneDay(onSide(day, reckoning)) }
        })
  const spans = matchesIn(
    text,
    anywhere('(1[0-2]|[1-9])月(\\d{1,2})[日号]?\\s*(?:至|到|-|~)\\s*(\\d{1,2})[日号]'),
  ).map(({ groups: [month, first, last], ...match }): Named => {
    const [from, to] = [written(year, month, first), written(year, month, last)]
    if (!isDay(from) || !isDay(to) || to < from) return none(match)
    return {
      ...match,
      period: { kind: 'days', from: onSide(from, reckoning), to: addDays(onSide(to, reckoning), 1) },
    }
  })
  // 16-18号: of the month last past, or in a forecast of the next
  const bare = matchesIn(
    text,
    anywhere('(?<![月\\d-])(\\d{1,2})[日号]?\\s*(至|到|-|~|和|及|\\u2029)\\s*(\\d{1,2})[日号]'),
  ).flatMap(({ groups: [first, joint = '', last], ...match }): Named[] => {
    // 28、29号 are two days in a row, 3、9号 are not
    if (/[和及\u2029]/u.test(joint) && Number(last) - Number(first) !== 1) return []
    const inMonth = (by: number, date = '') =>
      addDays(addMonths(monthOf(reckoning.today).from, by), Number(date) - 1)
    const by =
      reckoning.direction === 'past'
        ? inMonth(0, first) <= reckoning.today
          ? 0
          : -1
        : inMonth(0, last) >= reckoning.today
          ? 0
          : 1
    const [from, to] = [inMonth(by, first), inMonth(by, last)]
    return from < to ? [{ ...match, period: { kind: 'days', from, to: addDays(to, 1) } }] : []
  })
  return [...short, ...spans, ...bare]
}

/** `between 1 and 15 November`, `1st to 15th of October`. */
function daysOfOneMonth(text: string, reckoning: Reckoning): Named[] {
  const day = '(\\d{1,2})(?:st|nd|rd|th)?'
  return matchesIn(
    text,
    wholeWords(
      `(?:(?:between|from) )?(?:the )?${day} (?:and|to|until|till|through|-) (?:the )?${day} (?:of )?${MONTH}(?: (\\d{4}))?`,
    ),
  ).map(({ groups: [first, last, month = '', year], ...match }): Named => {
    const number = String(MONTHS.indexOf(month.slice(0, 3).toLowerCase()) + 1)
    const own = year ?? reckoning.today.slice(0, 4)
    const [from, to] = [written(own, number, first), written(own, number, last)]
    if (!isDay(from) || !isDay(to) || to < from) return none(match)
    const placed = (one: Day) => (year === undefined ? onSide(one, reckoning) : one)
    return { ...match, period: { kind: 'days', from: placed(from), to: addDays(placed(to), 1) } }
  })
}

function none<T extends { readonly said: string }>(
  match: T,
): T & { period: Extract<Period, { kind: 'no-such-day' }> } {
  return { ...match, period: { kind: 'no-such-day' as const, said: match.said } }
}

function written(year = '', month = '', date = ''): string {
  return `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
}

function dated(match: { at: number; end: number; said: string }, year = '', month = '', date = ''): Named {
  const day = written(year, month, date)
  return { ...match, period: isDay(day) ? oneDay(day) : { kind: 'no-such-day', said: match.said } }
}

/** Only what names a day for certain and no hour: chrono also hears months in verbs and times in prices. */
function namedByChrono(text: string, { today, direction }: Reckoning): Named[] {
  const reference = { instant: new Date(`${today}T12:00:00Z`), timezone: 0 }
  const found = [
    ...chrono.en.casual.parse(text, reference).filter((one) => /[a-z]{3}/i.test(one.text)),
    ...chrono.zh.hans.casual.parse(text, reference),
  ]
  return found.flatMap(({ index, text: said, start, end }) => {
    const [first, last] = [start, end ?? start]
    const isDated = [first, last].every(
      (one) => one.isCertain('day') && one.isCertain('month') && !one.isCertain('hour'),
    )
    if (!isDated || !/\d|[一二三四五六七八九十]/.test(said)) return []
    const dayOf = (one: typeof first) => {
      const day = written(String(one.get('year')), String(one.get('month')), String(one.get('day')))
      return one.isCertain('year') ? day : onSide(day, { today, direction })
    }
    const period: Period = { kind: 'days', from: dayOf(first), to: addDays(dayOf(last), 1) }
    return period.from < period.to ? [{ at: index, end: index + said.length, period }] : []
  })
}

/** The year that puts a day on the side that is spoken of. */
function onSide(day: Day, { today, direction }: Reckoning): Day {
  const own = `${today.slice(0, 4)}${day.slice(4)}`
  if (direction === 'past') return own <= today ? own : addMonths(own, -12)
  return own >= today ? own : addMonths(own, 12)
}

function months(text: string, reckoning: Reckoning): Named[] {
  const english = matchesIn(
    text,
    wholeWords(
      `(?:in |last |next |this |of )${MONTH}(?: (\\d{4}))?|${MONTH} (?:of )?(\\d{4})|(last|this|next) year'?s? ${MONTH}|${MONTH} (?:of )?(last|this|next) year|${ALONE}(?:'s)?|(?<=\\b(?:to|until|through|till) )${MONTH}`,
    ),
  ).map(({ groups: [led, ledYear, dated, year, before, led2, led3, after, alone, joined], ...match }) => {
    const said = led ?? dated ?? led2 ?? led3 ?? alone ?? joined ?? ''
    const number = MONTHS.indexOf(said.slice(0, 3).toLowerCase()) + 1
    const word = (before ?? after)?.toLowerCase()
    const by = word === 'last' ? -1 : word === 'next' ? 1 : 0
    const named = word === undefined ? undefined : String(Number(reckoning.today.slice(0, 4)) + by)
    return { ...match, period: monthNumbered(number, ledYear ?? year ?? named, reckoning) }
  })
  const chinese = matchesIn(
    text,
    anywhere(
      '(?:(\\d{4})年|(去年|今年|明年))?的?(1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月份?(?!\\s*[\\d一二三四五六七八九十]+\\s*[日号])',
    ),
  ).map(({ groups: [typed, word, said = ''], ...match }) => {
    const shift = word === '去年' ? -1 : word === '明年' ? 1 : 0
    const year =
      typed ?? (word === undefined ? undefined : String(Number(reckoning.today.slice(0, 4)) + shift))
    const number = /\d/.test(said) ? Number(said) : CHINESE_MONTHS.indexOf(said) + 1
    return { ...match, period: monthNumbered(number, year, reckoning) }
  })
  return [...english, ...chinese]
}

function monthNumbered(number: number, year: string | undefined, { today, direction }: Reckoning): Period {
  const own = monthOf(written(year ?? today.slice(0, 4), String(number), '1'))
  if (year !== undefined) return { kind: 'days', ...own }
  const by =
    direction === 'past' && own.from > today ? -12 : direction === 'future' && own.to <= today ? 12 : 0
  return { kind: 'days', ...monthOf(addMonths(own.from, by)) }
}
