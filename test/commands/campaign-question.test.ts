import { describe, expect, it } from 'vitest'
import { campaign } from '../../commands/campaign.ts'

describe('what is typed after /campaign', () => {
  it.each([
    ['plan champion budget=5 cost=1', 'champions'],
    ['plan all budgt=5 cost=1', 'budget'],
    ['plam all', 'plan'],
    ['plan all cost=1', undefined],
    ['plan all budget=5', undefined],
    ['plan all budget=5 cost=1 holdout=0%', undefined],
    ['plan all budget=5 cost=1 goal=fame', undefined],
    ['', undefined],
  ])('is refused when wrong: %j', (text, didYouMean) => {
    const usage = campaign.parse(text)
    expect(usage.kind).toBe('usage')
    expect('didYouMean' in usage ? usage.didYouMean : undefined).toBe(didYouMean)
  })

  it('may name a segment of two words, a goal, a holdout and a margin', () => {
    expect(campaign.parse('plan at risk budget=500 cost=0.3 goal=orders holdout=20% margin=0.4')).toEqual({
      kind: 'plan',
      audience: 'at risk',
      budgetCents: 50_000,
      contactCents: 30,
      goal: 'orders',
      holdoutShare: 0.2,
      margin: 0.4,
    })
  })
})
