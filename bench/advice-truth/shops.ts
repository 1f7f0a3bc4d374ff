import { seeded } from '../../src/lib/random.ts'
import type { Trade, TradedProduct } from './trade.ts'

/** How buyers answer prices: by choosing among a category's products, along a straight line, or by a power of it. */
export type Answer = 'choice' | 'line' | 'power'

interface Made extends TradedProduct {
  readonly group: number
  readonly usualCents: number
  /** units a day at the usual prices */
  readonly rate: number
  readonly elasticity: number
}

const DAYS = 182
const CATEGORIES = 12
const PRODUCTS = 480
/** of a choice: buyers of the category who buy nothing at the usual prices */
const LEAVES = 0.5

/**
 * A shop of another make than the demo's: no sessions and no baskets, buyers come to a category; the level of each
 * product wanders, the week and the weather of a category move it; sellers change prices when they feel like it, when
 * stock runs low, and all of a category at once in a sale.
 */
export function madeTrade(answer: Answer, seed: number): Trade {
  const random = seeded(seed)
  const products = Array.from({ length: PRODUCTS }, (_, p): Made => {
    const group = p % CATEGORIES
    const centre = -1.4 - (2.2 * ((group * 7) % CATEGORIES)) / CATEGORIES
    const elasticity = Math.min(-1.05, centre + 0.45 * random.normal())
    const usualCents = Math.round(100 * Math.exp(2.2 + 1.1 * random.normal()))
    const markup = Math.min(
      4,
      Math.max(1.1, (elasticity / (elasticity + 1)) * Math.exp(0.3 * random.normal())),
    )
    const leadDays = 3 + random.below(21)
    return {
      id: `P-${p}`,
      category: `C${group}`,
      group,
      usualCents: Math.max(150, usualCents),
      costCents: Math.max(50, Math.round(usualCents / markup)),
      rate: Math.exp(-0.4 + 1.2 * random.normal()),
      elasticity,
      leadDays,
      leadSd: 0.15 * leadDays,
      moq: [1, 6, 12][random.below(3)] ?? 1,
      packSize: [1, 3, 6][random.below(3)] ?? 1,
      onHand: 0,
      arriving: [],
    }
  })
  const usual = Int32Array.from(products, ({ usualCents }) => usualCents)
  const rateAt = answers(answer, products, usual)
  const cents = new Int32Array(PRODUCTS * DAYS)
  const units = new Int32Array(PRODUCTS * DAYS)
  const isPromo = new Uint8Array(PRODUCTS * DAYS)
  const isOut = new Uint8Array(PRODUCTS * DAYS)
  const traffic = new Float64Array(DAYS)
  const price = Int32Array.from(products, ({ usualCents }) =>
    Math.round(usualCents * Math.exp(0.08 * random.normal())),
  )
  const skill = products.map(() => 0.6 + 0.9 * random.next())
  const shelf = products.map(({ rate, leadDays }, p) => Math.ceil(rate * (leadDays + 14) * (skill[p] ?? 1)))
  const coming: { readonly p: number; readonly on: number; readonly quantity: number }[] = []
  const level = new Float64Array(PRODUCTS)
  const mood = new Float64Array(CATEGORIES)
  const sale = new Int32Array(CATEGORIES)
  const restless = products.map(() => 0.004 + 0.03 * random.next() ** 2)
  for (let day = 0; day < DAYS; day++) {
    for (const one of coming) if (one.on === day) shelf[one.p] = (shelf[one.p] ?? 0) + one.quantity
    for (let g = 0; g < CATEGORIES; g++) {
      mood[g] = 0.97 * (mood[g] ?? 0) + 0.03 * random.normal()
      if ((sale[g] ?? 0) > 0) sale[g] = (sale[g] ?? 0) - 1
      else if (random.next() < 0.012) sale[g] = 4 + random.below(5)
    }
    const shown = new Int32Array(PRODUCTS)
    for (const [p, product] of products.entries()) {
      level[p] = (level[p] ?? 0) + 0.015 * random.normal()
      const left = shelf[p] ?? 0
      const isLow = left < product.rate * 5
      if (random.next() < (restless[p] ?? 0) + (isLow ? 0.01 : 0)) {
        const step = isLow ? Math.abs(0.07 * random.normal()) : 0.1 * random.normal()
        price[p] = Math.max(
          product.costCents,
          Math.round(product.usualCents * Math.exp(step + 0.03 * random.normal())),
        )
      }
      const isOn = (sale[product.group] ?? 0) > 0 && (p * 7) % 10 < 6
      shown[p] = isOn ? Math.round(0.84 * (price[p] ?? 0)) : (price[p] ?? 0)
      isPromo[p * DAYS + day] = Number(isOn)
      cents[p * DAYS + day] = shown[p] ?? 0
    }
    const rates = rateAt(shown)
    const weekday = 1 + 0.2 * Math.sin((2 * Math.PI * day) / 7)
    for (const [p, product] of products.entries()) {
      const moved =
        Math.exp((level[p] ?? 0) + (mood[product.group] ?? 0)) *
        weekday *
        (isPromo[p * DAYS + day] ? 1.25 : 1)
      const wanted = random.poisson((rates[p] ?? 0) * moved * (0.8 + 0.4 * random.next()))
      traffic[day] = (traffic[day] ?? 0) + 20 * product.rate * weekday * Math.exp(mood[product.group] ?? 0)
      const sold = Math.min(wanted, shelf[p] ?? 0)
      units[p * DAYS + day] = sold
      shelf[p] = (shelf[p] ?? 0) - sold
      isOut[p * DAYS + day] = Number(shelf[p] === 0)
      const underway = coming.reduce((sum, one) => sum + (one.p === p && one.on > day ? one.quantity : 0), 0)
      const cover = product.rate * (product.leadDays + 7) * (skill[p] ?? 1)
      if ((day + p) % 7 === 0 && (shelf[p] ?? 0) + underway <= cover) {
        const wants = Math.max(product.moq, product.rate * 21)
        const took = Math.max(1, Math.round(product.leadDays + product.leadSd * random.normal()))
        coming.push({ p, on: day + took, quantity: Math.ceil(wants / product.packSize) * product.packSize })
      }
    }
  }
  return {
    name: `made shop, buyers answer by a ${answer}, seed ${seed}`,
    asOf: '2026-11-29',
    days: DAYS,
    traffic,
    cents,
    units,
    isPromo,
    isOut,
    products: products.map((product, p) => ({
      ...product,
      onHand: shelf[p] ?? 0,
      arriving: coming
        .filter((one) => one.p === p && one.on >= DAYS)
        .map(({ on, quantity }) => ({ inDays: on - DAYS, quantity })),
    })),
    perDay(at) {
      const rates = rateAt(at)
      return rates.map((rate, p) => rate * Math.exp((level[p] ?? 0) + (mood[products[p]?.group ?? 0] ?? 0)))
    },
  }
}

