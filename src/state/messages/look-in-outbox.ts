import { z } from 'zod'
import { iso, number } from '../database/columns.ts'
import type { State } from '../database/state.ts'

/** The messages with blocks about something, as last said, that were first said since then. */
export async function postedAbout(
  state: Pick<State, 'read'>,
  { about, since }: { readonly about: string; readonly since: Date },
): Promise<{ readonly key: string; readonly channel: string; readonly content: string }[]> {
  const rows = await state
    .read('outbox')
    .where('created_at', '>=', iso(since))
    .where('content', 'like', `%"about":"${about}"%`)
    .orderBy('id')
    .select('key', 'channel', 'content')
  return z.array(z.object({ key: z.string(), channel: z.string(), content: z.string() })).parse(rows)
}

/** How many messages are still to be posted or edited. */
export async function waiting(state: Pick<State, 'read'>): Promise<number> {
  const open = state.read('outbox').whereRaw('posted_revision < revision').whereNull('dead_at')
  return z.object({ count: number }).parse(await open.count('id as count').first()).count
}
