import { describe, expect, it } from 'vitest'
import { type Random, seeded } from '../../../src/lib/random.ts'
import { autoregression, autoregressionNeeds } from '../../../src/models/forecast/autoregression.ts'
import { mean } from '../../../src/stats/describe.ts'

const PERIODS = [1, 4, 7, 12, 24]
const axisOf = (period: number, year: number | null = null) => ({ period, year, phase: 0 })

/** A season, and a distance from it that keeps `keeps` of itself from one step to the next. */
function returning(random: Random, { period, length, keeps }: Record<'period' | 'length' | 'keeps', number>) {
  const season = Array.from({ length: period }, () => (period > 1 ? 2 * random.normal() : 0))
  let rest = 0
  return Float64Array.from({ length }, (_, at) => {
    rest = keeps * rest + random.normal()
    return 50 + (season[at % period] ?? 0) + rest
  })
}

const off = (actual: Float64Array, said: (h: number) => number) =>
  mean(Array.from(actual, (value, h) => Math.abs(value - said(h)))) ?? 0

describe('an autoregression', () => {
  it.each(PERIODS)('of %i steps a season: what repeats exactly is repeated', (period) => {
    const values = Float64Array.from({ length: 8 * period + 20 }, (_, at) => 10 + ((at % period) % 5))
    const path = autoregression(values, values.length, axisOf(period), 6)(values.length)
    for (const [h, value] of path.entries())
      expect(value).toBeCloseTo(10 + (((values.length + h) % period) % 5), 6)
  })

  it('knows that a distance from the season is left again: better than repeating, over all seasons', () => {
    const ratios = PERIODS.flatMap((period) =>
      [1, 2, 3, 4, 5, 6, 7, 8].map((seed) => {
        const values = returning(seeded(100 * period + seed), { period, length: 260, keeps: 0.5 })
        const origin = 250
        const path = autoregression(values.subarray(0, origin), origin, axisOf(period), 10)(origin)
        const actual = values.subarray(origin)
        const repeated = (h: number) => values[origin - period + (h % period)] ?? 0
        return off(actual, (h) => path[h] ?? 0) / off(actual, repeated)
      }),
    )
    expect(mean(ratios)).toBeLessThan(0.9)
  })

  it('never runs off: within one span of what was seen, whatever the series, its length and its gaps', () => {
    for (let seed = 1; seed <= 25; seed++) {
      const random = seeded(seed)
      const period = PERIODS[seed % PERIODS.length] ?? 1
      const axis = axisOf(period, period === 24 ? 168 : null)
      const length = autoregressionNeeds(axis) + random.below(300)
      const pull = 0.9 + 0.15 * random.next()
      let at = 0
      const values = Float64Array.from({ length }, () => {
        at = pull * at + random.normal() * (random.next() < 0.02 ? 20 : 1)
        return random.next() < 0.1 ? Number.NaN : at
      })
      const seen = values.filter((value) => !Number.isNaN(value))
      const [least, most] = [Math.min(...seen), Math.max(...seen)]
      for (const value of autoregression(values, length >> 1, axis, 30)(length)) {
        expect(value).toBeGreaterThanOrEqual(least - (most - least))
        expect(value).toBeLessThanOrEqual(most + (most - least))
      }
    }
  })

  it('from an earlier origin nothing that came later is looked at', () => {
    const values = returning(seeded(5), { period: 7, length: 200, keeps: 0.7 })
    const changed = values.map((value, at) => (at >= 150 ? value + 100 : value))
    const at = (of: Float64Array) => [...autoregression(of, 150, axisOf(7), 14)(150)]
    expect(at(changed)).toEqual(at(values))
  })
})
