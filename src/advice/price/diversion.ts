import { groupBy } from '../../lib/group.ts'
import { sum, sumOf } from '../../lib/sum.ts'
import { type Measured, type Pooled, shrink } from '../../stats/regression/paule-mandel.ts'
import type { PricedProducts, PriceWeek } from './elasticity.ts'

/**
 * What of a product's extra units its category loses, and gets of those it loses: the diversion ratio within the category.
 * Learned from how the products of a category that are not promoted sell while others of it are cheaper or dearer.
 */
export type Diversion = Measured

/** Before a shop's data say anything: none, a third or two thirds go over, of what a cut adds; less of what a rise drives away. */
const DRAWN_BEFORE: Pooled = { mean: 1 / 3, meanSe: 0, tau: 0.27 }
const CAUGHT_BEFORE: Pooled = { mean: 1 / 9, meanSe: 0, tau: 0.16 }

/** a category of fewer products has no others */
const MIN_PRODUCTS = 4
/** of a category in a week: fewer units tell nothing */
const MIN_UNITS = 8
const MIN_PAIRS = 20
/** a promotion beyond its price: brought by being shown */
const MOST_FACTOR = 6

interface Row {
  readonly product: number
  readonly week: PriceWeek
  /** units at its usual price, by its traffic */
  readonly base: number
  /** how many times as much its own price lets it sell */
  readonly factor: number
}

interface CategoryWeek {
  readonly week: number
  /** log of what the products that are not promoted sold, against what their own prices let expect */
  readonly rest: number
  /** log of how many times as much the whole category would sell if nobody changed over */
  readonly pull: number
  readonly units: number
}

/**
 * By first differences from week to week, which no slow mood of a category moves: the log of what is not promoted against
 * the log of how much the category pulls. Its negative slope is the share that changes over; its error is the spread between
 * categories' own sums (a sandwich by category). Null where too few weeks tell.
 */
export function learnDiversion(
  products: PricedProducts,
  elasticityOf: (index: number) => number,
): Diversion | null {
  const all = Array.from({ length: products.count }, (_, index) => ({ index, ...products.at(index) }))
  const groups = groupBy(all, ({ category }) => category)
  const large = [...groups.values()].filter((own) => own.length >= MIN_PRODUCTS)
  const categories = large.map((own) =>
    byWeek(own.flatMap(({ index, weeks }) => rowsOf(weeks, { index, elasticity: elasticityOf(index) }))),
  )
  const promoted = promotionFactor(categories.flat())
  return slopeOf(categories.map((weeks) => differences(weeks.flatMap((one) => told(one, promoted)))))
}

interface Difference {
  readonly rest: number
  readonly pull: number
  readonly weight: number
}

function differences(series: readonly CategoryWeek[]): Difference[] {
  return series.slice(1).flatMap((now, i) => {
    const before = series[i]
    if (!before || now.week - before.week !== 1) return []
    const variance = 1 / now.units + 1 / before.units + MOOD ** 2
    return [{ rest: now.rest - before.rest, pull: now.pull - before.pull, weight: 1 / variance }]
  })
}

/** what else moves a category from one week to the next, as a share */
const MOOD = 0.1

/** Weighted, without an intercept: a difference has none. */
function slopeOf(groups: readonly (readonly Difference[])[]): Diversion | null {
  const all = groups.flat()
  const xx = sumOf(all, ({ pull, weight }) => weight * pull ** 2)
  if (all.length < MIN_PAIRS || !(xx > 0)) return null
  const slope = sumOf(all, ({ pull, rest, weight }) => weight * pull * rest) / xx
  const scores = groups.map((own) =>
    sumOf(own, ({ pull, rest, weight }) => weight * pull * (rest - slope * pull)),
  )
  const count = Math.max(2, groups.length)
  const clustered = (sum(scores.map((score) => score ** 2)) * count) / (count - 1)
  const plain = sumOf(all, ({ pull, rest, weight }) => (weight * pull * (rest - slope * pull)) ** 2)
  return { value: -slope, se: Math.sqrt(Math.max(clustered, plain)) / xx }
}

