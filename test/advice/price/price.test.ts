import { describe, expect, it } from 'vitest'
import { advisePrice, whatIf } from '../../../src/advice/price/price.ts'
import type { PriceFacts } from '../../../src/advice/price/price-facts.ts'
import { PRICE_LIMITS } from '../../../src/advice/price/price-limits.ts'
import { pricePoints } from '../../../src/advice/price/price-points.ts'
import { seeded } from '../../../src/lib/random.ts'

/** €20 at a cost of €12 and an elasticity of -1.2: dearer pays. */
const FACTS: PriceFacts = {
  productId: 'SKU-1',
  asOf: '2026-11-24',
  currency: 'EUR',
  priceCents: 2000,
  costCents: 1200,
  lowestSeenCents: 1800,
  highestSeenCents: 2200,
  competitorCents: null,
  leastAdvertisedCents: null,
  daysSinceChange: null,
  stock: null,
  units: 300,
  days: 90,
  elasticity: { value: -1.2, se: 0.2, own: { value: -1.2, se: 0.2 }, weeks: 26, prices: 4 },
}
const changeTo = (facts: PriceFacts, limits = {}) => {
  const advice = advisePrice(facts, limits)
  return advice.kind === 'change' ? advice.suggestion.action.toCents : advice.because
}

describe('price advice', () => {
  it('goes as far as the limits let it where dearer pays, and says what it should bring', () => {
    const advice = advisePrice(FACTS)
    if (advice.kind !== 'change') throw new Error(advice.because)
    const { action, gain, risk, why, validUntil, cost } = advice.suggestion
    expect(action).toMatchObject({ fromCents: 2000, toCents: 2300 })
    // 100 units in 30 days: 100 x (1.15^-1.2 x (23 - 12) - 8) = €130; along a straight line 100 x (0.82 x 11 - 8) = €102
    expect(gain.cents).toBeGreaterThan(10_200)
    expect(gain.cents).toBeLessThan(13_000)
    expect(gain.low).toBeLessThan(gain.cents)
    expect(gain.high).toBeGreaterThan(gain.cents)
    expect(gain.days).toBe(30)
    expect(risk.ofLoss).toBeLessThan(0.1)
    expect(cost.cents).toBe(0)
    expect(why.join()).toContain('no price test was run')
    expect(validUntil).toBe('2026-12-01')
  })

  it('asks for less where demand answers strongly', () => {
    const elastic = { ...FACTS, costCents: 1000, elasticity: { ...FACTS.elasticity, value: -4, se: 0.3 } }
    expect(changeTo(elastic)).toBe(1700)
  })

  it.each<[string, Partial<PriceFacts>, string | number]>([
    ['no cost', { costCents: null }, 'no-cost'],
    ['no sale', { units: 0 }, 'no-sales'],
    ['no ordinary day', { days: 0 }, 'no-sales'],
    ['nothing in stock', { stock: 0 }, 'no-stock'],
    ['a stock count below zero, as none', { stock: -7 }, 'no-stock'],
    ['a price that changed five days ago', { daysSinceChange: 5 }, 'changed-lately'],
    ['a price that changed long ago', { daysSinceChange: 14 }, 2300],
    ['a competitor', { competitorCents: 2150 }, 2149],
    ['a competitor who is cheaper already', { competitorCents: 1990 }, 'no-better'],
    ['prices never seen that far', { highestSeenCents: 1900, lowestSeenCents: 1800 }, 2249],
    ['an elasticity nobody knows', { elasticity: { ...FACTS.elasticity, se: 3 } }, 'not-sure'],
    ['a gain of cents', { units: 9 }, 'too-small'],
    ['a cost of nothing', { costCents: 0 }, 'not-sure'],
  ])('keeps within its limits: %s', (_, given, expected) => {
    expect(changeTo({ ...FACTS, ...given })).toBe(expected)
  })

  it('does not fall below the margin floor, nor below what the maker lets be advertised', () => {
    const elastic = { ...FACTS, costCents: 1000, elasticity: { ...FACTS.elasticity, value: -4, se: 0.3 } }
    expect(changeTo({ ...elastic, leastAdvertisedCents: 1850 })).toBe(1890)
    expect(pricePoints(elastic, 1700, PRICE_LIMITS)[0]).toBeGreaterThanOrEqual(1700 / 0.9)
  })

  it('does not give away what sells out anyway', () => {
    const elastic = { ...FACTS, costCents: 1000, elasticity: { ...FACTS.elasticity, value: -4, se: 0.3 } }
    expect(changeTo({ ...elastic, stock: 60 })).toBeGreaterThan(2000)
  })

  it('says until when stock lasts only where it is less than what would be sold', () => {
    const why = (given: Partial<PriceFacts>) => {
      const advice = advisePrice({ ...FACTS, ...given })
      return advice.kind === 'change' ? advice.suggestion.why.join() : advice.because
    }
    // 300 units in 90 days are 100 in the 30 to come, 85 of them at €23: 60 last 21 days
    expect(why({ stock: 60 })).toContain('only while it is short')
    expect(why({ stock: 60 })).toContain('60 pieces are gone about 2026-12-15')
    expect(why({ stock: 60, leadDays: 10 })).toContain('once an order has arrived (lead time 10 days)')
    for (const stock of [100, 500, null]) expect(why({ stock })).not.toContain('stock')
  })

  it('does not ask more for what is short and can be ordered: the order is the answer', () => {
    const short = { ...FACTS, stock: 20, elasticity: { ...FACTS.elasticity, value: -3.2 } }
    expect(changeTo(short)).toBeGreaterThan(2000)
    for (const leadDays of [1, 10, 29])
      expect(changeTo({ ...short, leadDays })).toMatch(/^(no-better|not-sure)$/)
  })

  it('is never certain, and no range is narrower than what it is made of', () => {
    const random = seeded(21)
    let changes = 0
    for (let n = 0; n < 120; n++) {
      const priceCents = 500 + random.below(6000)
      const facts: PriceFacts = {
        ...FACTS,
        priceCents,
        costCents: Math.round(priceCents * (0.1 + 0.85 * random.next())),
        lowestSeenCents: Math.round(priceCents * (0.8 + 0.2 * random.next())),
        highestSeenCents: Math.round(priceCents * (1 + 0.2 * random.next())),
        stock: random.next() < 0.3 ? null : random.below(200),
        leadDays: random.next() < 0.5 ? null : 1 + random.below(40),
        units: 1 + random.below(2000),
        elasticity: { ...FACTS.elasticity, value: -5 * random.next(), se: random.next() / 2 },
      }
      const advice = advisePrice(facts, { minConfidence: 0.6 })
      const what = whatIf(facts, Math.round(1.05 * priceCents))
      if (what.kind === 'outcome') {
        expect(what.after.chanceOfGain).toBeGreaterThanOrEqual(0.01)
        expect(what.after.chanceOfGain).toBeLessThanOrEqual(0.99)
        if (facts.stock !== 0) expect(what.after.units.high).toBeGreaterThan(what.after.units.low)
      }
      if (advice.kind !== 'change') continue
      changes++
      const { action, gain, risk } = advice.suggestion
      expect(action.chanceOfGain).toBeLessThanOrEqual(0.99)
      expect(risk.ofLoss).toBeGreaterThanOrEqual(0.01)
      expect(gain.low).toBeLessThan(gain.cents)
      expect(gain.high).toBeGreaterThan(gain.cents)
      if (facts.leadDays === null || action.toCents < action.fromCents) continue
      // what can be ordered is dearer only where that pays with enough of it
      const enough = advisePrice({ ...facts, stock: null }, { minConfidence: 0, leastGainCents: 0 })
      expect(enough.kind).toBe('change')
    }
    expect(changes).toBeGreaterThan(15)
  })

  it('say in the advice what a product by itself lacks', () => {
    const flat = { value: -1.2, se: 0.2, own: null, weeks: 26, prices: 1 }
    const advice = advisePrice({ ...FACTS, elasticity: flat })
    if (advice.kind !== 'change') throw new Error(advice.because)
    expect(advice.suggestion.why[0]).toContain('needs 2 prices over 8 weeks and has 1 over 26')
  })

  it('is silent below the confidence the user sets', () => {
    const unsure = { ...FACTS, elasticity: { ...FACTS.elasticity, se: 0.45 } }
    expect(changeTo(unsure, { minConfidence: 0.95 })).toBe('not-sure')
    expect(changeTo(unsure, { minConfidence: 0.5 })).not.toBe('not-sure')
  })

  it.each([
    [88, 0.6, 'not-sure'],
    [92, 0.45, 2300],
  ])(
    'nine times in ten it must pay: at P(gain) of %d %% (elasticity -1.2 ± %d) it says %s',
    (chance, se, said) => {
      const facts = { ...FACTS, elasticity: { ...FACTS.elasticity, se } }
      expect(changeTo(facts)).toBe(said)
      const what = whatIf(facts, 2300)
      if (what.kind !== 'outcome') throw new Error(what.because)
      expect(100 * what.after.chanceOfGain).toBeCloseTo(chance, -0.5)
    },
  )
})

