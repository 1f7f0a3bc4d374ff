import type { Context } from '../../src/context.ts'
import { decisionBlocks } from '../../src/ledger/decision-blocks.ts'
import { isLarge, sayCost, sayDoing, UNDO_MINUTES } from '../../src/ledger/say.ts'
import type { Message } from '../../src/messages/message.ts'
import { textBlock } from '../../src/messages/words.ts'
import { shopLocale } from '../../src/report/words/locale.ts'
import { suggestionById } from '../../src/state/suggestions/decisions.ts'

/** What a typed approval asks first where much money hangs on it, as the buttons do; null where it asks nothing. */
export async function askAgain(
  { state, clock, config }: Pick<Context, 'state' | 'clock' | 'config'>,
  id: number,
): Promise<Message | null> {
  const one = await suggestionById(state, id)
  const now = clock.now()
  const { confirmAbove, shop } = config
  const isOpen = one?.status === 'open' && one.validUntil > now
  if (!isOpen || !isLarge(one, { currency: shop.currency, confirmAbove })) return null
  const locale = shopLocale(config)
  const { actions, suggestions } = locale.words
  const what = suggestions.confirm(sayDoing(one, locale), sayCost(one, locale), UNDO_MINUTES)
  const text = actions.notYet(id, what)
  const asked = `/actions ${id}`
  return {
    text,
    blocks: [textBlock(text), ...decisionBlocks(one, { asked, asking: null, now, locale, confirmAbove })],
  }
}