function usualPrice(weeks: readonly PriceWeek[]): number {
  const ordinary = weeks.filter(({ isPromo }) => !isPromo)
  const exposure = sumOf(ordinary, (one) => one.exposure)
  return exposure > 0 ? sumOf(ordinary, (one) => one.exposure * one.logPrice) / exposure : Number.NaN
}

/**
 * What a promotion sells beyond its price, against what is not promoted in the same category and week: what goes over to it
 * and how the week was count on both sides.
 */
function promotionFactor(weeks: readonly (readonly Row[])[]): number {
  let [sold, expected] = [0, 0]
  for (const rows of weeks) {
    const rest = restOf(rows)
    const on = rows.filter(({ week }) => week.isPromo)
    const [units, wanted] = [sumOf(rest, ({ week }) => week.units), sumOf(rest, wantedOf)]
    if (units < MIN_UNITS || !(wanted > 0)) continue
    sold += sumOf(on, ({ week }) => week.units)
    expected += (sumOf(on, wantedOf) * units) / wanted
  }
  return expected > 0 ? Math.min(MOST_FACTOR, Math.max(1, sold / expected)) : 1
}

const wantedOf = ({ base, factor }: Row) => base * factor

/** Of the products that are promoted on no day of the week. */
function restOf(rows: readonly Row[]): Row[] {
  const inPromotion = new Set(rows.filter(({ week }) => week.isPromo).map(({ product }) => product))
  return rows.filter(({ product }) => !inPromotion.has(product))
}

/** Units for its traffic at its usual price. */
function rateOf(weeks: readonly PriceWeek[], usual: number, elasticity: number): number {
  const ordinary = weeks.filter(({ isPromo }) => !isPromo)
  const wanted = sumOf(ordinary, (one) => one.exposure * Math.exp(elasticity * (one.logPrice - usual)))
  return wanted > 0 ? sumOf(ordinary, ({ units }) => units) / wanted : 0
}

function rowsOf(
  weeks: readonly PriceWeek[],
  { index, elasticity }: { readonly index: number; readonly elasticity: number },
): Row[] {
  const usual = usualPrice(weeks)
  const rate = rateOf(weeks, usual, elasticity)
  if (!(rate > 0)) return []
  return weeks.map((week) => ({
    product: index,
    week,
    base: rate * week.exposure,
    factor: Math.exp(elasticity * (week.logPrice - usual)),
  }))
}

/** In order. */
function byWeek(rows: readonly Row[]): Row[][] {
  return [...groupBy(rows, ({ week }) => week.week)].toSorted(([a], [b]) => a - b).map(([, own]) => own)
}

function told(rows: readonly Row[], promoted: number): CategoryWeek[] {
  const [first] = rows
  const rest = restOf(rows)
  const units = sumOf(rest, ({ week }) => week.units)
  const expected = sumOf(rest, wantedOf)
  const base = sumOf(rows, (row) => row.base)
  const wanted = sumOf(rows, (row) => wantedOf(row) * (row.week.isPromo ? promoted : 1))
  if (!first || units < MIN_UNITS || !(expected > 0) || !(base > 0)) return []
  return [{ week: first.week.week, units, rest: Math.log(units / expected), pull: Math.log(wanted / base) }]
}

/** How much goes over, with its doubt, from what was learned and what is known of shops at large. */
export function drawnBy(learned: Diversion | null): Measured {
  return within(learned ? shrink(learned, DRAWN_BEFORE) : { value: DRAWN_BEFORE.mean, se: DRAWN_BEFORE.tau })
}

export function caughtBy(learned: Diversion | null): Measured {
  return within(
    learned ? shrink(learned, CAUGHT_BEFORE) : { value: CAUGHT_BEFORE.mean, se: CAUGHT_BEFORE.tau },
  )
}

function within({ value, se }: Measured): Measured {
  return { value: Math.min(1, Math.max(0, value)), se }
}

/** `33 % (0 to 66 %)`, of the lowest, the middle and the highest share */
export function sayShares([low = 0, middle = 0, high = 0]: readonly number[]): string {
  const percent = (share: number) => Math.round(100 * share)
  return `${percent(middle)} % (${percent(low)} to ${percent(high)} %)`
}
