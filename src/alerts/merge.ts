import type { Dimension } from '../metrics/metric.ts'
import type { KpiCell } from '../metrics/read/cells.ts'
import { locate } from '../models/drivers/locate.ts'
import type { Suspect } from './assess.ts'
import type { Incident } from './incident.ts'

type Where = Incident['where']

/** One incident in the making: a place, and every suspect it accounts for. */
export interface Group {
  readonly where: Where
  readonly suspects: readonly Suspect[]
}

export const LOCATED: readonly Dimension[] = ['platform', 'category', 'channel', 'region']
const OWN_SHARE = 0.5
const SHARE_OF_ALL = 0.3
const NEARLY_ALL = 0.8

/**
 * Suspects of one family and direction become as few incidents as account for them: first the places a scan of the
 * cells finds, then, for what no place explains, the scope of the strongest that is left.
 */
export function merge(suspects: readonly Suspect[], cells: readonly KpiCell[]): Group[] {
  const groups: Group[] = []
  let left = [...suspects]
  const take = (where: Where) => {
    const mine = left.filter((suspect) => explains(where, suspect, cells))
    if (mine.length === 0) return
    groups.push({ where, suspects: mine })
    left = left.filter((suspect) => !mine.includes(suspect))
  }
  const dimensions = LOCATED.filter((name) => cells.some((cell) => name in cell.dims))
  for (const { where } of cells.length === 0 ? [] : locate(cells, dimensions)) take(whereOf(where))
  while (left.length > 0) {
    const strongest = left.reduce((a, b) => (strength(b) > strength(a) ? b : a))
    const before = left.length
    take(widest(left, strongest, cells).slice.where)
    if (left.length === before) left = left.filter((suspect) => suspect !== strongest)
  }
  return groups
}

/**
 * The whole shop, when it is among them, unless nearly all of its gap lies in the place that moved most. Otherwise the
 * strongest.
 */
function widest(left: readonly Suspect[], strongest: Suspect, cells: readonly KpiCell[]): Suspect {
  const everything = left.find(({ slice }) => isEverything(slice.where))
  if (!everything) return strongest
  const narrow = left.reduce<Suspect | null>((best, one) => {
    const isPlace =
      !isEverything(one.slice.where) && LOCATED.some((name) => one.slice.where[name] !== undefined)
    return isPlace && (!best || strength(one) > strength(best)) ? one : best
  }, null)
  return narrow && shareOfAll(narrow.slice.where, cells) >= NEARLY_ALL ? narrow : everything
}

function shareOfAll(where: Where, cells: readonly KpiCell[]): number {
  const all = gapOf(cells)
  return all === 0 ? 0 : gapOf(cells.filter(({ dims }) => isInside(dims, where))) / all
}

function strength({ finding }: Suspect): number {
  return Math.abs(finding.score)
}

function isEverything(where: Where): boolean {
  return Object.keys(where).length === 0
}

function whereOf(found: Readonly<Record<string, string>>): Where {
  return Object.fromEntries(
    LOCATED.flatMap((name) => (found[name] === undefined ? [] : [[name, found[name]]])),
  )
}

/** The whole shop explains all of it; a place explains what lies in it, and a wider scope whose own gap lies mostly inside it. */
function explains(where: Where, { slice }: Suspect, cells: readonly KpiCell[]): boolean {
  if (isEverything(where)) return true
  const shared = LOCATED.filter((name) => where[name] !== undefined && slice.where[name] !== undefined)
  if (shared.some((name) => where[name] !== slice.where[name])) return false
  if (shared.length === Object.keys(where).length) return true
  const all = gapOf(cells.filter(({ dims }) => isInside(dims, slice.where)))
  const inside = gapOf(cells.filter(({ dims }) => isInside(dims, { ...slice.where, ...where })))
  return all !== 0 && inside / all >= (isEverything(slice.where) ? SHARE_OF_ALL : OWN_SHARE)
}

function isInside(dims: KpiCell['dims'], where: Where): boolean {
  return Object.entries(where).every(([name, member]) => dims[name] === member)
}

/** Events found less events the base would have brought at the rate from before. */
function gapOf(cells: readonly KpiCell[]): number {
  return cells.reduce((sum, { before, after }) => {
    const expected = before.over > 0 ? (after.over * before.of) / before.over : 0
    return sum + after.of - expected
  }, 0)
}
