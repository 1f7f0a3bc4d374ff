import { sum, sumOf } from '../../lib/sum.ts'
import { robustSd } from '../../stats/describe.ts'
import { betaBinomialMidP } from '../../stats/distributions/beta-binomial.ts'
import { negativeBinomialMidP } from '../../stats/distributions/counts.ts'
import { normalQuantile } from '../../stats/distributions/normal.ts'
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
  /** `scatterOf` the base */
  readonly scatter: number
  readonly today: KpiDay
  readonly expected: number
  /** alarm limit in standard deviations */
  readonly limit: number
}

const EXACT_BELOW = 40
/** nearer than this no exact tail is summed for a day of the past: it cannot be outside */
const NEAR = 2

/** The distribution that fits the unit: rates beta-binomial, counts negative binomial, money on the log scale. */
export function distance(unit: KpiUnit, question: Question): Distance {
  if (unit === 'rate') return ofRate(question)
  return unit === 'count' ? ofCount(question) : ofMoney(question)
}

/** How much more than by chance the KPI wavers from day to day: rho of rates, phi of counts, the log spread of one order. */
export function scatterOf(unit: KpiUnit, base: Baseline): number {
  if (unit === 'rate') return rateDispersion(base)
  return unit === 'count' ? countDispersion(base) : moneySpread(base)
}

/** One standard deviation of the value (of / over) around what was expected. */
export function deviationOf(unit: KpiUnit, question: Omit<Question, 'limit'>): number {
  const { today, expected, base, scatter } = question
  if (unit === 'rate') return Math.sqrt(rateVariance(question, clamp(expected, 1e-9, 1 - 1e-9)))
  if (unit === 'count')
    return Math.sqrt(countVariance(Math.max(expected * today.over, 1e-9), scatter, base)) / today.over
  return expected * moneyDeviation(question)
}

/** The score of a day of the past alone, summed exactly only where it could be outside. */
export function quickScore(unit: KpiUnit, question: Question): number {
  const { today, expected, base, scatter } = question
  const mean = expected * today.over
  if (unit === 'money' || unit === 'money-per' || mean >= EXACT_BELOW) return distance(unit, question).z
  const variance =
    unit === 'rate'
      ? rateVariance(question, clamp(expected, 1e-9, 1 - 1e-9)) * today.over ** 2
      : countVariance(Math.max(mean, 1e-9), scatter, base)
  const z = (today.of - mean) / Math.sqrt(Math.max(variance, 1e-12))
  return Math.abs(z) < NEAR ? z : distance(unit, question).z
}

/**
 * Shares: binomial noise, over-dispersion rho from winsorised Pearson residuals of the clean days, and the baseline's
 * own uncertainty. Exact beta-binomial mid-p where fewer than 40 events are expected, a normal score above.
 */
function ofRate(question: Question): Distance {
  const { today, expected, limit } = question
  const rate = clamp(expected, 1e-9, 1 - 1e-9)
  const variance = rateVariance(question, rate)
  const sd = Math.sqrt(variance)
  // money refunded by money sold may be above 1: that is no share of tries
  const isExact =
    today.over * rate < EXACT_BELOW &&
    today.of <= today.over &&
    Number.isInteger(today.of) &&
    Number.isInteger(today.over)
  const all = today.over * rate * (1 - rate)
  const chance = all / (variance * today.over ** 2)
  const widened = clamp(((variance * today.over ** 2) / all - 1) / Math.max(1, today.over - 1), 0, 0.99)
  const z = isExact
    ? scoreOf(betaBinomialMidP(today.of, { n: today.over, rate, rho: widened }))
    : skewedScore(today.of / today.over / rate, sd / rate, chance)
  return {
    method: 'beta-binomial',
    z,
    low: rate * skewedBound(-limit, sd / rate, chance),
    high: Math.min(1, rate * skewedBound(limit, sd / rate, chance)),
  }
}

/**
 * The normal score of a ratio to what was expected, given its standard deviation and which share of its variance is pure
 * chance (Poisson): counts are skewed to the right, so a day is far above by chance more easily than far below. The power
 * that makes a negative binomial nearly normal is (1 + share) / 3: Anscombe's 2/3 for Poisson (share 1), Wilson and
 * Hilferty's 1/3 for gamma (share 0), between them by its third moment. 160 events where
 * 100 +- 14.1 are expected: `skewedScore(1.6, Math.sqrt(0.02), 0.5)` is `3.78`, summed exactly 3.77.
 */
