import { setTimeout as pause } from 'node:timers/promises'
import type { Clock } from '../../lib/days.ts'

const KEEP_MS = 5 * 60_000
const PATIENCE_MS = 1500

/**
 * Remembers answers for five minutes; failures are asked again. What is older, but within `staleMs`, stands in for an
 * answer that fails or takes longer than somebody should wait.
 */
export function remember<T>(
  clock: Clock,
  read: (key: string) => Promise<T>,
  staleMs = 0,
): (key: string) => Promise<T> {
  const latest = new Map<string, { readonly at: number; readonly value: T }>()
  const asking = new Map<string, Promise<T>>()

  function ask(key: string): Promise<T> {
    const asked = read(key).then((value) => {
      latest.set(key, { at: clock.now().getTime(), value })
      return value
    })
    asking.set(key, asked)
    const done = () => asking.delete(key)
    asked.then(done, done)
    return asked
  }

  return (key) => {
    const found = latest.get(key)
    const age = found ? clock.now().getTime() - found.at : Number.POSITIVE_INFINITY
    if (found && age < KEEP_MS) return Promise.resolve(found.value)
    const asked = asking.get(key) ?? ask(key)
    if (!found || age > staleMs) return asked
    return Promise.race([asked.catch(() => found.value), pause(PATIENCE_MS, found.value, { ref: false })])
  }
}
