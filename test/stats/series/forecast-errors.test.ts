import { describe, expect, it } from 'vitest'
import { mase, seasonalError, smape } from '../../../src/stats/series/forecast-errors.ts'

describe('errors of a forecast without a unit', () => {
  it('MASE is what R forecast 8.20 accuracy(naive(c(1,3,2,5,4)), c(6,3)) says', () => {
    expect(mase([1, 3, 2, 5, 4], [6, 3], [4, 4], 1)).toBeCloseTo(0.8571428571, 10)
  })

  it('MASE leaves missing values out on both sides', () => {
    expect(mase([1, Number.NaN, 2, 5, 4], [Number.NaN, 3], [4, 4], 1)).toBeCloseTo(1 / 2, 12)
  })

  it('MASE is not known for what repeats itself exactly, and without an actual', () => {
    expect(mase([1, 2, 1, 2], [3], [1], 2)).toBeNull()
    expect(mase([1, 2, 3], [Number.NaN], [1], 1)).toBeNull()
  })

  it('sMAPE runs from 0 to 200, and 0 for 0 is right', () => {
    expect(smape([100], [50])).toBeCloseTo(66.6667, 4)
    expect(smape([0, 10], [0, 0])).toBe(100)
    expect(smape([], [])).toBeNull()
  })

  it('the seasonal error compares values one season apart', () => {
    expect(seasonalError([1, 2, 4, 6], 2)).toBe(3.5)
    expect(seasonalError([1, 2], 2)).toBeNull()
  })
})
