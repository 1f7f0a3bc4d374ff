import { describe, expect, it } from 'vitest'
import { quintiles, rfm } from '../../../src/advice/campaign/rfm.ts'
import { packBaskets, together } from '../../../src/advice/recommend/baskets.ts'
import { pairs } from '../../../src/advice/recommend/lift.ts'
import { NOBODY, type RecommendTask, recommendTask } from '../../../src/advice/recommend/recommend.ts'
import { rerank, type Shelf } from '../../../src/advice/recommend/rerank.ts'
import { seeded } from '../../../src/lib/random.ts'

describe('lift', () => {
  /** of 100 baskets 10 hold both, 10 each hold one of them, 70 hold neither */
  const baskets = [
    ...Array.from({ length: 10 }, () => [0, 1]),
    ...Array.from({ length: 10 }, () => [0]),
    ...Array.from({ length: 10 }, () => [1]),
    ...Array.from({ length: 70 }, () => [2]),
  ]
  const counts = together(packBaskets(3, baskets), 3)

  it('is how many times more often together than by chance: 10 x 100 / (20 x 20)', () => {
    expect(pairs(counts, 100, 10)).toMatchObject([{ a: 0, b: 1, count: 10, lift: 2.5 }])
    expect(pairs(counts, 100, 10)[0]?.q).toBeLessThan(0.001)
  })

  it('is silent on pairs that were together too rarely', () => {
    expect(pairs(counts, 100)).toEqual([])
  })
})

describe('the order to show a list in', () => {
  const shelf = (category: string, available: number | null = 5, costCents = 50): Shelf => ({
    category,
    priceCents: 100,
    costCents,
    available,
  })
  const items = (list: readonly { item: number }[]) => list.map(({ item }) => item)
  const three = [0, 1, 2].map((item) => ({ item, score: 1 - item / 100 }))

  it('leaves out what is sold out or bought recently, and keeps what reports no stock', () => {
    const shelves = [shelf('a', 0), shelf('a', null), shelf('a')]
    expect(items(rerank(three, shelves, { count: 3 }))).toEqual([1, 2])
    expect(items(rerank(three, shelves, { count: 3, recent: new Set([1]) }))).toEqual([2])
  })

  it('puts another category between two of one', () => {
    expect(items(rerank(three, [shelf('a'), shelf('a'), shelf('b')], { count: 3 }))).toEqual([0, 2, 1])
  })

  it('prefers the higher margin of two nearly alike', () => {
    expect(
      items(rerank(three, [shelf('a', 5, 90), shelf('b', 5, 10), shelf('c', 5, 90)], { count: 1 })),
    ).toEqual([1])
  })
})

describe('RFM', () => {
  it('gives values alike one quintile, that of the middle of their ranks', () => {
    expect([...quintiles([1, 1, 1, 1, 9])]).toEqual([3, 3, 3, 3, 5])
    expect([...quintiles([10, 20, 30, 40, 50])]).toEqual([1, 2, 3, 4, 5])
    expect([...quintiles([7, 7, 7])]).toEqual([3, 3, 3])
    expect([...quintiles([])]).toEqual([])
  })

  it('calls those who came lately, often and for much champions, and first orders new', () => {
    const customers = Array.from({ length: 10 }, (_, i) => ({
      recencyDays: i * 20,
      orders: 10 - i,
      cents: 1000 - 50 * i,
    }))
    const labels = rfm(customers)
    expect(labels[0]).toEqual({ recency: 5, frequency: 5, monetary: 5, segment: 'champions' })
    expect(labels[8]?.segment).toBe('at risk')
    expect(labels[9]).toMatchObject({ recency: 1, segment: 'lost' })
    expect(
      rfm([
        { recencyDays: 1, orders: 1, cents: 10 },
        { recencyDays: 90, orders: 1, cents: 10 },
      ])[0]?.segment,
    ).toBe('new')
  })
})

describe("a night's recommendations", () => {
  /** forty items, 2i and 2i + 1 are bought together; item 3 is sold out */
  function task(): RecommendTask {
    const random = seeded(5)
    const lines = Array.from({ length: 3000 }, (_, order) => {
      const [one, other] = [random.below(20) * 2, random.below(40)]
      const basket = [...new Set([one, one + 1, other])]
      return basket.map((item) => ({ order, item, shopper: order % 7 === 0 ? NOBODY : order % 600 }))
    }).flat()
    return {
      items: Array.from({ length: 40 }, (_, i) => ({
        merchant: i < 20 ? 'M-1' : 'M-2',
        category: i % 4 === 0 ? 'a' : 'b',
        priceCents: 1000,
        costCents: 600,
        available: i === 3 ? 0 : 10,
      })),
      orders: Uint32Array.from(lines, ({ order }) => order),
      shoppers: Uint32Array.from(lines, ({ shopper }) => shopper),
      lineItems: Uint32Array.from(lines, ({ item }) => item),
      daysAgo: Float64Array.from(lines, ({ order }) => 300 - order / 10),
      segments: Uint8Array.from({ length: 600 }, (_, shopper) => shopper % 2),
      segmentNames: ['new', 'loyal', 'lost'],
      seed: 1,
    }
  }
  const found = recommendTask(task())

  it('offers what belongs together first, with how often and how surely', () => {
    expect(found.ofBaskets?.isWorthIt).toBe(true)
    expect(found.complements[0]?.[0]).toMatchObject({ item: 1 })
    const why = found.complements[0]?.[0]?.together
    expect(why?.count).toBeGreaterThan(100)
    expect(why?.lift).toBeGreaterThan(3)
    expect(why?.q).toBeLessThan(1e-6)
  })

  it('never offers what is sold out', () => {
    const all = [...found.complements, ...found.substitutes].flat()
    expect(all.some(({ item }) => item === 3)).toBe(false)
    expect(found.segments.flatMap(({ next }) => next).some(({ item }) => item === 3)).toBe(false)
  })

  it('offers instead only what is of the same category and seldom in the same basket', () => {
    const items = task().items
    found.substitutes.forEach((list, item) => {
      for (const one of list) expect(items[one.item]?.category).toBe(items[item]?.category)
      expect(list.some((one) => one.item === (item % 2 === 0 ? item + 1 : item - 1))).toBe(false)
    })
  })

  it('bundles the pairs of one merchant', () => {
    expect(found.bundles.map(({ a, b }) => `${a}+${b}`)).toContain('0+1')
    expect(found.bundles.every(({ a, b }) => a < 20 === b < 20)).toBe(true)
  })

  it('says what each segment buys next, and that nobody is in an empty one', () => {
    const [fresh, loyal, lost] = found.segments
    expect(fresh?.next).toHaveLength(10)
    expect(loyal?.shoppers).toBeGreaterThan(200)
    expect(lost).toEqual({ name: 'lost', shoppers: 0, next: [] })
  })
})
