import type { AlertChannel } from '../../src/alerts/life/write.ts'
import { readRouting } from '../../src/alerts/routing/read.ts'
import type { Runbooks } from '../../src/alerts/routing/routing.ts'
import type { Context } from '../../src/context.ts'
import { shopLocale } from '../../src/report/words/locale.ts'

/** Where the shop's alerts are posted, each channel in its language. */
export function alertChannel({ config, deliver }: Pick<Context, 'config' | 'deliver'>): AlertChannel {
  const localeOf = (channel: string) => shopLocale(config, config.channelLanguages.get(channel))
  const channel = config.alertChannel
  return { deliver, channel, locale: localeOf(channel), localeOf, runbooks: runbooksOf(config) }
}

/** A file that is wrong is told by the log and by the doctor; what somebody does with an alert goes on without it. */
function runbooksOf({ alertsFile, shop }: Context['config']): Runbooks {
  try {
    return readRouting(alertsFile, shop.zone).runbooks
  } catch {
    return {}
  }
}
