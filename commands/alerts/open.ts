import { type Incident, parseIncident } from '../../src/alerts/incident.ts'
import { lifeButtons } from '../../src/alerts/life/buttons.ts'
import { sayFigures } from '../../src/alerts/say.ts'
import type { Context } from '../../src/context.ts'
import type { Block, Message } from '../../src/messages/message.ts'
import { words } from '../../src/messages/words.ts'
import { metricNamed } from '../../src/metrics/registry.ts'
import { saySegmentName } from '../../src/report/say-segment.ts'
import { type Locale, shopLocale } from '../../src/report/words/locale.ts'
import { openAlerts, type StoredAlert } from '../../src/state/alerts.ts'

/** What is wrong now: each open alert with its buttons. */
export async function showOpen({ state, config }: Pick<Context, 'state' | 'config'>): Promise<Message> {
  const locale = shopLocale(config)
  const { alerts } = locale.words
  const open = await openAlerts(state)
  if (open.length === 0) return words(alerts.noneOpen)
  const text = alerts.open(open.length)
  return {
    text,
    blocks: [
      { kind: 'header', text },
      ...alertBlocks(open, locale),
      { kind: 'context', spans: alerts.logs(open.map(({ number }) => `/alerts ${number} log`)) },
    ],
  }
}

/** Each in a line, with its buttons below. */
export function alertBlocks(open: readonly StoredAlert[], locale: Locale): Block[] {
  return open.flatMap((alert) => blocksOf(alert, parseIncident(alert.finding), locale))
}

function blocksOf(alert: StoredAlert, incident: Incident, locale: Locale): Block[] {
  const { alerts, alert: says, alertLife } = locale.words
  const line = alerts.line(alert.dayOpened, sayFigures(incident, locale), alert.ackedBy)
  const given = alert.assignee ? ` ${alertLife.assignedTo(alert.assignee.name)}` : ''
  const until = alert.snoozedUntil === null ? '' : ` ${says.snoozed(alert.snoozedUntil, null)}`
  const title = alertLife.said(alertLife.number(alert.number), titleOf(incident, locale))
  return [
    { kind: 'text', spans: [{ text: title, style: 'bold' }, `${line}${given}${until}`] },
    { kind: 'actions', buttons: lifeButtons({ ...alert, incident }, locale, true) },
  ]
}

function titleOf(incident: Incident, locale: Locale): string {
  const segment = incident.kind === 'data' ? {} : incident.segment
  return locale.words.alerts.inSegment(labelOf(incident, locale), saySegmentName(segment, locale))
}

function labelOf(incident: Incident, { words: { alerts, metrics } }: Locale): string {
  if (incident.kind === 'data') return alerts.data
  const metric = metricNamed(incident.kpi)
  return metric ? metrics.label(metric) : incident.kpi
}