/** Units a day of every product at these prices, before its level and the mood of its category. */
function answers(
  answer: Answer,
  products: readonly Made[],
  usual: Int32Array,
): (at: Int32Array) => Float64Array {
  const ratio = (at: Int32Array, p: number) => (at[p] ?? 0) / (usual[p] ?? 1)
  if (answer === 'power')
    return (at) => Float64Array.from(products, ({ rate, elasticity }, p) => rate * ratio(at, p) ** elasticity)
  if (answer === 'line')
    return (at) =>
      Float64Array.from(
        products,
        ({ rate, elasticity }, p) => rate * Math.max(0, 1 + elasticity * (ratio(at, p) - 1)),
      )
  const all = Array.from({ length: CATEGORIES }, (_, g) =>
    products.reduce((sum, { rate, group }) => sum + (group === g ? rate : 0), 0),
  )
  return (at) => {
    // a share's elasticity is slope x (1 - share): the slope gives each product its own at the usual prices
    const pull = products.map(({ rate, elasticity, group }, p) => {
      const share = (rate * (1 - LEAVES)) / (all[group] ?? 1)
      return share * ratio(at, p) ** (elasticity / (1 - share))
    })
    const sums = new Float64Array(CATEGORIES).fill(LEAVES)
    for (const [p, one] of pull.entries()) {
      const g = products[p]?.group ?? 0
      sums[g] = (sums[g] ?? 0) + one
    }
    return Float64Array.from(
      products,
      ({ group }, p) => ((all[group] ?? 0) / (1 - LEAVES)) * ((pull[p] ?? 0) / (sums[group] ?? 1)),
    )
  }
}
