import { describe, expect, it } from 'vitest'
import { eoq } from '../../../src/advice/restock/inventory.ts'
import { newsvendor, newsvendorNormal } from '../../../src/advice/restock/newsvendor.ts'
import { orderLevels } from '../../../src/advice/restock/order-levels.ts'
import { levelsForLumpy } from './exact-levels.ts'

describe("stockpyl's reference values", () => {
  it('economic order quantity: 304.0468', () => {
    expect(eoq({ orderCost: 8, holding: 0.225, demand: 1300 })).toBeCloseTo(304.0468, 4)
  })

  it('newsvendor, normal demand: level 56.6040, cost 1.9976', () => {
    const best = newsvendorNormal({ tooFew: 0.7, tooMany: 0.18 }, { mean: 50, sd: 8 })
    expect(best.level).toBeCloseTo(56.604, 4)
    expect(best.cost).toBeCloseTo(1.9976, 4)
  })

  it('newsvendor, Poisson demand: level 56, cost 1.7972', () => {
    const best = newsvendor({ tooFew: 0.7, tooMany: 0.18 }, { mean: 50, variance: 50 })
    expect(best.level).toBe(56)
    expect(best.cost).toBeCloseTo(1.7972, 4)
  })

  it('(s, S) exact, Poisson demand: 4, 10, 8.0341', () => {
    const demand = { mean: 6, variance: 6 }
    const best = levelsForLumpy({ order: 5, holding: 1, short: 4 }, { period: demand, ahead: demand })
    expect(best).toMatchObject({ point: 4, upTo: 10 })
    expect(best.cost).toBeCloseTo(8.0341, 4)
  })
})

describe('a newsvendor of large demand', () => {
  it('is as good as normal on both sides of where the two ways meet', () => {
    const costs = { tooFew: 3, tooMany: 1 }
    const counted = newsvendor(costs, { mean: 499, variance: 700 })
    const normal = newsvendorNormal(costs, { mean: 499, sd: Math.sqrt(700) })
    expect(Math.abs(counted.level - normal.level)).toBeLessThan(1.5)
    expect(counted.cost / normal.cost).toBeCloseTo(1, 1)
  })
})

describe('the gap between reorder point and order-up-to', () => {
  const cycle = { service: 0.95, reviewDays: 7, lead: { mean: 9, variance: 9 }, mostCoverDays: 60 }
  const costs = { order: 500, holding: (1000 * 0.25) / 365 }
  const gapOf = (of: Partial<Parameters<typeof orderLevels>[0]> & { mean: number; variance: number }) => {
    const { mean, variance } = of
    const perDay = { mean, variance, seOfMean: 0, se: 0 }
    const { point, upTo } = orderLevels({ ...cycle, costs, ...of, perDay })
    return upTo - point
  }

  it('makes the order the economic lot on average: gap and what was sold since the point was passed', () => {
    const gap = gapOf({ mean: 8, variance: 12 })
    const below = (7 * 12 + 56 ** 2) / (2 * 56) - 0.5
    const lot = eoq({ orderCost: 500, holding: costs.holding, demand: 8 })
    expect((gap + below) / lot).toBeGreaterThan(0.9)
    expect((gap + below) / lot).toBeLessThan(1.15)
  })

  it('is that of the exact (s, S) where its shortage costs what makes the same service the cheapest', () => {
    const between = { mean: 14, variance: 28 }
    const exact = levelsForLumpy(
      { order: 5, holding: 0.05, short: 0.05 * 19 },
      { period: between, ahead: { mean: 32, variance: 100 } },
    )
    const gap = gapOf({ mean: 2, variance: 4, costs: { order: 5, holding: 0.05 / 7 } })
    expect(gap / (exact.upTo - exact.point)).toBeGreaterThan(0.8)
    expect(gap / (exact.upTo - exact.point)).toBeLessThan(1.25)
  })

  it('is never more than the longest cover, and at least one unit', () => {
    expect(gapOf({ mean: 0.1, variance: 0.1, mostCoverDays: 30 })).toBe(3)
    expect(gapOf({ mean: 5, variance: 6, costs: { order: 0.01, holding: 10 } })).toBeGreaterThanOrEqual(1)
    expect(gapOf({ mean: 0, variance: 0 })).toBe(0)
  })

  it('is told for demand and reviews of any size', () => {
    for (const mean of [0.001, 0.05, 0.4, 3, 40, 900, 20_000])
      for (const scatter of [1, 4, 40])
        for (const reviewDays of [0.001, 1, 30]) {
          const gap = gapOf({ mean, variance: scatter * mean, reviewDays })
          expect(gap).toBeGreaterThanOrEqual(1)
          expect(gap).toBeLessThanOrEqual(60 * mean * 1.05 + 1)
        }
  })
})
