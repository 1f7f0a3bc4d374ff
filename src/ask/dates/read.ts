import { addDays, type Day, daysBetween } from '../../lib/days.ts'
import { BLOT, blot } from '../masked.ts'
import { namedDays } from './named-days.ts'
import { partsOfMonths, weeksOf } from './parts.ts'
import { monthOf, type Named, type Period, type Reckoning } from './period.ts'
import { relativeSpans } from './spans.ts'
import { writtenDates } from './written.ts'

export interface Dates {
  /** what is left of the text */
  readonly text: string
  readonly periods: readonly Period[]
}

const JOINS = /^(?:\.\.|\s*(?:to|until|till|through|-|–|~|到|至|直到)\s*)$/iu
const BASELINE =
  /(?:(?:compared (?:to|with)|than|versus|vs\.?|against|from) )?(?:the )?(?:week|month|day|quarter|year) before(?! yesterday| last)|(?:than|versus|vs\.?|against|compared (?:to|with)) (?:on )?(?:the )?(?:mon|tues|wednes|thurs|fri|satur|sun)day before|(?:compared (?:to|with)|than|versus|vs\.?|against) (?:(?:the )?(?:previous|prior|same) (?:week|month|day|quarter|year|period|time|weekday)(?: (?:last year|a year ago|before))?|(?:usual|normal|average|before|ever))|(?:比|跟|和|与|较)(?:前|上)(?:一个?|个)?(?:周[一二三四五六日天末]|星期[一二三四五六日天])|(?:比|与|和|较)?(?:前|上)一(?:周|天|个月|个季度|年)/giu

/** Every period that is named, in the order of the words; two days joined by `to` are one period. */
export function readDates(text: string, reckoning: Reckoning): Dates {
  const bare = text.replace(BASELINE, (said) => BLOT.repeat(said.length))
  // letter by letter: everything stays at its place
  const small = bare.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
  const all = [
    ...namedDays(small, reckoning),
    ...relativeSpans(small, reckoning),
    ...writtenDates(small, reckoning),
  ].map((one) => asTyped(one, bare))
  const named = joined(weeksOf(partsOfMonths(longestFirst(all), bare), bare), bare)
  const chosen = untilThen(sinceThen(named, { text: bare, reckoning }), { text: bare, reckoning })
  // what came after a day, or before one, has no other end: it is not understood
  const isAfter = ({ at, end }: Named) =>
    /\b(?:after|before) (?:the )?$/iu.test(bare.slice(0, at)) ||
    /^\s*(?:(?:之|以)?后(?!天)|(?:之|以)前|前(?![天一后半]))/u.test(bare.slice(end))
  const whole = chosen.filter((one) => !isAfter(one)).map((one) => withItsKind(one, bare))
  return {
    text: whole.reduce(blot, bare),
    periods:
      chosen.length > 0
        ? withoutBaseline(onceEach(chosen.map(({ period }) => period)), bare)
        : cadence(bare, reckoning),
  }
}

/** A day that no calendar has is told as it was typed. */
function asTyped(named: Named, text: string): Named {
  const { period } = named
  if (period.kind !== 'no-such-day') return named
  const at = text.toLowerCase().indexOf(period.said.toLowerCase(), named.at)
  return at < 0 ? named : { ...named, period: { ...period, said: text.slice(at, at + period.said.length) } }
}

/** `the month of July`, `the whole of October`, 周末两天: what kind of span the date is says nothing more. */
function withItsKind({ at, end, period }: Named, text: string): Named {
  const before = KIND_BEFORE.exec(text.slice(0, at))
  const after = KIND_AFTER.exec(text.slice(end))
  return { at: before?.index ?? at, end: end + (after?.[0].length ?? 0), period }
}

const KIND_BEFORE =
  /\b(?:the )?(?:whole |entire |full |complete )*(?:months?|days?|weeks?|quarters?|years?|dates?|periods?|all|whole|night|evening|time)\s(?:of |from |in )(?:the )?$|\bthe (?:whole |entire |full )*(?:month|quarter|year|week|day)\s$|\b(?:the )?(?:whole|entire|full|complete) (?:of )?$/iu
const KIND_AFTER =
  /^'s\b|^\s?的?(?:[一两二三四五六七八九十\d]天|七日|一整天|整天|全天|整?个?月(?!\d)|那几天|这几天|那阵子?|期间|前后|当周|当月|全年)/u

function onceEach(periods: readonly Period[]): Period[] {
  return [...new Map(periods.map((one) => [JSON.stringify(one), one])).values()]
}

/** A month that is compared with the one before it is the last whole one, where no other is named. */
function cadence(text: string, { today }: Reckoning): Period[] {
  const said = /\b(?:(week|month|quarter|year)[- ]o(?:ver|n)[- ]\1|(wow|mom|qoq|yoy))\b/iu.exec(
    text.toLowerCase(),
  )
  const unit = { wow: 'week', mom: 'month', qoq: 'quarter', yoy: 'year' }[said?.[2] ?? ''] ?? said?.[1]
  return unit === undefined
    ? []
    : relativeSpans(`last ${unit}`, { today, direction: 'past' }).map((one) => one.period)
}

