import { z } from 'zod'
import type { Cursor } from '../source.ts'

/**
 * Where a stream stands. `bulk`: a bulk operation works on it or its file is being read, up to `line`; `pages`: a pass
 * over what was updated since `after`, with Shopify's own cursor; `day`: the last day whose stock was taken.
 */
const place = z.object({
  bulk: z.object({ id: z.string(), line: z.number().int() }).nullable(),
  after: z.string().nullable(),
  /** the youngest update this pass has seen: where the next one begins */
  high: z.string().nullable(),
  cursor: z.string().nullable(),
  day: z.string().nullable(),
})

export type Place = z.output<typeof place>

export const START: Place = { bulk: null, after: null, high: null, cursor: null, day: null }

/** An empty shop has no youngest update; all that comes is younger than this. */
export const EPOCH = '1970-01-01T00:00:00.000Z'

/** Searches lag behind what was saved, by seconds as a rule. */
const OVERLAP_MS = 120_000

export function placeOf(from: Cursor): Place {
  return from === null ? START : place.parse(JSON.parse(from))
}

/** A pass is over: the next begins where it ended, and a little before. */
export function passOver(here: Place): Place {
  const began = here.high === null ? here.after : new Date(Date.parse(here.high) - OVERLAP_MS).toISOString()
  const after = here.after !== null && (began === null || began < here.after) ? here.after : began
  return { ...START, day: here.day, after }
}

export function higher(high: string | null, at: string | null): string | null {
  if (at === null || Number.isNaN(Date.parse(at))) return high
  return high === null || Date.parse(at) > Date.parse(high) ? new Date(at).toISOString() : high
}
