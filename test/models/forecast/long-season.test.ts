import { describe, expect, it } from 'vitest'
import { hasWholeLongSeason, longSeasonPaths } from '../../../src/models/forecast/long-season.ts'

describe('a season within a longer one', () => {
  it('is a day of hours in a week, not a week of days in a year nor a step alone', () => {
    expect(hasWholeLongSeason({ period: 24, year: 168, phase: 0 })).toBe(true)
    expect(hasWholeLongSeason({ period: 7, year: 365.25, phase: 0 })).toBe(false)
    expect(hasWholeLongSeason({ period: 1, year: 52, phase: 0 })).toBe(false)
    expect(hasWholeLongSeason({ period: 24, year: null, phase: 0 })).toBe(false)
  })

  it('repeats itself, and what is away from it comes back at the pace it did before', () => {
    const season = 20
    const shape = Float64Array.from({ length: season }, (_, i) => 10 * Math.sin(i))
    const values = Float64Array.from({ length: 8 * season }, (_, i) => shape[i % season] ?? 0)
    const path = longSeasonPaths(values, values.length, season, 30)(values.length)
    for (const [h, value] of path.entries()) expect(value).toBeCloseTo(shape[h % season] ?? 0, 12)
    // a jump of 1 in the last long season but one that halved each step
    for (let i = 0; i < 10; i++) values[6 * season + i] = (values[6 * season + i] ?? 0) + 0.5 ** i
    const fading = longSeasonPaths(values, 7 * season, season, 3)(6 * season + 2)
    const left = 0.5
    const extra = [...fading].map((value, h) => value - (shape[(2 + h) % season] ?? 0))
    expect(extra[0]).toBeCloseTo(left * 0.5, 2)
    expect(extra[1]).toBeCloseTo(left * 0.25, 2)
  })

  it('looks at nothing after the origin', () => {
    const values = Float64Array.from({ length: 100 }, (_, i) => (i * 7) % 13)
    const at = (some: Float64Array) => longSeasonPaths(some, 80, 20, 5)(80)
    expect(at(values.map((value, i) => (i >= 80 ? 1e6 : value)))).toEqual(at(values))
  })
})
