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
