import { describe, expect, it } from 'vitest'
import { seeded } from '../../src/lib/random.ts'
import {
  chanceAbove,
  credible,
  drawn,
  fitBetaPrior,
  shareBelow,
} from '../../src/stats/distributions/beta-prior.ts'

const PRIOR = { mean: 0.05, strength: 40 }

describe('empirical Bayes for rates', () => {
  it('finds the mean of what was counted, and how far groups differ', () => {
    const random = seeded(7)
    const drawnFrom = (rate: (i: number) => number) =>
      Array.from({ length: 200 }, (_, i) => {
        let k = 0
        for (let n = 0; n < 100; n++) if (random.next() < rate(i)) k++
        return { k, n: 100 }
      })
    const alike = fitBetaPrior(drawnFrom(() => 0.05))
    const apart = fitBetaPrior(drawnFrom((i) => (i % 2 === 0 ? 0.01 : 0.2)))
    expect(alike?.mean).toBeCloseTo(0.05, 2)
    expect(alike?.strength).toBeGreaterThan(250)
    expect(apart?.mean).toBeCloseTo(0.105, 2)
    expect(apart?.strength).toBeLessThan(20)
  })

  it('is null where nothing was tried, and where nobody has any', () => {
    expect(fitBetaPrior([])).toBeNull()
    expect(fitBetaPrior([{ k: 0, n: 0 }])).toBeNull()
    expect(fitBetaPrior([{ k: 0, n: 50 }])).toBeNull()
    expect(fitBetaPrior([{ k: 50, n: 50 }])?.mean).toBeLessThan(1)
  })

  it('draws what was counted towards the group (scipy: beta(2, 48) and beta(12, 48))', () => {
    expect(drawn({ k: 0, n: 10 }, PRIOR)).toBeCloseTo(0.04, 10)
    const { low, high } = credible({ k: 0, n: 10 }, PRIOR)
    expect(low).toBeCloseTo(0.0073007, 6)
    expect(high).toBeCloseTo(0.0931925, 6)
    expect(chanceAbove(0.1, { k: 10, n: 20 }, PRIOR)).toBeCloseTo(0.9871961, 6)
  })

  it.each([0.00001, 0.05, 0.5, 0.95])('takes who tried nothing for the middle of any prior: %d', (mean) => {
    for (const strength of [1, 40, 4000]) {
      expect(shareBelow({ k: 0, n: 0 }, { mean, strength })).toBe(0.5)
      expect(shareBelow({ k: mean * 1e-6, n: 1e-6 }, { mean, strength })).toBeCloseTo(0.5, 2)
    }
    expect(shareBelow({ k: 100, n: 100 }, PRIOR)).toBeGreaterThan(0.99)
    expect(shareBelow({ k: 0, n: 1000 }, PRIOR)).toBeLessThan(0.05)
  })
})
