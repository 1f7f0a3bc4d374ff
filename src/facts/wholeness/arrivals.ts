import type { Lake } from '../../lake/contract/lake.ts'
import { addDays, type Day, daysBetween, instantOf } from '../../lib/days.ts'
import { groupBy } from '../../lib/group.ts'
import { median } from '../../lib/median.ts'
import type { Flow } from '../../models/wholeness/flow.ts'

type Reads = Pick<Lake, 'query' | 'zone'>

const LOOK_BACK_DAYS = 63
/** in which files may trail off */
const TAIL_DAYS = 182
/** of which the hours are read: of the last days, and of the same weekdays before */
const LAST_DAYS = 7
const WEEKS = 4
const HOUR_S = 3600
/** what arrives later was sent again, or is a past that was read at once */
const MAX_LATE_HOURS = 72
const MIN_LATE_DAYS = 3

type Level = {
  readonly table: 'orders' | 'sessions'
  readonly platform: string
  readonly day: Day
  readonly rows: number
}

type HourOfDay = {
  readonly table: 'orders' | 'sessions'
  readonly platform: string
  readonly day: Day
  /** hours since 1970; null where the row tells no time */
  readonly hour: number | null
  readonly rows: number
  readonly withLines: number
}

type Arrived = {
  readonly table: 'orders' | 'sessions'
  readonly platform: string
  readonly day: Day
  readonly rows: number
  /** seconds since 1970, of the first */
  readonly arrived: number
}

/** What has come of orders, their lines and sessions, platform by platform, up to the day and after it. */
export async function readFlows(lake: Reads, before: Day, lastSeen: Day): Promise<Flow[]> {
  const levels = await levelsOf(lake, lastSeen)
  const days = daysToRead(levels, before)
  if (days.length === 0) return []
  const midnights = new Map(days.map((day) => [day, instantOf(day, 0, lake.zone).getTime() / 1000]))
  const listed = days.map((day) => `date '${day}'`).join(', ')
  const hours = await lake.query<HourOfDay>(
    `select 'orders' as "table", platform, dt as day, floor(unix_millis(ordered_at) / ${1000 * HOUR_S}) as hour,
       cast(count(*) as integer) as "rows", cast(count(*) filter (where lines > 0) as integer) as "withLines"
     from mart_orders where dt in (${listed}) group by all
     union all
     select 'sessions', platform, dt, floor(unix_millis(started_at) / ${1000 * HOUR_S}), cast(count(*) as integer), 0
     from mart_sessions where dt in (${listed}) group by all`,
  )
  const arrived = await lake.query<Arrived>(
    ['orders', 'sessions']
      .map(
        (table) => `select '${table}' as "table", platform, dt as day, cast(count(*) as integer) as "rows",
           unix_millis(min(_landed_at)) / 1000 as arrived
         from clean_${table} where dt in (${listed}) group by all`,
      )
      .join(' union all '),
  )
  const orders = hours.filter(({ table }) => table === 'orders')
  const told = arrived.filter(({ table }) => table === 'orders')
  const keys = groupBy(levels, ({ table, platform }) => `${table} ${platform}`)
  return [...keys.values()].flatMap((own): Flow[] => {
    const [first] = own
    if (!first) return []
    const { table, platform } = first
    const isOwn = (one: { readonly table: string; readonly platform: string }) =>
      one.table === table && one.platform === platform
    const flow = {
      platform,
      rows: new Map(own.map(({ day, rows }) => [day, rows])),
      hours: hoursBy(hours.filter(isOwn), midnights),
      usuallyLateHours: usuallyLate(arrived.filter(isOwn), lake.zone),
    }
    if (table === 'sessions') return [{ ...flow, table, matched: new Map() }]
    const total = totals(orders.filter(isOwn), ({ rows }) => rows)
    return (['orders', 'order_lines'] as const).map((name) => ({
      ...flow,
      table: name,
      matched: matchedOf(
        total,
        name === 'orders'
          ? totals(told.filter(isOwn), ({ rows }) => rows)
          : totals(orders.filter(isOwn), ({ withLines }) => withLines),
      ),
    }))
  })
}

