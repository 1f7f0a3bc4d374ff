import { describe, expect, it } from 'vitest'
import { growthOfMatches, type Watched } from '../../../src/advice/suggestions/matched.ts'
import {
  type Outcome,
  type PriceChange,
  type ProductDay,
  priceOutcome,
  priceSeenOn,
  restockOutcome,
  stockSeenOn,
} from '../../../src/advice/suggestions/outcome.ts'
import { addDays } from '../../../src/lib/days.ts'
import { type Random, seeded } from '../../../src/lib/random.ts'

const DECIDED = '2026-08-01'
const SEEN = '2026-08-04'
const CHANGE: PriceChange = {
  decidedOn: DECIDED,
  fromCents: 2000,
  toCents: 1800,
  horizonDays: 30,
  costCents: 1000,
  asOf: '2026-11-01',
}

/** Its days: `perDay` before, times the shop's `growth` and its own `lift` from the day the price changed. */
function daysOf(
  random: Random,
  of: { perDay: number; growth: number; lift: number; movesOn?: string; promo?: string },
): ProductDay[] {
  return Array.from({ length: 120 }, (_, i) => {
    const day = addDays(DECIDED, i - 56)
    const isNew = day >= (of.movesOn ?? SEEN)
    const priceCents = isNew ? CHANGE.toCents : CHANGE.fromCents
    const rate = of.perDay * (day >= SEEN ? of.growth : 1) * (isNew ? of.lift : 1)
    const units = random.poisson(rate)
    return {
      day,
      units,
      gmvCents: units * priceCents,
      priceCents,
      isPromo: day === of.promo,
      isShort: false,
      onHand: null,
    }
  })
}

function matchesOf(random: Random, of: { perDay: number; growth: number; count: number }): Watched[] {
  return Array.from({ length: of.count }, (_, i) => {
    const perDay = of.perDay * (0.6 + random.next())
    return {
      id: `m${i}`,
      before: { units: random.poisson(56 * perDay), days: 56 },
      after: { units: random.poisson(30 * perDay * of.growth), days: 30 },
    }
  })
}

function measure(seed: number, lift: number): { outcome: Outcome; truth: number } {
  const random = seeded(seed)
  const [perDay, growth] = [6, 1.3]
  const days = daysOf(random, { perDay, growth, lift })
  const others = matchesOf(random, { perDay, growth, count: 20 })
  const truth = 30 * perDay * growth * (lift * 800 - 1000)
  return { outcome: priceOutcome(CHANGE, days, priceSeenOn(days, CHANGE), others), truth }
}

describe('what a price change brought', () => {
  it('counts the first day at the new price and not the one after the last: thirty in all', () => {
    const random = seeded(1)
    const days = daysOf(random, { perDay: 6, growth: 1, lift: 1 })
    const others = matchesOf(random, { perDay: 6, growth: 1, count: 20 })
    expect(priceOutcome(CHANGE, days, SEEN, others)).toMatchObject({
      kind: 'measured',
      inputs: { before: { days: 56 }, after: { days: 30 } },
    })
  })

  it('of a product that sold nothing at the new price is all the profit it would have made', () => {
    const random = seeded(1)
    const days = daysOf(random, { perDay: 6, growth: 1, lift: 0 })
    const outcome = priceOutcome(CHANGE, days, SEEN, matchesOf(random, { perDay: 6, growth: 1, count: 20 }))
    if (outcome.kind !== 'measured') throw new Error(outcome.kind)
    // thirty days of six units that leave €10 each
    expect(outcome.effect.cents / (30 * 6 * 1000)).toBeCloseTo(-1, 0)
    expect(outcome.verdict).toBe('hurt')
  })

  it('is measured within its 90 % interval in nine of ten shops that grew by a third meanwhile', () => {
    const tried = Array.from({ length: 400 }, (_, seed) => measure(seed, 1.6))
    const covered = tried.filter(
      ({ outcome, truth }) =>
        outcome.kind === 'measured' && outcome.effect.low <= truth && truth <= outcome.effect.high,
    )
    expect(covered.length / tried.length).toBeGreaterThan(0.86)
    expect(covered.length / tried.length).toBeLessThan(0.96)
  })

  it('is not called a help when it did nothing, though the shop grew: once in twenty times by chance', () => {
    // a lift of 1.25 pays exactly for the lower price
    const tried = Array.from({ length: 400 }, (_, seed) => measure(1000 + seed, 1.25).outcome)
    const helped = tried.filter((one) => one.kind === 'measured' && one.verdict === 'helped')
    expect(helped.length / tried.length).toBeLessThan(0.08)
  })

  it('is called a help when buyers answered, and a harm when they did not', () => {
    expect(measure(7, 2).outcome).toMatchObject({ kind: 'measured', verdict: 'helped', seenOn: SEEN })
    expect(measure(7, 0.8).outcome).toMatchObject({ kind: 'measured', verdict: 'hurt' })
  })

  it('is unknown with too few products alike, too few days or sales, or without a cost', () => {
    const random = seeded(3)
    const days = daysOf(random, { perDay: 6, growth: 1, lift: 1.6 })
    const others = matchesOf(random, { perDay: 6, growth: 1, count: 5 })
    const lack = (missing: string, more = {}) => ({ kind: 'unknown', lack: { missing, ...more } })
    expect(priceOutcome(CHANGE, days, SEEN, others)).toMatchObject(lack('matches', { need: 6, have: 5 }))
    expect(priceOutcome({ ...CHANGE, costCents: null }, days, SEEN, others)).toMatchObject(lack('cost'))
    const young = days.filter(({ day }) => day >= addDays(DECIDED, -10))
    expect(priceOutcome(CHANGE, young, SEEN, others)).toMatchObject(lack('days', { need: 14, have: 10 }))
    const slow = days.map((one) => ({ ...one, units: 0 }))
    expect(priceOutcome(CHANGE, slow, SEEN, others)).toMatchObject(lack('sales', { need: 10, have: 0 }))
  })

  it('is not seen while the shop asks the old price, and never seen after thirty days of it', () => {
    const days = daysOf(seeded(1), { perDay: 6, growth: 1, lift: 1, movesOn: '2027-01-01' })
    const seen = priceSeenOn(days, CHANGE)
    expect(seen).toBeNull()
    expect(priceOutcome({ ...CHANGE, asOf: '2026-08-20' }, days, seen, [])).toEqual({ kind: 'not-seen' })
    expect(priceOutcome({ ...CHANGE, asOf: '2026-08-31' }, days, seen, [])).toEqual({ kind: 'never-seen' })
  })

  it('is running until the days it was promised for are over', () => {
    const days = daysOf(seeded(1), { perDay: 6, growth: 1, lift: 1 })
    expect(priceOutcome({ ...CHANGE, asOf: '2026-09-01' }, days, SEEN, [])).toEqual({
      kind: 'running',
      seenOn: SEEN,
      until: '2026-09-03',
    })
  })

  it('begins on no day of a promotion, and not on a single discounted one', () => {
    const days = daysOf(seeded(1), { perDay: 6, growth: 1, lift: 1 })
    const early = days.map((one) =>
      one.day === addDays(SEEN, -2) ? { ...one, priceCents: 1800, isPromo: false } : one,
    )
    expect(priceSeenOn(early, CHANGE)).toBe(SEEN)
    const promo = days.map((one) => (one.day === SEEN ? { ...one, isPromo: true } : one))
    expect(priceSeenOn(promo, CHANGE)).toBe(addDays(SEEN, 1))
  })
})

