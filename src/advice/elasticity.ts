import { type Counts, driftingPoisson, type Noise, sharedNoise } from '../stats/drifting-poisson.ts'
import {
  type Measured,
  type Pooled,
  pauleMandel,
  pooledAt,
  sharedSpread,
  shrink,
} from '../stats/paule-mandel.ts'
import { poissonGlm } from '../stats/poisson-glm.ts'

/** A week of one product, its promo days apart. Days on which it was sold out are left out: they tell no demand. */
export interface PriceWeek {
  /** which week, in order */
  readonly week: number
  readonly units: number
  /** mean of log(price in cents) over its days */
  readonly logPrice: number
  readonly isPromo: boolean
  /** the shop's traffic over these days: what could have bought */
  readonly exposure: number
}

export interface PricedProduct {
  readonly id: string
  readonly category: string
  readonly weeks: readonly PriceWeek[]
}

/** Relative change of units for a relative change of price, as an association: no price test was run. */
export interface Elasticity extends Measured {
  /** what its own weeks say, before its category is asked; null when they say nothing */
  readonly own: Measured | null
  readonly weeks: number
}

/** a price that moved less than 1 % tells nothing */
const LEAST_MOVE = 0.01
const LEAST_WEEKS = 6
/** a temporary price reduction as the trade's panels define it: at least 5 % */
const CUT = 0.05
const CUT_WEEKS = 3
/** own estimates vaguer than this are no estimates */
const VAGUE = 8
/** where not even the categories tell: what the trade reports, with room for doubt */
const WORLD: Pooled = { mean: -2, meanSe: 0.5, tau: 0.8 }
const TAU_FLOOR = 0.05
/** how elasticities spread within a category: three brands of orange juice (Dominick's) do by .43 */
const SPREAD = { centre: 0.5, logSd: 0.5 }
/** so many products tell how demand drifts and clumps; more change the second digit at most */
const NOISE_FROM = 100
/** counts smaller than this are far from normal, and tell little of the noise */
const NOISE_UNITS = 3

/**
 * Price elasticity of every product: Poisson regression of weekly units on log price with a promo control and
 * traffic as exposure, allowing for demand that drifts and clumps as it does in this shop, then empirical Bayes
 * towards the category, and the category towards the shop (tau by Paule-Mandel). A product whose price never moved
 * has its category's. Promo weeks are controlled for, because price and promotion move together and an omitted promo
 * biases the elasticity by about -1.
 */
export function elasticities(products: readonly PricedProduct[]): Map<string, Elasticity> {
  const started = products.map(({ weeks }) => startOf(weeks))
  const noise = noiseOf(started.flatMap((one) => (one ? [one] : [])))
  const own = new Map(products.map(({ id }, i) => [id, measured(started[i] ?? null, noise)]))
  const groups = new Map<string, Measured[]>()
  for (const { id, category } of products) {
    const mine = own.get(id)
    if (!mine) continue
    const group = groups.get(category)
    if (group) group.push(mine)
    else groups.set(category, [mine])
  }
  const tau = sharedSpread([...groups.values()], SPREAD)
  const pooled = [...groups].map(([category, mine]) => ({ category, group: pooledAt(mine, tau) }))
  const shop = pauleMandel(
    pooled.map(({ group }) => ({ value: group.mean, se: group.meanSe })),
    TAU_FLOOR,
  )
  const priors = new Map(pooled.map(({ category, group }) => [category, towards(group, shop ?? WORLD)]))
  return new Map(
    products.map(({ id, category, weeks }) => {
      const prior = priors.get(category) ?? shop ?? WORLD
      const mine = own.get(id) ?? null
      const spread = Math.hypot(prior.tau, prior.meanSe)
      const known = mine ? shrink(mine, prior) : { value: prior.mean, se: spread }
      return [id, { ...known, own: mine, weeks: weeks.length }]
    }),
  )
}

/** A category's mean drawn towards the shop's; the spread within the category stays its own. */
function towards(category: Pooled, shop: Pooled): Pooled {
  const { value, se } = shrink({ value: category.mean, se: category.meanSe }, shop)
  return { mean: value, meanSe: se, tau: category.tau }
}

interface Started {
  readonly counts: Counts
  readonly fit: readonly number[]
}

function startOf(weeks: readonly PriceWeek[]): Started | null {
  const told = weeks.filter(({ exposure }) => exposure > 0)
  const prices = told.map(({ logPrice }) => logPrice)
  if (told.length < LEAST_WEEKS || Math.max(...prices) - Math.min(...prices) < LEAST_MOVE) return null
  const middle = prices.reduce((sum, price) => sum + price, 0) / prices.length
  const switches = [told.map(({ isPromo }) => isPromo), told.map((week) => isCut(week, told))].filter(
    (on, i, all) => on.includes(true) && on.includes(false) && !(i > 0 && same(on, all[0])),
  )
  const counts = {
    x: prices.map((price, row) => [1, price - middle, ...switches.map((on) => Number(on[row]))]),
    y: told.map(({ units }) => units),
    offset: told.map(({ exposure }) => Math.log(exposure)),
    at: told.map(({ week }) => week),
  }
  const fit = poissonGlm(counts.x, counts.y, counts.offset)
  return fit && { counts, fit: fit.coefficients }
}

function same(a: readonly boolean[], b: readonly boolean[] | undefined): boolean {
  return a.every((value, i) => value === b?.[i])
}

/** Cheaper than it was a few weeks before and will be a few weeks after: a promotion, whether it was recorded or not. */
function isCut({ week, logPrice }: PriceWeek, weeks: readonly PriceWeek[]): boolean {
  const isDearer = (other: PriceWeek) => other.logPrice - logPrice > CUT
  return (
    weeks.some((other) => other.week < week && week - other.week <= CUT_WEEKS && isDearer(other)) &&
    weeks.some((other) => other.week > week && other.week - week <= CUT_WEEKS && isDearer(other))
  )
}

/** Every so manieth of the products that sell enough, the same ones every time. */
function noiseOf(started: readonly Started[]): Noise {
  const busy = started.filter(
    ({ counts }) => counts.y.reduce((sum, units) => sum + units, 0) >= NOISE_UNITS * counts.y.length,
  )
  const from = busy.length >= 10 ? busy : started
  const every = Math.max(1, from.length / NOISE_FROM)
  return sharedNoise(from.filter((_, i) => Math.floor(i / every) !== Math.floor((i - 1) / every)))
}

function measured(started: Started | null, noise: Noise): Measured | null {
  const fit = started && driftingPoisson(started.counts, noise, started.fit)
  const [value, se] = [fit?.coefficients[1], fit?.standardErrors[1]]
  return value === undefined || se === undefined || !(se < VAGUE) ? null : { value, se }
}
