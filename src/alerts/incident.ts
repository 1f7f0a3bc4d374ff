import { z } from 'zod'
import { DIMENSIONS } from '../metrics/metric.ts'
import { faultSchema } from '../report/say-fault.ts'

/** A KPI that moved in a segment, however many other KPIs show it. In figures: only `say` puts them into words. */
const kpiIncident = z.object({
  kind: z.literal('kpi'),
  family: z.string(),
  direction: z.enum(['up', 'down']),
  /** the day it speaks of */
  day: z.string(),
  kpi: z.string(),
  isBad: z.boolean(),
  segment: z.partialRecord(z.enum(DIMENSIONS), z.string()),
  value: z.number(),
  expected: z.number(),
  /** null where the range has no end, which JSON cannot hold */
  low: z.number().nullable(),
  high: z.number().nullable(),
  /** the first day of a shift that shows over several days; null: the day itself stands out */
  since: z.string().nullable().default(null),
  /** nothing shows that the rows of the day are all there */
  isDoubtful: z.boolean().optional(),
  /** how many standard deviations from expected */
  score: z.number().nullable(),
  /** money a day, or null where none can be put on it */
  stakeCents: z.number().nullable(),
  /** the other KPIs that show it; older versions kept the line itself */
  alongside: z.array(
    z.union([z.object({ kpi: z.string(), value: z.number(), expected: z.number() }), z.string()]),
  ),
})

/** What is wrong with the data on a day. */
const dataIncident = z.object({
  kind: z.literal('data'),
  day: z.string(),
  faults: z.array(faultSchema),
})

/** The KPI and the key under which an alert about the data is kept. */
export const DATA = 'data'

/** Older versions kept one shape for both, with `family: 'data'` for the data and `where` for the segment. */
const older = z
  .looseObject({ kind: z.undefined().optional(), family: z.string(), where: z.unknown() })
  .transform(({ where, ...kept }) => ({
    ...kept,
    kind: kept.family === DATA ? ('data' as const) : ('kpi' as const),
    segment: where,
  }))

const current = z.discriminatedUnion('kind', [kpiIncident, dataIncident])

export type KpiIncident = z.output<typeof kpiIncident>
export type DataIncident = z.output<typeof dataIncident>
/** One thing that went wrong: what one message is about. Kept as JSON with its alert. */
export type Incident = KpiIncident | DataIncident

/** An incident as an alert keeps it, also one that an older version has kept. */
export function parseIncident(finding: unknown): Incident {
  return current.parse(older.safeParse(finding).data ?? finding)
}

export function keyOf(incident: Incident): string {
  if (incident.kind === 'data') return DATA
  const { family, direction, segment } = incident
  const members = DIMENSIONS.flatMap((name) =>
    segment[name] === undefined ? [] : [`${name}=${segment[name]}`],
  )
  return [family, direction, ...members].join(' ')
}

/** The same incident, located more or less narrowly: one segment lies within the other. */
export function isSameAnomaly(a: Incident, b: Incident): boolean {
  if (a.kind === 'data' || b.kind === 'data') return a.kind === b.kind
  return (
    a.family === b.family &&
    a.direction === b.direction &&
    (isWithin(a.segment, b.segment) || isWithin(b.segment, a.segment))
  )
}

function isWithin(inner: KpiIncident['segment'], outer: KpiIncident['segment']): boolean {
  return DIMENSIONS.every((name) => outer[name] === undefined || outer[name] === inner[name])
}
