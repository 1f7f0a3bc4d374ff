import { readDates } from '../../src/ask/dates/read.ts'
import { BLOT } from '../../src/ask/masked.ts'
import { type Asker, DECIDERS, type Usage } from '../../src/command.ts'
import type { Context } from '../../src/context.ts'
import { comingDays } from '../../src/facts/calendar/coming.ts'
import { asOf } from '../../src/facts/wholeness/as-of.ts'
import { isGranted } from '../../src/lib/access.ts'
import { dayOf, daysBetween } from '../../src/lib/days.ts'
import { oneLine } from '../../src/lib/text.ts'
import type { Message } from '../../src/messages/message.ts'
import { countryOf } from '../../src/models/calendar/country.ts'
import { shopLocale } from '../../src/report/words/locale.ts'
import { sayCalendar } from './say.ts'

const WEEKS_DAYS = 56
const LONGEST_DAYS = 400

/** What is known of the next eight weeks, or of a period; who sees only some segments gets their days and the country's. */
export async function listDays(
  ctx: Pick<Context, 'state' | 'lake' | 'config' | 'clock' | 'sources'>,
  when: string,
  asker: Asker,
): Promise<Message | Usage> {
  const { config, clock } = ctx
  const locale = shopLocale(config)
  const today = dayOf(clock.now(), config.shop.zone)
  const { periods, text } = readDates(when, { today, direction: 'future' })
  const [period] = periods
  if (when !== '' && (period?.kind !== 'days' || /\p{L}{3}/u.test(text.replaceAll(BLOT, ' '))))
    return { kind: 'usage', because: locale.words.usage.calendar.noPeriod(oneLine(when, 40)) }
  const from = period?.kind === 'days' ? period.from : today
  const days = period?.kind === 'days' ? Math.min(LONGEST_DAYS, daysBetween(from, period.to)) : WEEKS_DAYS
  const coming = await comingDays(ctx, { known: await asOf(ctx, today), from, days })
  const { sees = 'all', roles } = asker
  return sayCalendar(
    {
      coming: coming.filter((one) => one.from === 'country' || isGranted(sees, one.scope)),
      ...{ from, days, country: countryOf(config.shop.zone) },
      mayChange: roles.some((role) => DECIDERS.includes(role)),
    },
    locale,
  )
}
