import { type Incident, parseIncident } from '../../src/alerts/incident.ts'
import type { Context } from '../../src/context.ts'
import { plural } from '../../src/lib/text.ts'
import type { Block, Message } from '../../src/messages/message.ts'
import { words } from '../../src/messages/words.ts'
import { metricNamed } from '../../src/metrics/registry.ts'
import { sayFault } from '../../src/report/say-fault.ts'
import { saySegmentName } from '../../src/report/say-segment.ts'
import { type Locale, shopLocale } from '../../src/report/words/locale.ts'
import { openAlerts, type StoredAlert } from '../../src/state/alerts.ts'

/** What is wrong now: each open alert with its buttons. */
export async function showOpen({ state, config }: Pick<Context, 'state' | 'config'>): Promise<Message> {
  const locale = shopLocale(config)
  const open = await openAlerts(state)
  if (open.length === 0) return words('No alert is open.')
  const text = `${plural(open.length, 'alert is', 'alerts are')} open.`
  return {
    text,
    blocks: [
      { kind: 'header', text },
      ...open.flatMap((alert) => alertBlocks(alert, parseIncident(alert.finding), locale)),
      {
        kind: 'context',
        spans: `What happened to an alert: ${open.map(({ id }) => `/alerts ${id} log`).join(' · ')}`,
      },
    ],
  }
}

function alertBlocks(alert: StoredAlert, incident: Incident, locale: Locale): Block[] {
  const { title, figures } = describe(incident, locale)
  const by = alert.ackedBy === null ? 'Nobody has it yet.' : `${alert.ackedBy} has it.`
  const ack = { label: 'Acknowledge', action: 'alert.ack', value: alert.id } as const
  const snooze = { label: 'Snooze 4 h', action: 'alert.snooze', value: `${alert.id}:4` } as const
  return [
    {
      kind: 'text',
      spans: [{ text: title, style: 'bold' }, ` since ${alert.dayOpened}: ${figures} ${by}`],
    },
    { kind: 'actions', buttons: alert.ackedBy === null ? [ack, snooze] : [snooze] },
  ]
}

function describe(incident: Incident, locale: Locale): { title: string; figures: string } {
  if (incident.kind === 'data')
    return {
      title: `Data in ${saySegmentName({}, locale)}`,
      figures: incident.faults.map((fault) => sayFault(fault, locale)).join(' '),
    }
  const { label, unit } = metricNamed(incident.kpi) ?? { label: incident.kpi, unit: 'count' as const }
  const show = (value: number) => locale.figure(unit, value)
  return {
    title: `${label} in ${saySegmentName(incident.segment, locale)}`,
    figures: `${show(incident.value)}, expected ${show(incident.expected)}.`,
  }
}
