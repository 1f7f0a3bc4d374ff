import type { Labels } from '../routing/labels.ts'

/** An alert as other tools are told of it. */
export interface Told {
  readonly id: string
  readonly number: number
  readonly labels: Labels
  readonly summary: string
  readonly description: string
  readonly runbook: string | null
  readonly startsAt: Date
  /** null while it is open */
  readonly endsAt: Date | null
}

/** what is not said again within it is over, as Alertmanager sees it: three looks may fail */
const STAYS_MS = 5 * 60_000

/** The body of Alertmanager's `POST /api/v2/alerts`: said again and again while an alert is open, it is one there. */
export function toAlertmanager(told: readonly Told[], now: Date) {
  return told.map((one) => ({
    labels: labelsOf(one),
    annotations: annotationsOf(one),
    startsAt: one.startsAt.toISOString(),
    endsAt: (one.endsAt ?? new Date(now.getTime() + STAYS_MS)).toISOString(),
  }))
}

/** The body of a webhook as Alertmanager sends it (version 4), of one alert: whoever receives those receives this. */
export function toWebhook(one: Told) {
  const status = one.endsAt ? 'resolved' : 'firing'
  const [labels, annotations] = [labelsOf(one), annotationsOf(one)]
  return {
    version: '4',
    groupKey: `{}:{alert_id="${one.id}"}`,
    truncatedAlerts: 0,
    status,
    receiver: 'floorwalker',
    groupLabels: { alert_id: one.id },
    commonLabels: labels,
    commonAnnotations: annotations,
    externalURL: '',
    alerts: [
      {
        ...{ status, labels, annotations, startsAt: one.startsAt.toISOString() },
        endsAt: one.endsAt?.toISOString() ?? '0001-01-01T00:00:00Z',
        ...{ generatorURL: '', fingerprint: one.id },
      },
    ],
  }
}

function labelsOf({ id, number, labels }: Told): Readonly<Record<string, string>> {
  return { alertname: labels.kpi ?? 'alert', alert_id: id, alert_number: String(number), ...labels }
}

function annotationsOf({ summary, description, runbook }: Told): Readonly<Record<string, string>> {
  return { summary, description, ...(runbook !== null && { runbook_url: runbook }) }
}

/** What a webhook is told again for: its state, how severe it is and what is said of it in a line. */
export function newsOf({ endsAt, labels, summary }: Told): string {
  return [endsAt ? 'resolved' : 'firing', labels.severity ?? '', summary].join(' ')
}
