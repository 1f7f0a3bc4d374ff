import { addDays, type Day } from '../../lib/days.ts'
import { sumOf } from '../../lib/sum.ts'
import { judge } from './anomaly.ts'
import type { KpiDay } from './baseline.ts'
import type { Finding, Judgement } from './finding.ts'

/** A rule over one KPI: beyond a fixed value, or outside what its own past allows by so many standard deviations. */
export type Rule =
  | { readonly kind: 'below' | 'above'; readonly value: number }
  /** either way where no direction is named */
  | { readonly kind: 'unusual'; readonly deviations: number; readonly direction?: 'up' | 'down' | undefined }

/** What is too small for a rule to speak of; null is no limit. */
interface Minima {
  /** of a rate or an average the cases of the day, of a count what is usual a day */
  readonly volume: number | null
  /** money a day, in the currency's smallest unit */
  readonly cents: number | null
}

/** A day of the KPI, with what one event of it was worth by then; null where no money can be put on it. */
export interface RuleDay extends KpiDay {
  readonly worthCents: number | null
}

interface Fired {
  readonly day: Day
  readonly value: number
  /** of a rule without a fixed value */
  readonly finding: Finding | null
  /** money a day beyond the limit, or beyond what was expected; null where none can be put on it */
  readonly stakeCents: number | null
}

export interface Preview {
  /** days on which the rule would have spoken */
  readonly fired: readonly Fired[]
  /** days with a value that the rule could look at */
  readonly judged: number
  /** days with a value, but too short a past for the rule */
  readonly tooShort: number
}

export type AskedPreview = Pick<Judgement, 'unit' | 'calendar'> & {
  readonly points: readonly RuleDay[]
  readonly minima: Minima
  readonly from: Day
}

export interface PreviewTask {
  readonly rule: Rule
  readonly asked: AskedPreview
}

/** For a thread of its own. */
export function previewTask({ rule, asked }: PreviewTask): Preview {
  return previewRule(rule, asked)
}

/**
 * When would this rule have fired over the last days, knowing on each day only what was known then? "4 times in 90
 * days", with the dates: what a threshold costs before it is set. `points` are sorted and reach back before `from`, so
 * that its first day has a past; `from` and the last point are both in. One pass of `judge` a day, a quarter of a millisecond.
 */
export function previewRule(rule: Rule, asked: AskedPreview): Preview {
  const verdicts = asked.points.flatMap(({ day }, at) => (day < asked.from ? [] : [ruleOn(rule, asked, at)]))
  return {
    fired: verdicts.flatMap((one) => (one.kind === 'fired' ? [one.fired] : [])),
    judged: verdicts.filter(({ kind }) => kind === 'fired' || kind === 'quiet').length,
    tooShort: verdicts.filter(({ kind }) => kind === 'too-short').length,
  }
}

type Verdict =
  | { readonly kind: 'fired'; readonly fired: Fired }
  | { readonly kind: 'quiet' | 'too-short' | 'no-value' }

/** What the rule says of one day, by what was known on it: the watch asks it of its day, a preview of each. */
export function ruleOn(rule: Rule, asked: Omit<AskedPreview, 'from'>, at: number): Verdict {
  const { unit, points, minima } = asked
  const today = points[at]
  if (!today || today.over <= 0) return { kind: 'no-value' }
  const value = today.of / today.over
  const finding = rule.kind === 'unusual' ? judgedOn(asked, at, rule.deviations) : null
  if (rule.kind === 'unusual' && finding === null) return { kind: 'too-short' }
  if (!isBeyond(rule, value, finding)) return { kind: 'quiet' }
  const reference = rule.kind === 'unusual' ? (finding?.expected ?? value) : rule.value
  const { worthCents } = today
  const stakeCents =
    worthCents === null ? null : Math.round(Math.abs(value - reference) * today.over * worthCents)
  const isSmall =
    (minima.volume !== null && volumeOf(unit, points, at) < minima.volume) ||
    (minima.cents !== null && stakeCents !== null && stakeCents < minima.cents)
  return isSmall
    ? { kind: 'quiet' }
    : { kind: 'fired', fired: { day: today.day, value, finding, stakeCents } }
}

function isBeyond(rule: Rule, value: number, finding: Finding | null): boolean {
  if (rule.kind !== 'unusual') return rule.kind === 'below' ? value < rule.value : value > rule.value
  if (!finding?.isAnomaly) return false
  return rule.direction === undefined || rule.direction === finding.direction
}

/** One day by its own past; null where that is too short. */
export function judgedOn(
  { unit, calendar, points }: Omit<AskedPreview, 'from' | 'minima'>,
  at: number,
  limit?: number,
): Finding | null {
  const today = points[at]
  if (!today) return null
  const first = addDays(today.day, -HISTORY_DAYS)
  const history = points.slice(Math.max(0, at - HISTORY_DAYS), at).filter(({ day }) => day >= first)
  const found = judge({
    ...{ unit, history, today },
    ...(limit !== undefined && { limit }),
    ...(calendar && { calendar }),
  })
  return found.kind === 'finding' ? found : null
}

function volumeOf(unit: Judgement['unit'], points: readonly RuleDay[], at: number): number {
  if (unit === 'rate' || unit === 'money-per') return points[at]?.over ?? 0
  const before = points.slice(Math.max(0, at - USUAL_DAYS), at)
  return sumOf(before, ({ of }) => of) / Math.max(1, before.length)
}

/** as the watch looks back */
export const HISTORY_DAYS = 182
const USUAL_DAYS = 28
