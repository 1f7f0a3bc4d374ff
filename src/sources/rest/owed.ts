import { z } from 'zod'
import type { Missing } from './parts.ts'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

/** An element whose part could not be read, and when it is asked for again. */
export const owed = z.object({ id: z.string(), because: z.string(), tries: z.number(), due: z.string() })
export type Owed = z.output<typeof owed>

const MAX_OWED = 500
const MAX_TRIES = 40

/** Elements that were read are owed no more; those with a missing part are, asked for again after ever longer times. */
export function owing(
  before: readonly Owed[],
  read: ReadonlySet<string>,
  missing: readonly Pick<Missing, 'id' | 'because'>[],
  now: Date,
): Owed[] {
  const again = missing.map(({ id, because }): Owed => {
    const tries = (before.find((one) => one.id === id)?.tries ?? 0) + 1
    const wait = Math.min(DAY_MS, 15 * MINUTE_MS * 2 ** (tries - 1))
    return { id, because, tries, due: new Date(now.getTime() + wait).toISOString() }
  })
  const others = before.filter(({ id }) => !read.has(id))
  return [...others, ...again.filter(({ tries }) => tries <= MAX_TRIES)].slice(-MAX_OWED)
}