/** The first and the last day with any row before the day; null without one. */
export async function daysOfData(
  lake: Pick<Lake, 'query'>,
  before: Day,
): Promise<{ readonly first: Day; readonly lastSeen: Day } | null> {
  const [row] = await lake.query<{ first: Day | null; lastSeen: Day | null }>(
    `select min(day) as first, max(day) as "lastSeen" from mart_kpi
     where dimension = 'all' and metric in ('orders', 'sessions') and day < cast($before as date)`,
    { before },
  )
  return row?.first && row.lastSeen ? { first: row.first, lastSeen: row.lastSeen } : null
}

/** Orders and sessions together, of the last months up to a day. */
export async function rowsByDay(lake: Pick<Lake, 'query'>, lastSeen: Day): Promise<ReadonlyMap<Day, number>> {
  const rows = await lake.query<{ day: Day; rows: number }>(
    `select day, cast(sum(of) as integer) as "rows" from mart_kpi
     where dimension = 'all' and metric in ('orders', 'sessions') and of > 0
       and day >= cast($from as date) and day <= cast($to as date)
     group by day order by day`,
    { from: addDays(lastSeen, -TAIL_DAYS), to: lastSeen },
  )
  return new Map(rows.map(({ day, rows: count }) => [day, count]))
}

function levelsOf(lake: Reads, lastSeen: Day): Promise<Level[]> {
  return lake.query<Level>(
    `select metric as "table", member as platform, day, of as "rows" from mart_kpi
     where dimension = 'platform' and metric in ('orders', 'sessions') and of > 0
       and day >= cast($from as date)
     order by metric, member, day`,
    { from: addDays(lastSeen, -LOOK_BACK_DAYS) },
  )
}

/** The last days that any flow has rows of, and the same weekdays of the weeks before. */
function daysToRead(levels: readonly Level[], before: Day): Day[] {
  const ends = [...groupBy(levels, ({ table, platform }) => `${table} ${platform}`).values()].flatMap(
    (own) => {
      const last = own.findLast(({ day }) => day < before)
      return last ? [last.day] : []
    },
  )
  const latest = ends.toSorted().at(-1)
  if (!latest) return []
  const lastDays = Array.from({ length: LAST_DAYS }, (_, i) => addDays(latest, -i))
  const weeks = Array.from({ length: WEEKS }, (_, i) => 7 * (i + 1))
  const near = [latest, ...ends.filter((day) => daysBetween(day, latest) < LOOK_BACK_DAYS)]
  return [
    ...new Set([...lastDays, ...near.flatMap((day) => [day, ...weeks.map((back) => addDays(day, -back))])]),
  ].sort()
}

function hoursBy(
  found: readonly HourOfDay[],
  midnights: ReadonlyMap<Day, number>,
): ReadonlyMap<Day, readonly number[]> {
  const hours = new Map<Day, number[]>()
  for (const { day, hour, rows } of found) {
    const own = hours.get(day) ?? Array.from({ length: 24 }, () => 0)
    const since = hour === null ? 0 : hour - Math.floor((midnights.get(day) ?? 0) / HOUR_S)
    const at = Math.min(23, Math.max(0, since))
    own[at] = (own[at] ?? 0) + rows
    hours.set(day, own)
  }
  return hours
}

function totals<T extends { readonly day: Day }>(
  found: readonly T[],
  of: (one: T) => number,
): Map<Day, number> {
  const sums = new Map<Day, number>()
  for (const one of found) sums.set(one.day, (sums.get(one.day) ?? 0) + of(one))
  return sums
}

/** Empty where the table has never known an order: the shop does not deliver it. */
function matchedOf(orders: ReadonlyMap<Day, number>, known: ReadonlyMap<Day, number>): Flow['matched'] {
  return new Map([...orders].map(([day, count]) => [day, { orders: count, known: known.get(day) ?? 0 }]))
}

function usuallyLate(arrived: readonly Arrived[], zone: string): number {
  const late = arrived.flatMap(({ day, arrived: at }) => {
    const hours = (at - instantOf(addDays(day, 1), 0, zone).getTime() / 1000) / HOUR_S
    return hours <= MAX_LATE_HOURS ? [Math.max(0, hours)] : []
  })
  return late.length < MIN_LATE_DAYS ? 0 : median(late)
}
