import { describe, expect, it } from 'vitest'
import { limitAt } from '../../../src/models/anomaly/alarm-limit.ts'

describe('the alarm limit', () => {
  it('is the one asked where a day scatters by a tenth, higher for finer days, lower for coarser ones', () => {
    expect(limitAt(3.5, 0.1)).toBeCloseTo(3.5, 12)
    expect(limitAt(3.5, 0.01)).toBeCloseTo(4.096, 3)
    expect(limitAt(3.5, 0.5)).toBeCloseTo(3.173, 3)
  })

  it('gives the same odds at every scatter: exp(z^2 / 2) / sqrt(1 + (.35 / sd)^2)', () => {
    const factor = (sd: number) => {
      const s = (0.35 / sd) ** 2
      return Math.log(Math.exp(limitAt(3.5, sd) ** 2 / 2) / Math.sqrt(1 + s))
    }
    for (const sd of [0.003, 0.02, 0.3, 1]) expect(factor(sd)).toBeCloseTo(factor(0.1), 9)
  })

  it('is the one asked where nothing is known of the scatter', () => {
    expect(limitAt(3.5, 0)).toBe(3.5)
    expect(limitAt(3.5, Number.NaN)).toBe(3.5)
  })
})
