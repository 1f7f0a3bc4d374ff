import { addDays, type Day, daysIn, weekday } from '../../src/lib/days.ts'
import type { Random } from '../../src/lib/random.ts'

export type Table = 'orders' | 'sessions'
export const TABLES: readonly Table[] = ['orders', 'sessions']

/** How a shop lives: what no case changes. */
export interface Shop {
  /** a day, of each table; no sessions in a shop that has orders only */
  readonly perDay: Readonly<Record<Table, number>>
  /** of a day, hour by hour */
  readonly profile: readonly number[]
  /** Monday first */
  readonly week: readonly number[]
  /** growth or decline over the ten weeks, as a factor */
  readonly season: number
  /** days scatter by more than chance, by so much */
  readonly scatter: number
  /** its sources are read through the night: the morning after has rows already */
  readonly isLive: boolean
}

/** A row counts its hour, and its day. */
export type Hours = ReadonlyMap<Day, readonly number[]>

export const DAYS = 71
const WEEKS = [
  [1, 1, 1, 1, 1, 1, 1],
  [1, 0.95, 1, 1.05, 1.2, 1.4, 1.2],
  [1.1, 1.1, 1.1, 1.1, 1, 0.6, 0.6],
  [1, 1, 1, 1, 1.1, 0, 1],
  [1, 1, 1, 1, 1.1, 0, 0],
] as const

/** Between 20 and 500 orders a day, in whatever hours, open on whatever days, in a quiet season or a busy one. */
export function shopBy(random: Random): Shop {
  const orders = 20 * 25 ** random.next()
  const peak = 11 + random.below(9)
  const width = 2.5 + 3 * random.next()
  const night = 0.02 + 0.1 * random.next()
  const profile = Array.from(
    { length: 24 },
    (_, hour) => night + Math.exp(-0.5 * ((hour - peak) / width) ** 2),
  )
  const all = profile.reduce((sum, one) => sum + one, 0)
  const hasSessions = random.next() < 0.8
  return {
    perDay: { orders, sessions: hasSessions ? Math.min(1_500, orders * (8 + 12 * random.next())) : 0 },
    profile: profile.map((one) => one / all),
    week: WEEKS[random.below(WEEKS.length)] ?? WEEKS[0],
    season: [0.5, 0.7, 1, 1, 1.4][random.below(5)] ?? 1,
    scatter: 0.04 + 0.08 * random.next(),
    isLive: random.next() < 0.5,
  }
}

/** How much of a day's rows a table has, 1 being as ever, and the hour after which it has none. */
export interface Part {
  readonly level: number
  readonly until: number
}

/** The days up to the last, and its next morning where the sources are live, as `part` lets them be. */
export function hoursOf(
  shop: Shop,
  {
    table,
    last,
    random,
    part,
  }: {
    readonly table: Table
    readonly last: Day
    readonly random: Random
    readonly part: (day: Day) => Part
  },
): Hours {
  const first = addDays(last, 1 - DAYS)
  const days = daysIn({ from: first, to: addDays(last, 2) })
  const isOpen = (day: Day) => (shop.week[weekday(day) - 1] ?? 1) > 0
  return new Map(
    days.flatMap((day, i): [Day, number[]][] => {
      const { level, until } = part(day)
      const isNext = day > last
      if (!isOpen(day) || (isNext && !shop.isLive)) return []
      const season = shop.season ** (i / DAYS)
      const scatter = Math.exp(shop.scatter * random.normal())
      const rows = shop.perDay[table] * (shop.week[weekday(day) - 1] ?? 1) * season * scatter * level
      const end = Math.min(until, isNext ? 7 : 24)
      return [[day, shop.profile.map((share, hour) => (hour < end ? random.poisson(rows * share) : 0))]]
    }),
  )
}

/** A day that is open, so that something can happen on it. */
export function openDay(shop: Shop, day: Day): Day {
  return (shop.week[weekday(day) - 1] ?? 1) > 0 ? day : openDay(shop, addDays(day, -1))
}
