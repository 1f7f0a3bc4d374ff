import { describe, expect, it } from 'vitest'
import { eoq } from '../../src/advice/inventory.ts'
import { levelsForLumpy, lotForPoisson, lotForSmooth } from '../../src/advice/lot-size.ts'
import { newsvendor, newsvendorNormal } from '../../src/advice/newsvendor.ts'
import { orderGap } from '../../src/advice/order-gap.ts'

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

  it('(r, Q) by expected inventory level: 213.9704, 318.5902, 95.4511', () => {
    const best = lotForSmooth({ order: 8, holding: 0.225, short: 7.5 }, { mean: 1300, sd: 150, lead: 1 / 12 })
    expect(best.point).toBeCloseTo(213.9704, 4)
    expect(best.lot).toBeCloseTo(318.5902, 4)
    expect(best.cost).toBeCloseTo(95.4511, 4)
  })

  it('(s, S) exact, Poisson demand: 4, 10, 8.0341', () => {
    const demand = { mean: 6, variance: 6 }
    const best = levelsForLumpy({ order: 5, holding: 1, short: 4 }, { period: demand, ahead: demand })
    expect(best).toMatchObject({ point: 4, upTo: 10 })
    expect(best.cost).toBeCloseTo(8.0341, 4)
  })

  it('(r, Q) exact, Poisson demand: 3, 5, 107.9236', () => {
    const best = lotForPoisson({ order: 100, holding: 20, short: 150 }, { mean: 1.5, lead: 2 })
    expect(best).toMatchObject({ point: 3, lot: 5 })
    expect(best.cost).toBeCloseTo(107.9236, 4)
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

  it('makes the order the economic lot on average: less by what was sold since the point was passed', () => {
    const perDay = { mean: 8, variance: 12 }
    const gap = orderGap({ ...cycle, kind: 'smooth', perDay, costs })
    const below = (7 * 12 + 56 ** 2) / (2 * 56) - 0.5
    const lot = eoq({ orderCost: 500, holding: costs.holding, demand: 8 })
    expect(gap + below).toBeGreaterThan(lot)
    expect(gap + below).toBeLessThan(1.3 * lot)
  })

  it('is never more than the longest cover, and at least one unit', () => {
    const perDay = { mean: 0.1, variance: 0.1 }
    expect(
      orderGap({ ...cycle, kind: 'intermittent', perDay, costs, mostCoverDays: 30 }),
    ).toBeLessThanOrEqual(3)
    expect(
      orderGap({
        ...cycle,
        kind: 'smooth',
        perDay: { mean: 50, variance: 60 },
        costs: { order: 0.01, holding: 10 },
      }),
    ).toBe(1)
    expect(orderGap({ ...cycle, kind: null, perDay: { mean: 0, variance: 0 }, costs })).toBe(0)
  })

  it.each(['smooth', 'erratic', 'intermittent', 'lumpy', 'dying'] as const)(
    'is told for %s demand of any size',
    (kind) => {
      for (const mean of [0.05, 0.4, 3, 40, 900, 20_000]) {
        const gap = orderGap({ ...cycle, kind, perDay: { mean, variance: 4 * mean }, costs })
        expect(gap).toBeGreaterThanOrEqual(1)
        expect(gap).toBeLessThanOrEqual(Math.max(1, 60 * mean))
      }
    },
  )
})
