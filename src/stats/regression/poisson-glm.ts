import { sum, sumOf } from '../../lib/sum.ts'
import { cholesky, inverseDiagonal, solveFactored } from '../algebra/cholesky.ts'

export interface PoissonFit {
  readonly coefficients: readonly number[]
  /** quasi-Poisson: widened by the dispersion where the data scatter more than Poisson */
  readonly standardErrors: readonly number[]
  /** Pearson chi-square over residual degrees of freedom; at least 1 */
  readonly dispersion: number
}

/**
 * Quasi-Poisson regression with a log link, by iteratively reweighted least squares: log mean = offset + x b.
 * Rows of `x` are observations and must carry their own intercept column; `y` are counts; `offset` is the log of
 * the exposure. Null when it cannot be told: fewer rows than columns + 1, no counts at all, collinear columns or no
 * convergence in 50 steps. On R's Dobson example (`?glm`: counts 18 17 15 20 10 20 25 13 12 by outcome and
 * treatment) the coefficients are 3.0445, -0.4543, -0.2930, 0, 0.
 */
export function poissonGlm(
  x: readonly (readonly number[])[],
  y: readonly number[],
  offset?: readonly number[],
): PoissonFit | null {
  const size = x[0]?.length ?? 0
  const total = sum(y)
  if (size === 0 || y.length <= size || total <= 0) return null
  const exposure = offset ? sumOf(offset, (log) => Math.exp(log)) : y.length
  let b = new Float64Array(size)
  b[0] = Math.log(total / exposure)
  for (let step = 0; step < 50; step++) {
    const { information, score } = newtonParts(x, y, b, offset)
    const factor = cholesky({ size, values: information })
    if (!factor) return null
    const change = solveFactored(factor, score)
    // a step beyond a factor e^2 in the mean is a leap: shorten it
    const longest = Math.max(...change.map(Math.abs))
    const scale = Math.min(1, 2 / longest)
    b = b.map((value, i) => value + scale * (change[i] ?? 0))
    if (longest < 1e-9) return summed(x, y, b, offset, inverseDiagonal(factor))
  }
  return null
}

function mean(row: readonly number[], b: Float64Array, log: number): number {
  let eta = log
  for (let i = 0; i < row.length; i++) eta += (row[i] ?? 0) * (b[i] ?? 0)
  return Math.exp(Math.min(eta, 50))
}

function newtonParts(
  x: readonly (readonly number[])[],
  y: readonly number[],
  b: Float64Array,
  offset: readonly number[] | undefined,
) {
  const size = b.length
  const information = new Float64Array(size * size)
  const score = new Float64Array(size)
  x.forEach((row, n) => {
    const mu = mean(row, b, offset?.[n] ?? 0)
    for (let i = 0; i < size; i++) {
      const xi = row[i] ?? 0
      score[i] = (score[i] ?? 0) + xi * ((y[n] ?? 0) - mu)
      for (let j = 0; j <= i; j++) {
        const value = (information[i * size + j] ?? 0) + mu * xi * (row[j] ?? 0)
        information[i * size + j] = value
        information[j * size + i] = value
      }
    }
  })
  return { information, score }
}

function summed(
  x: readonly (readonly number[])[],
  y: readonly number[],
  b: Float64Array,
  offset: readonly number[] | undefined,
  variances: Float64Array,
): PoissonFit {
  let pearson = 0
  x.forEach((row, n) => {
    const mu = mean(row, b, offset?.[n] ?? 0)
    pearson += ((y[n] ?? 0) - mu) ** 2 / mu
  })
  const dispersion = Math.max(1, pearson / (y.length - b.length))
  return {
    coefficients: [...b],
    standardErrors: [...variances].map((variance) => Math.sqrt(variance * dispersion)),
    dispersion,
  }
}
