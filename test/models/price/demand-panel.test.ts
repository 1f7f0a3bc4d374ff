import { describe, expect, it } from 'vitest'
import { type Random, seeded } from '../../../src/lib/random.ts'
import type { Demand } from '../../../src/models/price/demand.ts'
import { demandCurve } from '../../../src/models/price/demand-panel.ts'

const TRUE = -2

/**
 * 15 products in 12 stores over 12 weeks. A price is set for a product and a week, and so is what else moves its demand:
 * `lasting` for good within a half of the weeks, `passing` for that week.
 */
function sold(random: Random, { lasting = 0, passing = 0 }): Demand {
  const [products, stores, weeks] = [15, 10, 10]
  const of = (levels: number) => Float64Array.from({ length: levels }, () => random.normal())
  const halves = Array.from({ length: products }, () => [of(2), of(2)] as const)
  const cells = Array.from({ length: products }, () => [of(weeks), of(weeks)] as const)
  const rows = Array.from({ length: products * stores * weeks }, (_, i) => {
    const [product, store, week] = [
      i % products,
      Math.floor(i / products) % stores,
      Math.floor(i / products / stores),
    ]
    const half = week < weeks / 2 ? 0 : 1
    const [price, more] = [0, 1].map(
      (k) => lasting * (halves[product]?.[k]?.[half] ?? 0) + passing * (cells[product]?.[k]?.[week] ?? 0),
    ) as [number, number]
    return {
      product,
      store,
      week,
      log: price,
      units: Math.exp(3 + TRUE * price + more + 0.1 * random.normal()),
    }
  })
  const by = (key: 'product' | 'store' | 'week', levels: number) => ({
    group: Int32Array.from(rows, (row) => row[key]),
    levels,
  })
  return {
    quantity: Float64Array.from(rows, ({ units }) => units),
    price: Float64Array.from(rows, ({ log }) => Math.exp(log)),
    product: by('product', products),
    store: by('store', stores),
    period: by('week', weeks),
    calendar: [Float64Array.from(rows, ({ week }) => week / (weeks - 1))],
    controls: [],
    kinds: [],
  }
}

describe('a 90 % interval of elasticity', () => {
  it.each([
    ['lasts with the product', { lasting: 0.15 }],
    ['passes with the week', { passing: 0.15 }],
  ])('holds the truth where what moves demand %s', (_, how) => {
    const outside = Array.from({ length: 100 }, (_, seed) => {
      const curve = demandCurve(sold(seeded(seed), how))
      return 'kind' in curve || curve.low > TRUE || curve.high < TRUE
    }).filter(Boolean).length
    // 10 are due; more than 18 come once in a hundred times
    expect(outside).toBeLessThanOrEqual(18)
  })
})
