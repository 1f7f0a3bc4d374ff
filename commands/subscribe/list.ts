import type { Asker } from '../../src/command.ts'
import type { Context } from '../../src/context.ts'
import type { Block, Message } from '../../src/messages/message.ts'
import { textBlock } from '../../src/messages/words.ts'
import { shopLocale } from '../../src/report/words/locale.ts'
import { type Recipient, recipients } from '../../src/state/messages/recipients.ts'
import { allSubscriptions, DIGEST_KINDS } from '../../src/state/messages/subscriptions.ts'
import { mayChange } from './apply.ts'
import { digestBlocks, newDigestButton, sayDigest } from './say.ts'

const SHOWN = 20

/** A person's own digests and those of the channel they ask in; a manager sees all. */
export async function listDigests(
  { state, config }: Pick<Context, 'state' | 'config'>,
  asker: Asker,
): Promise<Message> {
  const locale = shopLocale(config)
  const { subscribe: said, digest } = locale.words
  const settings = (await Promise.all(DIGEST_KINDS.map((kind) => recipients(state, kind, config)))).flatMap(
    (all) => all.filter(({ from }) => from === 'settings'),
  )
  const own = (await allSubscriptions(state)).filter((one) => seenBy(one, asker))
  const shown = [...settings, ...own].slice(0, SHOWN)
  const rest = settings.length + own.length - shown.length
  const blocks: Block[] = [
    { kind: 'header', text: said.title },
    ...(own.length === 0 ? [textBlock(said.none)] : []),
    ...shown.flatMap((one) => digestBlocks(one, { locale, mayChange: mayChange(one, asker) })),
    ...(rest > 0 ? [textBlock(digest.andMore(rest))] : []),
    { kind: 'actions', buttons: [newDigestButton(locale)] },
  ]
  const text = own.length === 0 ? said.none : own.map((one) => sayDigest(one, locale)).join('; ')
  return { text, blocks }
}

export function seenBy(
  one: Pick<Recipient, 'channel' | 'owner'> & Partial<Pick<Recipient, 'from'>>,
  { userId, channelId, roles }: Asker,
): boolean {
  if (one.from === 'settings' || roles.includes('manager')) return true
  return [one.owner, one.channel].includes(userId) || one.channel === channelId
}
