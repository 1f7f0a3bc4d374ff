import { z } from 'zod'
import { iso } from '../database/columns.ts'
import type { Trx } from '../database/state.ts'
import { saveSetting } from '../settings.ts'

/** What was said between a backup and the loss is known to Slack alone. Jobs that catch up say it again within days. */
const CAUTIOUS_FOR_MS = 14 * 86_400_000

const RESTORED = 'restored'
const stored = z.object({ from: z.string(), until: z.string() })

/**
 * After a backup has been restored: what it held as not posted may have been posted since, so it is looked for in its
 * channel first, and so is all that is said for the first time in the next days.
 */
export async function afterRestore(
  trx: Trx,
  { madeAt, now }: { readonly madeAt: Date; readonly now: Date },
): Promise<void> {
  const until = iso(new Date(now.getTime() + CAUTIOUS_FOR_MS))
  await saveSetting(trx, RESTORED, JSON.stringify({ from: iso(madeAt), until }))
  await trx('outbox')
    .whereRaw('posted_revision < revision')
    .whereNull('ts')
    .whereNull('dead_at')
    .update({
      is_ambiguous: true,
      first_tried_at: trx.raw('coalesce(first_tried_at, created_at)'),
      owner: null,
      lease_until: null,
    })
}

/** From when on a new message may stand in its channel already; null where it cannot. */
export async function mayStandSince(trx: Trx, now: Date): Promise<string | null> {
  const row = await trx('setting').where({ name: RESTORED }).first('value')
  if (!row) return null
  const { from, until } = stored.parse(JSON.parse(z.object({ value: z.string() }).parse(row).value))
  return iso(now) < until ? from : null
}
