import { iso } from './database/columns.ts'
import type { State, Trx } from './database/state.ts'

/** In days. A message is kept for as long as somebody may look for it or it may be edited. */
const KEPT = { runs: 90, heard: 30, said: 400, accounts: 90, carried: 400 }

/**
 * Drops what nothing is decided by any more: runs that ended, but the latest of each schedule; what was heard and done;
 * messages that were posted or given up, but those of open alerts; changes that were carried out or not. What people did (`audit`) is kept. Gives how many rows.
 */
export async function dropOldRows(trx: Trx, now: Date): Promise<number> {
  const before = (days: number) => iso(new Date(now.getTime() - days * 86_400_000))
  const runs = await trx('job_slot')
    .whereIn('state', ['done', 'skipped', 'dead'])
    .where('slot_utc', '<', before(KEPT.runs))
    .whereExists(
      trx('job_slot as later')
        .whereRaw('later.job = job_slot.job and later.lane = job_slot.lane')
        .whereRaw('later.slot_utc > job_slot.slot_utc')
        .where({ 'later.is_manual': false })
        .select(trx.raw('1')),
    )
    .delete()
  const digests = await trx('digest_run').where('slot_utc', '<', before(KEPT.runs)).delete()
  const heard = await trx('inbox').where('done_at', '<', before(KEPT.heard)).delete()
  const said = await trx('outbox')
    .where('created_at', '<', before(KEPT.said))
    .where((q) => q.whereRaw('posted_revision >= revision').orWhereNotNull('dead_at'))
    .whereNotExists(
      trx('alert')
        .whereNot({ status: 'resolved' })
        .whereRaw("coalesce(outbox.parent_key, outbox.key) = 'alert:' || alert.id")
        .select(trx.raw('1')),
    )
    .delete()
  // what was decided so long ago is never handed on again (jobs/carry-out.ts)
  const carried = await trx('write_back')
    .whereIn('stage', ['done', 'conflict', 'failed', 'dry'])
    .where('created_at', '<', before(KEPT.carried))
    .delete()
  // that it was published counts; what it added is in the totals
  await trx('lake_build')
    .where('published_at', '<', before(KEPT.accounts))
    .whereNot({ accounts: '[]' })
    .update({ accounts: '[]' })
  return runs + digests + heard + said + carried
}

/** SQLite keeps the room of dropped rows in its file: it is given back once it is a quarter of it. */
export async function giveBackRoom(state: Pick<State, 'dialect' | 'write'>): Promise<boolean> {
  if (state.dialect === 'postgres') return false
  const [{ freelist_count: free }] = await state.write.raw('pragma freelist_count')
  const [{ page_count: pages }] = await state.write.raw('pragma page_count')
  if (free * 4 < pages) return false
  await state.write.raw('vacuum')
  return true
}
