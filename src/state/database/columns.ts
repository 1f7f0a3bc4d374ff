import { z } from 'zod'

/**
 * How stored values come back, the same from both databases: instants are ISO 8601 text in UTC (sorts as time),
 * counts and cents may arrive as text from PostgreSQL's bigint, flags as 0 and 1 from SQLite, JSON is text.
 */
export const instant = z.string().transform((text) => new Date(text))
export const number = z.coerce.number()
export const flag = z.union([z.boolean(), z.number()]).transform(Boolean)
export const json = z.string().transform((text): unknown => JSON.parse(text))

export function iso(at: Date): string {
  return at.toISOString()
}

export function isoOrNull(at: Date | null | undefined): string | null {
  return at ? at.toISOString() : null
}

/** SQLite takes at most 500 rows in one insert and 32,766 values in one statement: writes and lists go in runs. */
export function inRuns<T>(items: readonly T[], size = 200): T[][] {
  const runs: T[][] = []
  for (let start = 0; start < items.length; start += size) runs.push(items.slice(start, start + size))
  return runs
}
