import { betaBinomialMidP } from '../stats/beta-binomial.ts'
import { negativeBinomialMidP } from '../stats/counts.ts'
import { robustSd } from '../stats/describe.ts'
import { normalQuantile } from '../stats/normal.ts'
import type { Baseline, KpiDay, KpiUnit } from './baseline.ts'

/** How far a day lies from what was expected, and the range that would have passed. */
export interface Distance {
  readonly method: 'beta-binomial' | 'negative-binomial' | 'log-residual'
  readonly z: number
  /** bounds of the value (of / over) at the alarm limit */
  readonly low: number
  readonly high: number
}

interface Question {
  readonly base: Baseline
  readonly today: KpiDay
  readonly expected: number
  /** alarm limit in standard deviations */
  readonly limit: number
}

const EXACT_BELOW = 40

/** The distribution that fits the unit: rates beta-binomial, counts negative binomial, money on the log scale. */
export function distance(unit: KpiUnit, question: Question): Distance {
  if (unit === 'rate') return ofRate(question)
  return unit === 'count' ? ofCount(question) : ofMoney(question)
}

/**
 * Shares: binomial noise, over-dispersion rho from winsorised Pearson residuals of the clean days, and the baseline's
 * own uncertainty. Exact beta-binomial mid-p where fewer than 40 events are expected, a normal score above.
 */
function ofRate({ base, today, expected, limit }: Question): Distance {
  const rate = clamp(expected, 1e-9, 1 - 1e-9)
  const rho = rateDispersion(base)
  const own =
    (rate * (1 - rate)) / Math.max(1, base.effectiveOver) + (rho * rate * (1 - rate)) / base.effectiveDays
  const variance = (rate * (1 - rate) * (1 + (today.over - 1) * rho)) / today.over + own
  const sd = Math.sqrt(variance)
  // money refunded by money sold may be above 1: that is no share of tries
  const isExact =
    today.over * rate < EXACT_BELOW &&
    today.of <= today.over &&
    Number.isInteger(today.of) &&
    Number.isInteger(today.over)
  const all = today.over * rate * (1 - rate)
  const widened = clamp(((variance * today.over ** 2) / all - 1) / Math.max(1, today.over - 1), 0, 0.99)
  const z = isExact
    ? scoreOf(betaBinomialMidP(today.of, { n: today.over, rate, rho: widened }))
    : (today.of / today.over - rate) / sd
  return {
    method: 'beta-binomial',
    z,
    low: Math.max(0, rate - limit * sd),
    high: Math.min(1, rate + limit * sd),
  }
}

/** Moments of Pearson residuals, winsorised at four robust deviations so that one incident does not widen the limits. */
function rateDispersion({ clean }: Baseline): number {
  if (clean.length < 8) return 0
  const pearson = clean.map(({ of, over, expected }) => {
    const rate = clamp(expected, 1e-9, 1 - 1e-9)
    return (of - over * rate) / Math.sqrt(over * rate * (1 - rate))
  })
  const most = 4 * Math.max(1, robustSd(pearson, 0) ?? 1)
  const excess = pearson.reduce((sum, residual) => sum + clamp(residual, -most, most) ** 2 - 1, 0)
  const room = clean.reduce((sum, { over }) => sum + Math.max(0, over - 1), 0)
  return clamp(room > 0 ? excess / room : 0, 0, 0.5)
}

/** Counts: variance mean + phi mean^2, phi by moments over the clean days; mid-p where fewer than 40 are expected. */
function ofCount({ base, today, expected, limit }: Question): Distance {
  const mean = Math.max(expected * today.over, 1e-9)
  const phi = countDispersion(base)
  const own = mean / base.effectiveDays + (phi * mean * mean) / base.effectiveDays
  const variance = mean + phi * mean * mean + own
  const spread = Math.sqrt(Math.log1p(variance / mean ** 2))
  if (mean >= EXACT_BELOW) {
    const middle = Math.log(mean)
    const z = (Math.log(Math.max(today.of, 0.5)) - middle) / spread
    const bound = (side: number) => Math.exp(middle + side * limit * spread) / today.over
    return { method: 'negative-binomial', z, low: bound(-1), high: bound(1) }
  }
  const z = scoreOf(negativeBinomialMidP(today.of, { mean, variance }))
  const sd = Math.sqrt(variance)
  return {
    method: 'negative-binomial',
    z,
    low: Math.max(0, mean - limit * sd) / today.over,
    high: (mean + limit * sd) / today.over,
  }
}

/** Above 40 events from the robust spread of log residuals, below by winsorised moments. */
function countDispersion({ clean, level }: Baseline): number {
  if (clean.length < 8) return 0
  if (level >= EXACT_BELOW) {
    const gaps = clean.map(({ of, over, expected }) => Math.log(Math.max(of, 0.5) / (expected * over)))
    return clamp((robustSd(gaps, 0) ?? 0) ** 2 - 1 / level, 0, 4)
  }
  const means = clean.map(({ over, expected }) => Math.max(expected * over, 1e-9))
  const excess = clean.map(({ of }, i) =>
    clamp((of - (means[i] ?? 0)) ** 2 - (means[i] ?? 0), -level, 16 * (level + level ** 2)),
  )
  const room = means.reduce((sum, mean) => sum + mean ** 2, 0)
  return clamp(excess.reduce((sum, value) => sum + value, 0) / Math.max(room, 1e-9), 0, 4)
}

/** Money: log residuals, scaled to one order's worth where a base is known (variance s2 / orders), spread by MAD. */
function ofMoney({ base, today, expected, limit }: Question): Distance {
  const scaled = base.clean.map(({ of, over, expected: was }) => logGap(of / over, was) * Math.sqrt(over))
  const one = Math.max(robustSd(scaled, 0) ?? 0, 0.01)
  const sd = one * Math.sqrt(1 / today.over + 1 / Math.max(1, base.effectiveOver))
  const z = logGap(today.of / today.over, expected) / sd
  const bound = (side: number) => expected * Math.exp(side * limit * sd)
  return { method: 'log-residual', z, low: bound(-1), high: bound(1) }
}

function logGap(actual: number, expected: number): number {
  return Math.log1p(Math.max(0, actual)) - Math.log1p(Math.max(0, expected))
}

/** A z-score of a lower tail probability, symmetric in both tails. */
function scoreOf(lower: number): number {
  const tail = clamp(lower, 1e-300, 1 - 1e-16)
  return normalQuantile(tail)
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value))
}
