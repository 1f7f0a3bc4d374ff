import { z } from 'zod'
import { inRuns, instant, iso } from '../database/columns.ts'
import type { State, Trx } from '../database/state.ts'

/** A run of a job is one row: this job, this lane, this slot, whoever runs it and however often it takes. */
export interface SlotKey {
  readonly job: string
  readonly lane: string
  readonly at: Date
}

/** The row of a slot, to find it or to write it. */
export function slotRow(key: SlotKey) {
  return { job: key.job, lane: key.lane, slot_utc: iso(key.at) }
}

interface Plan {
  readonly job: string
  readonly lane: string
  readonly slots: readonly { readonly at: Date; readonly day: string }[]
  /** asked for by a person: says nothing about how far the schedule has come */
  readonly isManual?: boolean
}

/** Writes slots down as due, the oldest first; one that is known stays as it is. */
export async function planSlots(trx: Trx, { job, lane, slots, isManual = false }: Plan): Promise<void> {
  for (const run of inRuns(slots)) {
    await trx('job_slot')
      .insert(
        run.map(({ at, day }) => ({ ...slotRow({ job, lane, at }), day, state: 'due', is_manual: isManual })),
      )
      .onConflict()
      .ignore()
  }
}

/** A later slot stands for all before it that have not been done. */
export async function skipBefore(trx: Trx, key: SlotKey): Promise<void> {
  await trx('job_slot')
    .where({ job: key.job, lane: key.lane, is_manual: false })
    .whereIn('state', ['due', 'retry'])
    .where('slot_utc', '<', iso(key.at))
    .update({ state: 'skipped' })
}

/**
 * The latest slot the schedule wrote down until now, however it went: where catching up starts. A later one was written
 * by a clock that was ahead, and says nothing.
 */
export async function lastSlot(
  state: Pick<State, 'read'>,
  { job, lane, now }: { readonly job: string; readonly lane: string; readonly now: Date },
): Promise<Date | null> {
  const row = await state
    .read('job_slot')
    .where({ job, lane, is_manual: false })
    .where('slot_utc', '<=', iso(now))
    .max('slot_utc as at')
    .first()
  return z.object({ at: instant.nullable() }).parse(row).at
}
