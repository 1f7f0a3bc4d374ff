import type { Context } from '../../src/context.ts'
import type { Locale } from '../../src/report/words/locale.ts'
import { type Recipient, recipients } from '../../src/state/messages/recipients.ts'
import { DIGEST_KINDS } from '../../src/state/messages/subscriptions.ts'
import { sayWhen, sayWhere } from '../subscribe/say.ts'

/** What is posted where and when, as it is set now; of other people's own digests nothing. */
export async function deliveries(
  { state, config }: Pick<Context, 'state' | 'config'>,
  userId: string,
  locale: Locale,
): Promise<string[]> {
  const { home, subscribe } = locale.words
  const found = await Promise.all(DIGEST_KINDS.map((kind) => recipients(state, kind, config)))
  const isSeen = ({ channel, owner }: Recipient) => !channel.startsWith('U') || userId === (owner ?? channel)
  return [
    ...found
      .flat()
      .filter(isSeen)
      .map((one) => home.digest(subscribe.kinds[one.kind], sayWhere(one), sayWhen(one, locale))),
    home.alerts(config.alertChannel),
  ]
}
