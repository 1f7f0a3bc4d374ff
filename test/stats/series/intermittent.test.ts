import { describe, expect, it } from 'vitest'
import { seeded } from '../../../src/lib/random.ts'
import { sum, sumOf } from '../../../src/lib/sum.ts'
import { countPmf, normalPmf, sumPmf } from '../../../src/stats/distributions/count-pmf.ts'
import { atLeast, censoredPoissonMean } from '../../../src/stats/regression/censored-poisson.ts'
import { croston, syntetosBoylan, teunterSyntetosBabai } from '../../../src/stats/series/intermittent.ts'

const SERIES = [0, 0, 3, 0, 0, 0, 2, 0, 5, 0, 0, 1, 0, 0, 0, 4, 0, 2, 0, 0]

describe('forecasts of intermittent demand', () => {
  it("Croston's is R's forecast::croston: 0.975016", () => {
    expect(croston(SERIES, 0.1)).toBeCloseTo(0.975016, 6)
  })

  it("Syntetos and Boylan's is 0.95 of it at alpha 0.1", () => {
    expect(syntetosBoylan(SERIES, 0.1)).toBeCloseTo(0.95 * 0.975016, 6)
  })

  it("Teunter, Syntetos and Babai's is the recursion of the paper", () => {
    expect(teunterSyntetosBabai(SERIES, { size: 0.1, chance: 0.05 })).toBeCloseTo(0.850341, 6)
  })

  it('a series that never sold has none', () => {
    expect([
      croston([0, 0], 0.1),
      syntetosBoylan([], 0.1),
      teunterSyntetosBabai([0], { size: 0.1, chance: 0.1 }),
    ]).toEqual([null, null, null])
  })

  it('sixty days after the last sale only the one that lets the chance decay is near nothing', () => {
    const dying = [
      ...Array.from({ length: 90 }, (_, day) => (day % 3 === 0 ? 1 : 0)),
      ...Array<number>(60).fill(0),
    ]
    expect(croston(dying, 0.1)).toBeGreaterThan(0.3)
    expect(teunterSyntetosBabai(dying, { size: 0.1, chance: 0.05 })).toBeLessThan(0.02)
  })
})

describe('demand of days that ran short', () => {
  it('E(X | X >= 1) of a Poisson count of mean 1 is 1 / (1 - 1/e)', () => {
    expect(atLeast(1, 1)).toBeCloseTo(1 / (1 - Math.exp(-1)), 12)
    expect(atLeast(0, 3)).toBeCloseTo(3, 12)
    expect(atLeast(60, 2)).toBeCloseTo(60 + 2 / 61, 2)
  })

  it.each([0.5, 4, 20])(
    'is restored to one part in a hundred where a third of the days run short (mean %s)',
    (mean) => {
      const random = seeded(7)
      const days = Array.from({ length: 40_000 }, () => {
        const wanted = random.poisson(mean)
        const stock = random.next() < 0.8 ? random.poisson(mean) + 1 : 1000
        return { units: Math.min(wanted, stock), days: 1, isCensored: wanted >= stock }
      })
      const recorded = sumOf(days, ({ units }) => units) / days.length
      const restored = censoredPoissonMean(days) ?? 0
      expect(Math.abs(restored / mean - 1)).toBeLessThan(0.01)
      expect(recorded / mean).toBeLessThan(0.97)
    },
  )

  it('is the plain mean when no day ran short, and nothing without a day', () => {
    expect(censoredPoissonMean([{ units: 2, days: 3, isCensored: false }])).toBe(2)
    expect(censoredPoissonMean([])).toBeNull()
  })
})

describe('probabilities of counts', () => {
  it("are scipy's", () => {
    expect(countPmf({ mean: 6, variance: 18 })[4]).toBeCloseTo(0.1097394, 6)
    expect(countPmf({ mean: 2, variance: 2 })[0]).toBeCloseTo(Math.exp(-2), 7)
  })

  it('add up to one, to the right mean, for sums too', () => {
    const both = sumPmf(countPmf({ mean: 3, variance: 9 }), countPmf({ mean: 40, variance: 40 }))
    expect(sum(both)).toBeCloseTo(1, 6)
    expect(sumOf(both, (mass, k) => k * mass)).toBeCloseTo(43, 3)
    const coarse = normalPmf({ mean: 900, variance: 3600 }, 10)
    expect(sumOf(coarse, (mass, k) => 10 * k * mass)).toBeCloseTo(900, 0)
  })
})
