import { addDays, type Day, daysBetween } from '../../lib/days.ts'
import { quantile } from '../../stats/describe.ts'

/** a smaller part of a good day is next to nothing */
const TRICKLE = 0.05
/** next to nothing for so long is the end of what was exported; for less it is news of the shop */
const MIN_TAIL_DAYS = 7

/**
 * The last day of files that nobody brings anew: exports often trail off in a few stray rows, weeks after their last real
 * day. `rows` by day, of orders and sessions together, over some months; the answer is `lastSeen` unless at least seven days
 * up to it hold less than a twentieth of a good day (the 90th percentile) each. Not for shops with sources: there silence
 * is a fault or news. `endOfFiles` of forty days of 30 and then of 10 days of 0 or 1 is the fortieth day.
 */
export function endOfFiles(rows: ReadonlyMap<Day, number>, lastSeen: Day): Day {
  const good =
    quantile(
      [...rows.values()].filter((count) => count > 0),
      0.9,
    ) ?? 0
  const end = [...rows.keys()]
    .filter((day) => day <= lastSeen && (rows.get(day) ?? 0) >= TRICKLE * good)
    .reduce<Day | null>((latest, day) => (latest === null || day > latest ? day : latest), null)
  return end !== null && good > 0 && daysBetween(addDays(end, 1), addDays(lastSeen, 1)) >= MIN_TAIL_DAYS
    ? end
    : lastSeen
}
