import { z } from 'zod'
import { parseIncident } from '../../src/alerts/incident.ts'
import { headlineOf, sayReason } from '../../src/alerts/say.ts'
import type { Usage } from '../../src/command.ts'
import type { Context } from '../../src/context.ts'
import type { Message } from '../../src/messages/message.ts'
import { DASH } from '../../src/report/words/format.ts'
import { type Locale, shopLocale } from '../../src/report/words/locale.ts'
import { type AlertEvent, alertEvents } from '../../src/state/alert-events.ts'
import { alertById, type StoredAlert } from '../../src/state/alerts.ts'
import { idOf } from './find-alert.ts'

const SHOWN = 50

const detail = z
  .object({
    because: z.string().nullish(),
    by: z.string().nullish(),
    until: z.coerce.date().nullish(),
    to: z.string().nullish(),
    note: z.string().nullish(),
    feedback: z.enum(['useful', 'expected', 'noise']).nullish(),
  })
  .catch({})

/** What happened to one alert, in order: opened, edited, acknowledged, snoozed, resolved, by whom and why. */
export async function showLog(
  { state, config }: Pick<Context, 'state' | 'config'>,
  typed: string,
): Promise<Message | Usage> {
  const locale = shopLocale(config)
  const { log } = locale.words.alerts
  const found = await idOf(state, { typed, lineOf: (id) => `${id} log`, locale })
  if (typeof found !== 'string') return found
  const alert = await alertById(state, found)
  if (!alert) return { kind: 'usage', because: log.unknown(typed) }
  const events = await alertEvents(state, alert.id)
  const headline = headlineOf(parseIncident(alert.finding), locale)
  const text = log.said(headline, statusOf(alert, locale), events.length)
  const { when, what, by, why } = log.columns
  return {
    text,
    blocks: [
      { kind: 'header', text: log.title(alert.number, alert.id) },
      { kind: 'text', spans: text },
      {
        kind: 'table',
        caption: events.length > SHOWN ? log.last(SHOWN, events.length) : log.caption,
        columns: [{ label: when }, { label: what }, { label: by }, { label: why }],
        rows: events.slice(-SHOWN).map((event) => rowOf(event, locale)),
      },
      { kind: 'context', spans: log.zone },
    ],
  }
}

function statusOf({ resolvedAt, status, ackedBy, assignee }: StoredAlert, locale: Locale): string {
  const { log } = locale.words.alerts
  if (resolvedAt) return log.resolved(resolvedAt)
  if (assignee && status === 'assigned') return log.assigned(assignee.name)
  return status === 'acked' ? log.acknowledged(ackedBy) : log.open
}

function rowOf({ kind, who, detail: kept, at }: AlertEvent, locale: Locale): string[] {
  const { log } = locale.words.alerts
  const { because, by, until, to, note, feedback } = detail.parse(kept)
  const why = until
    ? log.until(until)
    : (to ??
      note ??
      (feedback && locale.words.alertLife.feedback[feedback]) ??
      (because ? sayReason(because, locale) : DASH))
  const events: Readonly<Record<string, string>> = log.events
  return [locale.instant(at), events[kind] ?? kind, by ?? who ?? 'Floorwalker', why]
}
