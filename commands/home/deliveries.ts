import type { Context } from '../../src/context.ts'
import type { Locale } from '../../src/report/words/locale.ts'
import { recipients, type Subscription } from '../../src/state/messages/subscriptions.ts'

/** What is posted where and when, as it is set now. */
export async function deliveries(
  { state, config }: Pick<Context, 'state' | 'config'>,
  locale: Locale,
): Promise<string[]> {
  const { home } = locale.words
  const daily = await recipients(state, 'daily', config)
  const weekly = await recipients(state, 'weekly', config)
  return [
    ...daily.map((one) =>
      one.weekdays === null ? home.daily(one.channel, one.at, one.zone) : onDays(one, locale),
    ),
    ...weekly.map((one) =>
      isMonday(one) ? home.weekly(one.channel, one.at, one.zone) : onDays(one, locale),
    ),
    home.alerts(config.alertChannel),
  ]
}

function isMonday({ weekdays }: Subscription): boolean {
  return weekdays?.length === 1 && weekdays[0] === 1
}

function onDays({ channel, at, zone, weekdays }: Subscription, locale: Locale): string {
  // 2026-11-23 is a Monday
  const days = (weekdays ?? []).map((day) => locale.weekday(`2026-11-${22 + day}`))
  return locale.words.home.onDays(channel, days, at, zone)
}
