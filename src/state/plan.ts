import { z } from 'zod'
import { instant, iso } from './columns.ts'
import type { State, Trx } from './connect.ts'

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

/** Writes slots down as due; one that is known stays as it is. */
export async function planSlots(
  trx: Trx,
  job: string,
  lane: string,
  slots: readonly { readonly at: Date; readonly day: string }[],
): Promise<void> {
  if (slots.length === 0) return
  await trx('job_slot')
    .insert(slots.map(({ at, day }) => ({ ...slotRow({ job, lane, at }), day, state: 'due' })))
    .onConflict()
    .ignore()
}

/** A later slot stands for all that were never begun before it. */
export async function skipBefore(trx: Trx, key: SlotKey): Promise<void> {
  await trx('job_slot')
    .where({ job: key.job, lane: key.lane, state: 'due' })
    .where('slot_utc', '<', iso(key.at))
    .update({ state: 'skipped' })
}

/** The latest slot written down, however it went: where catching up starts. */
export async function lastSlot(state: Pick<State, 'read'>, job: string, lane: string): Promise<Date | null> {
  const row = await state.read('job_slot').where({ job, lane }).max('slot_utc as at').first()
  return z.object({ at: instant.nullable() }).parse(row).at
}
