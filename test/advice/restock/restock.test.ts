import { describe, expect, it } from 'vitest'
import { withinBudget } from '../../../src/advice/restock/budget.ts'
import type { DailyDemand } from '../../../src/advice/restock/demand.ts'
import { orderLevels } from '../../../src/advice/restock/order-levels.ts'
import { positionWalk } from '../../../src/advice/restock/position-walk.ts'
import { adviseRestock } from '../../../src/advice/restock/restock.ts'
import type { StockFacts } from '../../../src/advice/restock/restock-facts.ts'
import { sumOf } from '../../../src/lib/sum.ts'

const demand: DailyDemand = {
  mean: 4,
  variance: 6,
  days: 80,
  seOfMean: 0.15,
  se: 0.2,
  kind: 'smooth',
  shortDays: 0,
}
const facts: StockFacts = {
  productId: 'SKU-1',
  asOf: '2026-11-24',
  demand,
  leadTime: { mean: 9, variance: 9, from: 'its deliveries' },
  onHand: 20,
  reserved: 2,
  inbound: 5,
  moq: 1,
  packSize: 6,
  priceCents: 2500,
  costCents: 1000,
  abc: 'B',
}
const ordered = (over: Partial<StockFacts> = {}) => {
  const advice = adviseRestock({ ...facts, ...over })
  if (advice.kind !== 'order') throw new Error(`no order but ${advice.kind}`)
  return advice.suggestion.action
}

describe('an order', () => {
  it('counts inbound and reserved stock, and comes in whole packs, rounded up', () => {
    const action = ordered()
    expect(action.position).toBe(23)
    expect(action.order % 6).toBe(0)
    expect(action.order).toBeGreaterThanOrEqual(action.orderUpTo - 23)
    expect(action.order).toBeLessThan(action.orderUpTo - 23 + 6)
  })

  it("is at least the supplier's minimum", () => {
    expect(ordered({ moq: 500 }).order).toBe(504)
  })

  it('is not made above the reorder point', () => {
    expect(adviseRestock({ ...facts, inbound: 500 })).toMatchObject({ kind: 'enough', state: { order: 0 } })
  })

  it('is larger by what promotions ahead will sell before a later order would arrive', () => {
    const promo = { days: ['2026-11-24', '2026-11-27', '2026-11-28', '2027-03-01'], lift: 2.5 }
    const action = ordered({ promo })
    // two days at 4 a day, one and a half times as much again
    expect(action.promoUnits).toBe(12)
    expect(action.reorderPoint).toBe(ordered().reorderPoint + 12)
  })

  it('is larger by a promotion up to the day the next order would arrive, and not by one after it', () => {
    // nine days of delivery and seven to the next review
    const promoUnits = (day: string) => ordered({ promo: { days: [day], lift: 2.5 } }).promoUnits
    expect(promoUnits('2026-12-10')).toBe(6)
    expect(promoUnits('2026-12-11')).toBe(0)
  })

  it('says what a unit too few costs: its margin against sixteen days of a quarter of its cost a year', () => {
    const advice = adviseRestock(facts)
    // (25 - 10) / (10 x 0.25 x 16 / 365) = 136.9
    expect(advice.kind === 'order' && advice.suggestion.why.join()).toContain(
      'a unit too few costs 137 times one too many',
    )
  })

  it('shows cover, the day it runs out, and a cost of waiting that grows as the shelf empties', () => {
    expect(ordered()).toMatchObject({ coverDays: 4.5, stockOutOn: '2026-11-28' })
    const waiting = (onHand: number) => {
      const advice = adviseRestock({ ...facts, onHand })
      return advice.kind === 'order' ? advice.suggestion.gain.cents : 0
    }
    expect(waiting(10)).toBeGreaterThan(waiting(40))
  })

  it('of a product of unknown cost lasts from one review to the next', () => {
    const advice = adviseRestock({ ...facts, costCents: null, packSize: 1 })
    if (advice.kind !== 'unpriced') throw new Error(`not unpriced but ${advice.kind}`)
    expect(advice.state.orderUpTo - advice.state.reorderPoint).toBe(28)
  })
})

describe('an order that is due', () => {
  it.each([
    [{ costCents: null }, 'cost'],
    [{ priceCents: null }, 'price'],
  ] as const)(
    'and cannot be weighed says what is missing, and has pieces but no money: %j',
    (over, missing) => {
      const advice = adviseRestock({ ...facts, ...over })
      expect(advice).toMatchObject({ kind: 'unpriced', missing, state: { position: 23 } })
      expect(advice.kind === 'unpriced' && advice.state.order).toBeGreaterThan(0)
      expect(advice).not.toHaveProperty('suggestion')
    },
  )

  it('says that no feed tells what is reserved or on its way', () => {
    const why = (over: Partial<StockFacts>) => {
      const advice = adviseRestock({ ...facts, ...over })
      return advice.kind === 'order' ? advice.suggestion.why.join('; ') : ''
    }
    expect(why({ inbound: null })).toContain('no feed tells inbound pieces: none are counted')
    expect(why({ inbound: null, reserved: null })).toContain('no feed tells reserved or inbound pieces')
    expect(why({})).not.toContain('no feed tells')
  })
})

