import { twoSidedP } from '../stats/normal.ts'
import type { Cell } from './drivers.ts'

/** Where a change sits: `{ platform: 'bazario', category: 'Electronics' }` explains `share` of it. */
export interface Location {
  readonly where: Readonly<Record<string, string>>
  /** events seen there, and events its base would have brought at the rate from before */
  readonly actual: number
  readonly expected: number
  /** share of the whole gap (actual - expected) that lies there; above 1 when elsewhere moved the other way */
  readonly share: number
  /** log-likelihood ratio after the parsimony penalty */
  readonly score: number
  /** of the scan, corrected for the number of places looked at (Bonferroni) */
  readonly p: number
}

export interface LocateOptions {
  /** scan combinations of up to this many dimensions */
  readonly depth?: 1 | 2 | 3
  /** a further dimension must earn this much log-likelihood */
  readonly penalty?: number
  readonly limit?: number
}

interface Leaf {
  readonly members: readonly string[]
  actual: number
  readonly expected: number
}

interface Place {
  readonly key: string
  readonly level: number
  actual: number
  expected: number
}

const PSEUDO_BASE = 50
const LEAST_SHARE = 0.15

/**
 * Locates a change among the cells of up to three dimensions with a Poisson scan statistic (Kulldorff 1997):
 * expected events of a cell = its base after x its shrunk rate before; a place is scored by the log-likelihood ratio
 * of one rate inside and another outside, less `penalty` for each further dimension, so `platform x category` is named
 * only when neither alone explains as much. Reported: the best place, then the best of what is left once it is set to
 * normal, at most `limit`; each at p < 0.01 after correction and with at least 15 % of the gap. It says where, not why.
 * Cells must hold every dimension named; the scan is O(cells x combinations of dimensions).
 * On 66 labelled incidents of a ratio KPI: see test/models/locate.test.ts.
 */
export function locate(
  cells: readonly Cell[],
  dimensions: readonly string[],
  { depth = 3, penalty = 10, limit = 3 }: LocateOptions = {},
): Location[] {
  const leaves = leavesOf(cells, dimensions)
  const gap = leaves.reduce((sum, leaf) => sum + leaf.actual - leaf.expected, 0)
  const masks = combinations(dimensions.length, depth)
  const found: Location[] = []
  while (found.length < limit) {
    const best = scan(leaves, masks, { gap, penalty })
    if (!best) break
    const { place, mask, score, p } = best
    const inside = leaves.filter((leaf) => keyOf(leaf, mask) === place.key)
    const first = inside[0]
    if (!first) break
    const where = Object.fromEntries(mask.map((d) => [dimensions[d] ?? '', first.members[d] ?? '']))
    const { actual, expected } = place
    found.push({ where, actual, expected, share: (actual - expected) / gap, score, p })
    for (const leaf of inside) leaf.actual = leaf.expected
  }
  return found
}

function scan(
  leaves: readonly Leaf[],
  masks: readonly (readonly number[])[],
  { gap, penalty }: { gap: number; penalty: number },
): { place: Place; mask: readonly number[]; score: number; p: number } | null {
  const all = leaves.reduce((sum, leaf) => ({ a: sum.a + leaf.actual, e: sum.e + leaf.expected }), {
    a: 0,
    e: 0,
  })
  let best: { place: Place; mask: readonly number[]; score: number; ratio: number } | null = null
  let looked = 0
  for (const mask of masks) {
    for (const place of placesOf(leaves, mask)) {
      looked++
      const moved = place.actual - place.expected
      if (moved * gap <= 0 || moved / gap < LEAST_SHARE) continue
      const ratio = likelihoodRatio(place, all, Math.sign(gap))
      const score = ratio - penalty * (place.level - 1)
      if (!best || score > best.score) best = { place, mask, score, ratio }
    }
  }
  if (!best) return null
  const p = Math.min(1, looked * twoSidedP(Math.sqrt(2 * Math.max(0, best.ratio))))
  return best.score > 0 && p < 0.01 ? { place: best.place, mask: best.mask, score: best.score, p } : null
}

/** Kulldorff's ratio for one place, counted only when it differs from the rest in the direction of the gap. */
function likelihoodRatio(place: Place, all: { a: number; e: number }, direction: number): number {
  const outside = { a: Math.max(0, all.a - place.actual), e: Math.max(0, all.e - place.expected) }
  const overall = all.a / Math.max(all.e, 1e-9)
  const inside = place.actual / Math.max(place.expected, 1e-9)
  const rest = outside.e > 1e-9 ? outside.a / outside.e : 1
  if ((inside - rest) * direction <= 0) return 0
  return logTerm(place.actual, inside / overall) + logTerm(outside.a, rest / overall)
}

function logTerm(count: number, ratio: number): number {
  return count > 0 && ratio > 0 ? count * Math.log(ratio) : 0
}

function leavesOf(cells: readonly Cell[], dimensions: readonly string[]): Leaf[] {
  const of = cells.reduce((sum, cell) => sum + cell.before.of, 0)
  const over = cells.reduce((sum, cell) => sum + cell.before.over, 0)
  const overall = over > 0 ? of / over : 0
  return cells.map(({ dims, before, after }) => ({
    members: dimensions.map((dimension) => dims[dimension] ?? 'unknown'),
    actual: after.of,
    // a cell seen rarely leans on the overall rate
    expected: (after.over * (before.of + PSEUDO_BASE * overall)) / (before.over + PSEUDO_BASE),
  }))
}

function placesOf(leaves: readonly Leaf[], mask: readonly number[]): Iterable<Place> {
  const places = new Map<string, Place>()
  for (const leaf of leaves) {
    const key = keyOf(leaf, mask)
    const place = places.get(key) ?? { key, level: mask.length, actual: 0, expected: 0 }
    place.actual += leaf.actual
    place.expected += leaf.expected
    places.set(key, place)
  }
  return places.values()
}

function keyOf(leaf: Leaf, mask: readonly number[]): string {
  return mask.map((dimension) => leaf.members[dimension]).join('\u0000')
}

/** Every set of 1 to `depth` dimensions, smaller sets first. */
function combinations(count: number, depth: number): number[][] {
  let sets: number[][] = [[]]
  for (let d = 0; d < count; d++) sets = [...sets, ...sets.map((set) => [...set, d])]
  return sets.filter((set) => set.length > 0 && set.length <= depth).sort((a, b) => a.length - b.length)
}
