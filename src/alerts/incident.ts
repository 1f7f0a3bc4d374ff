import { z } from 'zod'
import { DIMENSIONS } from '../metrics/metric.ts'

/** One thing that went wrong, however many KPIs show it: what one message tells. Kept as JSON with its alert. */
export const incidentSchema = z.object({
  family: z.string(),
  direction: z.enum(['up', 'down']),
  /** the day it speaks of */
  day: z.string(),
  kpi: z.string(),
  label: z.string(),
  unit: z.enum(['count', 'money', 'rate', 'money-per']),
  isBad: z.boolean(),
  where: z.partialRecord(z.enum(DIMENSIONS), z.string()),
  value: z.number().nullable(),
  expected: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  /** the first day of a shift that shows over several days; null: the day itself stands out */
  since: z.string().nullable().default(null),
  /** how many standard deviations from expected */
  score: z.number().nullable(),
  /** money a day, or null where none can be put on it */
  stakeCents: z.number().nullable(),
  /** the other KPIs that show it, as lines */
  alongside: z.array(z.string()),
  /** of a data incident: what is wrong with which feed */
  faults: z.array(z.string()),
})

export type Incident = z.output<typeof incidentSchema>

export const DATA = 'data'

export function keyOf({
  family,
  direction,
  where,
}: Pick<Incident, 'family' | 'direction' | 'where'>): string {
  if (family === DATA) return DATA
  const place = DIMENSIONS.flatMap((name) => (where[name] === undefined ? [] : [`${name}=${where[name]}`]))
  return [family, direction, ...place].join(' ')
}

/** The same trouble, told more or less narrowly: one place lies within the other. */
export function isSameAnomaly(
  a: Pick<Incident, 'family' | 'direction' | 'where'>,
  b: Pick<Incident, 'family' | 'direction' | 'where'>,
): boolean {
  if (a.family === DATA || b.family === DATA) return a.family === b.family
  return (
    a.family === b.family &&
    a.direction === b.direction &&
    (isWithin(a.where, b.where) || isWithin(b.where, a.where))
  )
}

function isWithin(inner: Incident['where'], outer: Incident['where']): boolean {
  return DIMENSIONS.every((name) => outer[name] === undefined || outer[name] === inner[name])
}

export function showSegment(where: Incident['where']): string {
  const named = DIMENSIONS.flatMap((name) => where[name] ?? [])
  return named.length === 0 ? 'the whole shop' : named.join(' × ')
}
