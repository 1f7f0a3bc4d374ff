import { describe, expect, it } from 'vitest'
import { seeded } from '../../../src/lib/random.ts'
import { lastYear, yearly } from '../../../src/models/forecast/candidates.ts'
import { forecastSeries } from '../../../src/models/forecast/series.ts'
import { lastYearPaths, yearLag, yearShape } from '../../../src/models/forecast/year-season.ts'

const DAILY = { period: 7, year: 365.25, phase: 0 }
const WEEKLY = { period: 1, year: 365.25 / 7, phase: 0 }

describe('a year in whole seasons', () => {
  it('is 364 days of weeks and 52 weeks; hours have a week and no year, and a short history none', () => {
    expect(yearLag(DAILY)).toBe(364)
    expect(yearLag(WEEKLY)).toBe(52)
    expect(yearLag({ period: 24, year: 168, phase: 0 })).toBeNull()
    expect(yearLag({ ...DAILY, year: null })).toBeNull()
  })
})

describe('last year', () => {
  it('is repeated at the level of now, and nothing after the origin is looked at', () => {
    const values = Float64Array.from({ length: 140 }, (_, i) => (i % 52 === 50 ? 30 : 10) + (i >= 52 ? 5 : 0))
    const known = values.map((value, i) => (i < 98 ? value : Number.NaN))
    const path = lastYearPaths(known, 90, { lag: 52, period: 1, horizon: 6 })(98)
    for (const [h, value] of path.entries()) expect(value).toBeCloseTo(values[98 + h] ?? 0, 6)
  })

  it('where last year has a gap, is the mean of the weeks beside it', () => {
    const values = Float64Array.from({ length: 400 }, (_, i) => (i === 36 ? Number.NaN : i % 7))
    const [first] = lastYearPaths(values, 400, { lag: 364, period: 7, horizon: 1 })(400)
    expect(first).toBeCloseTo(1, 6)
  })

  it('is not asked before a year and some weeks, nor the shape of the year before a year and a half', () => {
    expect(lastYear.needs(DAILY)).toBe(392)
    expect(yearly.needs(DAILY)).toBe(546)
    expect(lastYear.needs(WEEKLY)).toBe(56)
    expect(lastYear.needs({ period: 12, year: null, phase: 0 })).toBe(Number.POSITIVE_INFINITY)
  })
})

describe('the shape of the year', () => {
  it('is found under a week, and sums to nothing', () => {
    const wave = (i: number) => 0.5 * Math.sin((2 * Math.PI * i) / 364)
    const values = Float64Array.from({ length: 3 * 364 }, (_, i) => 5 + (i % 7) * 0.1 + wave(i))
    const shape = yearShape(values, { lag: 364, period: 7 })
    for (let i = 0; i < 364; i += 13) expect(Math.abs((shape[i] ?? 0) - wave(i))).toBeLessThan(0.03)
    expect(Math.abs(shape.reduce((sum, value) => sum + value, 0))).toBeLessThan(1e-6)
  })
})

/** Mean error of the median, over several series of a kind, each from one origin before its peaks. */
function meanError(
  kind: (random: ReturnType<typeof seeded>) => number[],
  axis: typeof DAILY,
  horizon: number,
) {
  let [ours, flat] = [0, 0]
  for (let seed = 1; seed <= 4; seed++) {
    const values = Float64Array.from(kind(seeded(seed)))
    const past = values.subarray(0, values.length - horizon)
    const off = (steps: readonly { median: number }[]) =>
      steps.reduce((sum, { median }, h) => sum + Math.abs(median - (values[past.length + h] ?? 0)), 0)
    ours += off(forecastSeries({ values: past, horizon, axis }).steps)
    flat += off(forecastSeries({ values: past, horizon, axis: { ...axis, year: null } }).steps)
  }
  return { ours, flat }
}

describe('a forecast that knows the year', () => {
  it('of weeks with peaks errs by half of one that does not', () => {
    const { ours, flat } = meanError(
      (random) =>
        Array.from({ length: 156 }, (_, i) => {
          const peak = i % 52 === 47 || i % 52 === 50 || i % 52 === 51 ? 0.8 : 0
          return 1000 * Math.exp(peak + 0.05 * random.normal())
        }),
      WEEKLY,
      8,
    )
    expect(ours).toBeLessThan(0.5 * flat)
  })

  it('begins with thirteen months of weeks, though the first origins it is judged at had less', () => {
    const { ours, flat } = meanError(
      (random) =>
        Array.from(
          { length: 76 },
          (_, i) => 1000 * Math.exp(0.4 * Math.sin((i * Math.PI) / 26) + 0.03 * random.normal()),
        ),
      WEEKLY,
      6,
    )
    expect(ours).toBeLessThan(0.9 * flat)
  })

  it('of days knows a promotion every other week that nobody told of', () => {
    const values = Float64Array.from({ length: 200 }, (_, i) =>
      Math.floor(i / 7) % 2 === 0 && i % 7 < 5 ? 150 : 100,
    )
    const noisy = values.map((value, i) => value * (1 + 0.02 * Math.sin(12.9898 * i)))
    const { steps } = forecastSeries({
      values: noisy.subarray(0, 186),
      horizon: 14,
      axis: { ...DAILY, year: null },
    })
    for (const [h, { median }] of steps.entries())
      expect(Math.abs(median - (values[186 + h] ?? 0))).toBeLessThan(12)
  })
})
