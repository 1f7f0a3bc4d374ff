import { addDays, type Day } from '../../lib/days.ts'
import { judge } from './anomaly.ts'
import type { KpiDay } from './baseline.ts'
import type { Finding, Judgement } from './finding.ts'

/** A rule over one KPI: beyond a fixed value, or outside what its own past allows by so many standard deviations. */
export type Rule =
  | { readonly kind: 'below' | 'above'; readonly value: number }
  | { readonly kind: 'unusual'; readonly deviations: number }

export interface Preview {
  /** days on which the rule would have spoken */
  readonly fired: readonly { readonly day: Day; readonly value: number; readonly finding: Finding | null }[]
  /** days with a value that the rule could look at */
  readonly judged: number
  /** days with a value, but too short a past for the rule */
  readonly tooShort: number
}

type AskedPreview = Pick<Judgement, 'unit' | 'calendar'> & {
  readonly points: readonly KpiDay[]
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
  const { unit, calendar, points, from } = asked
  const fired: Preview['fired'][number][] = []
  let [judged, tooShort] = [0, 0]
  for (const [i, today] of points.entries()) {
    if (today.day < from || today.over <= 0) continue
    const value = today.of / today.over
    if (rule.kind !== 'unusual') {
      judged++
      if (rule.kind === 'below' ? value < rule.value : value > rule.value)
        fired.push({ day: today.day, value, finding: null })
      continue
    }
    const first = addDays(today.day, -HISTORY_DAYS)
    const history = points.slice(Math.max(0, i - HISTORY_DAYS), i).filter(({ day }) => day >= first)
    const found = judge({ unit, history, today, limit: rule.deviations, ...(calendar && { calendar }) })
    if (found.kind === 'too-short') tooShort++
    else {
      judged++
      if (found.isAnomaly) fired.push({ day: today.day, value, finding: found })
    }
  }
  return { fired, judged, tooShort }
}

/** as the watch looks back */
const HISTORY_DAYS = 182
