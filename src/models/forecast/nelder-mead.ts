import { sumOf } from '../../lib/sum.ts'

/**
 * Minimises a function of a few variables without derivatives by the downhill simplex (Nelder and Mead 1965), standard
 * coefficients. For at most about six variables; finds a local minimum. Stops after `steps`, or when the simplex's
 * values differ by less than 1e-8 of their size. `nelderMead(([x = 0]) => (x - 3) ** 2, [0])` is near `[3]`.
 */
export function nelderMead(
  cost: (at: readonly number[]) => number,
  start: readonly number[],
  { steps = 150, size = 0.8 } = {},
): number[] {
  const corner = (at: number[]) => ({ at, cost: cost(at) })
  let simplex = [
    corner([...start]),
    ...start.map((_, i) => corner(start.map((x, j) => (i === j ? x + size : x)))),
  ]
  for (let step = 0; step < steps; step++) {
    simplex.sort((a, b) => a.cost - b.cost)
    const [best, worst, second] = [simplex[0], simplex.at(-1), simplex.at(-2)]
    if (!best || !worst || !second || worst.cost - best.cost < 1e-8 * (Math.abs(best.cost) + 1e-12)) break
    const middle = start.map((_, j) => sumOf(simplex.slice(0, -1), (c) => c.at[j] ?? 0) / start.length)
    const along = (by: number) => corner(middle.map((x, j) => x + by * ((worst.at[j] ?? 0) - x)))
    const reflected = along(-1)
    let next = reflected
    if (reflected.cost < best.cost) {
      const expanded = along(-2)
      if (expanded.cost < reflected.cost) next = expanded
    } else if (reflected.cost >= second.cost) {
      next = along(reflected.cost < worst.cost ? -0.5 : 0.5)
      if (next.cost >= Math.min(worst.cost, reflected.cost)) {
        simplex = simplex.map((c, i) =>
          i === 0 ? c : corner(c.at.map((x, j) => ((best.at[j] ?? 0) + x) / 2)),
        )
        continue
      }
    }
    simplex[simplex.length - 1] = next
  }
  return simplex.sort((a, b) => a.cost - b.cost)[0]?.at ?? [...start]
}
