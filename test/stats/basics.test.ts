import { describe, expect, it } from 'vitest'
import { cholesky, inverseDiagonal, solve } from '../../src/stats/algebra/cholesky.ts'
import { mean, median, quantile, robustSd } from '../../src/stats/describe.ts'
import { benjaminiHochberg } from '../../src/stats/tests/benjamini-hochberg.ts'

describe('describing values', () => {
  it('of none there is no mean, median, quantile or spread', () => {
    expect([mean([]), median([]), quantile([], 0.5), robustSd([])]).toEqual([null, null, null, null])
  })

  it('agrees with R: mean, median, quantile type 7, mad', () => {
    const values = [7, 1, 4, 9, 2, 30]
    expect(mean(values)).toBeCloseTo(8.833333333333334, 12)
    expect(median(values)).toBe(5.5)
    expect(quantile(values, 0.25)).toBe(2.5)
    expect(quantile(values, 0.9)).toBe(19.5)
    expect(robustSd(values)).toBeCloseTo(5.1891, 4)
  })

  it('leaves the values in their order', () => {
    const values = [3, 1, 2]
    median(values)
    expect(values).toEqual([3, 1, 2])
  })

  it('refuses a quantile beyond 1', () => {
    expect(() => quantile([1], 1.2)).toThrow(RangeError)
  })
})

describe('Benjamini-Hochberg', () => {
  it('gives the q-values of statsmodels multipletests(method = fdr_bh), in the order asked', () => {
    const q = benjaminiHochberg([0.01, 0.04, 0.03, 0.005, 0.2])
    for (const [i, known] of [0.025, 0.05, 0.05, 0.025, 0.2].entries()) expect(q[i]).toBeCloseTo(known, 12)
  })

  it('of no tests is empty', () => {
    expect(benjaminiHochberg([])).toEqual([])
  })
})

describe('symmetric systems', () => {
  const a = { size: 3, values: Float64Array.from([4, 2, 0.6, 2, 5, 1, 0.6, 1, 3]) }

  it('are solved as numpy.linalg.solve does', () => {
    const x = solve(a, [1, 2, 3])
    for (const [i, known] of [0.0044843, 0.21255605, 0.92825112].entries())
      expect(x?.[i]).toBeCloseTo(known, 8)
  })

  it('give the diagonal of the inverse as numpy does', () => {
    const factor = cholesky(a)
    const diagonal = factor ? inverseDiagonal(factor) : []
    for (const [i, known] of [0.31390135, 0.26098655, 0.35874439].entries())
      expect(diagonal[i]).toBeCloseTo(known, 8)
  })

  it('with a column twice have no answer', () => {
    expect(solve({ size: 2, values: Float64Array.from([1, 1, 1, 1]) }, [1, 1])).toBeNull()
  })
})
