import { CATEGORIES } from '../../src/demo/market/catalogue.ts'
import { simulate } from '../../src/demo/market/simulate.ts'
import type { Trade } from './trade.ts'

/** The demo's shop as `demo` makes it, with the elasticities of its ground truth; buyers do not change over to others. */
export function demoTrade(seed = 7): Trade {
  const days = 180
  const world = simulate({ today: '2026-11-30', seed, days })
  const { catalogue, time, stock, lines, orders, prices } = world
  const count = catalogue.products.length
  const dayOf = (at: number) => {
    let [low, high] = [0, days]
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if ((time.starts[middle] ?? 0) <= at) low = middle
      else high = middle
    }
    return low
  }
  const units = new Int32Array(count * days)
  for (const { order, product, quantity } of lines) {
    const at = product * days + dayOf(orders[order]?.at ?? 0)
    units[at] = (units[at] ?? 0) + quantity
  }
  const isOut = Uint8Array.from({ length: count * days }, (_, at) =>
    Number((stock.onHand[at] ?? 0) - (stock.reserved[at] ?? 0) <= 0),
  )
  const isPromo = Uint8Array.from(prices.campaign, (campaign) => Number(campaign > 0))
  const traffic = new Float64Array(days)
  const seen = world.sessions
  for (let i = 0; i < seen.count; i++) {
    const day = dayOf(seen.at[i] ?? 0)
    traffic[day] = (traffic[day] ?? 0) + 1
  }
  // only what was for sale long enough to be known by its sales
  const kept = [...catalogue.products.keys()].filter(
    (p) => (catalogue.products[p]?.listedOn ?? 0) < days - 60,
  )
  const pick = <A extends Int32Array | Uint8Array>(from: A, to: A): A => {
    for (const [i, p] of kept.entries())
      for (let day = 0; day < days; day++) to[i * days + day] = from[p * days + day] ?? 0
    return to
  }
  const cents = pick(prices.cents, new Int32Array(kept.length * days))
  const sold = pick(units, new Int32Array(kept.length * days))
  const out = pick(isOut, new Uint8Array(kept.length * days))
  const promo = pick(isPromo, new Uint8Array(kept.length * days))
  const elasticities = kept.map((p) => world.elasticities[p] ?? catalogue.products[p]?.elasticity ?? -2)
  // what it sells at its usual price: all ordinary days with stock, each at the price of its day
  const usual = kept.map((p) => catalogue.products[p]?.listCents ?? 0)
  const base = kept.map((_, i) => {
    let [seenUnits, expected] = [0, 0]
    for (let day = 0; day < days; day++) {
      const at = i * days + day
      if (promo[at] === 1 || (out[at] === 1 && sold[at] === 0)) continue
      seenUnits += sold[at] ?? 0
      expected += ((cents[at] ?? 0) / (usual[i] ?? 1)) ** (elasticities[i] ?? -2)
    }
    return expected > 0 ? seenUnits / expected : 0
  })
  return {
    name: `the demo's shop, seed ${seed}`,
    asOf: '2026-11-29',
    days,
    traffic,
    cents,
    units: sold,
    isPromo: promo,
    isOut: out,
    products: kept.flatMap((p) => {
      const product = catalogue.products[p]
      if (!product) return []
      const last = p * days + days - 1
      return [
        {
          id: product.sku,
          category: CATEGORIES[product.category] ?? '',
          costCents: product.costCents,
          leadDays: product.leadDays,
          leadSd: product.leadSd,
          moq: product.moq,
          packSize: product.packSize,
          onHand: Math.max(0, (stock.onHand[last] ?? 0) - (stock.reserved[last] ?? 0)),
          arriving: stock.deliveries.flatMap(({ product: of, quantity, orderedOn, receivedOn }) =>
            of === p && orderedOn < days && receivedOn >= days
              ? [{ inDays: receivedOn - days, quantity }]
              : [],
          ),
        },
      ]
    }),
    perDay: (at) =>
      Float64Array.from(
        base,
        (rate, i) => rate * ((at[i] ?? 0) / (usual[i] ?? 1)) ** (elasticities[i] ?? -2),
      ),
  }
}
