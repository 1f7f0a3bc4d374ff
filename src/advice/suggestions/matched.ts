import { sumOf } from '../../lib/sum.ts'
import { studentQuantile, studentUpperP } from '../../stats/distributions/student.ts'

/** What a product sold on ordinary days on which it could be had. */
interface Sold {
  readonly units: number
  readonly days: number
}

/** A product before and after the day something may have changed. */
export interface Watched {
  readonly id: string
  readonly before: Sold
  readonly after: Sold
}

/** What was to be expected of a product had nothing been done to it, told from products to which nothing was done. */
export interface Growth {
  readonly kind: 'growth'
  /** daily sales after per daily sale before, of all matches together */
  readonly ratio: number
  readonly ratioVariance: number
  /** variance of a product's count per unit of its mean, beyond what the common growth tells */
  readonly dispersion: number
  readonly matches: readonly string[]
}

export interface TooFew {
  readonly kind: 'too-few'
  readonly missing: 'matches' | 'days' | 'sales'
  readonly need: number
  readonly have: number
}

const MIN_DAYS = 14
const MIN_UNITS = 10
const MIN_MATCHES = 6
const MAX_MATCHES = 60
/** a match sold at least a third and at most three times as much a day */
const LEVELS_APART = Math.log(3)

/**
 * How products that are alike fared in the same days: nearest in daily sales before (within three times), the same
 * category by choice of the caller. Their scatter about their common growth is the noise of one product that nobody
 * touched (a placebo test: Abadie, Diamond and Hainmueller 2010), so drift of demand and clumped orders are in it.
 * Of units 20 in 28 days before and 22 in 28 after, beside six such products that all grew by a tenth, `ratio` is 1.1.
 */
export function growthOfMatches(treated: Watched, others: readonly Watched[]): Growth | TooFew {
  const days = Math.min(treated.before.days, treated.after.days)
  if (days < MIN_DAYS) return { kind: 'too-few', missing: 'days', need: MIN_DAYS, have: days }
  const { units } = treated.before
  if (units < MIN_UNITS) return { kind: 'too-few', missing: 'sales', need: MIN_UNITS, have: units }
  const near = others
    .filter((one) => one.before.days >= MIN_DAYS && one.after.days >= MIN_DAYS && one.before.units > 0)
    .map((one) => ({ one, apart: Math.abs(Math.log(perDay(one.before) / perDay(treated.before))) }))
    .filter(({ apart }) => apart <= LEVELS_APART)
    .sort((a, b) => a.apart - b.apart || (a.one.id < b.one.id ? -1 : 1))
    .slice(0, MAX_MATCHES)
    .map(({ one }) => one)
  if (near.length < MIN_MATCHES)
    return { kind: 'too-few', missing: 'matches', need: MIN_MATCHES, have: near.length }
  const after = sumOf(near, (one) => one.after.units)
  const before = sumOf(near, (one) => one.before.units * stretch(one))
  const ratio = after / before
  const surprise = sumOf(near, (one) => {
    const variance = one.after.units + ratio ** 2 * one.before.units * stretch(one) ** 2
    return variance > 0 ? (one.after.units - ratio * one.before.units * stretch(one)) ** 2 / variance : 0
  })
  // fewer than Poisson's scatter is luck: buyers do not agree on it
  const dispersion = Math.max(1, surprise / (near.length - 1))
  const noise = sumOf(near, (one) => one.after.units + ratio ** 2 * one.before.units * stretch(one) ** 2)
  return {
    kind: 'growth',
    ratio,
    ratioVariance: (dispersion * noise) / before ** 2,
    dispersion,
    matches: near.map(({ id }) => id),
  }
}

/** An effect in money with its 90 % interval. */
export interface Effect {
  readonly cents: number
  readonly low: number
  readonly high: number
  readonly seCents: number
  /** what would have come without it */
  readonly baselineCents: number
  /** that it is above 0 */
  readonly chance: number
}

/** two sides: what does nothing is called a help once in twenty times */
const LEVEL = 0.9

/**
 * Difference in differences on profit: units after at their margin, less units before, grown as the matches grew, at
 * theirs; `days` is what it is stretched to. Each count has the matches' dispersion.
 */
export function differenceInProfit(
  treated: Watched,
  growth: Growth,
  { marginBefore, marginAfter, days }: { marginBefore: number; marginAfter: number; days: number },
): Effect {
  const { ratio, ratioVariance, dispersion, matches } = growth
  const toDays = days / treated.after.days
  const before = treated.before.units * stretch(treated)
  const variance =
    marginAfter ** 2 * dispersion * Math.max(1, treated.after.units) +
    marginBefore ** 2 *
      (dispersion * ratio ** 2 * treated.before.units * stretch(treated) ** 2 + ratioVariance * before ** 2)
  const baselineCents = toDays * marginBefore * ratio * before
  return effectOf({
    cents: toDays * marginAfter * treated.after.units - baselineCents,
    seCents: toDays * Math.sqrt(variance),
    baselineCents,
    degrees: matches.length - 1,
  })
}

export function effectOf(found: {
  readonly cents: number
  readonly seCents: number
  readonly baselineCents: number
  readonly degrees: number
}): Effect {
  const { cents, seCents, baselineCents, degrees } = found
  const half = studentQuantile((1 + LEVEL) / 2, degrees) * seCents
  const chance = seCents > 0 ? 1 - studentUpperP(cents / seCents, degrees) : Number(cents > 0)
  return { cents, low: cents - half, high: cents + half, seCents, baselineCents, chance }
}

/** days after per day before: what was sold before, as if it had been as many days as after */
function stretch({ before, after }: Watched): number {
  return after.days / before.days
}

function perDay({ units, days }: Sold): number {
  return units / days
}
