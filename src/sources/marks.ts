import { z } from 'zod'

/** What is said to have happened to the shop, and when. */
export interface Mark {
  readonly at: Date
  readonly said: string
}

/** Where marks go that are sent to the collector. */
export interface Marks {
  add(mark: Mark): Promise<void>
}

const DAY_MS = 86_400_000
const MOST = 200
const mark = z.strictObject({
  text: z.string().trim().min(1).max(MOST),
  at: z.iso.datetime({ offset: true }).optional(),
})

/** `{"text": "release 2.14", "at": "2026-11-24T10:05:00Z"}`, without `at` now; else what is wrong with it. */
export function readMark(body: unknown, now: Date): Mark | string {
  const read = mark.safeParse(body)
  if (!read.success)
    return `send {"text": "…"} of 1 to ${MOST} characters, and "at" as an instant such as 2026-11-24T10:05:00Z`
  const at = read.data.at === undefined ? now : new Date(read.data.at)
  const ageMs = now.getTime() - at.getTime()
  if (ageMs > 30 * DAY_MS || ageMs < -DAY_MS) return '"at" lies outside the last 30 days and tomorrow'
  return { at, said: read.data.text.replace(/\s+/g, ' ') }
}
