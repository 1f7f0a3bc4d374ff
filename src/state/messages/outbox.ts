import { z } from 'zod'
import { flag, instant, iso, number } from '../database/columns.ts'
import type { State, Trx } from '../database/state.ts'
import { mayStandSince } from './after-restore.ts'

/** One message to one channel, kept from the decision that caused it until it stands there as last said. */
export interface OutboxRow {
  readonly id: number
  readonly key: string
  /** the message in whose thread this belongs */
  readonly parentKey: string | null
  readonly parentTs: string | null
  readonly channel: string
  readonly channelId: string | null // else the parent's: only Slack's answer names that of a direct message
  /** where it stands; null until it was posted, afterwards a newer revision is an edit */
  readonly ts: string | null
  /** JSON text, as it was said */
  readonly content: string
  readonly revision: number
  readonly postedRevision: number
  /** tried without an answer: look whether it stands there before trying again */
  readonly ambiguous: boolean
  readonly firstTriedAt: Date | null
  readonly attempts: number
  /** the step that said it */
  readonly trace: string | null
}

const stored = z
  .object({
    id: number,
    key: z.string(),
    parent_key: z.string().nullable(),
    parent_ts: z.string().nullable(),
    parent_channel_id: z.string().nullable(),
    channel: z.string(),
    channel_id: z.string().nullable(),
    ts: z.string().nullable(),
    content: z.string(),
    revision: number,
    posted_revision: number,
    is_ambiguous: flag,
    first_tried_at: instant.nullable(),
    attempts: number,
    trace: z.string().nullable(),
  })
  .transform(
    (row): OutboxRow => ({
      id: row.id,
      key: row.key,
      parentKey: row.parent_key,
      parentTs: row.parent_ts,
      channel: row.channel,
      channelId: row.channel_id ?? row.parent_channel_id,
      ts: row.ts,
      content: row.content,
      revision: row.revision,
      postedRevision: row.posted_revision,
      ambiguous: row.is_ambiguous,
      firstTriedAt: row.first_tried_at,
      attempts: row.attempts,
      trace: row.trace,
    }),
  )

export interface OutboxMessage {
  /** names the message for good */
  readonly key: string
  readonly channel: string
  readonly content: string
  readonly parentKey?: string
  readonly trace?: string | null
}

/**
 * A new key is a new message. A known key with other content is an edit of it, also when the first text was refused
 * for good: the new one gets its own tries. The same content again is nothing to do.
 */
export async function enqueue(trx: Trx, said: OutboxMessage, now: Date): Promise<'new' | 'edit' | 'same'> {
  const since = await mayStandSince(trx, now)
  const inserted = await trx('outbox')
    .insert({
      key: said.key,
      parent_key: said.parentKey ?? null,
      channel: said.channel,
      content: said.content,
      created_at: iso(now),
      trace: said.trace ?? null,
      ...(since !== null && { is_ambiguous: true, first_tried_at: since }),
    })
    .onConflict('key')
    .ignore()
    .returning('id')
  if (inserted.length > 0) return 'new'
  const edited = await trx('outbox')
    .where({ key: said.key })
    .whereNot({ content: said.content })
    .update({
      content: said.content,
      revision: trx.raw('revision + 1'),
      attempts: 0,
      // an edit does not end what Slack asked for
      not_before: trx.raw('case when is_limited then not_before end'),
      error: null,
      dead_at: null,
      trace: said.trace ?? null,
    })
  return edited > 0 ? 'edit' : 'same'
}

/**
 * The oldest message that may go now: its time has come, its parent stands, no other of its channel is under way, and
 * Slack has not asked for patience there.
 * It is the owner's until the lease ends; what was tried before and never answered comes back `ambiguous`.
 */
