import { expect, it } from 'vitest'
import { skewedScore } from '../../../src/models/anomaly/limits.ts'

/** mean, over-dispersion, count, and the normal score of its mid-p: scipy 1.17's nbinom (poisson at 0) and norm.ppf. */
it.each([
  [100, 0.01, 55, -3.6],
  [100, 0.01, 160, 3.77],
  [400, 0, 331, -3.547],
  [400, 0, 473, 3.554],
  [60, 0.05, 150, 4.382],
  [1000, 0.02, 600, -3.184],
])(
  '%d expected, over-dispersion %d: %d events lie as far out as summed exactly',
  (mean, phi, count, exact) => {
    const variance = mean + phi * mean ** 2
    const score = skewedScore(count / mean, Math.sqrt(variance) / mean, mean / variance)
    expect(Math.abs(score - exact)).toBeLessThan(0.03)
  },
)
