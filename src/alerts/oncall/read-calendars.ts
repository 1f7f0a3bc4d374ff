import { readShifts } from '../../calendar/read-shifts.ts'
import type { State } from '../../state/database/state.ts'
import { type OnCallCalendar, onCallCalendars } from '../../state/oncall-calendars.ts'
import type { Routing } from '../routing/routing.ts'

const EVERY_MS = 30 * 60_000
const AHEAD_MS = 70 * 86_400_000
const BACK_MS = 2 * 86_400_000

/**
 * The calendars of the schedules that name one, those read half an hour ago or more anew; null where none is. One that
 * cannot be read keeps what was read of it before.
 */
export async function readCalendars(
  state: Pick<State, 'read'>,
  { schedules }: Pick<Routing, 'schedules'>,
  {
    now,
    getText,
    onFault,
  }: {
    readonly now: Date
    readonly getText: (url: string) => Promise<string>
    readonly onFault: (error: unknown) => void
  },
): Promise<Readonly<Record<string, OnCallCalendar>> | null> {
  const before = await onCallCalendars(state)
  const after: Record<string, OnCallCalendar> = {}
  let isNew = false
  for (const [name, { calendar, people, zone }] of Object.entries(schedules)) {
    if (calendar === null) continue
    const known = before[name]?.url === calendar ? before[name] : undefined
    if (known && now.getTime() - known.triedAt.getTime() < EVERY_MS) {
      after[name] = known
      continue
    }
    isNew = true
    const failed = (fault: string) => ({
      ...(known ?? { url: calendar, readAt: now, shifts: [], unknown: [] }),
      ...{ triedAt: now, fault },
    })
    try {
      const range = { from: new Date(now.getTime() - BACK_MS), to: new Date(now.getTime() + AHEAD_MS) }
      const read = await readShifts(await getText(calendar), { zone, people, ...range })
      after[name] =
        read.kind === 'unreadable'
          ? failed('no calendar')
          : {
              ...{ url: calendar, readAt: now, triedAt: now, fault: null },
              ...{ shifts: [...read.shifts], unknown: [...read.unknown] },
            }
    } catch (error) {
      onFault(error)
      after[name] = failed('not reached')
    }
  }
  return isNew ? after : null
}
