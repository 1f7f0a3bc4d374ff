import { z } from 'zod'
import { instant, iso } from '../database/columns.ts'
import type { State, Trx } from '../database/state.ts'
import { databaseTime } from '../database/time.ts'
import { type SlotKey, slotRow } from './plan.ts'

/**
 * Takes back what was planned and has not been done where the schedule has no such slot any more, because its time,
 * zone or lane was changed. The rows go, so that the slots are planned again when the change is undone. A run under way
 * ends as it began; one whose process is gone is taken back as well.
 */
export async function dropUnscheduled(
  state: Pick<State, 'read' | 'transaction'>,
  job: string,
  isScheduled: (slot: Omit<SlotKey, 'job'>) => boolean,
): Promise<void> {
  const pending = (trx: Trx) =>
    trx('job_slot').where({ job, is_manual: false }).whereIn('state', ['due', 'retry', 'running'])
  // most of the time nothing waits, and no lock is needed to see that
  if (!(await pending(state.read).first('job'))) return
  await state.transaction(async (trx) => {
    const now = iso(await databaseTime(trx))
    const idle = pending(trx).where((q) => q.whereNot({ state: 'running' }).orWhere('lease_until', '<=', now))
    const waiting = z.array(z.object({ lane: z.string(), slot_utc: instant })).parse(await idle)
    for (const { lane, slot_utc: at } of waiting)
      if (!isScheduled({ lane, at })) await trx('job_slot').where(slotRow({ job, lane, at })).delete()
  })
}

/** The days, from this one on and until now, for which the schedule has done the job, in whatever lane or in one. */
export async function daysDone(
  state: Pick<State, 'read'>,
  {
    job,
    lane,
    from,
    now,
  }: { readonly job: string; readonly lane?: string; readonly from: string; readonly now: Date },
): Promise<string[]> {
  const rows = await state
    .read('job_slot')
    .where({ job, is_manual: false, state: 'done', ...(lane !== undefined && { lane }) })
    .where('day', '>=', from)
    // a later one was done by a clock that was ahead
    .where('slot_utc', '<=', iso(now))
    .distinct('day')
  return z
    .array(z.object({ day: z.string() }))
    .parse(rows)
    .map(({ day }) => day)
}
