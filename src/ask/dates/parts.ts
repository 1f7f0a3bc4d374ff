import { addDays, type Day, daysBetween, weekday } from '../../lib/days.ts'
import type { Named, Period } from './period.ts'

const BEFORE =
  /\b(?:the )?(?:(first|second|third|fourth|last) (half|week) (?:of )?(?:the )?|(early|mid|middle|late|beginning|start|end)(?: in |-| of (?:the )?| ))$/iu
const AFTER =
  /^的?(上半月|下半月|上旬|中旬|下旬|第[一二三四](?:个)?周|头一?个?周|最后一周|初|中(?!旬)|底|末)/u

const WEEK_BEFORE =
  /(?:\bthe )?(?:\bweek (?:of|commencing|starting|beginning|from)|(?<![\w/])w\/?c)\s+(?:the )?$/iu
const WEEK_AFTER = /^\s+week\b|^周(?![一二三四五六日天末初内])|^(?:的)?(?:那一?|所在的?|当)(?:周|星期|礼拜)/u

/** The week that a day is named for: `w/c 16 Nov`, 11月16日那周. */
export function weeksOf(found: readonly Named[], text: string): readonly Named[] {
  return found.map((one) => {
    const { period } = one
    if (period.kind !== 'days') return one
    const before = WEEK_BEFORE.exec(text.slice(0, one.at))
    // `the week from 2 to 8 November` is the days it names
    if (daysBetween(period.from, period.to) !== 1) return before ? { ...one, at: before.index } : one
    const after = WEEK_AFTER.exec(text.slice(one.end))
    if (!before && !after) return one
    const from = addDays(period.from, 1 - weekday(period.from))
    const end = one.end + (after?.[0].length ?? 0)
    return { at: before?.index ?? one.at, end, period: { kind: 'days', from, to: addDays(from, 7) } }
  })
}

/** A part of a month: `the first week of December`, 11月上半月, 11月下旬. */
export function partsOfMonths(found: readonly Named[], text: string): readonly Named[] {
  return found.map((one) => {
    if (one.period.kind !== 'days' || !isMonth(one.period)) return one
    const before = BEFORE.exec(text.slice(0, one.at))
    const after = AFTER.exec(text.slice(one.end))
    const said = before ? (before[3] ?? `${before[1]} ${before[2]}`).toLowerCase() : after?.[1]
    const part = said === undefined ? null : partNamed(said, one.period)
    if (!part) return one
    return { at: before?.index ?? one.at, end: one.end + (after?.[0].length ?? 0), period: part }
  })
}

function isMonth({ from, to }: { readonly from: Day; readonly to: Day }): boolean {
  return from.endsWith('-01') && to.endsWith('-01') && daysBetween(from, to) <= 31
}

function partNamed(said: string, { from, to }: { readonly from: Day; readonly to: Day }): Period | null {
  const until = (first: Day, end: Day): Period => ({ kind: 'days', from: first, to: end })
  const week = '一二三四'.indexOf(/^第(.)个?周$/u.exec(said)?.[1] ?? '-')
  if (week >= 0) return until(addDays(from, 7 * week), addDays(from, 7 * week + 7))
  if (said === 'first half' || said === '上半月') return until(from, addDays(from, 15))
  if (said === 'second half' || said === '下半月') return until(addDays(from, 15), to)
  if (said === 'first week') return until(from, addDays(from, 7))
  if (said === 'second week') return until(addDays(from, 7), addDays(from, 14))
  if (said === 'last week' || said === '最后一周') return until(addDays(to, -7), to)
  if (/^头/u.test(said)) return until(from, addDays(from, 7))
  if (said === 'third week') return until(addDays(from, 14), addDays(from, 21))
  if (said === 'fourth week') return until(addDays(from, 21), addDays(from, 28))
  if (/^(?:上旬|初|early|beginning|start)$/u.test(said)) return until(from, addDays(from, 10))
  if (/^(?:中旬|中|mid|middle)$/u.test(said)) return until(addDays(from, 10), addDays(from, 20))
  return /^(?:下旬|底|末|late|end)$/u.test(said) ? until(addDays(from, 20), to) : null
}
