import type { State } from '../state/database/state.ts'
import { builds } from '../state/lake/manifest.ts'

interface Kept {
  readonly of: string
  readonly value: Promise<unknown>
}

/** by the state it was made of, so that two shops of one process share nothing */
const all = new WeakMap<object, Map<string, Kept>>()

/**
 * What is costly to make and the same until the next build: made at the first question and kept, one of a name. `of` is what
 * else it depends on, such as the day and the settings. What fails is made anew.
 */
export async function keptABuild<T>(
  state: Pick<State, 'read'>,
  { name, of }: { readonly name: string; readonly of: unknown },
  make: () => Promise<T>,
): Promise<T> {
  const written = JSON.stringify([await builds(state.read), of])
  const mine = all.get(state) ?? new Map<string, Kept>()
  all.set(state, mine)
  const found = mine.get(name)
  // one name is always made by the same function
  if (found?.of === written) return found.value as Promise<T>
  const value = make()
  mine.set(name, { of: written, value })
  value.catch(() => mine.delete(name))
  return value
}
