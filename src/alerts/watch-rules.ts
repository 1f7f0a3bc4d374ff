import { knownOf } from '../facts/intraday/known.ts'
import { daysUpTo, shopGrid } from '../facts/intraday/shop-grid.ts'
import type { Lake } from '../lake/contract/lake.ts'
import { addDays, type Day } from '../lib/days.ts'
import { hourlyOf } from '../models/intraday/hourly.ts'
import { type AlertRule, alertRules } from '../state/alert-rules.ts'
import type { Watched } from './lifecycle.ts'
import { judgeRules } from './rules/judge-rules.ts'
import { familyOfRule, segmentOf } from './rules/rule.ts'

type Reads = Parameters<typeof knownOf>[0] & { readonly lake: Pick<Lake, 'query' | 'zone'> }

const QUARTER = 15

interface Asked {
  readonly at: Date
  /** the shop's day */
  readonly today: Day
  /** the last whole day; null where there is none, and within the day, where only rules over hours are asked */
  readonly whole: Day | null
  readonly notEvaluated: ReadonlySet<string>
}

/**
 * What people's rules say: of the last whole day, and those over some hours of the day as soon as these hours are known to be
 * complete. A paused rule says nothing, so that its alert ends.
 */
export async function watchRules(
  ctx: Reads,
  { at, today, whole, notEvaluated }: Asked,
): Promise<Pick<Watched, 'watcher' | 'found' | 'notEvaluated' | 'min'>> {
  const rules = (await alertRules(ctx.state)).filter(({ pausedAt }) => pausedAt === null)
  const isHeld = ({ spec }: AlertRule) => notEvaluated.has(spec.kpi)
  const hourly = rules.some(({ spec }) => spec.hours !== null) ? await hoursKnown(ctx, at, today) : null
  const judged = await judgeRules(
    ctx,
    rules.filter((rule) => !isHeld(rule)),
    (rule) => (rule.spec.hours === null ? whole : (hourly?.(rule) ?? whole)),
  )
  const held = rules.filter(isHeld).map(({ number }) => familyOfRule(number))
  return {
    watcher: 'rules',
    found: judged.found,
    notEvaluated: new Set([...judged.notEvaluated, ...held]),
    min: { change: 0, stakeCents: 0 },
  }
}

/** The last day whose hours are over and complete, today or yesterday; null where neither is known to be. */
async function hoursKnown(ctx: Reads, at: Date, today: Day): Promise<(rule: AlertRule) => Day | null> {
  const known = await knownOf(ctx, at)
  const { grid, startMs } = shopGrid(daysUpTo(today, 1), { zone: ctx.lake.zone, isNamed: () => false })
  const until = known.intervals(startMs)
  return ({ spec }) => {
    const counted = hourlyOf(spec.kpi)?.counted
    const upTo = counted && until(segmentOf(spec), counted)
    if (!upTo || !spec.hours) return null
    const last = Math.ceil(spec.hours.to / QUARTER)
    // of a day with another number of quarters the end of the hours lies elsewhere, but never after that of the day
    const days = [addDays(today, -1), today]
    const isOver = (nth: number) => {
      const first = grid.day.indexOf(nth)
      const end = Math.min(first + last, grid.day.lastIndexOf(nth) + 1)
      return first >= 0 && upTo >= end
    }
    return days.findLast((_, nth) => isOver(nth)) ?? null
  }
}
