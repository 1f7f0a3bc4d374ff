import { z } from 'zod'
import { iso } from '../database/columns.ts'
import type { State } from '../database/state.ts'

/**
 * Whether a message with the key `<what>:<channel>:<day>` was said for one of the days, in whatever channel. One that
 * Slack refused for good before it was ever posted was not.
 */
export async function isSaid(
  state: Pick<State, 'read'>,
  { what, days }: { readonly what: string; readonly days: readonly string[] },
): Promise<boolean> {
  if (days.length === 0) return false
  const found = await state
    .read('outbox')
    .where((q) => {
      for (const day of days) q.orWhere('key', 'like', `${what}:%:${day}`)
    })
    .where((q) => q.whereNull('dead_at').orWhereNotNull('ts'))
    .first('id')
  return found !== undefined
}

/** Whether one of these messages was said. */
export async function isSaidAs(state: Pick<State, 'read'>, keys: readonly string[]): Promise<boolean> {
  const found = await state
    .read('outbox')
    .whereIn('key', [...keys])
    .where((q) => q.whereNull('dead_at').orWhereNotNull('ts'))
    .first('id')
  return found !== undefined
}

/** The key of the message that stands there; null where none of the bot's does. */
export async function keyAt(
  state: Pick<State, 'read'>,
  { channelId, ts }: { readonly channelId: string; readonly ts: string },
): Promise<string | null> {
  const row = await state.read('outbox').where({ channel_id: channelId, ts }).first('key')
  return row ? z.object({ key: z.string() }).parse(row).key : null
}

const IN_A_ROW = 30

/** The latest messages of the prefix, one after the other, that do not stand in Slack; the oldest of them first. */
export async function unpostedInARow(
  state: Pick<State, 'read'>,
  { prefix, since }: { readonly prefix: string; readonly since: Date | null },
): Promise<string[]> {
  const rows = await state
    .read('outbox')
    .where('key', 'like', `${prefix}%`)
    .whereNull('parent_key')
    .where('created_at', '>=', iso(since ?? new Date(0)))
    .orderBy('id', 'desc')
    .limit(IN_A_ROW)
    .select('key', 'ts')
  const found = z.array(z.object({ key: z.string(), ts: z.string().nullable() })).parse(rows)
  const posted = found.findIndex(({ ts }) => ts !== null)
  return found
    .slice(0, posted < 0 ? found.length : posted)
    .map(({ key }) => key)
    .reverse()
}
