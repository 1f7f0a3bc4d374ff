import { z } from 'zod'
import { parseIncident } from '../../src/alerts/incident.ts'
import { headlineOf, sayReason } from '../../src/alerts/say.ts'
import type { Context, Usage } from '../../src/context.ts'
import { nearest } from '../../src/lib/text.ts'
import type { Message } from '../../src/messages/message.ts'
import { DASH } from '../../src/report/words/format.ts'
import { type Locale, shopLocale } from '../../src/report/words/locale.ts'
import {
  type AlertEvent,
  alertById,
  alertEvents,
  latestAlertIds,
  type StoredAlert,
} from '../../src/state/alerts.ts'

const SHOWN = 50
/** an id is looked for among so many of the latest alerts */
const KNOWN = 1_000

const detail = z
  .object({ because: z.string().nullish(), by: z.string().nullish(), until: z.coerce.date().nullish() })
  .catch({})

/** What happened to one alert, in order: opened, edited, acknowledged, snoozed, resolved, by whom and why. */
export async function showLog(
  { state, config }: Pick<Context, 'state' | 'config'>,
  typed: string,
): Promise<Message | Usage> {
  const locale = shopLocale(config)
  const { log } = locale.words.alerts
  const found = await idOf(state, typed, locale)
  if (typeof found !== 'string') return found
  const alert = await alertById(state, found)
  if (!alert) return unknownAlert(typed, [], locale)
  const events = await alertEvents(state, alert.id)
  const headline = headlineOf(parseIncident(alert.finding), locale)
  const text = log.said(headline, statusOf(alert, locale), events.length)
  const { when, what, by, why } = log.columns
  return {
    text,
    blocks: [
      { kind: 'header', text: log.title(alert.id) },
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

function statusOf({ resolvedAt, status, ackedBy }: StoredAlert, locale: Locale): string {
  const { log } = locale.words.alerts
  if (resolvedAt) return log.resolved(resolvedAt)
  return status === 'acked' ? log.acknowledged(ackedBy) : log.open
}

function rowOf({ kind, who, detail: kept, at }: AlertEvent, locale: Locale): string[] {
  const { log } = locale.words.alerts
  const { because, by, until } = detail.parse(kept)
  const why = until ? log.until(until) : because ? sayReason(because, locale) : DASH
  const events: Readonly<Record<string, string>> = log.events
  return [locale.instant(at), events[kind] ?? kind, by ?? who ?? 'Floorwalker', why]
}

/** The one alert whose id begins as typed. */
async function idOf(state: Context['state'], typed: string, locale: Locale): Promise<string | Usage> {
  const ids = await latestAlertIds(state, KNOWN)
  const found = ids.filter((id) => id.startsWith(typed))
  const [only, other] = found
  if (only !== undefined && (other === undefined || ids.includes(typed)))
    return ids.includes(typed) ? typed : only
  if (only === undefined) return unknownAlert(typed, ids, locale)
  return {
    kind: 'usage',
    because: locale.words.alerts.log.ambiguous(found.length, typed),
    didYouMean: `${only} log`,
  }
}

function unknownAlert(typed: string, ids: readonly string[], locale: Locale): Usage {
  const near = nearest(typed, ids)
  return {
    kind: 'usage',
    because: locale.words.alerts.log.unknown(typed),
    ...(near !== null && { didYouMean: `${near} log` }),
  }
}
