import jstat from 'jstat'

const { jStat } = jstat

/** Smallest count k with P(K <= k) >= p, by doubling and halving over any distribution function of counts. */
function smallestCount(p: number, start: number, cdf: (k: number) => number): number {
  if (!(p >= 0 && p < 1)) throw new RangeError(`a count's quantile needs p in [0, 1), not ${p}`)
  let high = Math.max(1, Math.ceil(start))
  while (cdf(high) < p) high *= 2
  let low = -1
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (cdf(middle) >= p) high = middle
    else low = middle
  }
  return high
}

/** Poisson distribution function P(K <= k), through the regularised incomplete gamma. `poissonCdf(2, 1)` is `0.9197`. */
export function poissonCdf(k: number, mean: number): number {
  if (!(mean >= 0)) throw new RangeError(`a Poisson mean is not negative: ${mean}`)
  if (k < 0) return 0
  return mean === 0 ? 1 : 1 - jStat.lowRegGamma(Math.floor(k) + 1, mean)
}

/** Smallest k with P(K <= k) >= p for a Poisson count. `poissonQuantile(0.7955, 50)` is `56` (stockpyl's newsvendor). */
export function poissonQuantile(p: number, mean: number): number {
  return mean === 0 ? 0 : smallestCount(p, mean, (k) => poissonCdf(k, mean))
}

/**
 * Negative binomial distribution function in the form shops need: by mean and variance (size = mean^2 /
 * (variance - mean)), for counts that scatter more than Poisson. A variance at or below the mean is Poisson.
 * `negativeBinomialCdf(4, { mean: 6, variance: 18 })` is scipy's `nbinom.cdf(4, 3, 1/3)`, `0.4294`.
 */
export function negativeBinomialCdf(k: number, { mean, variance }: CountMoments): number {
  if (variance <= mean * (1 + 1e-9)) return poissonCdf(k, mean)
  if (k < 0) return 0
  return jStat.ibeta(mean / variance, (mean * mean) / (variance - mean), Math.floor(k) + 1)
}

export interface CountMoments {
  readonly mean: number
  readonly variance: number
}

/**
 * Smallest k with P(K <= k) >= p. `negativeBinomialQuantile(0.95, { mean: 6, variance: 18 })` is `14`.
 *
 * @internal exported for the tests: its known values
 */
export function negativeBinomialQuantile(p: number, moments: CountMoments): number {
  if (moments.mean === 0) return 0
  return smallestCount(p, moments.mean, (k) => negativeBinomialCdf(k, moments))
}

/** Mid-p of a count: P(K < k) + P(K = k) / 2, the fair lower tail of a discrete test. */
export function negativeBinomialMidP(k: number, moments: CountMoments): number {
  return (negativeBinomialCdf(k, moments) + negativeBinomialCdf(k - 1, moments)) / 2
}
