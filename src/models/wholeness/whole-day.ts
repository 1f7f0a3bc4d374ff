import { addDays, type Day, daysBetween, weekday } from '../../lib/days.ts'
import { sumOf } from '../../lib/sum.ts'
import { expectedRows, type Flow, type FlowTable } from './flow.ts'
import { goesOnAfter, lacks, type ReadSource, type Shortfall } from './judge-flow.ts'

/** How far the data can be compared. */
export interface AsOf {
  /** the last day that is there to its end: what digests and alerts speak of */
  readonly day: Day
  /** the same, or the last of the days after it on which the shop is closed as it always is */
  readonly until: Day
  /** the last day with any row at all; later than `day` when that day is not whole */
  readonly lastSeen: Day
  /** the first day of the data */
  readonly first: Day
  /** why the days after `day` are not whole */
  readonly missing: readonly MissingRows[]
  /** what `day` has less than half of, while nothing shows that its rows are all there */
  readonly doubtful: Doubt | null
  /**
   * When nothing at all has come of the day before the one asked about, though every source was read after it: from when
   * on that is late.
   */
  readonly nothingFrom: Date | null
  /** ISO weekdays on which nothing ever comes */
  readonly closedOn: readonly number[]
  /** of each flow what it had on the last days */
  readonly recent: readonly RecentRows[]
}

interface RecentRows {
  readonly table: FlowTable
  readonly platform: string
  /** rows of the last whole day, or what is expected where that day had none */
  readonly level: number | null
  readonly rows: ReadonlyMap<Day, number>
}

export interface MissingRows {
  readonly day: Day
  readonly table: FlowTable
  /** null where the shop has one only */
  readonly platform: string | null
  readonly shortfall: Shortfall
  /** whether a source is there to send them that was read to its end before, and from when on they are late */
  readonly hasSource: boolean
  readonly lateFrom: Date
}

interface Doubt {
  readonly table: FlowTable
  readonly found: number
  readonly usual: number
}

export interface SourceOfFlow extends ReadSource {
  readonly table: FlowTable
  readonly platform: string
}

interface Asked {
  readonly first: Day
  readonly lastSeen: Day
  readonly flows: readonly Flow[]
  readonly sources: readonly SourceOfFlow[]
  /** the first day that is not asked about */
  readonly before: Day
  readonly endOf: (day: Day) => Date
}

const LOOK_BACK_DAYS = 60
/** a smaller part of its table holds nothing up */
const MIN_SHARE = 0.1
/** a platform that is silent for longer, while others go on, has left: the rest is not kept waiting */
const MAX_SILENT_DAYS = 3
const DOUBTFUL_SHARE = 0.5
const GRACE_HOURS = 3
const HOUR_MS = 3_600_000

/** The last day on which every flow is there to its end; the last with any row where none is. */
export function wholeDay(asked: Asked): AsOf {
  const { flows, lastSeen } = asked
  const seen = [
    ...new Set([lastSeen, ...flows.flatMap(({ rows, hours }) => [...rows.keys(), ...hours.keys()])]),
  ]
    .filter((day) => day <= lastSeen && day >= addDays(lastSeen, -LOOK_BACK_DAYS))
    .sort()
  const missing: MissingRows[] = []
  for (const day of seen.toReversed()) {
    const short = missingOn(asked, day)
    if (short.length === 0) return asOfDay(asked, day, missing.reverse())
    missing.push(...short)
  }
  return asOfDay(asked, lastSeen, [])
}

function asOfDay(asked: Asked, day: Day, missing: readonly MissingRows[]): AsOf {
  const { flows, first, lastSeen, before, sources } = asked
  const closedOn = closedWeekdays(flows, lastSeen)
  const yesterday = addDays(before, -1)
  const until = day === lastSeen ? afterClosedDays(day, { closedOn, yesterday }) : day
  const isSilent =
    lastSeen < yesterday &&
    afterClosedDays(lastSeen, { closedOn, yesterday }) < yesterday &&
    sources.every(({ lastReadAt }) => lastReadAt !== null && lastReadAt >= asked.endOf(yesterday))
  return {
    ...{ day, until, lastSeen, first, missing, closedOn },
    doubtful: doubtOf(asked, day),
    nothingFrom: isSilent
      ? lateFrom(asked.endOf(yesterday), Math.max(0, ...flows.map((flow) => flow.usuallyLateHours)))
      : null,
    recent: flows.map((flow) => ({
      table: flow.table,
      platform: flow.platform,
      level: flow.rows.get(day) ?? expectedRows(flow, before),
      rows: flow.rows,
    })),
  }
}

