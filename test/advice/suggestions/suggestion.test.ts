import { describe, expect, it } from 'vitest'
import { ranked, worth } from '../../../src/advice/suggestions/suggestion.ts'

/** €100 in 30 days by its middle. */
function suggestion(
  subject: string,
  { low = 0, ofLoss = 0.2, costCents = 0, cents = 10_000, days = 30 } = {},
) {
  return {
    rule: 'restock',
    subject,
    gain: { cents, low, high: 20_000, days },
    cost: { cents: costCents, low: 0, high: costCents },
    risk: { ofLoss, words: '' },
  }
}
const order = (...suggestions: readonly ReturnType<typeof suggestion>[]) =>
  ranked(suggestions).map(({ subject }) => subject)

describe('what a suggestion is worth', () => {
  it('is its gain by the chance of it, less its loss by the chance of that', () => {
    // 0.8 x €100 - 0.2 x €50
    expect(worth(suggestion('a', { low: -5_000 }))).toBe(7_000)
  })

  it('is not raised by the worst case that is a gain too', () => {
    expect(worth(suggestion('a', { low: 3_000 }))).toBe(8_000)
  })
})

describe('rank', () => {
  it('is the lower the more may be lost, of the same gain and the same chance', () => {
    expect(order(suggestion('a', { low: -9_000 }), suggestion('b', { low: -1_000 }))).toEqual(['b', 'a'])
  })

  it('is the lower the likelier the loss', () => {
    expect(order(suggestion('a', { ofLoss: 0.4 }), suggestion('b', { ofLoss: 0.3 }))).toEqual(['b', 'a'])
  })

  it('is by worth a day: €100 in 10 days goes before €200 in 30', () => {
    expect(order(suggestion('a', { cents: 20_000 }), suggestion('b', { days: 10 }))).toEqual(['b', 'a'])
  })

  it('of two alike is first who ties up less money, then by name', () => {
    expect(order(suggestion('a', { costCents: 500 }), suggestion('b', { costCents: 400 }))).toEqual([
      'b',
      'a',
    ])
    expect(order(suggestion('b'), suggestion('a'))).toEqual(['a', 'b'])
  })
})
