import { type Incident, parseIncident } from '../../src/alerts/incident.ts'
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
      { kind: 'context', spans: alerts.logs(open.map(({ id }) => `/alerts ${id} log`)) },
    ],
  }
}

/** Each in a line, with its buttons below. */
export function alertBlocks(open: readonly StoredAlert[], locale: Locale): Block[] {
  return open.flatMap((alert) => blocksOf(alert, parseIncident(alert.finding), locale))
}

function blocksOf(alert: StoredAlert, incident: Incident, locale: Locale): Block[] {
  const { alerts, alert: says } = locale.words
  const line = alerts.line(alert.dayOpened, sayFigures(incident, locale), alert.ackedBy)
  const ack = { label: says.buttons.acknowledge, action: 'alert.ack', value: alert.id } as const
  const snooze = { label: alerts.snooze, action: 'alert.snooze', value: `${alert.id}:4` } as const
  return [
    { kind: 'text', spans: [{ text: titleOf(incident, locale), style: 'bold' }, line] },
    { kind: 'actions', buttons: alert.ackedBy === null ? [ack, snooze] : [snooze] },
  ]
}

function titleOf(incident: Incident, locale: Locale): string {
  const { alerts, metrics } = locale.words
  if (incident.kind === 'data') return alerts.inSegment(alerts.data, saySegmentName({}, locale))
  const metric = metricNamed(incident.kpi)
  const label = metric ? metrics.label(metric) : incident.kpi
  return alerts.inSegment(label, saySegmentName(incident.segment, locale))
}
