import { plainAmount } from '../../lib/money.ts'
import { showHours } from '../../lib/schedule.ts'
import { DIMENSIONS, type Metric, type Scope, writeScope } from '../../metrics/metric.ts'
import type { Segment } from '../../metrics/read/cells.ts'
import { metricNamed } from '../../metrics/registry.ts'
import type { Rule } from '../../models/anomaly/rule-preview.ts'
import { isHourly } from '../../models/intraday/hourly.ts'
import type { RuleSpec } from '../../state/alert-rules.ts'
import { hasWorth } from '../worth.ts'

/** The family of its incidents: those of two rules are never one alert, and neither are a rule's and the watch's. */
export function familyOfRule(number: number): string {
  return `rule ${number}`
}

export function segmentOf(spec: Pick<RuleSpec, 'segment'>): Segment {
  return Object.fromEntries(
    DIMENSIONS.flatMap((name) => (spec.segment[name] === undefined ? [] : [[name, spec.segment[name]]])),
  )
}

export function scopeOf(segment: Segment): Scope {
  const [first, second] = DIMENSIONS.flatMap((dimension) => {
    const member = segment[dimension]
    return member === undefined ? [] : [{ dimension, member }]
  })
  if (!first) return 'all'
  return second ? { ...first, and: second } : first
}

/** Why a rule cannot be kept; null when it can. */
export function whyNot(
  spec: Pick<RuleSpec, 'segment' | 'minVolume' | 'minCents' | 'hours'>,
  metric: Metric,
): 'noVolume' | 'noMoney' | 'noHours' | null {
  // amounts have no cases: what is too small of them is said in money
  if (spec.minVolume !== null && metric.unit === 'money') return 'noVolume'
  if (spec.minCents !== null && !hasWorth(metric)) return 'noMoney'
  const names = DIMENSIONS.filter((name) => spec.segment[name] !== undefined)
  return spec.hours !== null && !isHourly(metric.name, names) ? 'noHours' : null
}

/** As it may be typed after `/alerts rule`, so that a button says what it stands for. */
export function lineOf(spec: RuleSpec, currency: string): string {
  const metric = metricNamed(spec.kpi)
  const { minVolume, minCents, hours } = spec
  return [
    spec.kpi,
    writeScope(scopeOf(segmentOf(spec))),
    metric ? lineOfLimit(spec.limit, metric, currency) : '',
    minVolume === null ? '' : `volume ${minVolume}`,
    minCents === null ? '' : `money ${plainAmount(minCents, currency)}`,
    hours === null ? '' : `hours ${showHours(hours)}`,
  ]
    .filter((part) => part !== '')
    .join(' ')
}

function lineOfLimit(limit: Rule, { unit }: Metric, currency: string): string {
  if (limit.kind === 'unusual')
    return ['beyond', String(limit.deviations), limit.direction ?? ''].filter(Boolean).join(' ')
  if (unit === 'rate') return `${limit.kind} ${Number((limit.value * 100).toPrecision(8))}%`
  if (unit === 'count') return `${limit.kind} ${Number(limit.value.toFixed(2))}`
  return `${limit.kind} ${plainAmount(limit.value, currency)}`
}
