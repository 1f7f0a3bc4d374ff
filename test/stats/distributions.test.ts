import { describe, expect, it } from 'vitest'
import { betaBinomialMidP } from '../../src/stats/distributions/beta-binomial.ts'
import {
  negativeBinomialCdf,
  negativeBinomialMidP,
  negativeBinomialQuantile,
  poissonCdf,
  poissonQuantile,
} from '../../src/stats/distributions/counts.ts'
import { normalCdf, normalQuantile, twoSidedP } from '../../src/stats/distributions/normal.ts'

/** relative difference; known values are scipy 1.17's unless named otherwise */
const off = (found: number, known: number) => Math.abs(found / known - 1)

describe('normal distribution', () => {
  it.each([
    [-1.959963984540054, 0.025],
    [-3, 1.349898031630095e-3],
    [-5.9, 1.8175078630994303e-9],
    [-6, 9.865876450376981e-10],
    [-8, 6.22096057427178e-16],
    [-12, 1.776482112077679e-33],
    [1, 0.8413447460685429],
  ])('has P(Z <= %d) = %d, also in the far tail', (z, known) => {
    expect(off(normalCdf(z), known)).toBeLessThan(1e-9)
  })

  it.each([
    [0.9, 1.2815515655446004],
    [0.9999, 3.719016485455709],
    [1e-8, -5.612001244174789],
  ])('has its quantile %d at %d', (p, known) => {
    expect(off(normalQuantile(p), known)).toBeLessThan(1e-9)
  })

  it('gives a two-sided p that does not stop at 0.002, as a table of two decimals does', () => {
    expect(off(twoSidedP(10), 1.523970604832105e-23)).toBeLessThan(1e-9)
    expect(twoSidedP(0)).toBe(1)
  })

  it('refuses a probability that has no quantile', () => {
    expect(() => normalQuantile(1)).toThrow(RangeError)
  })
})

describe('counts', () => {
  it('follow Poisson, in the middle and in the tail', () => {
    expect(off(poissonCdf(2, 1), 0.9196986029286058)).toBeLessThan(1e-9)
    expect(off(poissonCdf(300, 250), 0.9990477804136073)).toBeLessThan(1e-9)
    expect(poissonCdf(-1, 3)).toBe(0)
  })

  it.each([
    [0.7955, 56],
    [0.5, 50],
    [0.99, 67],
  ])('have the Poisson(50) quantile %d at %d', (p, known) => {
    expect(poissonQuantile(p, 50)).toBe(known)
  })

  it.each([
    [0.95, 14],
    [0.5, 5],
    [0.999, 26],
  ])('have the negative binomial quantile %d at %d for mean 6 and variance 18', (p, known) => {
    expect(negativeBinomialQuantile(p, { mean: 6, variance: 18 })).toBe(known)
  })

  it('scatter as a negative binomial of that mean and variance', () => {
    expect(off(negativeBinomialCdf(4, { mean: 6, variance: 18 }), 0.42935528120713307)).toBeLessThan(1e-9)
    expect(negativeBinomialQuantile(0.99, { mean: 80, variance: 400 })).toBe(133)
  })

  it('become Poisson when they scatter no more than it', () => {
    expect(negativeBinomialCdf(2, { mean: 1, variance: 0.5 })).toBe(poissonCdf(2, 1))
    expect(negativeBinomialMidP(0, { mean: 1, variance: 1 })).toBeCloseTo(Math.exp(-1) / 2, 12)
  })

  it('of nothing are zero', () => {
    expect(poissonQuantile(0.99, 0)).toBe(0)
    expect(negativeBinomialQuantile(0.99, { mean: 0, variance: 0 })).toBe(0)
  })
})

describe('beta-binomial mid-p', () => {
  it.each([
    [2, { n: 10, rate: 0.3, rho: 0.1 }, 0.3531662091699979],
    [7, { n: 10, rate: 0.3, rho: 0.1 }, 0.9616227437009445],
    [10, { n: 1000, rate: 0.03, rho: 0.003 }, 0.01074159111956298],
    [60, { n: 1000, rate: 0.03, rho: 0.003 }, 0.990399178288207],
    [10, { n: 500, rate: 0.04, rho: 0 }, 0.007025589876725384],
  ])('of %d in %o is %d', (k, day, known) => {
    expect(off(betaBinomialMidP(k, day), known)).toBeLessThan(1e-9)
  })

  it('refuses a rate of nothing or everything', () => {
    expect(() => betaBinomialMidP(0, { n: 5, rate: 0, rho: 0 })).toThrow(RangeError)
  })
})
