import jstat from 'jstat'
import { groupBy } from '../../lib/group.ts'
import { sumOf } from '../../lib/sum.ts'

const { jStat } = jstat

/** Successes among tries; neither need be whole. */
export interface Tries {
  readonly k: number
  readonly n: number
}

/** How true rates are spread in a group: a beta distribution with this mean, worth so many tries. */
export interface BetaPrior {
  readonly mean: number
  readonly strength: number
}

/**
 * worth 1 to 291 tries, each step half as much again: not more, or a group whose members are much the same would explain
 * away the one that is not (Efron and Morris 1972, limited translation)
 */
const STRENGTHS = Array.from({ length: 15 }, (_, i) => 1.5 ** i)
/** no rate is quite 0 or 1, or nothing could ever be said against it */
const EDGE = 1e-5

/**
 * Empirical Bayes for rates: the beta prior under which what was counted in a group is most likely (marginal
 * beta-binomial likelihood over a grid of strengths, the mean weighted at each by what its members tell of it). Null
 * where nothing was tried, or nobody of the group ever succeeded: there is nothing to be held beside. Source: Casella 1985, The American Statistician 39(2); Robinson 2017, Introduction to
 * Empirical Bayes, chapters 3 and 5. Of 100 groups of 50 tries with rates drawn from Beta(2, 38) the mean is near 0.05
 * and the strength near 40.
 */
export function fitBetaPrior(counts: readonly Tries[]): BetaPrior | null {
  const alike = [...groupBy(counts, ({ k, n }) => `${k}/${n}`).values()].flatMap((same) => {
    const [first] = same
    return first && first.n > 0 ? [{ ...first, times: same.length }] : []
  })
  if (alike.every(({ k }) => k === 0)) return null
  let best: (BetaPrior & { readonly likelihood: number }) | null = null
  for (const strength of STRENGTHS) {
    const rho = 1 / (strength + 1)
    const weights = alike.map(({ n, times }) => (times * n) / (1 + (n - 1) * rho))
    const total = sumOf(weights, (weight) => weight)
    const raw = sumOf(alike, ({ k, n }, i) => ((weights[i] ?? 0) * k) / n) / total
    const mean = Math.min(1 - EDGE, Math.max(EDGE, raw))
    const [a, b] = [mean * strength, (1 - mean) * strength]
    const prior = logBeta(a, b)
    const likelihood = sumOf(alike, ({ k, n, times }) => times * (logBeta(k + a, n - k + b) - prior))
    if (!best || likelihood > best.likelihood) best = { mean, strength, likelihood }
  }
  return best && { mean: best.mean, strength: best.strength }
}

/** A rate drawn towards its group by as much as it was tried too little. With `{ mean: .05, strength: 40 }`, 0 of 10 is 4 %. */
export function drawn({ k, n }: Tries, { mean, strength }: BetaPrior): number {
  return (mean * strength + k) / (strength + n)
}

/** Where the true rate lies with 90 % probability, 5 % on either side. Of that prior and 0 of 10: 0.73 to 9.3 %. */
export function credible({ k, n }: Tries, { mean, strength }: BetaPrior): { low: number; high: number } {
  const [a, b] = [mean * strength + k, (1 - mean) * strength + n - k]
  return { low: jStat.beta.inv(0.05, a, b), high: jStat.beta.inv(0.95, a, b) }
}

/** P(its rate is above a limit), by what was counted and its group. */
export function chanceAbove(limit: number, { k, n }: Tries, { mean, strength }: BetaPrior): number {
  if (limit <= 0) return 1
  if (limit >= 1) return 0
  return 1 - jStat.beta.cdf(limit, mean * strength + k, (1 - mean) * strength + n - k)
}

/** on the scale of log odds: 6 in a million to 99.9 % */
const ODDS = Array.from({ length: 160 }, (_, i) => -12 + i * 0.12)
const LOG_RATE = ODDS.map((odds) => -Math.log1p(Math.exp(-odds)))
const LOG_REST = ODDS.map((odds) => -Math.log1p(Math.exp(odds)))

interface Compared {
  readonly below: readonly number[]
  /** by what was counted: many of a group have counted the same */
  readonly known: Map<string, number>
}
const compared = new WeakMap<BetaPrior, Compared>()

/**
 * P(a peer's true rate is below its own), both as uncertain as they are, on a grid of log odds: one half where nothing was
 * tried, whatever the shape of the prior.
 */
export function shareBelow({ k, n }: Tries, prior: BetaPrior): number {
  if (n <= 0) return 0.5
  const own = compared.get(prior) ?? { below: cumulated(densities({ k: 0, n: 0 }, prior)), known: new Map() }
  compared.set(prior, own)
  const key = `${k}/${n}`
  const share =
    own.known.get(key) ?? sumOf(densities({ k, n }, prior), (density, i) => density * (own.below[i] ?? 0))
  own.known.set(key, share)
  return share
}

/** They add up to 1. */
function densities({ k, n }: Tries, { mean, strength }: BetaPrior): number[] {
  const [a, b] = [mean * strength + k, (1 - mean) * strength + n - k]
  const logs = ODDS.map((_, i) => a * (LOG_RATE[i] ?? 0) + b * (LOG_REST[i] ?? 0))
  const most = logs.reduce((top, one) => Math.max(top, one), Number.NEGATIVE_INFINITY)
  const raw = logs.map((one) => Math.exp(one - most))
  const total = sumOf(raw, (one) => one)
  return raw.map((one) => one / total)
}

/** What lies before each, and half of itself. */
function cumulated(parts: readonly number[]): number[] {
  let before = 0
  return parts.map((part) => {
    before += part
    return before - part / 2
  })
}

function logBeta(a: number, b: number): number {
  return jStat.gammaln(a) + jStat.gammaln(b) - jStat.gammaln(a + b)
}
