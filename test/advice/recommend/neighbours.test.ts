import { describe, expect, it } from 'vitest'
import { advisePrice, whatIf } from '../../../src/advice/price/price.ts'
import type { PriceFacts } from '../../../src/advice/price/price-facts.ts'
import { neighboursIn, type Shelf } from '../../../src/advice/recommend/neighbours.ts'

const column = (values: readonly number[]) => Float64Array.from(values)
/** a day: 2 of A at €10 (cost €4), 3 of B at €14 (cost €6), 5 of C at €16, 1 of D at €10 in another category */
const shelf: Shelf = {
  categories: ['Toys', 'Toys', 'Toys', 'Games', 'Toys'],
  numbers: {
    price: column([1000, 1400, 1600, 1000, 1100]),
    cost: column([400, 600, 700, 300, Number.NaN]),
    units: column([20, 30, 50, 10, 0]),
    days: column([10, 10, 10, 10, 10]),
  },
}

describe('the neighbours of a product', () => {
  const near = neighboursIn(shelf)
  it('are of its category, from two thirds to one and a half of its price, and sell; itself is none', () => {
    expect(near({ category: 'Toys', priceCents: 1000, costCents: 400, perDay: 2 })).toEqual({
      count: 1,
      units: 3,
      marginCents: 800,
    })
    expect(near({ category: 'Toys', priceCents: 1400, costCents: 600, perDay: 3 })).toEqual({
      count: 2,
      units: 7,
      marginCents: (2 * 600 + 5 * 900) / 7,
    })
    expect(near({ category: 'Games', priceCents: 1000, costCents: 300, perDay: 1 })).toBeNull()
    expect(near({ category: 'Garden', priceCents: 1000, costCents: 300, perDay: 1 })).toBeNull()
  })

  it('of unknown cost count their units, and their margin is that of the others', () => {
    const some = neighboursIn({
      categories: ['Toys', 'Toys', 'Toys'],
      numbers: {
        price: column([1000, 1000, 1000]),
        cost: column([400, Number.NaN, 500]),
        units: column([10, 20, 10]),
        days: column([10, 10, 10]),
      },
    })
    expect(some({ category: 'Toys', priceCents: 1000, costCents: 400, perDay: 1 })).toEqual({
      count: 2,
      units: 3,
      marginCents: 500,
    })
  })
})

describe('a lower price beside neighbours', () => {
  /** €20 at a cost of €8 and an elasticity of -4: cheaper pays */
  const facts: PriceFacts = {
    productId: 'SKU-1',
    asOf: '2026-11-24',
    currency: 'EUR',
    priceCents: 2000,
    costCents: 800,
    lowestSeenCents: 1800,
    highestSeenCents: 2200,
    competitorCents: null,
    leastAdvertisedCents: null,
    daysSinceChange: null,
    stock: null,
    units: 300,
    days: 90,
    elasticity: { value: -4, se: 0.2, own: { value: -4, se: 0.2 }, weeks: 26, prices: 4 },
  }
  const beside = (marginCents: number, units = 50) => ({
    ...facts,
    neighbours: { count: 5, units, marginCents },
  })
  const changed = (of: PriceFacts) => {
    const advice = advisePrice(of)
    if (advice.kind !== 'change') throw new Error(advice.because)
    return advice.suggestion
  }

  it('gains a third of the extra units less at their margin, and says what the shop can bear', () => {
    const at = (of: PriceFacts) => {
      const found = whatIf(of, 1800)
      if (found.kind !== 'outcome') throw new Error(found.because)
      return found.after
    }
    const extra = at(facts).units.middle - 100
    expect(at(facts).meanGain - at(beside(600)).meanGain).toBeCloseTo((extra / 3) * 600, -3)
    expect(at(beside(600)).gain.high - at(beside(600)).gain.low).toBeGreaterThan(
      at(facts).gain.high - at(facts).gain.low,
    )
    const { why, risk } = changed(beside(600))
    expect(why.join('; ')).toContain('33 % (0 to 66 %) of the extra units are taken off 5 alike products')
    expect(risk.words).toMatch(/If more than \d\d % of the extra units come from alike products/)
  })

  it('is never charged more than the neighbours sell', () => {
    const gain = (units: number) => changed(beside(600, units)).gain.cents
    expect(gain(0.01)).toBeGreaterThan(gain(50))
    expect(changed(facts).gain.cents - gain(0.01)).toBeLessThan(0.01 * 30 * 600 + 2)
  })

  it('is not advised where the neighbours lose what it gains, and a dearer one sends them a few', () => {
    expect(advisePrice(beside(3000))).toMatchObject({ kind: 'keep' })
    const inelastic = { ...facts, elasticity: { ...facts.elasticity, value: -1 } }
    const dearer = { ...inelastic, neighbours: { count: 5, units: 50, marginCents: 600 } }
    // of the buyers a dearer price drives away a ninth is taken to stay, from none to a third
    const more = changed(dearer).gain.cents - changed(inelastic).gain.cents
    expect(more).toBeGreaterThan(0)
    expect(more).toBeLessThan((15 / 3) * 600)
  })
})
