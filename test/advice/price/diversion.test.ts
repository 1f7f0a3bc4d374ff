import { describe, expect, it } from 'vitest'
import { caughtBy, drawnBy, learnDiversion } from '../../../src/advice/price/diversion.ts'
import type { PricedProducts, PriceWeek } from '../../../src/advice/price/elasticity.ts'
import { seeded } from '../../../src/lib/random.ts'

const [CATEGORIES, PRODUCTS, WEEKS] = [10, 20, 26]
const ELASTICITY = -2.2

/**
 * A shop whose buyers choose within a category: what they do not spend on one product goes to all others and to not buying
 * at all, by their attraction. Of a product's extra units `goesOver` come from the others. Some weeks half a category is on
 * sale, prices move by themselves, and a category's mood drifts.
 */
function shop(goesOver: number, seed: number, products = PRODUCTS): PricedProducts {
  const random = seeded(seed)
  const all = Array.from({ length: CATEGORIES }, (_, c) => {
    const base = Array.from({ length: products }, () => 3 + 20 * random.next())
    const total = base.reduce((sum, one) => sum + one, 0)
    // who buys nothing, as attraction: with everybody buying all extra units come from others
    const outside = goesOver === 0 ? null : total * (1 / goesOver - 1)
    const prices = base.map(() => 1)
    let mood = 0
    const weeks = Array.from({ length: WEEKS }, (_, week) => {
      mood = 0.9 * mood + 0.05 * random.normal()
      const isSale = random.next() < 0.15
      const pulls = base.map((rate, p) => {
        if (random.next() < 0.1) prices[p] = Math.exp(0.08 * random.normal())
        const isPromo = isSale && p % 2 === 0
        const price = (prices[p] ?? 1) * (isPromo ? 0.85 : 1)
        return { price, isPromo, pull: rate * price ** ELASTICITY * (isPromo ? 1.2 : 1) }
      })
      const inside = pulls.reduce((sum, { pull }) => sum + pull, 0)
      const share = outside === null ? 1 : (total + outside) / (inside + outside)
      return pulls.map(
        ({ price, isPromo, pull }): PriceWeek => ({
          week,
          units: random.poisson(pull * share * Math.exp(mood)),
          logPrice: Math.log(1000 * price),
          isPromo,
          exposure: 100,
        }),
      )
    })
    return base.map((_, p) => ({
      id: `${c}-${p}`,
      category: `C${c}`,
      weeks: weeks.flatMap((week) => week[p] ?? []),
    }))
  }).flat()
  return {
    count: all.length,
    at: (i) => {
      const one = all[i]
      if (!one) throw new RangeError(`no product ${i}`)
      return one
    },
  }
}

describe('what goes over between the products of a category', () => {
  it.each([0, 0.25, 0.5, 0.8].flatMap((truth) => [1, 2, 3].map((seed) => [truth, seed] as const)))(
    'is learned where %f do, shop %i',
    (truth, seed) => {
      const learned = learnDiversion(shop(truth, seed), () => ELASTICITY)
      expect(learned?.se).toBeLessThan(0.12)
      expect(Math.abs((learned?.value ?? 9) - truth)).toBeLessThan(0.15)
    },
  )

  it('holds its truth within its range as often as it says', () => {
    const hits = Array.from({ length: 20 }, (_, i) => {
      const { value, se } = learnDiversion(shop(0.5, 100 + i), () => ELASTICITY) ?? { value: 9, se: 0 }
      return Math.abs(value - 0.5) < 1.64 * Math.hypot(se, 0.03)
    }).filter(Boolean).length
    expect(hits).toBeGreaterThanOrEqual(15)
  })

  it('is not told by a category without others, nor where nothing is sold', () => {
    expect(learnDiversion(shop(0.5, 1, 2), () => ELASTICITY)).toBeNull()
    expect(learnDiversion({ count: 0, at: () => ({ id: '', category: '', weeks: [] }) }, () => -2)).toBeNull()
  })

  it('is what is known of shops at large until then, and never less than nothing', () => {
    expect(drawnBy(null)).toEqual({ value: 1 / 3, se: 0.27 })
    expect(caughtBy(null).value).toBeCloseTo(1 / 9)
    expect(drawnBy({ value: 0.6, se: 0.05 }).value).toBeCloseTo(0.59, 2)
    expect(drawnBy({ value: -0.3, se: 0.05 }).value).toBe(0)
  })
})