/** Where two readings share letters the longer one holds. */
function longestFirst(all: readonly Named[]): Named[] {
  const chosen: Named[] = []
  for (const one of all.toSorted((a, b) => b.end - b.at - (a.end - a.at)))
    if (chosen.every(({ at, end }) => one.end <= at || one.at >= end)) chosen.push(one)
  return chosen.sort((a, b) => a.at - b.at)
}

/** `since 1 October`, 10月1日以来: from then until today. */
function sinceThen(
  found: readonly Named[],
  { text, reckoning: { today } }: { readonly text: string; readonly reckoning: Reckoning },
): readonly Named[] {
  return found.map((one) => {
    const { period } = one
    const before =
      /\b(?:since|starting(?: from)?)\s+(?:the )?(?:(?:start|beginning)\s*(?:of\s*(?:the )?)?)?$|自(?:从)?$/iu.exec(
        text.slice(0, one.at),
      )
    const after = /^\s*初?(?:以来|至今|到现在|到今天|开始|起)/u.exec(text.slice(one.end))
    if ((!before && !after) || period.kind !== 'days' || period.from > today) return one
    const at = before?.index ?? one.at
    return {
      at,
      end: one.end + (after?.[0].length ?? 0),
      period: { kind: 'days', from: period.from, to: addDays(today, 1) },
    }
  })
}

/** `until Christmas Eve`, 到平安夜为止: in a forecast from today until then. */
function untilThen(
  found: readonly Named[],
  { text, reckoning: { today } }: { readonly text: string; readonly reckoning: Reckoning },
): readonly Named[] {
  return found.map((one) => {
    const { period } = one
    if (period.kind !== 'days' || period.from <= today) return one
    const before =
      /\b(?:until|till|through(?: to)?|up (?:to|until)|by|before)\s+(?:the )?(?:end of (?:the )?)?$|(?:截[至止]|一?直?到|至)$/iu.exec(
        text.slice(0, one.at),
      )
    const after = /^\s*(?:为止|之前|以前|前(?!后))/u.exec(text.slice(one.end))
    if (!before && !after) return one
    const end = one.end + (after?.[0].length ?? 0)
    // what is before Christmas ends on the day before
    const isBefore = /\bbefore\b/iu.test(before?.[0] ?? '') || /前/u.test(after?.[0] ?? '')
    const to = isBefore && daysBetween(period.from, period.to) === 1 ? period.from : period.to
    return { at: before?.index ?? one.at, end, period: { kind: 'days', from: today, to } }
  })
}

function joined(found: readonly Named[], text: string): Named[] {
  const result: Named[] = []
  for (const one of found) {
    const before = result.at(-1)
    const gap = before ? text.slice(before.end, one.at) : ''
    const opening = /(?:\bbetween\s+|从\s*|介于\s*)$/iu.exec(text.slice(0, before?.at ?? 0))
    // Saturday and Sunday are one weekend
    const isNext =
      before?.period.kind === 'days' &&
      one.period.kind === 'days' &&
      before.period.to === one.period.from &&
      daysBetween(one.period.from, one.period.to) === 1 &&
      /^\s*(?:\+|&|and|和|与|跟)\s*(?:on )?$/iu.test(gap)
    const isJoined = isNext || JOINS.test(gap) || (opening && /^\s*(?:and|和|与|到)\s*$/iu.test(gap))
    const period = before && isJoined ? spanning(before.period, one.period) : null
    if (before && period) result.splice(-1, 1, { at: opening?.index ?? before.at, end: one.end, period })
    else result.push(one)
  }
  return result
}

function spanning(first: Period, last: Period): Period | null {
  if (first.kind === 'no-such-day') return first
  if (last.kind === 'no-such-day') return last
  if (first.kind !== 'days' || last.kind !== 'days') return null
  // Monday to Friday, said on a Tuesday: the Monday before that Friday
  const back = last.to <= first.from && daysBetween(last.from, first.from) < 7 ? -7 : 0
  if (back < 0 && daysBetween(first.from, first.to) === 1 && daysBetween(last.from, last.to) === 1)
    return { kind: 'days', from: addDays(first.from, back), to: last.to }
  if (last.to <= first.from) return null
  return { kind: 'days', from: first.from, to: last.to }
}

/** Of a period and the one just before it, the later is asked about: the answer compares the two by itself. */
function withoutBaseline(periods: readonly Period[], text: string): readonly Period[] {
  const [a, b] = periods
  if (periods.length !== 2 || a?.kind !== 'days' || b?.kind !== 'days' || TOGETHER.test(text)) return periods
  const [early, late] = a.from < b.from ? [a, b] : [b, a]
  if (early.to === late.from || isYearBefore(early.from, late.from)) return [late]
  return periods
}

/** both are meant */
const TOGETHER = /加|合计|\b(?:plus|together|combined)\b/iu

function isYearBefore(early: Day, late: Day): boolean {
  const isMonth = monthOf(early).from === early && monthOf(late).from === late
  return (
    isMonth && `${Number(early.slice(0, 4)) + 1}${early.slice(4)}` === late && addDays(early, 366) >= late
  )
}
