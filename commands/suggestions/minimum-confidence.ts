import type { Asker, Context, Usage } from '../../src/context.ts'
import {
  type ConfidentKind,
  type MinConfidence,
  minConfidenceOf,
  saveMinConfidence,
} from '../../src/ledger/minimum-confidence.ts'
import { plural, showNumber } from '../../src/lib/text.ts'
import type { Message } from '../../src/messages/message.ts'
import { words } from '../../src/messages/words.ts'
import { record } from '../../src/state/audit.ts'

/** How sure advice must be to be given; a manager sets it for the whole shop. */
export async function answerConfidence(
  { state, config, clock }: Pick<Context, 'state' | 'config' | 'clock'>,
  set: { readonly of: ConfidentKind; readonly share: number } | null,
  { userId, roles }: Asker,
): Promise<Message | Usage> {
  if (!set) return words(standing(await minConfidenceOf(state, config)))
  if (!roles.includes('manager'))
    return {
      kind: 'usage',
      because: 'Only managers set how sure advice must be; /actions confidence tells it.',
    }
  const { of, share } = set
  const withdrawn = await state.transaction(async (trx) => {
    const count = await saveMinConfidence(trx, of, share)
    await record(trx, { who: userId, did: 'confidence.set', what: { of, share }, at: clock.now() })
    return count
  })
  const now = standing(await minConfidenceOf(state, config))
  return words(
    `${now} ${withdrawn === 0 ? 'Nothing open is less sure' : `${plural(withdrawn, 'open suggestion')} less sure than that withdrawn`}; tonight's advice and /${of} keep to it from now on.`,
  )
}

function standing({ price, restock }: MinConfidence): string {
  const percent = (share: number) => `${showNumber(100 * share, Number.isInteger(100 * share) ? 0 : 1)} %`
  const orders =
    restock === 0
      ? 'Orders are suggested whatever the chance that all of it sells'
      : `An order is suggested from ${percent(restock)} chance that all of it is sold in 90 days`
  return `A price is suggested from ${percent(price)} probability of a gain. ${orders}.`
}
