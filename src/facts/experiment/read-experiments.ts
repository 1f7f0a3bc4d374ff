import { z } from 'zod'
import {
  MEASURES,
  type MeasureName,
  type ShopperColumn,
  type SumsOfArm,
} from '../../advice/experiment/measures.ts'
import type { Lake } from '../../lake/contract/lake.ts'
import { addDays, type Day, dayOf, daysBetween } from '../../lib/days.ts'
import type { PairSums } from '../../stats/tests/arm-mean.ts'

type Reads = Pick<Lake, 'query' | 'zone'>

/** An experiment as its platform tells it: the plan is the platform's, the bot keeps no second one. */
export interface Experiment {
  readonly platform: string
  readonly id: string
  readonly name: string
  readonly metric: string | null
  readonly startedAt: Date
  /** null where the platform names no end */
  readonly plannedEndAt: Date | null
  /** names with their planned share; empty where the platform does not tell */
  readonly arms: readonly { readonly name: string; readonly share: number }[]
}

/** The latest start first. One without a start has no data and is left out. */
export async function readExperiments(lake: Reads): Promise<Experiment[]> {
  const rows = await lake.query<{
    platform: string
    experiment_id: string
    name: string | null
    metric: string | null
    started_at: string
    planned_end_at: string | null
    arms: string | null
  }>(
    `select platform, experiment_id, name, metric, started_at, planned_end_at, arms
     from clean_experiments where started_at is not null order by started_at desc, experiment_id`,
  )
  return rows.map((row) => ({
    platform: row.platform,
    id: row.experiment_id,
    name: row.name ?? row.experiment_id,
    metric: row.metric,
    startedAt: new Date(row.started_at),
    plannedEndAt: row.planned_end_at === null ? null : new Date(row.planned_end_at),
    arms: armsIn(row.arms ?? ''),
  }))
}

const share = z.coerce.number().positive().catch(1)
const told = z.union([
  z.record(z.string(), share),
  z.array(
    z.union([z.string(), z.object({ name: z.string(), share: share.optional(), weight: share.optional() })]),
  ),
])

/**
 * `control:0.5,treatment:0.5`, or JSON: an object of shares, a list of names, a list of `{ name, weight }`.
 *
 * @internal exported for the tests: the ways a source may write its arms
 */