/** Weekdays on which no flow ever has a row; none before it is known of three of them. */
function closedWeekdays(flows: readonly Flow[], lastSeen: Day): number[] {
  const next = Array.from({ length: 7 }, (_, i) => addDays(lastSeen, i + 1))
  return next.filter((day) => flows.every((flow) => expectedRows(flow, day) === 0)).map(weekday)
}

function afterClosedDays(
  day: Day,
  { closedOn, yesterday }: { readonly closedOn: readonly number[]; readonly yesterday: Day },
): Day {
  const next = addDays(day, 1)
  const goesOn = next <= yesterday && closedOn.includes(weekday(next)) && closedOn.length < 7
  return goesOn ? afterClosedDays(next, { closedOn, yesterday }) : day
}

/** Rows of a day that has ended are late when they usually have arrived, and some hours have passed besides. */
function lateFrom(dayEndsAt: Date, usuallyLateHours: number): Date {
  return new Date(dayEndsAt.getTime() + Math.max(GRACE_HOURS, 1 + 1.5 * usuallyLateHours) * HOUR_MS)
}

/** What is not there of the day, flow by flow. */
function missingOn(asked: Asked, day: Day): MissingRows[] {
  const { flows, endOf, lastSeen } = asked
  const dayEndsAt = endOf(day)
  return flows.flatMap((flow): MissingRows[] => {
    const others = flows.filter(({ table }) => table === flow.table)
    if (isSmall(flow, others, day) || hasLeft(flow, others, lastSeen)) return []
    const sources = sourcesOf(asked, flow)
    const shortfall = lacks(flow, day, { dayEndsAt, sources })
    // a day that later ones have followed waits once: then it is what it is
    if (!shortfall || (goesOnAfter(flow, day) && day < addDays(asked.before, -1))) return []
    const platform = others.length > 1 ? flow.platform : null
    return [
      {
        day,
        table: flow.table,
        platform,
        shortfall,
        hasSource: sources.some(({ lastReadAt }) => lastReadAt),
        lateFrom: lateFrom(dayEndsAt, flow.usuallyLateHours),
      },
    ]
  })
}

function sourcesOf({ sources }: Asked, { table, platform }: Flow): SourceOfFlow[] {
  return sources.filter((one) => one.table === table && one.platform === platform)
}

function isSmall(flow: Flow, others: readonly Flow[], day: Day): boolean {
  const all = sumOf(others, (one) => expectedRows(one, day) ?? 0)
  return (expectedRows(flow, day) ?? 0) < MIN_SHARE * all
}

function hasLeft(flow: Flow, others: readonly Flow[], lastSeen: Day): boolean {
  const last = [...flow.rows.keys()].sort().at(-1) ?? lastSeen
  return daysBetween(last, lastSeen) > MAX_SILENT_DAYS && others.some(({ rows }) => rows.has(lastSeen))
}

/**
 * Less than half, where neither a source that was read nor another table that came as ever speaks for it. Of orders
 * before sessions: they are what a shop lives on.
 */
function doubtOf(asked: Asked, day: Day): Doubt | null {
  const parts = asked.flows.map((flow) => {
    const [found, usual] = [flow.rows.get(day) ?? 0, expectedRows(flow, day) ?? 0]
    return { flow, found, usual, isLow: found < DOUBTFUL_SHARE * usual }
  })
  const doubts = parts.filter(({ flow, isLow }) => {
    const isRead = sourcesOf(asked, flow).some(
      ({ lastReadAt }) => lastReadAt && lastReadAt >= asked.endOf(day),
    )
    const isAlone = !parts.some((one) => !one.isLow && one.usual > 0 && isOther(one.flow, flow))
    return isLow && (!isRead || isAlone)
  })
  const [first] = [...doubts.filter(({ flow }) => flow.table === 'orders'), ...doubts]
  return first ? { table: first.flow.table, found: first.found, usual: first.usual } : null
}

/** Sessions beside orders, of one platform. */
function isOther(one: Flow, flow: Flow): boolean {
  return one.platform === flow.platform && (one.table === 'sessions') !== (flow.table === 'sessions')
}

/** Whole days since, for "data as of". */
export function daysBehind(asOfDay: Day, yesterday: Day): number {
  return Math.max(0, daysBetween(asOfDay, yesterday))
}
