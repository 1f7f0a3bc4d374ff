import { describe, expect, it } from 'vitest'
import { scaleOf } from '../../../src/models/forecast/scale.ts'

describe('the scale seasons are added on', () => {
  it('of counts is log(1 + count): a day without a sale is as near to two as two is to eight', () => {
    const { isLog, toScale } = scaleOf(Float64Array.from([0, 2, 8, 2]))
    expect(isLog).toBe(true)
    expect(toScale(0)).toBe(0)
    // log 3 and log 9
    expect(toScale(2) - toScale(0)).toBeCloseTo(Math.log(3), 12)
    expect(toScale(8) - toScale(2)).toBeCloseTo(Math.log(3), 12)
  })

  it('of rates is log(1 + times the mean), so that 2 % is no flatter than €2,000', () => {
    const { toScale } = scaleOf(Float64Array.from([0.01, 0.02, 0.03]))
    expect(toScale(0.02)).toBeCloseTo(Math.log(2), 12)
    expect(toScale(0.06)).toBeCloseTo(Math.log(4), 12)
  })

  it('starts to stretch below a mean of 1, where days without any are left out of the mean', () => {
    expect(scaleOf(Float64Array.from([1, 1, 0, 0])).toScale(1)).toBeCloseTo(Math.log(2), 12)
    expect(scaleOf(Float64Array.from([0.5, 0.5, 0, 0])).toScale(0.5)).toBeCloseTo(Math.log(2), 12)
  })

  it('of what may be negative is the value itself', () => {
    const { isLog, toScale, toShown } = scaleOf(Float64Array.from([5, -1]))
    expect([isLog, toScale(-1), toShown(-1)]).toEqual([false, -1, -1])
  })

  it.each([[[0.0004, 0.0008]], [[0.3, 0, 0.6]], [[3, 12, 40]], [[120_000, 90_000]]])(
    'of %j leads back to what was read, and never below nothing',
    (values) => {
      const { toScale, toShown } = scaleOf(Float64Array.from(values))
      for (const value of values) expect(toShown(toScale(value))).toBeCloseTo(value, 9)
      expect(toShown(-3)).toBe(0)
    },
  )
})
