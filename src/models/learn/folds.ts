import type { Random } from '../../lib/random.ts'

/** Rows to learn from, and rows to be judged on. */
export interface Fold {
  readonly past: Uint32Array
  readonly held: Uint32Array
}

/** Random folds of about equal size in which both classes are dealt alike. */
export function randomFolds(labels: Uint8Array, count: number, random: Random): Fold[] {
  const rows = shuffled(labels.length, random)
  const dealt = [0, 1].flatMap((label) => [...rows.filter((row) => labels[row] === label)])
  return Array.from({ length: count }, (_, fold) => ({
    past: Uint32Array.from(dealt.filter((_, i) => i % count !== fold)).sort(),
    held: Uint32Array.from(dealt.filter((_, i) => i % count === fold)).sort(),
  }))
}

/**
 * Folds that go forward in time (rolling origin): each learns from all before it and is judged on what follows.
 * `order` ranks the rows; rows of one rank stay on one side, so a month is never in both. The first half is only ever
 * learned from. No folds where there are fewer than two ranks.
 */
export function forwardFolds(order: Float64Array, count: number): Fold[] {
  const sorted = Uint32Array.from(order.keys()).sort((a, b) => rank(order, a) - rank(order, b) || a - b)
  const cuts = [
    ...new Set(
      Array.from({ length: count }, (_, i) =>
        boundary(order, sorted, Math.round(sorted.length * (0.5 + (0.5 * i) / count))),
      ),
    ),
  ].filter((cut) => cut > 0 && cut < sorted.length)
  return cuts.map((cut, i) => ({ past: sorted.slice(0, cut), held: sorted.slice(cut, cuts[i + 1]) }))
}

/** One fold in time: about this share of the rows, the earliest, and what followed; null where all is of one time. */
export function timeFold(order: Float64Array, share: number): Fold | null {
  const sorted = Uint32Array.from(order.keys()).sort((a, b) => rank(order, a) - rank(order, b) || a - b)
  const cut = boundary(order, sorted, Math.round(share * sorted.length))
  return cut > 0 && cut < sorted.length ? { past: sorted.slice(0, cut), held: sorted.slice(cut) } : null
}

/** One fold by chance: each row is held with this probability. */
export function chanceFold(rows: number, share: number, random: Random): Fold {
  const isHeld = Uint8Array.from({ length: rows }, () => (random.next() < share ? 1 : 0))
  const places = Uint32Array.from(isHeld.keys())
  return { past: places.filter((row) => isHeld[row] === 0), held: places.filter((row) => isHeld[row] === 1) }
}

/** The place nearest to `wanted` where a new rank begins. */
export function boundary(order: Float64Array, sorted: Uint32Array, wanted: number): number {
  const isBoundary = (at: number) =>
    at <= 0 || at >= sorted.length || rank(order, sorted[at] ?? 0) !== rank(order, sorted[at - 1] ?? 0)
  let [down, up] = [wanted, wanted]
  while (!isBoundary(down)) down--
  while (!isBoundary(up)) up++
  if (down <= 0) return up
  if (up >= sorted.length) return down
  return wanted - down <= up - wanted ? down : up
}

export function shuffled(count: number, random: Random): Uint32Array {
  const rows = Uint32Array.from({ length: count }, (_, i) => i)
  for (let i = count - 1; i > 0; i--) {
    const other = random.below(i + 1)
    const kept = rows[i] ?? 0
    rows[i] = rows[other] ?? 0
    rows[other] = kept
  }
  return rows
}

function rank(order: Float64Array, row: number): number {
  return order[row] ?? 0
}
