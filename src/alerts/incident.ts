import { z } from 'zod'
import { DIMENSIONS } from '../metrics/metric.ts'
import { faultSchema } from '../report/say-fault.ts'

/** Where customers get stuck: they do not come, they put nothing into the cart, they do not order; or what they take back. */
const STEPS = ['sessions', 'carts', 'orders', 'purchases', 'cancelled', 'refunds'] as const

/** Of a fall that is noticed while the day goes on. Instants are ISO 8601. */
const within = z.object({
  /** the likeliest beginning, and from and to when it may have begun as well */
  since: z.string(),
  from: z.string(),
  to: z.string(),
  /** what is known reaches so far */
  until: z.string(),
  step: z.enum(STEPS),
  funnel: z.array(z.object({ step: z.enum(STEPS), count: z.number(), expected: z.number() })),
  lostOrders: z.number(),
  /** null where no money can be put on an order */
  lostCents: z.number().nullable(),
  anHourCents: z.number().nullable(),
  /** orders of today by the hour; of what is taken back itself */
  hours: z.array(z.object({ at: z.string(), count: z.number(), expected: z.number() })),
  /** promotions that began or ended about then, and products that had another price */
  promos: z.array(z.object({ name: z.string(), at: z.string(), isEnd: z.boolean() })),
  priceChanges: z.number(),
  /** what somebody said has happened then, such as a release */
  marks: z.array(z.object({ said: z.string(), at: z.string() })).default([]),
})

/** The rule that found it, as it was then: a rule may be changed or deleted later. */
const ofRule = z.object({
  number: z.number(),
  limit: z.union([
    z.object({ kind: z.enum(['below', 'above']), value: z.number() }),
    z.object({
      kind: z.literal('unusual'),
      deviations: z.number(),
      direction: z.enum(['up', 'down']).optional(),
    }),
  ]),
  /** only these hours of the day were counted: minutes since midnight */
  hours: z.object({ from: z.number(), to: z.number() }).nullable(),
})

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
  /** it is watched by the quarter of an hour, and told as that finds it, until it is over */
  within: within.optional(),
  /** somebody's rule found it, and not the watch by itself */
  rule: ofRule.optional(),
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
export type WithinDay = z.output<typeof within>
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

/** Whether all of the one lies in the other. */
export function isWithin(inner: KpiIncident['segment'], outer: KpiIncident['segment']): boolean {
  return DIMENSIONS.every((name) => outer[name] === undefined || outer[name] === inner[name])
}
