import { z } from 'zod'
import { parseIncident } from '../../src/alerts/incident.ts'
import { headlineOf } from '../../src/alerts/say.ts'
import type { Context, Usage } from '../../src/context.ts'
import { nearest, plural } from '../../src/lib/text.ts'
import type { Message } from '../../src/messages/message.ts'
import { showInstant } from '../../src/report/show.ts'
import { shopLocale } from '../../src/report/words/locale.ts'
import { type AlertEvent, alertById, alertEvents, latestAlertIds } from '../../src/state/alerts.ts'

const SHOWN = 50
/** an id is looked for among so many of the latest alerts */
const KNOWN = 1_000

const HAPPENED: Readonly<Record<string, string>> = {
  open: 'Opened',
  update: 'Edited',
  acked: 'Acknowledged',
  snoozed: 'Snoozed',
  resolve: 'Resolved',
}

const detail = z
  .object({ because: z.string().nullish(), by: z.string().nullish(), until: z.coerce.date().nullish() })
  .catch({})

/** What happened to one alert, in order: opened, edited, acknowledged, snoozed, resolved, by whom and why. */
export async function showLog(
  { state, config }: Pick<Context, 'state' | 'config'>,
  typed: string,
): Promise<Message | Usage> {
  const { shop } = config
  const found = await idOf(state, typed)
  if (typeof found !== 'string') return found
  const alert = await alertById(state, found)
  if (!alert) return unknownAlert(typed, [])
  const events = await alertEvents(state, alert.id)
  const headline = headlineOf(parseIncident(alert.finding), shopLocale(config))
  const status = alert.resolvedAt
    ? `resolved at ${showInstant(alert.resolvedAt, shop.zone)}`
    : alert.status === 'acked'
      ? `open, acknowledged by ${alert.ackedBy ?? 'somebody'}`
      : 'open'
  const text = `${headline}: ${status}, ${plural(events.length, 'event')}.`
  return {
    text,
    blocks: [
      { kind: 'header', text: `Alert ${alert.id}` },
      { kind: 'text', spans: text },
      {
        kind: 'table',
        caption:
          events.length > SHOWN ? `The last ${SHOWN} of ${events.length} events` : 'What happened to it',
        columns: [{ label: 'When' }, { label: 'What' }, { label: 'By' }, { label: 'Why' }],
        rows: events.slice(-SHOWN).map((event) => rowOf(event, shop.zone)),
      },
      { kind: 'context', spans: `Times are those of ${shop.zone}.` },
    ],
  }
}

function rowOf({ kind, who, detail: kept, at }: AlertEvent, zone: string): string[] {
  const { because, by, until } = detail.parse(kept)
  const why = until ? `until ${showInstant(until, zone)}` : (because ?? '–')
  return [showInstant(at, zone), HAPPENED[kind] ?? kind, by ?? who ?? 'Floorwalker', why]
}

/** The one alert whose id begins as typed. */
async function idOf(state: Context['state'], typed: string): Promise<string | Usage> {
  const ids = await latestAlertIds(state, KNOWN)
  const found = ids.filter((id) => id.startsWith(typed))
  const [only, other] = found
  if (only !== undefined && (other === undefined || ids.includes(typed)))
    return ids.includes(typed) ? typed : only
  if (only === undefined) return unknownAlert(typed, ids)
  return {
    kind: 'usage',
    because: `${plural(found.length, 'alert')} have an id that begins with ${typed}: write more of it.`,
    didYouMean: `${only} log`,
  }
}

function unknownAlert(typed: string, ids: readonly string[]): Usage {
  const near = nearest(typed, ids)
  return {
    kind: 'usage',
    because: `There is no alert ${typed}; /alerts lists the open ones with their ids.`,
    ...(near !== null && { didYouMean: `${near} log` }),
  }
}
