import { z } from 'zod'
import { iso } from '../database/columns.ts'
import type { State } from '../database/state.ts'

const posted = z.object({ key: z.string(), channel: z.string(), content: z.string() })

/** The messages with a button of this action, as last said, that were first said since then. */
export async function postedWithButton(
  state: Pick<State, 'read'>,
  { action, since }: { readonly action: string; readonly since: Date },
): Promise<{ readonly key: string; readonly channel: string; readonly content: string }[]> {
  const rows = await state
    .read('outbox')
    .where('created_at', '>=', iso(since))
    .where('content', 'like', `%"action":"${action}"%`)
    .orderBy('id')
    .select('key', 'channel', 'content')
  return z.array(posted).parse(rows)
}

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
  return z.array(posted).parse(rows)
}
