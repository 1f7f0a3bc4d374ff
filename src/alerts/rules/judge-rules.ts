import { type ReadsCalendar, shopPromos } from '../../facts/calendar/shop-calendar.ts'
import type { Lake } from '../../lake/contract/lake.ts'
import { addDays, type Day } from '../../lib/days.ts'
import type { Metric } from '../../metrics/metric.ts'
import { calendarOf, type Promos } from '../../metrics/read/promo-days.ts'
import { metricNamed } from '../../metrics/registry.ts'
import { HISTORY_DAYS, judgedOn, type Preview, ruleOn } from '../../models/anomaly/rule-preview.ts'
import type { AlertRule } from '../../state/alert-rules.ts'
import type { KpiIncident } from '../incident.ts'
import { familyOfRule, scopeOf, segmentOf } from './rule.ts'
import { rulePoints } from './rule-points.ts'

interface Judged {
  readonly found: readonly KpiIncident[]
  /** families of the rules of which nothing can be said now */
  readonly notEvaluated: ReadonlySet<string>
}

/** What the rules say, each of its day: `dayOf` is null where that is not known to be complete. */
export async function judgeRules(
  reads: ReadsCalendar,
  rules: readonly AlertRule[],
  dayOf: (rule: AlertRule) => Day | null,
): Promise<Judged> {
  const found: KpiIncident[] = []
  const notEvaluated = new Set<string>()
  const named = rules.length > 0 ? await shopPromos(reads) : null
  for (const rule of rules) {
    const [metric, day] = [metricNamed(rule.spec.kpi), dayOf(rule)]
    const said =
      metric && day !== null && named ? await judgeRule(reads.lake, { rule, metric, day, named }) : null
    if (said === null) notEvaluated.add(familyOfRule(rule.number))
    else if (said !== 'quiet') found.push(said)
  }
  return { found, notEvaluated }
}

async function judgeRule(
  lake: Pick<Lake, 'query' | 'zone'>,
  {
    rule,
    metric,
    day,
    named,
  }: { readonly rule: AlertRule; readonly metric: Metric; readonly day: Day; readonly named: Promos },
): Promise<KpiIncident | 'quiet' | null> {
  const { spec } = rule
  const segment = segmentOf(spec)
  const range = { from: addDays(day, -HISTORY_DAYS), to: addDays(day, 1) }
  const points = await rulePoints(lake, { metric, segment, hours: spec.hours }, range)
  const at = points.length - 1
  if (points[at]?.day !== day) return null
  const minima = { volume: spec.minVolume, cents: spec.minCents }
  const asked = { unit: metric.unit, calendar: calendarOf(named, scopeOf(segment)), points, minima }
  const said = ruleOn(spec.limit, asked, at)
  if (said.kind !== 'fired') return said.kind === 'quiet' ? 'quiet' : null
  return incidentOf(rule, metric, { ...said.fired, finding: said.fired.finding ?? judgedOn(asked, at) })
}

/** What is expected stands beside a fixed limit too, where the past tells it; else the limit does. */
function incidentOf(rule: AlertRule, metric: Metric, fired: Preview['fired'][number]): KpiIncident {
  const { number, spec } = rule
  const { day, value, finding, stakeCents } = fired
  const fixed = spec.limit.kind === 'unusual' ? null : spec.limit
  const direction = fixed === null ? (finding?.direction ?? 'down') : fixed.kind === 'below' ? 'down' : 'up'
  return {
    ...{ kind: 'kpi', family: familyOfRule(number), direction, day, kpi: metric.name },
    ...{ isBad: direction !== metric.better, segment: segmentOf(spec), value, since: null, stakeCents },
    expected: finding?.expected ?? fixed?.value ?? value,
    low: finding?.low ?? null,
    high: finding?.high ?? null,
    score: finding?.score ?? null,
    alongside: [],
    rule: { number, limit: spec.limit, hours: spec.hours },
  }
}
