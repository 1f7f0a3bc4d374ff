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
  const isExact =
    today.over * rate < EXACT_BELOW && Number.isInteger(today.of) && Number.isInteger(today.over)
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

function rateDispersion({ clean }: Baseline): number {
  if (clean.length < 8) return 0
  let excess = 0
  let room = 0
  for (const { of, over, expected } of clean) {
    const rate = clamp(expected, 1e-9, 1 - 1e-9)
    const pearson = clamp((of - over * rate) / Math.sqrt(over * rate * (1 - rate)), -4, 4)
    excess += pearson ** 2 - 1
    room += Math.max(0, over - 1)
  }
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

function countDispersion({ clean }: Baseline): number {
  let excess = 0
  let room = 0
  for (const { of, over, expected } of clean) {
    const mean = Math.max(expected * over, 1e-9)
    const residual = clamp(of - mean, -4 * Math.sqrt(mean + mean ** 2), 4 * Math.sqrt(mean + mean ** 2))
    excess += residual ** 2 - mean
    room += mean ** 2
  }
  return room > 0 ? clamp(excess / room, 0, 4) : 0
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
