import type { KpiCell } from '../metrics/cells.ts'
import type { Dimension } from '../metrics/metric.ts'

export type Place = Readonly<Partial<Record<Dimension, string>>>

/** a place of two dimensions must earn this much more log-likelihood than one of a single dimension */
const PENALTY = 3
/** of some hundred places without any cause, the best reaches about 5 */
const LEAST_SCORE = 6
const PSEUDO_BASE = 50

/**
 * The place of one or two dimensions whose events differ most from what its own past rate would have brought, once the
 * change of the whole is taken off: in either direction, so that a collapse shows although the rest made up for it.
 * Scored by the Poisson log-likelihood ratio; null when no place stands out from chance.
 */
export function standout(cells: readonly KpiCell[], dimensions: readonly Dimension[]): Place | null {
  const leaves = leavesOf(cells)
  const actual = leaves.reduce((sum, leaf) => sum + leaf.actual, 0)
  const expected = leaves.reduce((sum, leaf) => sum + leaf.expected, 0)
  if (actual <= 0 || expected <= 0) return null
  let best: { place: Place; score: number } | null = null
  for (const names of combinations(dimensions)) {
    for (const { place, a, e } of placesOf(leaves, names)) {
      const score = logRatio(a, (e * actual) / expected) - PENALTY * (names.length - 1)
      if (score >= LEAST_SCORE && (!best || score > best.score)) best = { place, score }
    }
  }
  return best?.place ?? null
}

function logRatio(actual: number, expected: number): number {
  return (actual > 0 ? actual * Math.log(actual / expected) : 0) - (actual - expected)
}

interface Leaf {
  readonly dims: KpiCell['dims']
  readonly actual: number
  readonly expected: number
}

/** A cell seen rarely leans on the overall rate. */
function leavesOf(cells: readonly KpiCell[]): Leaf[] {
  const of = cells.reduce((sum, cell) => sum + cell.before.of, 0)
  const over = cells.reduce((sum, cell) => sum + cell.before.over, 0)
  const overall = over > 0 ? of / over : 0
  return cells.map(({ dims, before, after }) => ({
    dims,
    actual: after.of,
    expected: (after.over * (before.of + PSEUDO_BASE * overall)) / (before.over + PSEUDO_BASE),
  }))
}

function placesOf(leaves: readonly Leaf[], names: readonly Dimension[]) {
  const places = new Map<string, { place: Place; a: number; e: number }>()
  for (const { dims, actual, expected } of leaves) {
    const key = names.map((name) => dims[name]).join('\u0000')
    const place = Object.fromEntries(names.map((name) => [name, dims[name] ?? 'unknown']))
    const known = places.get(key) ?? { place, a: 0, e: 0 }
    known.a += actual
    known.e += expected
    places.set(key, known)
  }
  return places.values()
}

function combinations(dimensions: readonly Dimension[]): Dimension[][] {
  const pairs = dimensions.flatMap((first, i) => dimensions.slice(i + 1).map((second) => [first, second]))
  return [...dimensions.map((name) => [name]), ...pairs]
}
