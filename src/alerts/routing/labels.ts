import { DIMENSIONS } from '../../metrics/metric.ts'
import type { Severity } from '../../state/alerts.ts'
import { DATA, type Incident } from '../incident.ts'

/** What an alert can be told by; the dimensions are those of its segment. */
export const LABELS = ['kpi', 'kind', 'severity', 'direction', 'rule', ...DIMENSIONS] as const
export type Label = (typeof LABELS)[number]
export type Labels = Readonly<Partial<Record<Label, string>>>

export function labelsOf(incident: Incident, severity: Severity | null): Labels {
  const known = { kind: incident.kind, severity: severity ?? 'warning' }
  if (incident.kind === 'data') return { ...known, kpi: DATA }
  const { kpi, direction, segment, rule } = incident
  return { ...known, kpi, direction, ...(rule && { rule: String(rule.number) }), ...segment }
}
