import { describe, expect, it } from 'vitest'
import { priceRule } from '../../../src/advice/price/price.ts'
import { restockRule } from '../../../src/advice/restock/restock-say.ts'
import { recordOf, rulesOf, type Scored, trustIn } from '../../../src/advice/suggestions/rule-record.ts'
import { ranked } from '../../../src/advice/suggestions/suggestion.ts'

function outcome(rule: string, cents: number, chance: number): Scored {
  const verdict = chance > 0.95 ? 'helped' : chance < 0.05 ? 'hurt' : 'inconclusive'
  return { rule, verdict, effect: { cents, seCents: 300, baselineCents: 10_000, chance } }
}
const times = <T>(count: number, one: T): T[] => Array.from({ length: count }, () => one)

describe('the record of what was accepted', () => {
  it('adds effects and their variances: 8 of 12 helped, by a share with its interval', () => {
    const all = [...times(8, outcome('price cut', 600, 0.98)), ...times(4, outcome('price cut', -200, 0.3))]
    const record = recordOf(all)
    expect(record).toMatchObject({ measured: 12, helped: 8, hurt: 0, cents: 4000 })
    expect(record.share?.estimate).toBeCloseTo(4000 / 120_000, 10)
    // 1.6449 standard errors of 300 x sqrt(12)
    expect(record.share?.low).toBeCloseTo((4000 - 1709.4) / 120_000, 5)
  })

  it('has no share where nothing would have come anyway', () => {
    expect(recordOf([]).share).toBeNull()
  })
})

describe('a rule', () => {
  it('is its kind and the class of its case', () => {
    expect(priceRule({ fromCents: 2000, toCents: 1900 })).toBe('price cut')
    expect(priceRule({ fromCents: 2000, toCents: 2100 })).toBe('price raise')
    expect(restockRule({ demandClass: 'lumpy' })).toBe('restock lumpy')
    expect(restockRule({ demandClass: null })).toBe('restock')
  })

  it('whose advice does not help loses rank, one that hurts more, one that helps gains', () => {
    const rules = rulesOf([
      ...times(10, outcome('nothing', 0, 0.5)),
      ...times(10, outcome('hurts', -600, 0.01)),
      ...times(10, outcome('helps', 600, 0.99)),
    ])
    const trust = trustIn(rules)
    expect(trust.nothing).toBeCloseTo(0.65 / 0.8, 10)
    expect(trust.hurts).toBeLessThan(0.55)
    expect(trust.helps).toBeGreaterThan(1.1)
  })

  it('is moved little by one outcome', () => {
    expect(trustIn(rulesOf([outcome('new', -600, 0)])).new).toBeCloseTo(8 / 11 / 0.8, 10)
  })
})

describe('suggestions', () => {
  const suggestion = (subject: string, toCents: number, cents: number) => ({
    subject,
    rule: priceRule({ fromCents: 2000, toCents }),
    gain: { cents, low: 0, high: cents, days: 30 },
    cost: { cents: 0, low: 0, high: 0 },
    risk: { ofLoss: 0, words: '' },
  })

  it('rank by worth times trust: a rule that does not help goes behind one that promises less', () => {
    const [cut, raise] = [suggestion('a', 1800, 1000), suggestion('b', 2200, 900)]
    expect(ranked([cut, raise]).map(({ subject }) => subject)).toEqual(['a', 'b'])
    expect(ranked([cut, raise], { 'price cut': 0.6 }).map(({ subject }) => subject)).toEqual(['b', 'a'])
  })

  it('that are worth less than nothing do not rise by distrust', () => {
    const bad = { ...suggestion('a', 1800, -1000), risk: { ofLoss: 0.5, words: '' } }
    const worse = { ...suggestion('b', 2200, -1100), risk: { ofLoss: 0.5, words: '' } }
    expect(ranked([worse, bad], { 'price cut': 0.1 }).map(({ subject }) => subject)).toEqual(['b', 'a'])
  })
})
