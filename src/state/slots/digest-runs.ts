import { z } from 'zod'
import { flag, instant, number } from '../database/columns.ts'
import type { State, Trx } from '../database/state.ts'
import { type SlotKey, slotRow } from './plan.ts'

/** Why a digest that was due is not posted. */
const SKIPPED = ['holiday', 'no-data', 'unchanged', 'segment-gone', 'not-allowed'] as const
export type Skipped = (typeof SKIPPED)[number]

/** What came of a run: a message, or the reason why there is none. */
export type DigestCame =
  | { readonly kind: 'said'; readonly key: string; readonly dataDay: string }
  | { readonly kind: 'skipped'; readonly because: Skipped }

export async function recordDigestRun(trx: Trx, slot: SlotKey, came: DigestCame): Promise<void> {
  const row = {
    ...slotRow(slot),
    message_key: came.kind === 'said' ? came.key : null,
    data_day: came.kind === 'said' ? came.dataDay : null,
    skipped_because: came.kind === 'said' ? null : came.because,
  }
  await trx('digest_run').insert(row).onConflict(['job', 'lane', 'slot_utc']).merge()
}

/** The last day of the figures that the lane was told last, before a slot; null before the first. */
export async function lastDataDay(
  state: Pick<State, 'read'>,
  { job, lane, at }: SlotKey,
): Promise<string | null> {
  const row = await state
    .read('digest_run')
    .where({ job, lane })
    .where('slot_utc', '<', slotRow({ job, lane, at }).slot_utc)
    .whereNotNull('data_day')
    .orderBy('slot_utc', 'desc')
    .first('data_day')
  return row ? z.object({ data_day: z.string() }).parse(row).data_day : null
}

/** A person asked for this run: it is posted whatever the subscription would leave out. */
export async function isAskedFor(state: Pick<State, 'read'>, slot: SlotKey): Promise<boolean> {
  const row = await state.read('job_slot').where(slotRow(slot)).first('is_manual')
  return row ? z.object({ is_manual: flag }).parse(row).is_manual : false
}

const state = z.enum(['due', 'running', 'retry', 'done', 'dead', 'skipped'])
const storedRun = z
  .object({
    slot_utc: instant,
    day: z.string(),
    state,
    attempts: number,
    error: z.string().nullable(),
    skipped_because: z.enum(SKIPPED).nullable(),
    message_key: z.string().nullable(),
    ts: z.string().nullable(),
    channel_id: z.string().nullable(),
    revision: number.nullable(),
    posted_revision: number.nullable(),
    tries: number.nullable(),
    refused: z.string().nullable(),
    dead_at: instant.nullable(),
  })
  .transform((row) => ({
    at: row.slot_utc,
    day: row.day,
    job: { state: row.state, attempts: row.attempts, error: row.error },
    skipped: row.skipped_because,
    message:
      row.message_key === null
        ? null
        : {
            ts: row.ts,
            channelId: row.channel_id,
            revision: row.revision ?? 0,
            postedRevision: row.posted_revision ?? 0,
            attempts: row.tries ?? 0,
            error: row.refused,
            isDead: row.dead_at !== null,
          },
  }))

/** A run of a digest with what the outbox and Slack made of it. */
export type DigestRun = z.output<typeof storedRun>

/** The latest first. */
export async function digestRuns(
  { read }: Pick<State, 'read'>,
  { job, lane, limit }: { readonly job: string; readonly lane: string; readonly limit: number },
): Promise<DigestRun[]> {
  const rows = await read('job_slot as s')
    .leftJoin('digest_run as r', (on) =>
      on.on('r.job', 's.job').andOn('r.lane', 's.lane').andOn('r.slot_utc', 's.slot_utc'),
    )
    .leftJoin('outbox as o', 'o.key', 'r.message_key')
    .where({ 's.job': job, 's.lane': lane })
    .orderBy('s.slot_utc', 'desc')
    .limit(limit)
    .select(
      ...['s.slot_utc', 's.day', 's.state', 's.attempts', 's.error', 'r.skipped_because', 'r.message_key'],
      ...['o.ts', 'o.channel_id', 'o.revision', 'o.posted_revision', 'o.attempts as tries'],
      ...['o.error as refused', 'o.dead_at'],
    )
  return z.array(storedRun).parse(rows)
}
