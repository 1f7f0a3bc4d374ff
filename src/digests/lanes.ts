import type { Day } from '../lib/days.ts'
import type { Schedule } from '../lib/schedule.ts'
import type { State } from '../state/database/state.ts'
import { isSaid } from '../state/messages/said.ts'
import { type DigestSettings, recipients } from '../state/messages/subscriptions.ts'
import { daysDone } from '../state/slots/unscheduled.ts'

interface DigestLane {
  /** the channel */
  readonly lane: string
  readonly schedule: Schedule
  isDone?(day: Day): Promise<boolean>
}

/**
 * A lane a channel. The lane of the settings may have had another channel, time or zone this morning: a day whose
 * digest its schedule has posted then is done, and so are the days before it.
 */
export async function digestLanes(
  state: Pick<State, 'read'>,
  { kind, job, now }: { readonly kind: 'daily' | 'weekly'; readonly job: string; readonly now: Date },
  settings: DigestSettings,
): Promise<readonly DigestLane[]> {
  return (await recipients(state, kind, settings)).map(({ channel, at, zone, weekdays, from }) => ({
    lane: channel,
    schedule: { at, zone, ...(weekdays && { weekdays }) },
    ...(from === 'settings' && {
      isDone: async (day) =>
        isSaid(state, { what: job, days: await daysDone(state, { job, from: day, now }) }),
    }),
  }))
}