describe('products that are alike', () => {
  it('are those that sold between a third and three times as much a day, the nearest first', () => {
    const product = (id: string, units: number) => ({
      id,
      before: { units, days: 28 },
      after: { units: units * 1.1, days: 28 },
    })
    const alike = [18, 20, 21, 22, 24, 55].map((units, i) => product(`m${i}`, units))
    const growth = growthOfMatches(product('t', 20), [...alike, product('large', 200), product('small', 2)])
    expect(growth).toMatchObject({ kind: 'growth', matches: ['m1', 'm2', 'm3', 'm0', 'm4', 'm5'] })
    expect(growth).toHaveProperty('ratio', expect.closeTo(1.1, 10))
  })
})

describe('what an order brought', () => {
  const ORDER = {
    decidedOn: DECIDED,
    order: 60,
    position: 8,
    leadDays: 5,
    costCents: 500,
    asOf: '2026-11-01',
  }
  const stocked = (perDay: number, arrives: string | null): ProductDay[] => {
    let onHand = 20
    return Array.from({ length: 90 }, (_, i) => {
      const day = addDays(DECIDED, i - 10)
      if (day === arrives) onHand += 60
      const units = Math.min(onHand, perDay)
      onHand -= units
      return {
        day,
        units,
        gmvCents: units * 900,
        priceCents: 900,
        isPromo: false,
        isShort: units === 0,
        onHand,
      }
    })
  }

  it('is the pieces the stock of then could not have supplied, at their margin', () => {
    const days = stocked(1, '2026-08-06')
    const seenOn = stockSeenOn(days, { decidedOn: DECIDED, inbound: 0, order: 60 })
    expect(seenOn).toBe('2026-08-06')
    // 5 days before and 28 after the arrival sell 33 pieces, 8 of which were there
    expect(restockOutcome(ORDER, days, seenOn)).toMatchObject({
      kind: 'measured',
      verdict: 'helped',
      effect: { cents: 25 * 400, baselineCents: 8 * 400 },
    })
  })

  it('is no help when what was there would have lasted', () => {
    const outcome = restockOutcome({ ...ORDER, position: 100 }, stocked(1, '2026-08-06'), '2026-08-06')
    expect(outcome).toMatchObject({ kind: 'measured', verdict: 'inconclusive', effect: { cents: 0 } })
  })

  it('is not seen before it came, and an earlier delivery is not taken for it', () => {
    const days = stocked(1, '2026-08-06')
    expect(stockSeenOn(days, { decidedOn: DECIDED, inbound: 60, order: 60 })).toBeNull()
    expect(restockOutcome({ ...ORDER, asOf: '2026-08-10' }, days, null)).toEqual({ kind: 'not-seen' })
    expect(restockOutcome(ORDER, days, null)).toEqual({ kind: 'never-seen' })
  })
})