export async function claimNext(
  state: Pick<State, 'dialect' | 'read' | 'transaction'>,
  claim: { readonly owner: string; readonly now: Date; readonly leaseMs: number },
): Promise<OutboxRow | null> {
  const now = iso(claim.now)
  // without a lock first: a relay asks every second, and mostly there is nothing to say
  if (!(await postable(state.read, now).first('o.id'))) return null
  return state.transaction(async (trx) => {
    // two replicas that claim in one channel must see each other
    if (state.dialect === 'postgres') await trx.raw("select pg_advisory_xact_lock(hashtext('outbox'))")
    const row = await postable(trx, now).first(
      'o.*',
      'p.ts as parent_ts',
      'p.channel_id as parent_channel_id',
    )
    if (!row) return null
    const lease_until = iso(new Date(claim.now.getTime() + claim.leaseMs))
    await trx('outbox').where({ id: row.id }).update({ owner: claim.owner, lease_until })
    return stored.parse(row)
  })
}

function postable(db: Trx, now: string) {
  return db('outbox as o')
    .leftJoin('outbox as p', 'p.key', 'o.parent_key')
    .whereRaw('o.posted_revision < o.revision')
    .whereNull('o.dead_at')
    .where((q) => q.whereNull('o.not_before').orWhere('o.not_before', '<=', now))
    .where((q) => q.whereNull('o.parent_key').orWhereNotNull('p.ts'))
    .whereNotExists(
      db('outbox as busy')
        .whereRaw('busy.channel = o.channel')
        .where((q) =>
          q
            .where('busy.lease_until', '>', now)
            .orWhere((waits) =>
              waits
                .where('busy.is_limited', true)
                .where('busy.not_before', '>', now)
                .whereNull('busy.dead_at'),
            ),
        )
        .select(db.raw('1')),
    )
    .orderBy('o.id')
}

/**
 * Written down before the network is touched: whoever finds this row later knows that it may stand already.
 * False when the claim is no longer this owner's: do not post.
 */
export async function markTrying(
  state: Pick<State, 'write'>,
  id: number,
  now: Date,
  owner?: string,
): Promise<boolean> {
  const marked = await state
    .write('outbox')
    .where({ id, ...(owner !== undefined && { owner }) })
    .where('lease_until', '>', iso(now))
    .update({
      is_ambiguous: true,
      attempts: state.write.raw('attempts + 1'),
      first_tried_at: state.write.raw('coalesce(first_tried_at, ?)', [iso(now)]),
    })
  return marked === 1
}

/** It stands. When it was edited meanwhile it comes up again as an edit. */
export async function markPosted(
  state: Pick<State, 'write'>,
  id: number,
  posted: { readonly ts: string; readonly channelId: string; readonly revision: number },
): Promise<void> {
  await state
    .write('outbox')
    .where({ id })
    .where('posted_revision', '<', posted.revision)
    .update({
      ts: posted.ts,
      channel_id: posted.channelId,
      posted_revision: posted.revision,
      posted_at: iso(new Date()),
      is_ambiguous: false,
      attempts: 0,
      first_tried_at: null,
      not_before: null,
      is_limited: false,
      error: null,
      ...FREE,
    })
}

export interface Retry {
  readonly notBefore: Date
  readonly error: string
  readonly ambiguous: boolean
  /** Slack asked for it: until then nothing else goes to the channel either */
  readonly isLimited: boolean
}

/** `ambiguous: false` says that it surely does not stand there, such as after a 429. */
export async function markRetry(state: Pick<State, 'write'>, id: number, retry: Retry): Promise<void> {
  await state
    .write('outbox')
    .where({ id })
    .update({
      not_before: iso(retry.notBefore),
      error: retry.error,
      is_ambiguous: retry.ambiguous,
      is_limited: retry.isLimited,
      ...FREE,
    })
}

/** Given up, with the reason; only new content brings it back. */
export async function markDead(state: Pick<State, 'write'>, id: number, error: string): Promise<void> {
  await state
    .write('outbox')
    .where({ id })
    .update({ dead_at: iso(new Date()), error, is_ambiguous: false, ...FREE })
}

const FREE = { owner: null, lease_until: null } as const
