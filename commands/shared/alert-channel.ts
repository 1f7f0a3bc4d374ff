import type { AlertChannel } from '../../src/alerts/life/write.ts'
import type { Context } from '../../src/context.ts'
import { shopLocale } from '../../src/report/words/locale.ts'

/** Where the shop's alerts are posted, in the language of that channel. */
export function alertChannel({ config, deliver }: Pick<Context, 'config' | 'deliver'>): AlertChannel {
  const channel = config.alertChannel
  return { deliver, channel, locale: shopLocale(config, config.channelLanguages.get(channel)) }
}
