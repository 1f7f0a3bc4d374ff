import { addDays, type Day, daysBetween } from '../../src/lib/days.ts'
import type { Random } from '../../src/lib/random.ts'
import type { Part, Table } from './shops.ts'

export const FALLS = ['none', 'sudden', 'lasting', 'slow'] as const
export const FAULTS = ['none', 'late', 'half', 'stalled', 'empty', 'failing'] as const
export const WHERE = ['orders', 'all'] as const

export interface Case {
  readonly fall: (typeof FALLS)[number]
  readonly fault: (typeof FAULTS)[number]
  /** which tables fall, and which sources fail */
  readonly where: (typeof WHERE)[number]
}

/** What a case does to a table on a day, and until when its source was read. */
export interface Happening {
  part(table: Table, day: Day): Part
  /** hours before the end of the last day at which the source of a table was last read; 0 or less: after it */
  readAgo(table: Table): number
  readonly lost: number
}

const WHOLE: Part = { level: 1, until: 24 }

/** Falls lose 30 to 95 %: on the day, since some days, or over weeks. Faults begin in the middle of a day. */
export function happeningOf({ fall, fault, where }: Case, last: Day, random: Random): Happening {
  const isHit = (table: Table) => where === 'all' || table === 'orders'
  const lost = 0.3 + 0.65 * random.next()
  const since = fall === 'sudden' ? 0 : fall === 'lasting' ? 1 + random.below(50) : 10 + random.below(31)
  const levelOn = (day: Day) => {
    const ago = daysBetween(day, last)
    if (fall === 'none' || ago > since) return 1
    if (fall === 'slow') return 1 - lost * Math.min(1, (since - ago) / since)
    return ago < 0 && fall === 'sudden' ? 1 : 1 - lost
  }
  const daysAgo = fault === 'stalled' ? random.below(3) : 0
  const hour =
    fault === 'half'
      ? 9 + random.below(7)
      : fault === 'stalled' || fault === 'failing'
        ? 5 + random.below(17)
        : 0
  const begun = addDays(last, -daysAgo)
  const untilOn = (day: Day) => {
    if (fault === 'none' || day < begun) return 24
    return day === begun ? hour : 0
  }
  return {
    lost,
    part: (table, day) => (isHit(table) ? { level: levelOn(day), until: untilOn(day) } : WHOLE),
    readAgo: (table) => (fault === 'failing' && isHit(table) ? 24 - hour : -7),
  }
}
