import { type Day, instantOf } from '../lib/days.ts'
import { minuteOfDay, type Schedule } from '../lib/schedule.ts'
import type { State } from '../state/database/state.ts'
import { type DigestSettings, type Recipient, recipients } from '../state/messages/recipients.ts'
import { isSaid, isSaidAs } from '../state/messages/said.ts'
import type { DigestKind } from '../state/messages/subscriptions.ts'
import { daysDone } from '../state/slots/unscheduled.ts'

interface DigestLane {
  readonly lane: string
  readonly schedule: Schedule
  isDone?(day: Day): Promise<boolean>
}

/** the second: by then the last day of a month is known to be whole */
export const MONTH_DAY = 2
const QUARTERS = [1, 4, 7, 10]

/** When a digest is due. */
export function scheduleOf({
  kind,
  at,
  zone,
  weekdays,
  monthDay,
}: Pick<Recipient, 'kind' | 'at' | 'zone' | 'weekdays' | 'monthDay'>): Extract<Schedule, { at: string }> {
  if (kind === 'monthly') return { at, zone, monthDay: monthDay ?? MONTH_DAY }
  if (kind === 'quarterly') return { at, zone, monthDay: monthDay ?? MONTH_DAY, months: QUARTERS }
  return { at, zone, ...(weekdays && { weekdays }) }
}

/** The name of a digest's message for good: the same again edits it. */
export function digestKey(to: Pick<Recipient, 'from' | 'id' | 'channel'>, job: string, day: Day): string {
  return to.from === 'settings' ? `${job}:${to.channel}:${day}` : `subscribed:${to.id}:${day}`
}

/**
 * A lane for the settings and one a subscription. The lane of the settings may have had another channel, time or zone this
 * morning: a day whose digest its schedule has posted then is done, and so are the days before it. The same holds of a
 * subscription, and it begins when it was asked for or changed.
 */
export async function digestLanes(
  state: Pick<State, 'read'>,
  { kinds, job, now }: { readonly kinds: readonly DigestKind[]; readonly job: string; readonly now: Date },
  settings: DigestSettings,
): Promise<readonly DigestLane[]> {
  const found = await Promise.all(kinds.map((kind) => recipients(state, kind, settings)))
  return found.flat().map((to) => ({
    lane: to.lane,
    schedule: scheduleOf(to),
    isDone: async (day) => {
      if (to.from === 'settings')
        return isSaid(state, { what: job, days: await daysDone(state, { job, from: day, now }) })
      if (to.since !== null && instantOf(day, minuteOfDay(to.at), to.zone) <= to.since) return true
      const days = await daysDone(state, { job, lane: to.lane, from: day, now })
      return isSaidAs(
        state,
        days.map((one) => digestKey(to, job, one)),
      )
    },
  }))
}
