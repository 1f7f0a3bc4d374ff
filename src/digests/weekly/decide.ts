import { addDays, type Day } from '../../lib/days.ts'
import { type LocatedChange, locateChange } from '../../report/locate-change.ts'
import { type SalesMovement, salesMovement } from '../../report/movement.ts'
import { compareWeeks, type WeekComparison } from './compare.ts'
import type { WeeklyFacts } from './read.ts'

/** What a weekly digest has to say, before it is put into words. */
export interface Weekly {
  /** its Monday */
  readonly week: Day
  /** the promotions and holidays its days are named for */
  readonly dayNames: readonly string[]
  readonly compared: readonly WeekComparison[]
  readonly sales: SalesMovement | null
  readonly located: LocatedChange | null
}

export function decideWeekly({ week, lines, promos, cells }: WeeklyFacts): Weekly {
  const compared = lines.flatMap((line) => compareWeeks(line, week, promos.all) ?? [])
  const isWithin = (day: Day) => day >= week && day < addDays(week, 7)
  return {
    week,
    dayNames: [...new Set([...promos.all].flatMap(([day, name]) => (isWithin(day) ? [name] : [])))],
    compared,
    sales: salesMovement(compared),
    located: locateChange(cells),
  }
}
