import type { Asker, Context, Usage } from '../../src/context.ts'
import {
  type ConfidentKind,
  type MinConfidence,
  minConfidenceOf,
  saveMinConfidence,
} from '../../src/ledger/minimum-confidence.ts'
import { kinds } from '../../src/ledger/registry.ts'
import { plural } from '../../src/lib/text.ts'
import type { Message } from '../../src/messages/message.ts'
import { words } from '../../src/messages/words.ts'
import { record } from '../../src/state/audit.ts'
import { CONFIDENT_KINDS } from '../confidence.ts'

/** How sure advice must be to be given; a manager sets it for the whole shop. */
export async function answerConfidence(
  { state, config, clock }: Pick<Context, 'state' | 'config' | 'clock'>,
  set: { readonly of: ConfidentKind; readonly share: number } | null,
  { userId, roles }: Asker,
): Promise<Message | Usage> {
  if (!set) return words(await current(state, config.confidence))
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
  const now = await current(state, config.confidence)
  return words(
    `${now} ${withdrawn === 0 ? 'Nothing open is less sure' : `${plural(withdrawn, 'open suggestion')} less sure than that withdrawn`}; tonight's advice and /${of} keep to it from now on.`,
  )
}

/** The minimum of each kind that has one, in its own words. */
async function current(state: Pick<Context['state'], 'read'>, initial: MinConfidence): Promise<string> {
  const said: string[] = []
  for (const of of CONFIDENT_KINDS) {
    const share = await minConfidenceOf(state, of, initial)
    const kind = kinds.find((one) => one.kind === of)
    if (kind?.sayMinimum) said.push(kind.sayMinimum(share))
  }
  return said.join(' ')
}