export function skewedScore(ratio: number, sd: number, chance: number): number {
  const power = (1 + clamp(chance, 0, 1)) / 3
  return (Math.max(0, ratio) ** power - 1 + (power * (1 - power) * sd ** 2) / 2) / (power * sd)
}

/** The ratio that has this score. */
function skewedBound(score: number, sd: number, chance: number): number {
  const power = (1 + clamp(chance, 0, 1)) / 3
  return Math.max(0, 1 - (power * (1 - power) * sd ** 2) / 2 + score * power * sd) ** (1 / power)
}

/** Of the share seen on a day, the level's own uncertainty included. */
function rateVariance({ base, scatter: rho, today }: Omit<Question, 'limit'>, rate: number): number {
  const one = rate * (1 - rate)
  const own = one / Math.max(1, base.effectiveOver) + (rho * one) / base.effectiveDays
  return (one * (1 + (today.over - 1) * rho)) / today.over + own
}

/** so many robust deviations: one incident does not widen the limits */
const MAX_ROBUST = 4

/** Moments of Pearson residuals, winsorised at four robust deviations so that one incident does not widen the limits. */
function rateDispersion({ clean }: Baseline): number {
  if (clean.length < 8) return 0
  const pearson = clean.map(({ of, over, expected }) => {
    const rate = clamp(expected, 1e-9, 1 - 1e-9)
    return (of - over * rate) / Math.sqrt(over * rate * (1 - rate))
  })
  const most = MAX_ROBUST * Math.max(1, robustSd(pearson, 0) ?? 1)
  const excess = pearson.reduce((sum, residual) => sum + clamp(residual, -most, most) ** 2 - 1, 0)
  const room = sumOf(clean, ({ over }) => Math.max(0, over - 1))
  return clamp(room > 0 ? excess / room : 0, 0, 0.5)
}

/** Counts: variance mean + phi mean^2, phi by moments over the clean days; mid-p where fewer than 40 are expected. */
function ofCount({ base, scatter, today, expected, limit }: Question): Distance {
  const mean = Math.max(expected * today.over, 1e-9)
  const variance = countVariance(mean, scatter, base)
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

function countVariance(mean: number, phi: number, { effectiveDays }: Baseline): number {
  const one = mean + phi * mean * mean
  return one + one / effectiveDays
}

/** Above 40 events from the robust spread of log residuals, below by winsorised moments. */
function countDispersion({ clean, level }: Baseline): number {
  if (clean.length < 8) return 0
  if (level >= EXACT_BELOW) {
    // half an event stands for none on both sides: a slice that was empty for weeks expected none
    const gaps = clean.map(({ of, over, expected }) =>
      Math.log(Math.max(of, 0.5) / Math.max(expected * over, 0.5)),
    )
    return clamp((robustSd(gaps, 0) ?? 0) ** 2 - 1 / level, 0, 4)
  }
  const means = clean.map(({ over, expected }) => Math.max(expected * over, 1e-9))
  const pearson = clean.map(({ of }, i) => (of - (means[i] ?? 0)) / Math.sqrt(means[i] ?? 1))
  const most = MAX_ROBUST * Math.max(1, robustSd(pearson, 0) ?? 1)
  const excess = means.map((mean, i) => mean * (clamp(pearson[i] ?? 0, -most, most) ** 2 - 1))
  const room = sumOf(means, (mean) => mean ** 2)
  return clamp(sum(excess) / Math.max(room, 1e-9), 0, 4)
}

/** Money: log residuals, scaled to one order's worth where a base is known (variance s2 / orders), spread by MAD. */
function ofMoney({ limit, ...question }: Question): Distance {
  const { today, expected } = question
  const sd = moneyDeviation(question)
  const z = logGap(today.of / today.over, expected) / sd
  const bound = (side: number) => expected * Math.exp(side * limit * sd)
  return { method: 'log-residual', z, low: bound(-1), high: bound(1) }
}

/** On the log scale. */
function moneyDeviation({ base, scatter, today }: Omit<Question, 'limit'>): number {
  return scatter * Math.sqrt(1 / today.over + 1 / Math.max(1, base.effectiveOver))
}

function moneySpread({ clean }: Baseline): number {
  const scaled = clean.map(({ of, over, expected: was }) => logGap(of / over, was) * Math.sqrt(over))
  return Math.max(robustSd(scaled, 0) ?? 0, 0.01)
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
