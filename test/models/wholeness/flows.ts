import { addDays, type Day, weekday } from '../../../src/lib/days.ts'
import type { Flow, FlowTable } from '../../../src/models/wholeness/flow.ts'

/** The last day of all shops here, a Monday. */
export const LAST = '2026-11-23'

/** Half of the rows by one o'clock, and the last from ten to twelve at night. */
const PROFILE = [1, 0, 0, 0, 0, 1, 2, 3, 5, 7, 8, 8, 8, 7, 6, 6, 6, 6, 7, 7, 6, 4, 2, 1]

/** A day's rows by hour, by the profile, until an hour. */
function hoursOf(rows: number, until = 24): number[] {
  const all = PROFILE.reduce((sum, one) => sum + one, 0)
  let [before, passed] = [0, 0]
  return PROFILE.map((weight, hour) => {
    passed += weight / all
    const by = Math.round(rows * passed)
    const own = hour < until ? by - before : 0
    before = by
    return own
  })
}

interface Given {
  readonly table?: FlowTable
  readonly platform?: string
  readonly usual?: number
  /** days of the past */
  readonly days?: number
  /** ISO weekdays without rows */
  readonly closed?: readonly number[]
  /** the rows of the last days, the oldest first; null is a day without any */
  readonly last: readonly (number | null)[]
  /** the hour after which the last day has no rows */
  readonly until?: number
  readonly after?: number
  readonly matched?: Flow['matched']
}

/** A flow that was as usual, until its last days. */
export function flow(given: Given): Flow {
  const {
    table = 'orders',
    platform = 'nordmarkt',
    usual = 40,
    days = 70,
    closed = [],
    last,
    until,
    after,
  } = given
  const volumes = [...Array.from({ length: days - last.length }, () => usual), ...last]
  const dated = volumes.map((rows, i): [Day, number | null] => [addDays(LAST, i - volumes.length + 1), rows])
  const open = dated.flatMap(([day, rows]): [Day, number][] =>
    rows === null || closed.includes(weekday(day)) ? [] : [[day, rows]],
  )
  const hours = open.map(([day, rows]): [Day, number[]] => [day, hoursOf(rows, day === LAST ? until : 24)])
  const rows = hours.map(([day, found]): [Day, number] => [day, found.reduce((sum, one) => sum + one, 0)])
  return {
    ...{ table, platform, usuallyLateHours: 0, matched: given.matched ?? new Map() },
    rows: new Map(
      [...rows, ...(after ? [[addDays(LAST, 1), after] as const] : [])].filter(([, found]) => found > 0),
    ),
    hours: new Map(hours),
  }
}

export const sessions = (given: Given) => flow({ table: 'sessions', usual: 600, ...given })
