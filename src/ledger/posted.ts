import type { Config } from '../config.ts'
import { majorUnit } from '../lib/money.ts'
import type { Block, Message } from '../messages/message.ts'
import { shortInstant } from '../report/show.ts'
import type { Trx } from '../state/database/state.ts'
import type { Deliver } from '../state/messages/deliver.ts'
import { postedAbout } from '../state/messages/outbox.ts'
import { readContent } from '../state/messages/outbox-format.ts'
import type { StoredSuggestion } from '../state/suggestions/suggestions.ts'
import { statusLabel } from './decision-blocks.ts'
import { aboutSuggestion, digestButtons, sayDoing, worthCents } from './say.ts'

/** Whom the ledger speaks to, and in which shop. */
export interface LedgerVoice {
  readonly deliver: Deliver
  readonly config: Pick<Config, 'shop' | 'digest' | 'confirmAbove'>
}

const DAY_MS = 86_400_000
/** older messages are read by nobody who decides */
const EDITED_FOR_DAYS = 14

/**
 * What was posted with buttons of the suggestion says who decided in their place, from wherever it was decided. What no
 * message shows and is worth more than the sum that asks again is said in the digest's channel.
 */
export async function sayDecided(
  trx: Trx,
  { deliver, config: { shop, digest, confirmAbove } }: LedgerVoice,
  { suggestion, at }: { readonly suggestion: StoredSuggestion; readonly at: Date },
): Promise<void> {
  const about = aboutSuggestion(suggestion)
  const found = await postedAbout(
    { read: trx },
    { about, since: new Date(at.getTime() - EDITED_FOR_DAYS * DAY_MS) },
  )
  const { currency, zone } = shop
  const line = lineOf(suggestion, { now: at, currency, zone })
  for (const { key, channel, content } of found) {
    const posted = readContent(content)
    if (posted.kind !== 'message') continue
    const message =
      key === announced(suggestion)
        ? announcement(suggestion, line, currency)
        : inPlace(posted.message, about, instead(suggestion, line, { confirmAbove, currency }))
    await deliver.say(trx, { key, channel, message })
  }
  const isLarge = worthCents(suggestion) > confirmAbove * majorUnit(currency)
  if (found.length > 0 || !isLarge || suggestion.status === 'skipped') return
  const message = announcement(suggestion, line, currency)
  await deliver.say(trx, { key: announced(suggestion), channel: digest.channel, message })
}

function announced({ id }: StoredSuggestion): string {
  return `decided:${id}`
}

function announcement(suggestion: StoredSuggestion, line: string, currency: string): Message {
  const text = `${line} ${sayDoing(suggestion, currency)}.`
  return { text, blocks: [{ kind: 'context', spans: text, about: aboutSuggestion(suggestion) }] }
}

function lineOf(
  suggestion: StoredSuggestion,
  { now, currency, zone }: { readonly now: Date; readonly currency: string; readonly zone: string },
): string {
  const { id, decided } = suggestion
  const at = decided ? `, ${shortInstant(decided.at, zone)}` : ''
  return `No. ${id}: ${statusLabel(suggestion, { now, currency })}${at}.`
}

function instead(
  suggestion: StoredSuggestion,
  line: string,
  shown: { readonly confirmAbove: number; readonly currency: string },
): Block {
  const about = aboutSuggestion(suggestion)
  if (suggestion.status === 'open')
    return { kind: 'actions', buttons: digestButtons(suggestion, shown), about }
  return { kind: 'context', spans: line, about }
}

function inPlace(message: Message, about: string, block: Block): Message {
  return {
    ...message,
    blocks: message.blocks.map((one) => ('about' in one && one.about === about ? block : one)),
  }
}
