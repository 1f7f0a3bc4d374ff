import { z } from 'zod'
import type { State, Trx } from './database/state.ts'
import { saveSetting, setting } from './settings.ts'

const SETTING = 'oncall.calendars'
const calendar = z.object({
  /** another address is another calendar */
  url: z.string(),
  readAt: z.coerce.date(),
  triedAt: z.coerce.date(),
  /** why the last reading failed; the shifts are those of the one before */
  fault: z.string().nullable(),
  shifts: z.array(z.object({ user: z.string(), from: z.coerce.date(), to: z.coerce.date() })),
  /** titles of events of which nobody is known */
  unknown: z.array(z.string()),
})

/** What was read of a schedule's calendar. */
export type OnCallCalendar = z.output<typeof calendar>
const kept = z.record(z.string(), calendar)

/** By schedule. */
export async function onCallCalendars(
  state: Pick<State, 'read'>,
): Promise<Readonly<Record<string, OnCallCalendar>>> {
  const text = await setting(state, SETTING)
  return text === null ? {} : kept.parse(JSON.parse(text))
}

export async function saveCalendars(
  trx: Trx,
  calendars: Readonly<Record<string, OnCallCalendar>>,
): Promise<void> {
  await saveSetting(trx, SETTING, JSON.stringify(calendars))
}
