import type { Lake } from '../../lake/contract/lake.ts'
import { addDays, type Day, daysBetween } from '../../lib/days.ts'
import { median } from '../../lib/median.ts'

/** How far the data can be compared. */
export interface AsOf {
  /** the last day with a usual volume: what digests and alerts speak of */
  readonly day: Day
  /** the last day with any row at all; later than `day` when that day is partial or thin */
  readonly lastSeen: Day
  /** the first day of the data */
  readonly first: Day
  /** what fell short on the days after `day` */
  readonly short: readonly Shortfall[]
}

interface Shortfall {
  readonly day: Day
  readonly metric: 'orders' | 'sessions'
  readonly found: number
  readonly usual: number
}

const VOLUMES = ['orders', 'sessions'] as const
const WEEKS = 16
const MIN_WEEKS = 3
const USUAL_SHARE = 0.5

interface Volume {
  readonly day: Day
  readonly metric: string
  readonly found: number
}

/** Null when there is no data before that day. */
export async function asOf(lake: Pick<Lake, 'query'>, before: Day): Promise<AsOf | null> {
  const volumes = await lake.query<{ day: Day; metric: string; found: number }>(
    `select day, metric, of as found from mart_kpi
     where dimension = 'all' and metric in ('orders', 'sessions') and day < cast($before as date)
     order by day`,
    { before },
  )
  return lastWholeDay(volumes)
}

/**
 * The last day on which both orders and sessions, where the shop has them, reach half of the median of the same weekday
 * in the sixteen weeks before. A thin tail, a partial day and a missing feed all end before it.
 */
function lastWholeDay(volumes: readonly Volume[]): AsOf | null {
  const days = [...new Set(volumes.map((volume) => volume.day))].sort()
  const [first, lastSeen] = [days[0], days.at(-1)]
  if (!first || !lastSeen) return null
  const found = new Map(volumes.map((volume) => [`${volume.metric} ${volume.day}`, volume.found]))
  const short: Shortfall[] = []
  for (const day of days.toReversed()) {
    const missing = VOLUMES.flatMap((metric) => shortfall(found, metric, day))
    if (missing.length === 0) return { day, lastSeen, first, short: short.reverse() }
    short.push(...missing)
  }
  return { day: lastSeen, lastSeen, first, short: [] }
}

function shortfall(
  found: ReadonlyMap<string, number>,
  metric: Shortfall['metric'],
  day: Day,
): readonly Shortfall[] {
  const before = Array.from({ length: WEEKS }, (_, i) => found.get(`${metric} ${addDays(day, -7 * (i + 1))}`))
  const known = before.filter((value) => value !== undefined)
  if (known.length < MIN_WEEKS) return []
  const usual = median(known)
  const value = found.get(`${metric} ${day}`) ?? 0
  return value >= USUAL_SHARE * usual ? [] : [{ day, metric, found: value, usual }]
}

/** Whole days since, for "data as of". */
export function daysBehind(asOfDay: Day, yesterday: Day): number {
  return Math.max(0, daysBetween(asOfDay, yesterday))
}
