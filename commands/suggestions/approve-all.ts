import type { Context } from '../../src/context.ts'
import { type Decider, decide } from '../../src/ledger/decide.ts'
import { costOf, isLarge, sayDoing } from '../../src/ledger/say.ts'
import { sumOf } from '../../src/lib/sum.ts'
import type { Message } from '../../src/messages/message.ts'
import { textBlock } from '../../src/messages/words.ts'
import { shopLocale } from '../../src/report/words/locale.ts'
import { suggestionById } from '../../src/state/suggestions/decisions.ts'

/**
 * Several approved at once, each as if it were alone: one that is over or expired keeps none of the others back. What hangs on
 * all of them is told first and asked about, however little each is.
 */
export async function approveAll(
  ctx: Pick<Context, 'state' | 'clock' | 'config' | 'deliver'>,
  { ids, isConfirmed }: { readonly ids: readonly number[]; readonly isConfirmed: boolean },
  who: Decider,
): Promise<Message> {
  const { state, clock, config } = ctx
  const locale = shopLocale(config)
  const { actions } = locale.words
  const at = clock.now()
  if (!isConfirmed) {
    const known = (await Promise.all(ids.map((id) => suggestionById(state, id)))).flatMap((one) => one ?? [])
    const open = known.filter(({ status, validUntil }) => status === 'open' && validUntil > at)
    const { currency } = config.shop
    const isAnyLarge = open.some((one) => isLarge(one, { currency, confirmAbove: config.confirmAbove }))
    const lines = open.map((one) => actions.item(one.id, sayDoing(one, locale)))
    const cost = locale.money(sumOf(open, (one) => costOf(one).cents))
    const lead = actions.allNotYet({
      count: open.length,
      of: ids.length,
      cost,
      ids: open.map(({ id }) => id),
      isAnyLarge,
    })
    return {
      text: lead,
      blocks: [textBlock(lead), ...(lines.length > 0 ? [{ kind: 'list' as const, items: lines }] : [])],
    }
  }
  const said: string[] = []
  let approved = 0
  for (const id of ids) {
    const done = await decide(ctx, who, { id, at, status: 'approved', mayFollowSkip: true })
    if (done.isDecided) approved++
    said.push(done.said)
  }
  const text = actions.allApproved(approved, ids.length)
  return { text, blocks: [textBlock(text), { kind: 'list', items: said }] }
}
