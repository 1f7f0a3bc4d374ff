import type { AlertChannel } from '../../src/alerts/life/write.ts'
import type { Context } from '../../src/context.ts'
import { shopLocale } from '../../src/report/words/locale.ts'

/** Where the shop's alerts are posted, each channel in its language. */
export function alertChannel({ config, deliver }: Pick<Context, 'config' | 'deliver'>): AlertChannel {
  const localeOf = (channel: string) => shopLocale(config, config.channelLanguages.get(channel))
  const channel = config.alertChannel
  return { deliver, channel, locale: localeOf(channel), localeOf }
}
