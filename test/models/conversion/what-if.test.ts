import { describe, expect, it } from 'vitest'
import { withPrice } from '../../../src/models/conversion/what-if.ts'

const rate = { expected: 0.03, median: 0.03, low: 0.027, high: 0.033 }

describe('other prices', () => {
  it('multiply the odds by (1 + change) to the slope', () => {
    const { expected } = withPrice(rate, { slope: -2, se: 0 }, -0.05)
    const odds = (0.03 / 0.97) * 0.95 ** -2
    expect(expected).toBeCloseTo(odds / (1 + odds), 12)
  })

  it('are as sure as the rate at best, and less the less is known of the slope', () => {
    const sure = withPrice(rate, { slope: 0, se: 0 }, -0.05)
    const unsure = withPrice(rate, { slope: 0, se: 1 }, -0.05)
    expect(sure.low).toBeCloseTo(rate.low, 12)
    expect(sure.high).toBeCloseTo(rate.high, 12)
    expect(unsure.low).toBeLessThan(sure.low)
    expect(unsure.high).toBeGreaterThan(sure.high)
  })
})
