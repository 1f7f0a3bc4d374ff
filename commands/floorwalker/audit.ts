import type { Asker, Context, Usage } from '../../src/context.ts'
import { showInstant } from '../../src/lib/show-days.ts'
import { oneLine, plural } from '../../src/lib/text.ts'
import type { Message, Text } from '../../src/messages/message.ts'
import { words } from '../../src/messages/words.ts'
import { shopLocale } from '../../src/report/words/locale.ts'
import { type Audited, audited } from '../../src/state/audit.ts'

/** What each kind of act is called; a slash command goes by its own name. */
const ACTS: Readonly<Record<string, string>> = {
  'alert.ack': 'Pressed Acknowledge',
  'alert.acked': 'Acknowledged an alert',
  'alert.snooze': 'Pressed Snooze',
  'alert.snoozed': 'Snoozed an alert',
  'confidence.set': 'Set the minimum confidence',
  'model.promote': 'Put a model in use',
  'rule.accept': 'Accepted what a rule holds back',
  'suggestion.accept': 'Pressed Approve',
  'suggestion.approve': 'Pressed Approve',
  'suggestion.because': 'Pressed a reason to skip',
  'suggestion.edit': 'Pressed Edit',
  'suggestion.open': 'Opened a suggestion',
  'suggestion.skip': 'Pressed Skip',
  share: 'Shared an answer',
}
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?Z$/

/** Who did what, the latest first. */
export async function showAudit(
  { state, config }: Pick<Context, 'state' | 'config'>,
  count: number,
  { roles }: Pick<Asker, 'roles'>,
): Promise<Message | Usage> {
  const { shop } = config
  if (!roles.includes('manager'))
    return { kind: 'usage', because: shopLocale(config).words.usage.floorwalker.managersOnly }
  const acts = await audited(state, { limit: count })
  if (acts.length === 0) return words('The audit log is empty: nobody has asked or changed anything yet.')
  const text = `The latest ${plural(acts.length, 'entry', 'entries')} of the audit log.`
  return {
    text,
    blocks: [
      { kind: 'header', text: 'Audit log' },
      { kind: 'text', spans: text },
      { kind: 'list', items: acts.map((act) => lineOf(act, shop.zone)) },
      {
        kind: 'context',
        spans: `The latest first; times are those of ${shop.zone}. Users go by their Slack id.`,
      },
    ],
  }
}

/** `2026-11-23 11:30 U012AB: Snoozed an alert (alert 95cb51274ff5, until 2026-11-23 13:30)` */
function lineOf({ who, did, what, at }: Audited, zone: string): Text {
  const act = did.startsWith('/') ? `Asked ${did}` : (ACTS[did] ?? did)
  const details = oneLine(sayDetails(opened(what), zone), 200)
  return [
    { text: showInstant(at, zone), style: 'code' },
    ` ${who}: ${act}${details === '' ? '' : ` (${details})`}`,
  ]
}

/** A form is kept as the JSON of what was filled in. */
function opened(what: unknown): unknown {
  if (typeof what !== 'string' || !what.startsWith('{')) return what
  try {
    return JSON.parse(what)
  } catch {
    return what
  }
}

/** `alert 95cb51274ff5, until 2026-11-23 11:30`: names and values, never JSON. */
function sayDetails(what: unknown, zone: string): string {
  if (what === null || what === undefined) return ''
  if (typeof what === 'string')
    return INSTANT.test(what) ? showInstant(new Date(what), zone) : sayButton(what)
  if (Array.isArray(what)) return what.map((one) => sayDetails(one, zone)).join(', ')
  if (typeof what !== 'object') return String(what)
  return Object.entries(what)
    .map(([name, value]) => [sayName(name), sayDetails(value, zone)].filter(Boolean).join(' '))
    .join(', ')
}

/** `12||/price` is a button's value: the suggestion, which button, and the question it was shown for. */
function sayButton(value: string): string {
  const [id, more, asked] = value.split('|')
  if (asked === undefined) return value
  return [`No. ${id}`, more, asked && `below ${asked}`].filter(Boolean).join(' ')
}

/** `stakeCents` is `stake cents`. */
function sayName(name: string): string {
  return name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()
}
