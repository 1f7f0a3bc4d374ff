import type { Config } from '../config/config.ts'
import type { Block, Message } from '../messages/message.ts'
import { shopLocale } from '../report/words/locale.ts'
import type { Trx } from '../state/database/state.ts'
import type { Deliver } from '../state/messages/deliver.ts'
import { postedAbout, postedWithButton } from '../state/messages/look-in-outbox.ts'
import { readContent } from '../state/messages/outbox-format.ts'
import { suggestionById } from '../state/suggestions/decisions.ts'
import type { StoredSuggestion } from '../state/suggestions/suggestions.ts'
import { type Shown, statusLabel } from './decision-blocks.ts'
import { aboutSuggestion, digestButtons, isLarge, sayDoing } from './say.ts'

/** Whom the ledger speaks to, and in which shop. */
export interface LedgerVoice {
  readonly deliver: Deliver
  readonly config: Pick<Config, 'shop' | 'language' | 'channelLanguages' | 'digest' | 'confirmAbove'>
}

/** below a digest */
const BUTTON = 'suggestion.accept'
const DAY_MS = 86_400_000
/** older messages are read by nobody who decides */
const EDITED_FOR_DAYS = 14

/**
 * What was posted with buttons of the suggestion says who decided in their place, from wherever it was decided. What no
 * message shows and is worth more than the sum that asks again is said in the digest's channel.
 */
export async function sayDecided(
  trx: Trx,
  { deliver, config }: LedgerVoice,
  { suggestion, at }: { readonly suggestion: StoredSuggestion; readonly at: Date },
): Promise<void> {
  const about = aboutSuggestion(suggestion)
  const found = await postedAbout(
    { read: trx },
    { about, since: new Date(at.getTime() - EDITED_FOR_DAYS * DAY_MS) },
  )
  const { digest, confirmAbove, channelLanguages } = config
  const localeIn = (channel: string) => shopLocale(config, channelLanguages.get(channel))
  for (const { key, channel, content } of found) {
    const posted = readContent(content)
    if (posted.kind !== 'message') continue
    const shown = { now: at, locale: localeIn(channel), confirmAbove }
    const message =
      key === announced(suggestion)
        ? announcement(suggestion, shown)
        : inPlace(posted.message, about, instead(suggestion, shown))
    await deliver.say(trx, { key, channel, message })
  }
  const { currency } = config.shop
  if (found.length > 0 || !isLarge(suggestion, { currency, confirmAbove }) || suggestion.status === 'skipped')
    return
  const message = announcement(suggestion, { now: at, locale: localeIn(digest.channel) })
  await deliver.say(trx, { key: announced(suggestion), channel: digest.channel, message })
}

/**
 * Buttons below what was posted give way to what became of their suggestion once it is over without anybody's decision: it
 * has expired, or a newer one took its place. How many there were.
 */
export async function sayOver(trx: Trx, { deliver, config }: LedgerVoice, at: Date): Promise<number> {
  const since = new Date(at.getTime() - EDITED_FOR_DAYS * DAY_MS)
  const found = await postedWithButton({ read: trx }, { action: BUTTON, since })
  let edited = 0
  for (const { key, channel, content } of found) {
    const posted = readContent(content)
    if (posted.kind !== 'message') continue
    const locale = shopLocale(config, config.channelLanguages.get(channel))
    const shown = { now: at, locale, confirmAbove: config.confirmAbove }
    let message = posted.message
    for (const about of waiting(message)) {
      const suggestion = await suggestionById({ read: trx }, Number(about.split(':')[1]))
      if (!suggestion || (suggestion.status === 'open' && suggestion.validUntil > at)) continue
      message = inPlace(message, about, instead(suggestion, shown))
      edited++
    }
    if (message !== posted.message) await deliver.say(trx, { key, channel, message })
  }
  return edited
}

/** What its buttons are about, each once. */
function waiting({ blocks }: Message): string[] {
  return [
    ...new Set(
      blocks.flatMap((block) =>
        block.kind === 'actions' && block.about?.startsWith('suggestion:') ? [block.about] : [],
      ),
    ),
  ]
}

function announced({ id }: StoredSuggestion): string {
  return `decided:${id}`
}

type In = Pick<Shown, 'now' | 'locale'>

function announcement(suggestion: StoredSuggestion, shown: In): Message {
  const { locale } = shown
  const doing = sayDoing(suggestion, locale)
  const text = locale.words.suggestions.announced(lineOf(suggestion, shown), doing)
  return { text, blocks: [{ kind: 'context', spans: text, about: aboutSuggestion(suggestion) }] }
}

function lineOf(suggestion: StoredSuggestion, shown: In): string {
  const { id, decided } = suggestion
  const { numbered, decidedAt } = shown.locale.words.suggestions
  const status = statusLabel(suggestion, shown)
  return numbered(id, decided ? decidedAt(status, decided.at) : status)
}

function instead(suggestion: StoredSuggestion, shown: Shown): Block {
  const about = aboutSuggestion(suggestion)
  if (suggestion.status === 'open' && suggestion.validUntil > shown.now)
    return { kind: 'actions', buttons: digestButtons(suggestion, shown), about }
  return { kind: 'context', spans: lineOf(suggestion, shown), about }
}

function inPlace(message: Message, about: string, block: Block): Message {
  return {
    ...message,
    blocks: message.blocks.map((one) => ('about' in one && one.about === about ? block : one)),
  }
}
