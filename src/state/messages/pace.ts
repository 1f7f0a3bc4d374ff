import { z } from 'zod'
import { instant, iso } from '../database/columns.ts'
import type { State, Trx } from '../database/state.ts'
import { databaseTime } from '../database/time.ts'

/** Slack never asks for so much patience: what is further away was written by a clock that was ahead. */
const LONGEST_MS = 3_600_000

/**
 * The next turn to post in a channel: 0 takes it, else so many milliseconds are to be waited. It is kept in the database,
 * by one clock, so that a process that was started a moment ago and another one beside it know what Slack has asked for.
 */
export async function takeTurn(
  state: Pick<State, 'transaction'>,
  channelId: string,
  gapMs: number,
): Promise<number> {
  return state.transaction(async (trx) => {
    const { now, freeAt } = await held(trx, channelId)
    const waitMs = freeAt.getTime() - now.getTime()
    if (waitMs > 0 && waitMs <= LONGEST_MS) return waitMs
    await free(trx, channelId, now.getTime() + gapMs)
    return 0
  })
}

/** From now on the channel rests for so long: after a post, or as Slack asked. An earlier wish for longer stands. */
export async function rest(state: Pick<State, 'transaction'>, channelId: string, ms: number): Promise<void> {
  await state.transaction(async (trx) => {
    const { now, freeAt } = await held(trx, channelId)
    const wanted = now.getTime() + ms
    const isLonger = freeAt.getTime() > wanted && freeAt.getTime() - now.getTime() <= LONGEST_MS
    if (!isLonger) await free(trx, channelId, wanted)
  })
}

const stored = z.object({ free_at: instant })

/** Whoever else asks about the channel waits until the transaction ends. */
async function held(trx: Trx, channel: string) {
  await trx('channel_pace')
    .insert({ channel, free_at: iso(new Date(0)) })
    .onConflict('channel')
    .ignore()
  const row = await trx('channel_pace').where({ channel }).forUpdate().first('free_at')
  // only after the row is held: on PostgreSQL that may have taken a while
  return { now: await databaseTime(trx), freeAt: stored.parse(row).free_at }
}

async function free(trx: Trx, channel: string, at: number): Promise<void> {
  await trx('channel_pace')
    .where({ channel })
    .update({ free_at: iso(new Date(at)) })
}
