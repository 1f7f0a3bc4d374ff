import type { Asker, Usage } from '../../src/command.ts'
import type { Context } from '../../src/context.ts'
import {
  type ConfidentKind,
  minConfidenceOf,
  saveMinConfidence,
} from '../../src/ledger/minimum-confidence.ts'
import { kinds } from '../../src/ledger/registry.ts'
import type { Message } from '../../src/messages/message.ts'
import { words } from '../../src/messages/words.ts'
import { shopLocale } from '../../src/report/words/locale.ts'
import { record } from '../../src/state/audit.ts'
import { CONFIDENT_KINDS } from '../shared/confidence.ts'

/** How sure advice must be to be given; a manager sets it for the whole shop. */
export async function answerConfidence(
  { state, config, clock }: Pick<Context, 'state' | 'config' | 'clock'>,
  set: { readonly of: ConfidentKind; readonly share: number } | null,
  { userId, roles }: Asker,
): Promise<Message | Usage> {
  if (!set) return words(await current(state, config))
  if (!roles.includes('manager'))
    return {
      kind: 'usage',
      because: shopLocale(config).words.actions.managersOnly,
    }
  const { of, share } = set
  const withdrawn = await state.transaction(async (trx) => {
    const count = await saveMinConfidence(trx, of, share)
    await record(trx, { who: userId, did: 'confidence.set', what: { of, share }, at: clock.now() })
    return count
  })
  const minimum = await current(state, config)
  return words(shopLocale(config).words.actions.withdrawn({ minimum, count: withdrawn, kind: of }))
}

/** The minimum of each kind that has one, in its own words. */
async function current(state: Pick<Context['state'], 'read'>, config: Context['config']): Promise<string> {
  const locale = shopLocale(config)
  const said: string[] = []
  for (const of of CONFIDENT_KINDS) {
    const share = await minConfidenceOf(state, of, config.confidence)
    const kind = kinds.find((one) => one.kind === of)
    if (kind?.sayMinimum) said.push(kind.sayMinimum(share, locale))
  }
  return locale.words.paragraph(said)
}
