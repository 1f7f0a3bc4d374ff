import { type Measured, type Pooled, pauleMandel, shrink } from '../stats/paule-mandel.ts'
import { poissonGlm } from '../stats/poisson-glm.ts'

/** A week of one product, its promo days apart. Days on which it was sold out are left out: they tell no demand. */
export interface PriceWeek {
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
/** own estimates vaguer than this are no estimates */
const VAGUE = 8
/** where not even the categories tell: what the trade reports, with room for doubt */
const WORLD: Pooled = { mean: -2, meanSe: 0.5, tau: 0.8 }
const TAU_FLOOR = 0.05

/**
 * Price elasticity of every product: quasi-Poisson regression of weekly units on log price with a promo control and
 * traffic as exposure, then empirical Bayes towards the category, and the category towards the shop (tau by
 * Paule-Mandel). A product whose price never moved has its category's. Promo weeks are controlled for, because
 * price and promotion move together and an omitted promo biases the elasticity by about -1.
 */
export function elasticities(products: readonly PricedProduct[]): Map<string, Elasticity> {
  const own = new Map(products.map((product) => [product.id, ownElasticity(product.weeks)]))
  const groups = new Map<string, Measured[]>()
  for (const { id, category } of products) {
    const measured = own.get(id)
    if (measured) groups.set(category, [...(groups.get(category) ?? []), measured])
  }
  const pooled = [...groups].flatMap(([category, measured]) => {
    const group = pauleMandel(measured, TAU_FLOOR)
    return group ? [{ category, group }] : []
  })
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

function ownElasticity(weeks: readonly PriceWeek[]): Measured | null {
  const told = weeks.filter(({ exposure }) => exposure > 0)
  const prices = told.map(({ logPrice }) => logPrice)
  if (told.length < 6 || Math.max(...prices) - Math.min(...prices) < LEAST_MOVE) return null
  const middle = prices.reduce((sum, price) => sum + price, 0) / prices.length
  const promos = told.filter(({ isPromo }) => isPromo).length
  const hasControl = promos > 0 && promos < told.length
  const rows = told.map(({ logPrice, isPromo }) =>
    hasControl ? [1, logPrice - middle, Number(isPromo)] : [1, logPrice - middle],
  )
  const fit = poissonGlm(
    rows,
    told.map(({ units }) => units),
    told.map(({ exposure }) => Math.log(exposure)),
  )
  const [value, se] = [fit?.coefficients[1], fit?.standardErrors[1]]
  return value === undefined || se === undefined || !(se < VAGUE) ? null : { value, se }
}