export function armsIn(text: string): { name: string; share: number }[] {
  const parsed = told.safeParse(jsonIn(text))
  if (parsed.success) {
    return Array.isArray(parsed.data)
      ? parsed.data.map((arm) =>
          typeof arm === 'string'
            ? { name: arm, share: 1 }
            : { name: arm.name, share: arm.share ?? arm.weight ?? 1 },
        )
      : Object.entries(parsed.data).map(([name, weight]) => ({ name, share: weight }))
  }
  return text
    .split(/[,;]/)
    .map((part) => part.split(':').map((word) => word.trim()))
    .filter(([name]) => name !== '' && name !== undefined)
    .map(([name = '', weight]) => ({ name, share: Number(weight) > 0 ? Number(weight) : 1 }))
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

export interface ArmRead {
  readonly variant: string
  readonly units: number
  readonly sums: SumsOfArm
}

export interface ShoppersRead {
  readonly arms: readonly ArmRead[]
  /** shoppers seen in several arms, and sessions of nobody known: left out */
  readonly crossed: number
  readonly sessionsOfNobody: number
  /** what a shopper's GMV was cut at, in cents; null where it was not */
  readonly capCents: number | null
}

const PAST_DAYS = 56

/**
 * Sums by arm, over shoppers: what each did from the start to `until`, GMV winsorised at its 99.9th percentile, and what
 * each spent in the eight weeks before.
 */
export async function readShoppers(
  lake: Reads,
  asked: {
    /** null: every platform, and everybody one arm, whatever variant was seen */
    readonly experiment: Pick<Experiment, 'platform' | 'arms'> | null
    readonly from: Date
    readonly until: Date
  },
): Promise<ShoppersRead> {
  const { experiment, from, until } = asked
  const days = { from: dayOf(from, lake.zone), until: addDays(dayOf(until, lake.zone), 1) }
  const names = experiment?.arms.map(({ name }) => name) ?? []
  const arms = Object.fromEntries(names.map((name, i) => [`arm${i}`, name]))
  const isOne = experiment === null
  const rows = await lake.query<Record<string, number | string | null>>(
    `with visit as (
       select platform, session_id, shopper_id, ${isOne ? "'all'" : 'variant'} as arm, is_purchase, order_cents
       from mart_sessions
       where dt >= cast($from as date) and dt < cast($until as date)
         and started_at >= cast($startedAt as timestamptz) and started_at < cast($endedAt as timestamptz)
         ${isOne ? '' : 'and platform = $platform and variant is not null'}
         ${names.length === 0 ? '' : `and variant in (${names.map((_, i) => `$arm${i}`).join(', ')})`}
     ),
     refunds as (
       select platform, session_id, sum(refunded_cents) as cents
       from mart_orders
       where dt >= cast($from as date) and session_id is not null
       group by platform, session_id
     ),
     seen as (
       select
         v.platform, v.shopper_id, v.arm,
         cast(count(*) as double) as sessions,
         cast(sum(case when v.is_purchase then 1 else 0 end) as double) as orders,
         cast(sum(v.order_cents) as double) as gmv,
         cast(sum(coalesce(r.cents, 0)) as double) as refunded
       from visit v
       left join refunds r on r.platform = v.platform and r.session_id = v.session_id
       where v.shopper_id is not null
       group by v.platform, v.shopper_id, v.arm
     ),
     crossed as (
       select platform, shopper_id from seen group by platform, shopper_id having count(*) > 1
     ),
     cap as (select percentile(gmv, 0.999) as cents, max(gmv) as most from seen),
     spent as (
       select platform, shopper_id, cast(sum(gmv_cents) as double) as past
       from mart_orders
       where dt >= cast($past as date) and dt < cast($from as date) and shopper_id is not null
       group by platform, shopper_id
     ),
     unit as (
       select
         s.arm, s.sessions, s.orders, s.refunded,
         case when s.orders > 0 then cast(1 as double) else cast(0 as double) end as bought,
         case when c.cents > 0 then least(s.gmv, c.cents) else s.gmv end as gmv,
         coalesce(p.past, 0) as past
       from seen s
       cross join cap c
       left join spent p on p.platform = s.platform and p.shopper_id = s.shopper_id
       left join crossed x on x.platform = s.platform and x.shopper_id = s.shopper_id
       where x.shopper_id is null
     )
     select
       arm,
       cast(count(*) as double) as units,
       (select cast(count(*) as double) from crossed) as crossed,
       (select cast(count(*) as double) from visit where shopper_id is null) as nobody,
       (select case when cents > 0 and cents < most then cents end from cap) as cap,
       ${sumsSql()}
     from unit group by arm order by arm`,
    {
      from: days.from,
      until: days.until,
      past: addDays(days.from, -PAST_DAYS),
      startedAt: from.toISOString(),
      endedAt: until.toISOString(),
      ...(!isOne && { platform: experiment.platform }),
      ...arms,
    },
  )
  const [first] = rows
  return {
    arms: rows.map((row) => ({ variant: String(row.arm), units: Number(row.units), sums: sumsOf(row) })),
    crossed: Number(first?.crossed ?? 0),
    sessionsOfNobody: Number(first?.nobody ?? 0),
    capCents: first?.cap === null || first?.cap === undefined ? null : Number(first.cap),
  }
}

const COLUMNS: readonly ShopperColumn[] = ['bought', 'orders', 'sessions', 'gmv', 'refunded', 'past']
const PAIRS = Object.values(MEASURES).map(({ of, beside }) => [of, beside] as const)

function sumsSql(): string {
  return [
    ...COLUMNS.flatMap((one) => [`sum(${one}) as ${one}`, `sum(${one} * ${one}) as ${one}_squares`]),
    ...PAIRS.map(([of, beside]) => `sum(${of} * ${beside}) as ${of}_${beside}`),
  ].join(', ')
}

function sumsOf(row: Readonly<Record<string, number | string | null>>): SumsOfArm {
  const pair = (name: MeasureName): PairSums => {
    const { of, beside } = MEASURES[name]
    return {
      count: Number(row.units),
      sum: Number(row[of]),
      squares: Number(row[`${of}_squares`]),
      otherSum: Number(row[beside]),
      otherSquares: Number(row[`${beside}_squares`]),
      products: Number(row[`${of}_${beside}`]),
    }
  }
  return {
    conversion: pair('conversion'),
    orders: pair('orders'),
    gmv: pair('gmv'),
    session_conversion: pair('session_conversion'),
    aov: pair('aov'),
    refund_rate: pair('refund_rate'),
  }
}

/** Shoppers of a platform in the days before the start, stretched to the planned length: known before the first look. */
export async function plannedShoppers(
  lake: Reads,
  { platform, before, days }: { readonly platform: string; readonly before: Day; readonly days: number },
): Promise<number | null> {
  const [row] = await lake.query<{ shoppers: number; first: Day | null }>(
    `select cast(count(distinct shopper_id) as double) as shoppers, min(dt) as first
     from mart_sessions
     where platform = $platform and dt >= cast($from as date) and dt < cast($before as date)`,
    { platform, from: addDays(before, -days), before },
  )
  if (!row || row.first === null || row.shoppers === 0) return null
  return Math.round((row.shoppers * days) / Math.max(1, daysBetween(row.first, before)))
}
