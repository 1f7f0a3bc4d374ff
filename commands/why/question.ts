import type { Usage } from '../../src/command.ts'
import { addDays, type Day, isDay, weekday } from '../../src/lib/days.ts'
import { oneLine } from '../../src/lib/text.ts'
import type { Metric } from '../../src/metrics/metric.ts'
import { findMetric } from '../../src/metrics/read/find-metric.ts'
import { ENGLISH_FAULTS } from '../../src/report/words/faults.ts'
import { daysNamed, type Range } from '../kpi/question.ts'
import { asUsage } from '../shared/as-usage.ts'

export interface WhyQuestion {
  readonly kind: 'query'
  readonly metric: Metric
  /** as typed; '' is the whole shop */
  readonly scope: string
  readonly day: AskedDay
  /** several days together; null where it is one */
  readonly period: Range | null
}

/** `latest`: the last day with whole data; a number is the weekday last past, Monday 1. */
type AskedDay =
  | { readonly name: 'latest' }
  | { readonly name: 'today' }
  | { readonly name: 'yesterday' }
  | { readonly name: 'weekday'; readonly weekday: number }
  | { readonly name: 'day'; readonly day: Day }

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']

/** `conversion category=Games yesterday`: a KPI, what to look at, and a day or a period. */
export function parseWhy(text: string, said = ENGLISH_FAULTS): WhyQuestion | Usage {
  const [name = '', ...rest] = text.trim().split(/\s+/)
  const metric = findMetric(name)
  if ('kind' in metric) return asUsage(metric, said)
  const typed = rest.at(-1) ?? ''
  const day = askedDay(typed)
  const period = day ? null : daysNamed(typed, said)
  if (period && 'kind' in period) return period
  if (period) {
    const scope = rest.slice(0, -1).join(' ')
    return { kind: 'query', metric, scope, ...oneOrMore(period) }
  }
  if (!day && /^\d{1,4}[-./]\d{1,2}([-./]\d{1,4})?$/.test(typed)) {
    return { kind: 'usage', because: said.notADay(oneLine(typed, 40)) }
  }
  const scope = (day ? rest.slice(0, -1) : rest).filter((word, i, words) => !isLast(word, i, words, day))
  return { kind: 'query', metric, scope: scope.join(' '), day: day ?? { name: 'latest' }, period: null }
}

/** `1d` and `2026-11-20..2026-11-20` are a day, which has a usual one. */
function oneOrMore(range: Range): Pick<WhyQuestion, 'day' | 'period'> {
  const latest: AskedDay = { name: 'latest' }
  if ('days' in range) return { day: latest, period: range.days > 1 ? range : null }
  const isOne = addDays(range.from, 1) === range.to
  return isOne ? { day: { name: 'day', day: range.from }, period: null } : { day: latest, period: range }
}

/** The `last` of `last friday`. */
function isLast(word: string, i: number, words: readonly string[], day: AskedDay | null): boolean {
  return day?.name === 'weekday' && i === words.length - 1 && word.toLowerCase() === 'last'
}

function askedDay(word: string): AskedDay | null {
  const typed = word.toLowerCase()
  if (typed === 'today') return { name: 'today' }
  if (typed === 'yesterday') return { name: 'yesterday' }
  const at = WEEKDAYS.indexOf(typed)
  if (at >= 0) return { name: 'weekday', weekday: at + 1 }
  const european = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(typed)
  const iso = european
    ? `${european[3]}-${european[2]?.padStart(2, '0')}-${european[1]?.padStart(2, '0')}`
    : typed
  return isDay(iso) ? { name: 'day', day: iso } : null
}

/** The day meant, seen from the shop's today. */
export function dayMeant(asked: AskedDay, { today, latest }: { today: Day; latest: Day }): Day {
  if (asked.name === 'latest') return latest
  if (asked.name === 'day') return asked.day
  if (asked.name === 'today') return today
  const yesterday = addDays(today, -1)
  const back = asked.name === 'weekday' ? (weekday(yesterday) - asked.weekday + 7) % 7 : 0
  return addDays(yesterday, -back)
}
