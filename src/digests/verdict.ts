import { metricNamed } from '../metrics/registry.ts'
import type { Comparison } from '../report/compare.ts'
import type { StoredAlert } from '../state/alerts.ts'

/** How a day or a week was, before it is put into words. */
export interface Verdict {
  readonly tone: 'good' | 'bad' | 'mixed' | 'slow' | 'ordinary' | 'named' | 'not-compared' | 'no-sales'
  /** the money that came in, or what is next to it where the shop has no money */
  readonly lead: Comparison | null
  /** the lead is no further from the usual than it is on many days, whatever the tone */
  readonly isWithinRange: boolean
  /** what else stands out: the bad ones, or else the good ones of a day that is not good by its lead */
  readonly others: readonly Comparison[]
}

/** Of all open alerts the one to be named first; null with none. */
export interface Incident {
  readonly worst: StoredAlert
  readonly count: number
}

const LEADS: readonly string[] = ['gmv', 'orders', 'sessions']
/** move with the lead, so they say nothing more */
const ALIKE: readonly string[] = [...LEADS, 'units']

/** half of a notable distance: a third of all days are further away, so it is said with "within range" */
const CLEAR = 1

/** A good day is one whose money is clearly above what its past lets expect; `isNamed`: a holiday or a promotion. */
export function verdictOf(compared: readonly Comparison[], isNamed: boolean): Verdict {
  const lead =
    LEADS.flatMap((name) => compared.find(({ metric }) => metric.name === name) ?? []).find(
      ({ today }) => today.value !== null,
    ) ?? null
  if (!lead) return { tone: 'no-sales', lead: null, isWithinRange: false, others: [] }
  const rest = compared.filter((one) => !ALIKE.includes(one.metric.name))
  const bad = rest.filter(({ mark }) => mark === 'bad')
  const good = rest.filter(({ mark }) => mark === 'good')
  const tone = isNamed ? 'named' : toneOf(lead, bad.length > 0)
  return {
    tone,
    lead,
    isWithinRange: lead.mark === 'normal' && (tone === 'good' || tone === 'slow'),
    others: bad.length > 0 ? bad : tone === 'good' ? [] : good,
  }
}

function toneOf(lead: Comparison, somethingIsBad: boolean): Verdict['tone'] {
  if (lead.usual?.value == null || lead.mark === null) return 'not-compared'
  if (lead.mark === 'bad') return 'bad'
  const side = lead.mark === 'good' ? 1 : sideOf(lead)
  if (side < 0) return somethingIsBad ? 'bad' : 'slow'
  if (somethingIsBad) return 'mixed'
  return side > 0 ? 'good' : 'ordinary'
}

/** 1 clearly better than its past and the usual day, −1 clearly worse, 0 neither: both yardsticks must agree. */
function sideOf({ metric, today, usual, expected }: Comparison): number {
  const change = (today.value ?? 0) - (usual?.value ?? 0)
  if (!expected || Math.abs(expected.score) < CLEAR || change * expected.score <= 0) return 0
  return change > 0 === (metric.better === 'up') ? 1 : -1
}

/** What loses money first and the most of it first, then incidents of the data, then what is better than expected. */
export function incidentOf(alerts: readonly StoredAlert[]): Incident | null {
  const [worst] = alerts.toSorted(
    (a, b) => rankOf(a) - rankOf(b) || Math.abs(b.stakeCents ?? 0) - Math.abs(a.stakeCents ?? 0),
  )
  return worst ? { worst, count: alerts.length } : null
}

function rankOf(alert: StoredAlert): number {
  if (isWelcome(alert)) return 2
  return metricNamed(alert.kpi) ? 0 : 1
}

/** More orders than expected, or fewer refunds. */
export function isWelcome({ kpi, value, expected }: StoredAlert): boolean {
  const metric = metricNamed(kpi)
  if (!metric || value === null || expected === null) return false
  return value > expected === (metric.better === 'up')
}

/** What a glance is enough for: red where something is wrong, amber where something may be. */
export function lightOf({ tone }: Verdict, incident: Incident | null, isOld: boolean): Light {
  if (tone === 'bad' || (incident && !isWelcome(incident.worst))) return 'red'
  if (tone === 'mixed' || tone === 'slow' || tone === 'no-sales' || isOld) return 'amber'
  return tone === 'not-compared' ? 'none' : 'green'
}

export type Light = 'red' | 'amber' | 'green' | 'none'
