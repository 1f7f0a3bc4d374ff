import jstat from 'jstat'

const { jStat } = jstat

export interface BetaBinomial {
  /** how many were tried */
  readonly n: number
  /** mean success rate, in (0, 1) */
  readonly rate: number
  /** correlation of two tries of the same day, in [0, 1): 0 is the plain binomial */
  readonly rho: number
}

/**
 * Lower mid-p of the beta-binomial distribution, P(K < k) + P(K = k) / 2, summed exactly: for successes among
 * tries whose rate itself wavers from day to day. The sum runs over the shorter tail (k terms); use it where n x rate
 * is small (below about 40) and a normal score above. Variance is n p q (1 + (n - 1) rho).
 * `betaBinomialMidP(2, { n: 10, rate: 0.3, rho: 0.1 })` is `0.3532` (scipy: betabinom(10, 2.7, 6.3)).
 */
export function betaBinomialMidP(k: number, { n, rate, rho }: BetaBinomial): number {
  if (!(rate > 0 && rate < 1)) throw new RangeError(`a rate lies in (0, 1), not at ${rate}`)
  const strength = rho > 0 ? 1 / rho - 1 : Number.POSITIVE_INFINITY
  const [a, b] = [rate * strength, (1 - rate) * strength]
  /** P(K = i + 1) / P(K = i): one term is computed, the others follow from it */
  const ratio = (i: number) => ((n - i) / (i + 1)) * (rho > 0 ? (i + a) / (n - i - 1 + b) : rate / (1 - rate))
  const isLower = k <= n * rate
  let term = Math.exp(rho > 0 ? betaBinomialLog(k, { n, a, b }) : binomialLog(k, { n, rate }))
  let tail = term / 2
  for (let i = k; isLower ? i > 0 : i < n; i += isLower ? -1 : 1) {
    term = isLower ? term / ratio(i - 1) : term * ratio(i)
    tail += term
    if (term < tail * 1e-17) break
  }
  return Math.min(1, isLower ? tail : 1 - tail)
}

function chooseLog(n: number, k: number): number {
  return jStat.gammaln(n + 1) - jStat.gammaln(k + 1) - jStat.gammaln(n - k + 1)
}

function binomialLog(k: number, { n, rate }: { readonly n: number; readonly rate: number }): number {
  return chooseLog(n, k) + k * Math.log(rate) + (n - k) * Math.log1p(-rate)
}

function betaBinomialLog(
  k: number,
  { n, a, b }: { readonly n: number; readonly a: number; readonly b: number },
): number {
  const beta = (x: number, y: number) => jStat.gammaln(x) + jStat.gammaln(y) - jStat.gammaln(x + y)
  return chooseLog(n, k) + beta(k + a, n - k + b) - beta(a, b)
}
