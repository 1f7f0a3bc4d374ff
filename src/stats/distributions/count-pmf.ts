import type { CountMoments } from './counts.ts'
import { normalCdf } from './normal.ts'

/** Probabilities of 0, 1, 2, ... steps; what lies beyond the last is below 1e-11. */
export type Pmf = Float64Array

/**
 * Probabilities of a count by its mean and variance: negative binomial when it scatters more than Poisson, Poisson
 * when not, by recursion from P(0). For means to about 600. `countPmf({ mean: 6, variance: 18 })[4]` is scipy's
 * `nbinom.pmf(4, 3, 1/3)`, `0.1097`.
 */
export function countPmf({ mean, variance }: CountMoments): Pmf {
  if (!(mean > 0)) return Float64Array.of(1)
  const cells = Math.ceil(mean + 6 * Math.sqrt(Math.max(mean, variance))) + 12
  const isPoisson = variance <= mean * (1 + 1e-9)
  const q = isPoisson ? 0 : 1 - mean / variance
  const size = isPoisson ? Number.POSITIVE_INFINITY : (mean * mean) / (variance - mean)
  const masses: number[] = [isPoisson ? Math.exp(-mean) : (1 - q) ** size]
  let total = masses[0] ?? 0
  for (let k = 1; k < cells * 4 && (k < mean || total < 1 - 1e-11); k++) {
    const step = isPoisson ? mean / k : (q * (size + k - 1)) / k
    const mass = (masses[k - 1] ?? 0) * step
    masses.push(mass)
    total += mass
  }
  return Float64Array.from(masses, (mass) => mass / total)
}

/** Probabilities of the cells of a grid for counts too large to be told one by one: normal, cells centred on multiples of `step`. */
export function normalPmf({ mean, variance }: CountMoments, step: number): Pmf {
  const sd = Math.sqrt(Math.max(variance, 1e-12))
  const cells = Math.ceil((mean + 6 * sd) / step) + 2
  let below = 0
  const masses = Float64Array.from({ length: cells }, (_, k) => {
    const upTo = normalCdf(((k + 0.5) * step - mean) / sd)
    const mass = Math.max(0, upTo - below)
    below = upTo
    return mass
  })
  return masses
}

/** Of the sum of two independent counts. */
export function sumPmf(a: Pmf, b: Pmf): Pmf {
  const sum = new Float64Array(a.length + b.length - 1)
  for (const [i, left] of a.entries()) {
    if (left < 1e-14) continue
    for (let j = 0; j < b.length; j++) sum[i + j] = (sum[i + j] ?? 0) + left * (b[j] ?? 0)
  }
  return sum
}
