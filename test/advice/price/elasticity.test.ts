import { describe, expect, it } from 'vitest'
import {
  elasticityOf,
  learnElasticities,
  type PricedProduct,
  type PriceWeek,
} from '../../../src/advice/price/elasticity.ts'
import { seeded } from '../../../src/lib/random.ts'

describe('elasticities', () => {
  const random = seeded(5)
  const history = (weeks: number, eta: number, moves = true): PriceWeek[] =>
    Array.from({ length: weeks }, (_, week) => {
      const logPrice = 7 + (moves ? 0.15 * Math.floor((week % 20) / 7) : 0)
      const isPromo = week % 9 === 4
      const units = random.poisson(20 * Math.exp(eta * (logPrice - 7) + 0.5 * Number(isPromo)))
      return {
        week,
        units,
        logPrice: logPrice - 0.2 * Number(isPromo) * Number(moves),
        isPromo,
        exposure: 1000,
      }
    })
  const told = (products: readonly PricedProduct[]) => {
    const { model, own } = learnElasticities({
      count: products.length,
      at: (i) => products[i] ?? { id: '', category: '', weeks: [] },
    })
    return products.map((product, i) => elasticityOf(product, own[i] ?? null, model))
  }
  const toys = Array.from({ length: 12 }, (_, i) => ({
    id: `T${i}`,
    category: 'Toys',
    weeks: history(52, -2),
  }))

  it('come near the truth, and are surer than a product by itself', () => {
    for (const { value, se, own } of told(toys)) {
      expect(Math.abs(value + 2)).toBeLessThan(4 * se)
      expect(se).toBeLessThan(own?.se ?? 0)
    }
  })

  it.each([
    ['whose price never moved', history(52, -2, false), 1, 52],
    ['of seven weeks', history(7, -2), 1, 7],
    ['that never sold', history(52, -2).map((week) => ({ ...week, units: 0 })), 5, 52],
    ['without any week', [], 0, 0],
  ])("of a product %s are its category's", (_, weeks, prices, seen) => {
    const [last] = told([...toys, { id: 'X', category: 'Toys', weeks }]).slice(-1)
    expect(last?.own).toBeNull()
    expect(last?.weeks).toBe(seen)
    if (prices < 2) expect(last?.prices).toBeLessThanOrEqual(2)
    expect(last?.value).toBeGreaterThan(-2.6)
    expect(last?.value).toBeLessThan(-1.4)
  })

  it("of a category nobody knows are the shop's, and of an empty shop the trade's", () => {
    const [stranger] = told([...toys, { id: 'X', category: 'Garden', weeks: [] }]).slice(-1)
    expect(stranger?.value).toBeCloseTo(-2, 0)
    expect(told([{ id: 'X', category: 'Toys', weeks: [] }])[0]).toMatchObject({ value: -2, own: null })
  })
})