describe('an order less sure to be sold than is asked for', () => {
  const slow = { ...demand, mean: 0.3, variance: 0.4, seOfMean: 0.05, se: 0.05 }
  it('is not advised, with how sure it is', () => {
    const over = { ...facts, demand: slow, onHand: 0, reserved: 0, inbound: 0, moq: 24 }
    const advice = adviseRestock(over)
    if (advice.kind !== 'order') throw new Error(`no order but ${advice.kind}`)
    const sure = 1 - advice.suggestion.risk.ofLoss
    expect(sure).toBeGreaterThan(0.3)
    expect(sure).toBeLessThan(0.95)
    expect(adviseRestock(over, { minConfidence: sure - 0.01 }).kind).toBe('order')
    expect(adviseRestock(over, { minConfidence: sure + 0.01 })).toMatchObject({ kind: 'not-sure', sure })
  })
})

describe('what is missing is said', () => {
  it.each([
    [{ onHand: null }, { kind: 'unknown', missing: 'stock' }],
    [{ leadTime: null }, { kind: 'unknown', missing: 'lead-time' }],
    [{ demand: null }, { kind: 'unknown', missing: 'demand' }],
    [{ demand: { ...demand, days: 9 } }, { kind: 'too-short', need: 14, have: 9 }],
  ] as const)('%j', (over, advice) => {
    expect(adviseRestock({ ...facts, ...over })).toEqual(advice)
  })
})

describe('the reorder point', () => {
  const lead = { mean: 9, variance: 0 }
  const usual = { costs: { order: 5, holding: 2.5 / 365 }, mostCoverDays: 60 }
  it('of a shelf looked at all the time is the quantile of demand over the lead time', () => {
    // Poisson(9): P(K <= 14) = .9585, P(K <= 13) = .9261: 14 is nearer to .95, and a day's excess of one unit adds none
    const found = orderLevels({
      service: 0.95,
      reviewDays: 1e-6,
      lead,
      perDay: { mean: 1, variance: 1, seOfMean: 0, se: 0 },
      ...usual,
    })
    expect(found.point).toBe(14)
    expect(found.cycleService).toBeCloseTo(0.9585, 4)
  })

  it('grows with review, service, scatter and doubt', () => {
    const base = {
      service: 0.95,
      reviewDays: 7,
      lead,
      perDay: { mean: 3, variance: 4, seOfMean: 0.1, se: 0.1 },
      ...usual,
    }
    const point = (over: Partial<typeof base>) => orderLevels({ ...base, ...over }).point
    expect(point({ reviewDays: 14 })).toBeGreaterThan(point({}))
    expect(point({ service: 0.99 })).toBeGreaterThan(point({}))
    expect(point({ perDay: { mean: 3, variance: 12, seOfMean: 0.1, se: 0.1 } })).toBeGreaterThan(point({}))
    expect(point({ perDay: { mean: 3, variance: 4, seOfMean: 0.1, se: 1 } })).toBeGreaterThan(point({}))
    expect(point({ lead: { mean: 9, variance: 16 } })).toBeGreaterThan(point({}))
  })

  it('does not jump where counts are no longer told one by one', () => {
    const at = (mean: number) =>
      orderLevels({
        service: 0.95,
        reviewDays: 7,
        lead: { mean: 9, variance: 9 },
        perDay: { mean, variance: 2 * mean, seOfMean: mean / 50, se: mean / 50 },
        ...usual,
      }).point / mean
    for (const mean of [8, 12, 16, 20, 30, 60]) expect(at(mean) / at(mean * 1.25)).toBeGreaterThan(0.97)
  })
})

describe('the walk of the position', () => {
  it('undershoots a gap of one by all that a review sold but that one', () => {
    const { at, undershoot } = positionWalk(Float64Array.of(0.5, 0.3, 0.2))
    expect([...undershoot(1)]).toEqual([0.6, 0.4])
    expect(at(1)).toMatchObject({ reviews: 2, below: 0, undershoot: { mean: 0.4 } })
    expect(at(1).undershoot.variance).toBeCloseTo(0.24, 12)
  })

  it('undershoots a large gap by the stationary excess of renewal theory', () => {
    const { at, undershoot } = positionWalk(Float64Array.of(0.5, 0.3, 0.2))
    // P(demand > v) / E(demand): .5 / .7 and .2 / .7
    expect(undershoot(200)[0]).toBeCloseTo(5 / 7, 10)
    expect(at(200).undershoot.mean).toBeCloseTo(2 / 7, 10)
  })

  it('orders on average what is sold: gap and undershoot (Wald)', () => {
    const { at } = positionWalk(Float64Array.of(0.2, 0.3, 0.4, 0.1))
    for (const gap of [1, 2, 5, 30]) {
      const { reviews, undershoot } = at(gap)
      expect(reviews * 1.4).toBeCloseTo(gap + undershoot.mean, 9)
    }
  })
})

describe('a budget', () => {
  const order = (cents: number, saved: number) => ({ cost: { cents }, saved })
  it('buys what saves most within it, not what saves most for its money first', () => {
    const orders = [order(60, 66), order(50, 50), order(50, 50)]
    expect(withinBudget(orders, 100, ({ saved }) => saved)).toEqual([orders[1], orders[2]])
  })
  it('buys everything that fits, and never more than there is', () => {
    const orders = Array.from({ length: 80 }, (_, i) => order(100 + 37 * i, 500 + ((i * 7919) % 300)))
    expect(withinBudget(orders, 1e9, ({ saved }) => saved)).toEqual(orders)
    expect(withinBudget(orders, 1e9, ({ saved }) => saved, 1e9)).toEqual([])
    const bought = withinBudget(orders, 10_000, ({ saved }) => saved)
    expect(sumOf(bought, ({ cost }) => cost.cents)).toBeLessThanOrEqual(10_000)
    expect(bought.length).toBeGreaterThan(5)
  })
})
