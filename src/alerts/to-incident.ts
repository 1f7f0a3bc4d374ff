import type { Metric } from '../metrics/metric.ts'
import { metricNamed, metrics } from '../metrics/registry.ts'
import { familyOf, rankIn } from './families.ts'
import type { KpiIncident } from './incident.ts'
import { type JudgeContext, type JudgedSegment, judgeAt } from './judge.ts'
import type { Group } from './merge.ts'

type Segment = KpiIncident['segment']

/** standard deviations */
const MOVED = 2

/**
 * One group of suspects as one incident: the KPI that makes the others move names it, they are listed alongside. Null
 * when nothing of it can be judged by its own past.
 */
export async function toIncident(
  context: JudgeContext,
  { segment, suspects }: Group,
): Promise<KpiIncident | null> {
  const strongest = suspects.reduce((a, b) => (Math.abs(b.finding.score) > Math.abs(a.finding.score) ? b : a))
  const { series, finding } = strongest
  const family = metrics.filter((metric) => familyOf(metric) === familyOf(series.metric))
  const ranked = family.toSorted((a, b) => rankIn(a) - rankIn(b))
  const moved = await movedAt(context, { metrics: ranked, segment, direction: finding.direction })
  const lead = moved.find((one) => one.finding.isAnomaly)
  if (lead) return incident(context, { lead, others: moved.filter((one) => one !== lead), segment })
  const alone = await judgeAt(context, series.metric, series.segment)
  // a figure within the range that is said with it is no alert
  return alone?.finding.isAnomaly
    ? incident(context, { lead: alone, others: [], segment: series.segment })
    : null
}

/** Those too that would not raise an alarm by themselves: beside one that does they are its other faces. */
async function movedAt(
  context: JudgeContext,
  {
    metrics,
    segment,
    direction,
  }: { readonly metrics: readonly Metric[]; readonly segment: Segment; readonly direction: 'up' | 'down' },
): Promise<JudgedSegment[]> {
  const moved: JudgedSegment[] = []
  for (const metric of metrics.filter(({ name }) => !context.notEvaluated.has(name))) {
    const one = await judgeAt(context, metric, segment)
    if (one && one.finding.direction === direction && Math.abs(one.finding.score) >= MOVED) moved.push(one)
  }
  return moved
}

async function incident(
  context: JudgeContext,
  {
    lead,
    others,
    segment,
  }: { readonly lead: JudgedSegment; readonly others: readonly JudgedSegment[]; readonly segment: Segment },
): Promise<KpiIncident> {
  const { metric, finding } = lead
  return {
    kind: 'kpi',
    family: familyOf(metric),
    direction: finding.direction,
    day: context.day,
    kpi: metric.name,
    isBad: finding.direction !== metric.better,
    segment,
    value: finding.actual,
    expected: finding.expected,
    low: finding.low,
    high: finding.high,
    since: finding.because === 'drift' ? finding.since : null,
    score: finding.score,
    stakeCents: await stakeOf(context, lead, segment),
    alongside: others.map(({ metric: { name }, finding: { actual, expected } }) => ({
      kpi: name,
      value: actual,
      expected,
    })),
  }
}

/**
 * Money a day: of sales the GMV that is missing (or more) against what is usual there, of returns what goes back beyond
 * the usual, of stock what the missing products would have brought. Null where no money can be put on it.
 */
async function stakeOf(
  context: JudgeContext,
  { metric, today, finding }: JudgedSegment,
  segment: Segment,
): Promise<number | null> {
  const family = familyOf(metric)
  const beyond = Math.abs(finding.actual - finding.expected) * today.over
  if (metric.name === 'refund_rate') return Math.round(beyond)
  if (metric.name === 'cancel_rate') {
    const order = await expectedAt(context, 'aov', segment)
    return order && Math.round(beyond * order.expected)
  }
  const gmv = family === 'sales' ? await expectedAt(context, 'gmv', segment) : null
  if (!gmv) return finding.stakeCents
  const gap = gmv.actual - gmv.expected
  return gap < 0 === (finding.direction === 'down') ? Math.round(Math.abs(gap)) : 0
}

async function expectedAt(
  context: JudgeContext,
  name: string,
  segment: Segment,
): Promise<JudgedSegment['finding'] | null> {
  const metric = metricNamed(name)
  const judged = metric && (await judgeAt(context, metric, segment))
  return judged?.finding ?? null
}
