import { addDays, type Day, daysBetween } from '../../../lib/days.ts'
import { median } from '../../../lib/median.ts'
import { sumOf } from '../../../lib/sum.ts'
import { WAITING } from '../../tables/clean-tables.ts'
import type { Draft } from '../draft.ts'

/** Rows of each day of a table as of a draft, told by its files alone. */
export function rowsByDay(draft: Draft, table: string): ReadonlyMap<Day, number> {
  const rows = new Map<Day, number>()
  const dropped = new Set(draft.drops.flatMap((drop) => (drop.table === table ? [drop.dt] : [])))
  const standing = draft.before(table).filter(({ dt }) => !dropped.has(dt))
  for (const { dt, rows: count } of [...standing, ...draft.added.filter((file) => file.table === table)])
    if (dt !== null && dt !== WAITING) rows.set(dt, (rows.get(dt) ?? 0) + count)
  return rows
}

export interface OddDay {
  readonly day: Day
  readonly rows: number
  readonly usual: number
}

const WEEKS = 8
const MIN_WEEKS = 4
const MIN_USUAL = 50
const JUDGED_DAYS = 3

/**
 * Of the last whole days the one that is furthest from the median of the same weekday before. The youngest day is left
 * out: it may go on. Null when the past is too short or too thin to tell; a ratio of 1 when it is as usual.
 */
export function oddestDay(rows: ReadonlyMap<Day, number>): (OddDay & { readonly ratio: number }) | null {
  const days = inOrder(rows)
  const [first, last] = [days[0], days.at(-1)]
  if (!first || !last) return null
  let oddest: (OddDay & { readonly ratio: number }) | null = null
  for (let back = 1; back <= JUDGED_DAYS; back++) {
    const day = addDays(last, -back)
    const before = Array.from({ length: WEEKS }, (_, i) => addDays(day, -7 * (i + 1))).filter(
      (one) => one >= first,
    )
    if (before.length < MIN_WEEKS) continue
    const usual = median(before.map((one) => rows.get(one) ?? 0))
    if (usual < MIN_USUAL) continue
    const found = rows.get(day) ?? 0
    const ratio = found / usual
    if (!oddest || distance(ratio) > distance(oddest.ratio)) oddest = { day, rows: found, usual, ratio }
  }
  return oddest
}

/** How many days one table ends before another that has rows of them, and how many. */
export function lagOf(
  mine: ReadonlyMap<Day, number>,
  other: ReadonlyMap<Day, number>,
): { readonly days: number; readonly since: Day; readonly rows: number } | null {
  const [since, until] = [inOrder(mine).at(-1), inOrder(other).at(-1)]
  if (!since || !until) return null
  const later = [...other].filter(([day]) => day > since)
  return { days: daysBetween(since, until), since, rows: sumOf(later, ([, rows]) => rows) }
}

const distance = (ratio: number) => Math.abs(Math.log(Math.max(ratio, 1e-6)))

const inOrder = (rows: ReadonlyMap<Day, number>) => [...rows.keys()].sort()
