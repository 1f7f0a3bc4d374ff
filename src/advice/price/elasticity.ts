import { sum, sumOf } from '../../lib/sum.ts'
import {
  type Counts,
  driftingPoisson,
  type Noise,
  sharedNoise,
} from '../../stats/regression/drifting-poisson.ts'
import {
  type Measured,
  type Pooled,
  pauleMandel,
  pooledAt,
  sharedSpread,
  shrink,
} from '../../stats/regression/paule-mandel.ts'
import { poissonGlm } from '../../stats/regression/poisson-glm.ts'

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
  /** that differ by 1 % or more */
  readonly prices: number
}

/** elasticities are learnt from the weeks of the last half year */
export const PRICE_DAYS = 182
/** a price that moved less than 1 % tells nothing */
const MIN_MOVE = 0.01
export const MIN_WEEKS = 8
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
const MIN_BUSY = 10

/** What a shop's products say together: enough to tell any one of them from its own weeks. */
export interface PriceModel {
  readonly noise: Noise
  readonly shop: Pooled
  readonly categories: Readonly<Record<string, Pooled>>
  /** the share of extra units that changes over within a category; null or left out where nothing tells */
  readonly diversion?: Measured | null
}

/** Products one at a time, so that a hundred thousand are never there together. */
export interface PricedProducts {
  readonly count: number
  at(index: number): PricedProduct
}

/**
 * Price elasticity of every product: Poisson regression of weekly units on log price with a promo control and
 * traffic as exposure, allowing for demand that drifts and clumps as it does in this shop, then empirical Bayes
 * towards the category, and the category towards the shop. A product whose price never moved has its category's.
 * Promo weeks are controlled for, because price and promotion move together and an omitted promo biases the
 * elasticity by about -1.
 */
export function learnElasticities(products: PricedProducts): {
  readonly model: PriceModel
  readonly own: readonly (Measured | null)[]
} {
  const noise = noiseOf(products)
  const groups = new Map<string, Measured[]>()
  const own = Array.from({ length: products.count }, (_, i) => {
    const { category, weeks } = products.at(i)
    const mine = ownElasticity(weeks, noise)
    if (mine) (groups.get(category) ?? madeIn(groups, category)).push(mine)
    return mine
  })
  const tau = sharedSpread([...groups.values()], SPREAD)
  const pooled = [...groups].map(([category, mine]) => ({ category, group: pooledAt(mine, tau) }))
  const shop =
    pauleMandel(
      pooled.map(({ group }) => ({ value: group.mean, se: group.meanSe })),
      TAU_FLOOR,
    ) ?? WORLD
  const categories = Object.fromEntries(pooled.map(({ category, group }) => [category, towards(group, shop)]))
  return { model: { noise, shop, categories }, own }
}

/** What a product's own weeks say, drawn towards its category. */
export function elasticityOf(
  { category, weeks }: Pick<PricedProduct, 'category' | 'weeks'>,
  own: Measured | null,
  model: PriceModel,
): Elasticity {
  const prior = model.categories[category] ?? model.shop
  const known = own ? shrink(own, prior) : { value: prior.mean, se: Math.hypot(prior.tau, prior.meanSe) }
  return {
    ...known,
    own,
    weeks: new Set(weeks.map(({ week }) => week)).size,
    prices: pricesSeen(weeks),
  }
}

function pricesSeen(weeks: readonly PriceWeek[]): number {
  let [prices, last] = [0, Number.NEGATIVE_INFINITY]
  for (const price of weeks.map(({ logPrice }) => logPrice).toSorted((a, b) => a - b)) {
    if (price - last < MIN_MOVE) continue
    prices++
    last = price
  }
  return prices
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
  if (told.length < MIN_WEEKS || Math.max(...prices) - Math.min(...prices) < MIN_MOVE) return null
  const middle = sum(prices) / prices.length
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
function noiseOf(products: PricedProducts): Noise {
  const all = Array.from({ length: products.count }, (_, i) => i)
  const busy = all.filter((i) => {
    const { weeks } = products.at(i)
    return sumOf(weeks, ({ units }) => units) >= NOISE_UNITS * weeks.length
  })
  const from = busy.length >= MIN_BUSY ? busy : all
  const every = Math.max(1, from.length / NOISE_FROM)
  const chosen = from.filter((_, i) => Math.floor(i / every) !== Math.floor((i - 1) / every))
  return sharedNoise(
    chosen.flatMap((i) => {
      const started = startOf(products.at(i).weeks)
      return started ? [started] : []
    }),
  )
}

/** What a product's weeks say by themselves; null when they say nothing, or too vaguely. */
export function ownElasticity(weeks: readonly PriceWeek[], noise: Noise): Measured | null {
  const started = startOf(weeks)
  const fit = started && driftingPoisson(started.counts, noise, started.fit)
  const [value, se] = [fit?.coefficients[1], fit?.standardErrors[1]]
  return value === undefined || se === undefined || !(se < VAGUE) ? null : { value, se }
}

function madeIn(groups: Map<string, Measured[]>, category: string): Measured[] {
  const made: Measured[] = []
  groups.set(category, made)
  return made
}
