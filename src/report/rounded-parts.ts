import { sum } from '../lib/sum.ts'

/**
 * Rounds parts to whole steps so that they add up to their rounded total: each is rounded down, and the steps left go
 * to the largest remainders (Hamilton's method). `roundedParts([0.4, 0.4, 0.4], 1)` is `[1, 0, 0]`.
 */
export function roundedParts(parts: readonly number[], step: number): number[] {
  const steps = parts.map((part) => part / step)
  const total = Math.round(sum(steps))
  const floors = steps.map(Math.floor)
  const left = total - sum(floors)
  const byRemainder = steps
    .map((part, i) => ({ i, remainder: part - Math.floor(part) }))
    .sort((a, b) => b.remainder - a.remainder || a.i - b.i)
  const raised = new Set(byRemainder.slice(0, left).map(({ i }) => i))
  return floors.map((floor, i) => (floor + (raised.has(i) ? 1 : 0)) * step || 0)
}
