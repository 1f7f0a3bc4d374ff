import { describe, expect, it } from 'vitest'
import { sum } from '../../../src/lib/sum.ts'
import {
  fitHoltWinters,
  holtWintersAhead,
  runHoltWinters,
} from '../../../src/models/forecast/holt-winters.ts'
import { seasonProfile } from '../../../src/models/forecast/season-profile.ts'
import { lineSlope, smooth, thetaAhead } from '../../../src/models/forecast/theta.ts'

const HALVES = { alpha: 0.5, beta: 0.5, gamma: 0.5, phi: 0.9 }

describe('damped Holt-Winters', () => {
  // by hand: level 15, season -5 and 5; the 12 is 2 above what was expected
  it('moves level, trend and season by their shares of the error', () => {
    const values = Float64Array.from([10, 20, 10, 20, 10, 20, 10, 20, 12])
    const state = runHoltWinters(values, HALVES, 2)
    expect(state.level).toBeCloseTo(16, 12)
    expect(state.trend).toBeCloseTo(0.5, 12)
    expect([...state.season]).toEqual([-4.5, 5])
    expect(holtWintersAhead(state, HALVES, 1)).toBeCloseTo(16 + 0.9 * 0.5 + 5, 12)
    expect(holtWintersAhead(state, HALVES, 2)).toBeCloseTo(16 + (0.9 + 0.81) * 0.5 - 4.5, 12)
  })

  it('passes over a missing step: the season goes on, level and season stay', () => {
    const values = Float64Array.from([10, 20, 10, 20, 10, 20, 10, 20, Number.NaN, 20])
    const state = runHoltWinters(values, HALVES, 2)
    expect(state.level).toBeCloseTo(15, 12)
    expect(holtWintersAhead(state, HALVES, 1)).toBeCloseTo(10, 12)
  })

  it('learns to follow a level that jumps and to leave one that only shakes', () => {
    const walk = Float64Array.from({ length: 120 }, (_, i) => 10 + 5 * Math.floor(i / 20))
    const shake = Float64Array.from({ length: 120 }, (_, i) => 10 + ((i * 7919) % 13) / 13)
    expect(fitHoltWinters(walk, 1).alpha).toBeGreaterThan(0.7)
    expect(fitHoltWinters(shake, 1).alpha).toBeLessThan(0.3)
  })
})

describe('theta', () => {
  const y = Float64Array.from([10, 12, 11, 14, 13, 15, 17, 16, 18, 20])

  // R forecast 8.20: thetaf(c(10,12,11,14,13,15,17,16,18,20), h = 3), with ses()'s alpha and last level
  it('is what R thetaf says, given the same smoothing', () => {
    const smoothed = { alpha: 0.8758455866, level: 19.72224443 }
    expect(lineSlope(y)).toBeCloseTo(1.018181818, 8)
    const ahead = [1, 2, 3].map((h) => thetaAhead(smoothed, lineSlope(y), 10, h))
    for (const [i, known] of [20.3035009, 20.81259181, 21.32168271].entries())
      expect(ahead[i]).toBeCloseTo(known, 6)
  })

  it('smooths as the recursion says, past a missing step', () => {
    expect(smooth(Float64Array.from([4, Number.NaN, 8]), 0.5).level).toBeCloseTo(((6 + 4) / 2 + 8) / 2, 12)
  })
})

describe('the season', () => {
  it('is found through a wild day and sums to nothing', () => {
    const shape = [3, 1, 0, -1, -1, -1, -1]
    const values = Float64Array.from({ length: 84 }, (_, i) => 10 + (shape[i % 7] ?? 0) + (i === 40 ? 50 : 0))
    const { season } = seasonProfile(values, 7)
    for (const [i, part] of shape.entries()) expect(season[i]).toBeCloseTo(part, 0)
    expect(sum(season)).toBeCloseTo(0, 10)
  })
})
