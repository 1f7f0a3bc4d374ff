import { iso } from '../database/columns.ts'
import type { Trx } from '../database/state.ts'

/** For a place that has forgotten everything: what was said since then is to be posted anew. */
export async function repostAll(trx: Trx, since: Date): Promise<void> {
  await trx('outbox').where('created_at', '>=', iso(since)).whereNull('dead_at').update({
    ts: null,
    channel_id: null,
    posted_revision: 0,
    is_ambiguous: false,
    first_tried_at: null,
    attempts: 0,
    not_before: null,
    owner: null,
    lease_until: null,
  })
}
