import type { KpiCell } from '../metrics/cells.ts'
import type { Dimension } from '../metrics/metric.ts'
import { locate } from '../models/locate.ts'
import type { Suspect } from './assess.ts'
import type { Incident } from './incident.ts'

type Where = Incident['where']

/** One incident in the making: a place, and every suspect it accounts for. */
export interface Group {
  readonly where: Where
  readonly suspects: readonly Suspect[]
}

const LOCATED: readonly Dimension[] = ['platform', 'category', 'channel', 'region']
const OWN_SHARE = 0.5
const SHARE_OF_ALL = 0.3

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
    const everything = left.find(({ line }) => line.scope === 'all')
    const before = left.length
    take(scopeOf(everything ?? strongest))
    if (left.length === before) left = left.filter((suspect) => suspect !== strongest)
  }
  return groups
}

function strength({ finding }: Suspect): number {
  return Math.abs(finding.score)
}

function scopeOf({ line: { scope } }: Suspect): Where {
  return scope === 'all' ? {} : { [scope.dimension]: scope.member }
}

function whereOf(found: Readonly<Record<string, string>>): Where {
  return Object.fromEntries(
    LOCATED.flatMap((name) => (found[name] === undefined ? [] : [[name, found[name]]])),
  )
}

/** The whole shop explains all of it; a place explains a scope whose own gap lies mostly inside that place. */
function explains(where: Where, suspect: Suspect, cells: readonly KpiCell[]): boolean {
  const { scope } = suspect.line
  if (Object.keys(where).length === 0) return true
  if (scope !== 'all' && where[scope.dimension] !== undefined) return where[scope.dimension] === scope.member
  const mine = scope === 'all' ? cells : cells.filter(({ dims }) => dims[scope.dimension] === scope.member)
  const all = gapOf(mine)
  const inside = gapOf(mine.filter(({ dims }) => isInside(dims, where)))
  return all !== 0 && inside / all >= (scope === 'all' ? SHARE_OF_ALL : OWN_SHARE)
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
