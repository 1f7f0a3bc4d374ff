import { sumOf } from '../lib/sum.ts'
import { type Dimension, UNKNOWN } from '../metrics/metric.ts'
import type { KpiCell } from '../metrics/read/cells.ts'
import { locate } from '../models/drivers/locate.ts'
import type { Suspect } from './assess.ts'
import type { KpiIncident } from './incident.ts'

type Segment = KpiIncident['segment']

/** One incident in the making: a segment, and every suspect it accounts for. */
export interface Group {
  readonly segment: Segment
  readonly suspects: readonly Suspect[]
}

export const LOCATED: readonly Dimension[] = ['platform', 'category', 'channel', 'region']
const OWN_SHARE = 0.5
const SHARE_OF_ALL = 0.3
const NEARLY_ALL = 0.8

/**
 * Suspects of one family and direction become as few incidents as account for them: first the segments a scan of the
 * cells finds, then, for what no segment explains, the scope of the strongest that is left.
 */
export function merge(suspects: readonly Suspect[], cells: readonly KpiCell[]): Group[] {
  const groups: Group[] = []
  let left = [...suspects]
  const take = (segment: Segment) => {
    const mine = left.filter((suspect) => explains(segment, suspect, cells))
    if (mine.length === 0) return
    groups.push({ segment, suspects: mine })
    left = left.filter((suspect) => !mine.includes(suspect))
  }
  const direction = suspects[0]?.finding.direction === 'down' ? -1 : 1
  const places = placesIn(cells, direction)
  const isShop = suspects.some(({ series }) => isEverything(series.segment))
  // the whole shop moved, and no place did so much more than its size: that is one event, wherever it shows
  if (isShop && places[0] && beyondItsSize(places[0], cells) < OWN_SHARE) take({})
  for (const place of places) take(place)
  while (left.length > 0) {
    const strongest = left.reduce((a, b) => (strength(b) > strength(a) ? b : a))
    const before = left.length
    take(widest(left, strongest, cells).series.segment)
    if (left.length === before) left = left.filter((suspect) => suspect !== strongest)
  }
  return groups
}

/** Where it sits, likeliest first: places that moved the way the suspects did, of dimensions that tell two members apart. */
function placesIn(cells: readonly KpiCell[], direction: number): Segment[] {
  const dimensions = LOCATED.filter((name) => new Set(cells.map(({ dims }) => dims[name])).size > 1)
  if (dimensions.length === 0) return []
  return locate(cells, dimensions)
    .map(({ where }) => segmentOf(where))
    .filter(
      (place) =>
        !Object.values(place).includes(UNKNOWN) &&
        gapOf(cells.filter(({ dims }) => isInside(dims, place))) * direction > 0,
    )
}

/**
 * The whole shop, when it is among them, unless nearly all of its gap lies in the segment that moved most. Otherwise the
 * strongest.
 */
function widest(left: readonly Suspect[], strongest: Suspect, cells: readonly KpiCell[]): Suspect {
  const everything = left.find(({ series }) => isEverything(series.segment))
  if (!everything) return strongest
  const narrow = left.reduce<Suspect | null>((best, one) => {
    const isSegment =
      !isEverything(one.series.segment) && LOCATED.some((name) => one.series.segment[name] !== undefined)
    return isSegment && (!best || strength(one) > strength(best)) ? one : best
  }, null)
  return narrow && shareOfAll(narrow.series.segment, cells) >= NEARLY_ALL ? narrow : everything
}

function shareOfAll(segment: Segment, cells: readonly KpiCell[]): number {
  const all = gapOf(cells)
  return all === 0 ? 0 : gapOf(cells.filter(({ dims }) => isInside(dims, segment))) / all
}

/** How much of the gap lies in a place beyond what its size would bring: 0 where it moved as all do, 1 where it moved alone. */
function beyondItsSize(segment: Segment, cells: readonly KpiCell[]): number {
  const expected = sumOf(cells, expectedOf)
  if (expected === 0) return 0
  const inside = cells.filter(({ dims }) => isInside(dims, segment))
  const size = sumOf(inside, expectedOf) / expected
  return size < 1 ? (shareOfAll(segment, cells) - size) / (1 - size) : 1
}

function strength({ finding }: Suspect): number {
  return Math.abs(finding.score)
}

function isEverything(segment: Segment): boolean {
  return Object.keys(segment).length === 0
}

function segmentOf(found: Readonly<Record<string, string>>): Segment {
  return Object.fromEntries(
    LOCATED.flatMap((name) => (found[name] === undefined ? [] : [[name, found[name]]])),
  )
}

/**
 * The whole shop explains all of it; a segment explains what lies in it, and a wider scope whose own gap lies mostly
 * inside it. A scope of other dimensions it explains only beyond its size: most of every gap lies in the largest channel.
 */
function explains(segment: Segment, { series }: Suspect, cells: readonly KpiCell[]): boolean {
  if (isEverything(segment)) return true
  const own = series.segment
  const shared = LOCATED.filter((name) => segment[name] !== undefined && own[name] !== undefined)
  if (shared.some((name) => segment[name] !== own[name])) return false
  if (shared.length === Object.keys(segment).length) return true
  const ofOwn = cells.filter(({ dims }) => isInside(dims, own))
  const both = { ...own, ...segment }
  return shared.length === Object.keys(own).length
    ? shareOfAll(both, ofOwn) >= (isEverything(own) ? SHARE_OF_ALL : OWN_SHARE)
    : beyondItsSize(both, ofOwn) >= OWN_SHARE
}

function isInside(dims: KpiCell['dims'], segment: Segment): boolean {
  return Object.entries(segment).every(([name, member]) => dims[name] === member)
}

/** Events found less events the base would have brought at the rate from before. */
function gapOf(cells: readonly KpiCell[]): number {
  return sumOf(cells, (cell) => cell.after.of - expectedOf(cell))
}

function expectedOf({ before, after }: KpiCell): number {
  return before.over > 0 ? (after.over * before.of) / before.over : 0
}
