import { z } from 'zod'
import { owed } from '../rest/owed.ts'
import type { Cursor } from '../source.ts'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

/**
 * Where a pass over what was modified stands. `after`: what this pass asks for is younger; `high`: the youngest it
 * has seen, where the next pass begins; `page` is the one to ask for next. `reread`: the daily second look that is under
 * way; `rereadAt`: when the last one began.
 */
const place = z.object({
  after: z.string().nullable(),
  high: z.string().nullable(),
  page: z.number().int().min(1),
  reread: z
    .object({ since: z.string(), page: z.number().int().min(1) })
    .nullable()
    .default(null),
  rereadAt: z.string().nullable().default(null),
  owed: z.array(owed).default([]),
})
export type Place = z.output<typeof place>

export function placeOf(from: Cursor): Place {
  return place.parse(from === null ? { after: null, high: null, page: 1 } : JSON.parse(from))
}

/** A shop's servers do not agree on the second, and a transaction is dated before it is seen. */
const OVERLAP_MS = 2 * MINUTE_MS

/** An empty pass changes nothing, so that the same words stand in the state. */
export function passOver(here: Place): Place {
  if (here.high === null) return { ...here, page: 1 }
  const after = new Date(Date.parse(here.high) - OVERLAP_MS).toISOString().slice(0, 19)
  const latest = here.after !== null && here.after > after ? here.after : after
  return { ...here, after: latest, high: null, page: 1 }
}

/** A little less than a day: a run that is due every fifteen minutes would begin later every day. */
const REREAD_EVERY_MS = DAY_MS - 30 * MINUTE_MS

/** The place with the daily second look begun, where it is due or under way. */
export function rereading(here: Place, days: number, now: Date): Place | null {
  if (here.reread) return here
  const last = here.rereadAt === null ? 0 : Date.parse(here.rereadAt)
  if (days === 0 || now.getTime() - last < REREAD_EVERY_MS) return null
  const since = new Date(now.getTime() - days * DAY_MS).toISOString().slice(0, 19)
  return { ...here, reread: { since, page: 1 }, rereadAt: now.toISOString() }
}
