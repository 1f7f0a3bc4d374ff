import { addDays, type Day } from '../../src/lib/days.ts'
import { median } from '../../src/lib/median.ts'
import { sum } from '../../src/lib/sum.ts'
import type { Hours, Table } from './shops.ts'

/** The rule this one replaced: a day with less than half of the median of its weekday, of either table, is not whole. */
export function byVolume(hours: Readonly<Record<Table, Hours>>, last: Day) {
  const isShort = (['orders', 'sessions'] as const).some((table) => {
    const rows = (day: Day) => sum(hours[table].get(day) ?? [])
    const before = Array.from({ length: 16 }, (_, i) => addDays(last, -7 * (i + 1))).filter((day) =>
      hours[table].has(day),
    )
    return before.length >= 3 && rows(last) < 0.5 * median(before.map(rows))
  })
  return { isTold: !isShort, isIncident: isShort }
}
