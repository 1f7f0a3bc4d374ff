import { personOf } from '../../src/alerts/oncall/handover.ts'
import { loadRouting } from '../../src/alerts/oncall/load-routing.ts'
import { nextChange, onCallAt, type Schedule } from '../../src/alerts/routing/schedule.ts'
import type { Context } from '../../src/context.ts'
import type { Message, Text } from '../../src/messages/message.ts'
import { wordsOf } from '../../src/messages/safe-text.ts'
import { words } from '../../src/messages/words.ts'
import { type Locale, shopLocale } from '../../src/report/words/locale.ts'
import { type OnCallCalendar, onCallCalendars } from '../../src/state/oncall-calendars.ts'

/** Each schedule: who is on call, until when, who is next, and the swaps that are still to come. */
export async function showOnCall({
  state,
  config,
  clock,
}: Pick<Context, 'state' | 'config' | 'clock'>): Promise<Message> {
  const locale = shopLocale(config)
  const { oncall } = locale.words
  const schedules = Object.entries((await loadRouting(state, config)).schedules)
  if (schedules.length === 0) return words(oncall.none)
  const calendars = await onCallCalendars(state)
  const items = schedules.flatMap(([name, schedule]) => [
    ...sayOne(name, schedule, { now: clock.now(), locale }),
    ...sayCalendar(name, schedule.calendar === calendars[name]?.url ? calendars[name] : undefined, locale),
  ])
  return {
    text: items.map(wordsOf).join('; '),
    blocks: [
      { kind: 'header', text: oncall.title },
      { kind: 'list', items },
    ],
  }
}

/** What is wrong with its calendar. */
function sayCalendar(name: string, calendar: OnCallCalendar | undefined, { words: said }: Locale): Text[] {
  if (!calendar) return []
  const { oncall } = said
  return [
    ...(calendar.fault === null ? [] : [oncall.calendarFault(name, calendar.readAt)]),
    ...(calendar.unknown.length === 0 ? [] : [oncall.unknownPeople(name, calendar.unknown)]),
  ]
}

function sayOne(
  name: string,
  schedule: Schedule,
  { now, locale }: { readonly now: Date; readonly locale: Locale },
): Text[] {
  const { oncall } = locale.words
  const next = nextChange(schedule, now)
  const then = next ? [oncall.until(next.at), personOf(next.user, locale)] : []
  const swaps = schedule.swaps.filter(({ to }) => to > now)
  return [
    [oncall.now(name), personOf(onCallAt(schedule, now), locale), ...then],
    ...swaps.map(({ user, from, to }) => [oncall.swapped(name, from, to), personOf(user, locale)]),
  ]
}
