import type { Metric } from '../metrics/metric.ts'
import { showValue } from '../metrics/read/show.ts'
import { metricNamed, metrics } from '../metrics/registry.ts'
import { familyOf, rankIn } from './families.ts'
import type { Incident } from './incident.ts'
import { type JudgeContext, type JudgedSegment, judgeAt } from './judge.ts'
import type { Group } from './merge.ts'

type Where = Incident['where']

/** standard deviations */
const MOVED = 2

/**
 * One group of suspects as one incident: the KPI that makes the others move names it, they stand alongside. Null
 * when nothing of it can be told by its own past.
 */
export async function toIncident(
  look: JudgeContext,
  { where, suspects }: Group,
  currency: string,
): Promise<Incident | null> {
  const strongest = suspects.reduce((a, b) => (Math.abs(b.finding.score) > Math.abs(a.finding.score) ? b : a))
  const { slice, finding } = strongest
  const family = metrics.filter((metric) => familyOf(metric) === familyOf(slice.metric))
  const ranked = family.toSorted((a, b) => rankIn(a) - rankIn(b))
  const moved = await movedAt(look, { metrics: ranked, where, direction: finding.direction })
  const lead = moved.find((one) => one.finding.isAnomaly)
  if (lead) return incident(look, { lead, others: moved.filter((one) => one !== lead), where }, currency)
  const alone = await judgeAt(look, slice.metric, slice.where)
  // a figure that lies within the range it is told with is no alert
  return alone?.finding.isAnomaly
    ? incident(look, { lead: alone, others: [], where: slice.where }, currency)
    : null
}

/** Those too that would not raise an alarm by themselves: beside one that does they are its other faces. */
async function movedAt(
  look: JudgeContext,
  {
    metrics,
    where,
    direction,
  }: { readonly metrics: readonly Metric[]; readonly where: Where; readonly direction: 'up' | 'down' },
): Promise<JudgedSegment[]> {
  const moved: JudgedSegment[] = []
  for (const metric of metrics.filter(({ name }) => !look.held.has(name))) {
    const one = await judgeAt(look, metric, where)
    if (one && one.finding.direction === direction && Math.abs(one.finding.score) >= MOVED) moved.push(one)
  }
  return moved
}

async function incident(
  look: JudgeContext,
  told: { readonly lead: JudgedSegment; readonly others: readonly JudgedSegment[]; readonly where: Where },
  currency: string,
): Promise<Incident> {
  const { metric, finding } = told.lead
  return {
    family: familyOf(metric),
    direction: finding.direction,
    day: look.day,
    kpi: metric.name,
    label: metric.label,
    unit: metric.unit,
    isBad: finding.direction !== metric.better,
    where: told.where,
    value: finding.actual,
    expected: finding.expected,
    low: finding.low,
    high: finding.high,
    since: finding.because === 'drift' ? finding.since : null,
    score: finding.score,
    stakeCents: await stakeOf(look, told.lead, told.where),
    alongside: told.others.map(({ metric: { label, unit }, finding: { actual, expected } }) => {
      const show = (value: number) => showValue(unit, unit === 'count' ? Math.round(value) : value, currency)
      return `${label} ${show(actual)}, expected ${show(expected)}`
    }),
    faults: [],
  }
}

/**
 * Money a day: of sales the GMV that is missing (or more) against what is usual there, of returns what goes back beyond
 * the usual, of stock what the missing products would have brought. Null where no money can be put on it.
 */
async function stakeOf(
  look: JudgeContext,
  { metric, today, finding }: JudgedSegment,
  where: Where,
): Promise<number | null> {
  const family = familyOf(metric)
  const beyond = Math.abs(finding.actual - finding.expected) * today.over
  if (metric.name === 'refund_rate') return Math.round(beyond)
  if (metric.name === 'cancel_rate') {
    const order = await usualAt(look, 'aov', where)
    return order && Math.round(beyond * order.expected)
  }
  const gmv = family === 'sales' ? await usualAt(look, 'gmv', where) : null
  if (!gmv) return finding.stakeCents
  const gap = gmv.actual - gmv.expected
  return gap < 0 === (finding.direction === 'down') ? Math.round(Math.abs(gap)) : 0
}

async function usualAt(
  look: JudgeContext,
  name: string,
  where: Where,
): Promise<JudgedSegment['finding'] | null> {
  const metric = metricNamed(name)
  const seen = metric && (await judgeAt(look, metric, where))
  return seen?.finding ?? null
}
