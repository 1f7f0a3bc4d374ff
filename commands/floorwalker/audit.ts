import type { Asker, Usage } from '../../src/command.ts'
import type { Context } from '../../src/context.ts'
import { showInstant } from '../../src/lib/show-days.ts'
import { oneLine } from '../../src/lib/text.ts'
import type { Message, Text } from '../../src/messages/message.ts'
import { words } from '../../src/messages/words.ts'
import { type Locale, shopLocale } from '../../src/report/words/locale.ts'
import { type Audited, audited } from '../../src/state/audit.ts'

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?Z$/

/** Who did what, the latest first. */
export async function showAudit(
  { state, config }: Pick<Context, 'state' | 'config'>,
  count: number,
  { roles }: Pick<Asker, 'roles'>,
): Promise<Message | Usage> {
  const locale = shopLocale(config)
  const { audit, usage } = locale.words
  if (!roles.includes('manager')) return { kind: 'usage', because: usage.floorwalker.managersOnly }
  const acts = await audited(state, { limit: count })
  if (acts.length === 0) return words(audit.empty)
  const text = audit.latest(acts.length)
  return {
    text,
    blocks: [
      { kind: 'header', text: audit.title },
      { kind: 'text', spans: text },
      { kind: 'list', items: acts.map((act) => lineOf(act, locale)) },
      { kind: 'context', spans: audit.source(locale.zone) },
    ],
  }
}

/** `2026-11-23 11:30 U012AB: Snoozed an alert (alert 95cb51274ff5, until 2026-11-23 13:30)` */
function lineOf({ who, did, what, at }: Audited, locale: Locale): Text {
  const { audit } = locale.words
  const act = did.startsWith('/') ? audit.asked(did) : audit.act(did)
  const details = oneLine(sayDetails(opened(what), locale), 200)
  return [{ text: showInstant(at, locale.zone), style: 'code' }, ` ${audit.done(who, act, details)}`]
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
function sayDetails(what: unknown, locale: Locale): string {
  if (what === null || what === undefined) return ''
  if (typeof what === 'string')
    return INSTANT.test(what) ? showInstant(new Date(what), locale.zone) : sayButton(what, locale)
  if (Array.isArray(what)) return what.map((one) => sayDetails(one, locale)).join(', ')
  if (typeof what !== 'object') return String(what)
  return Object.entries(what)
    .map(([name, value]) => [sayName(name, locale), sayDetails(value, locale)].filter(Boolean).join(' '))
    .join(', ')
}

/** `12||/price` is a button's value: the suggestion, which button, and the question it was shown for. */
function sayButton(value: string, { words: { audit } }: Locale): string {
  const [id = '', more = '', asked] = value.split('|')
  return asked === undefined ? value : audit.button(id, more, asked)
}

/** `stakeCents` is `stake cents`. */
function sayName(name: string, { words: { audit } }: Locale): string {
  return audit.detail(name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase())
}
