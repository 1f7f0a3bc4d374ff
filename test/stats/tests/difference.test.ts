import { describe, expect, it } from 'vitest'
import { sum, sumOf } from '../../../src/lib/sum.ts'
import {
  differenceOfMeans,
  differenceOfProportions,
  type Sample,
} from '../../../src/stats/tests/difference.ts'

describe('the difference of two proportions', () => {
  it.each([
    // statsmodels 0.14: confint_proportions_2indep(..., method='newcomb')
    [{ hits: 56, of: 70 }, { hits: 48, of: 80 }, 0.05243147240236498, 0.33387265403690614],
    [{ hits: 9, of: 10 }, { hits: 3, of: 10 }, 0.1705227239345029, 0.809017973535488],
    [{ hits: 0, of: 20 }, { hits: 3, of: 25 }, -0.2995579392092733, 0.05915689189369627],
  ])('of %o and %o has the interval of Newcombe', (treated, control, low, high) => {
    const found = differenceOfProportions(treated, control)
    expect(found.estimate).toBeCloseTo(treated.hits / treated.of - control.hits / control.of, 12)
    expect(found.low).toBeCloseTo(low, 9)
    expect(found.high).toBeCloseTo(high, 9)
  })
})

describe('the difference of two means', () => {
  const sample = (values: readonly number[]): Sample => ({
    count: values.length,
    sum: sum(values),
    squares: sumOf(values, (value) => value * value),
  })

  it("has the interval of R's t.test", () => {
    const found = differenceOfMeans(sample([1, 2, 3, 4]), sample([1, 2, 3]))
    expect(found.estimate).toBe(0.5)
    expect(found.low).toBeCloseTo(-1.731711481, 6)
    expect(found.high).toBeCloseTo(2.731711481, 6)
  })

  it('is not known of one value a side', () => {
    expect(differenceOfMeans(sample([1]), sample([2])).low).toBeNaN()
  })
})
