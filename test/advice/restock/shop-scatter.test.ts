import { expect, it } from 'vitest'
import { dailyDemand } from '../../../src/advice/restock/demand.ts'
import { conformal, willemain } from '../../../src/advice/restock/peer-rules.ts'
import { shopScatter } from '../../../src/advice/restock/shop-scatter.ts'

const demands = Array.from({ length: 400 }, (_, i) => {
  const mean = Math.exp((i % 40) / 10 - 2)
  return { mean, variance: 3 * mean ** 1.4, kind: 'lumpy' as const }
})

it('scatter of a shop is a power of the mean, and at least that of Poisson', () => {
  const scatter = shopScatter(demands)
  expect(scatter?.(1, 'lumpy')).toBeGreaterThan(2.7)
  expect(scatter?.(1, 'lumpy')).toBeLessThan(3.3)
  expect((scatter?.(4, 'lumpy') ?? 0) / (scatter?.(1, 'lumpy') ?? 1)).toBeCloseTo(4 ** 0.4, 1)
  expect(shopScatter(demands.map(({ mean, kind }) => ({ mean, variance: 0, kind })))?.(1, 'lumpy')).toBe(1)
})

it('a class has a level of its own as far as it was seen', () => {
  const twice = demands.map((one, i) =>
    i % 2 === 0 ? one : { ...one, variance: one.mean, kind: 'smooth' as const },
  )
  const scatter = shopScatter(twice)
  expect(scatter?.(1, 'lumpy') ?? 0).toBeGreaterThan(1.7 * (scatter?.(1, 'smooth') ?? 9))
  expect(shopScatter(demands.slice(0, 9))).toBeNull()
})

it('few sales are drawn to the scatter of the shop, many speak for themselves', () => {
  const few = Array.from({ length: 90 }, (_, day) => (day === 40 ? 6 : day === 70 ? 1 : 0))
  const many = Array.from({ length: 90 }, (_, day) => 4 + (day % 3))
  const shop = () => 2
  const ratio = (units: number[], of: typeof shop | null) => {
    const { mean, variance } = dailyDemand({ units }, of) ?? { mean: 1, variance: 0 }
    return variance / mean
  }
  expect(ratio(few, null)).toBeGreaterThan(5)
  expect(ratio(few, shop)).toBeLessThan(2.4)
  expect(ratio(many, shop)).toBeLessThan(1.3)
})

it('quantiles without a distribution: the conformal rank, and sums drawn as demand came', () => {
  expect(conformal([1, 2, 3, 4], 1, 0.5)).toBe(3)
  expect(conformal([1, 2, 3, 4], 2, 0.95)).toBe(7)
  expect(conformal([], 2, 0.95)).toBe(0)
  const lumpy = Array.from({ length: 60 }, (_, t) => (t % 4 === 0 ? 5 : 0))
  const draw = (service: number) => willemain(lumpy, { horizon: 4, service, seed: 3 })
  expect(draw(0.95)).toBe(draw(0.95))
  expect(draw(0.5)).toBeGreaterThanOrEqual(3)
  expect(draw(0.5)).toBeLessThanOrEqual(8)
  expect(draw(0.95)).toBeGreaterThan(draw(0.5))
  expect(willemain([0, 0, 0], { horizon: 4, service: 0.95, seed: 3 })).toBe(0)
})