describe('price points', () => {
  const near = (priceCents: number, currency: string) =>
    pricePoints(
      { ...FACTS, priceCents, currency, lowestSeenCents: priceCents, highestSeenCents: priceCents },
      1,
      { ...PRICE_LIMITS, maxChange: 0.05 },
    )
  it.each<[number, string, number[]]>([
    [1990, 'EUR', [1900, 1949, 1995, 1999, 2000, 2049]],
    [1990, 'CHF', [1900, 1950, 1995, 2000, 2050]],
    [24_900, 'SEK', [24_000, 24_500, 25_000, 25_500, 25_900, 26_000]],
    [1980, 'JPY', [1890, 1900, 1980, 1990, 2000]],
  ])('of %d in %s end as shops end them', (cents, currency, points) => {
    const found = near(cents, currency)
    for (const point of points.filter((one) => one !== cents && Math.abs(one / cents - 1) <= 0.05))
      expect(found).toContain(point)
    expect(found.every((point) => Number.isInteger(point) && point !== cents)).toBe(true)
  })
  it('of an expensive product show no small change', () => {
    expect(near(129_900, 'EUR').every((point) => [900, 999].includes(point % 1000))).toBe(true)
  })
})

describe('what if', () => {
  it('tells units, revenue and profit at a price, and the same as now at the price now', () => {
    const same = whatIf(FACTS, 2000)
    const dearer = whatIf(FACTS, 2200)
    if (same.kind !== 'outcome' || dearer.kind !== 'outcome') throw new Error('unknown')
    expect(same.after.units.middle).toBeCloseTo(100, 6)
    expect(same.after.gain.middle).toBe(0)
    // 100 x 1.1^-1.2 = 89.2, exp(-0.12) = 88.7, or 88 along a line
    expect(dearer.after.units.middle).toBeCloseTo(88.7, 0)
    expect(dearer.after.revenue.middle).toBeCloseTo(dearer.after.units.middle * 2200, 6)
    expect(dearer.after.units.low).toBeLessThan(dearer.after.units.middle)
    expect(dearer.isClipped).toBe(false)
  })
  it('reckons with the last price near enough to those seen', () => {
    expect(whatIf(FACTS, 9900)).toMatchObject({ cents: 2640, isClipped: true })
    expect(whatIf(FACTS, 100)).toMatchObject({ cents: 1500, isClipped: true })
  })
  it('says what is missing', () => {
    expect(whatIf({ ...FACTS, costCents: null }, 2200)).toEqual({ kind: 'unknown', because: 'no-cost' })
    expect(whatIf({ ...FACTS, units: 0 }, 2200)).toEqual({ kind: 'unknown', because: 'no-sales' })
  })
})
