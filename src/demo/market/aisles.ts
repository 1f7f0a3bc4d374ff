import type { Random } from '../../lib/random.ts'
import type { Timeline } from './calendar.ts'
import type { Catalogue } from './catalogue.ts'
import type { Prices } from './prices.ts'

/** Draws products by their popularity of a day, from the whole shop or from one category of one platform. */
export interface Aisles {
  open(day: number): void
  anywhere(random: Random): number
  /** a product that may be bought together with this one */
  beside(product: number, random: Random): number
}

export function aisles({ merchants, products }: Catalogue, priced: Prices, time: Timeline): Aisles {
  const cellOf = products.map(({ category, platform }) => category * 2 + platform)
  const byCell = products.map((_, p) => p).sort((a, b) => (cellOf[a] ?? 0) - (cellOf[b] ?? 0) || a - b)
  const upTo = new Float64Array(byCell.length + 1)
  const from = new Map<number, number>()
  const to = new Map<number, number>()
  byCell.forEach((p, i) => {
    const cell = cellOf[p] ?? 0
    if (!from.has(cell)) from.set(cell, i)
    to.set(cell, i + 1)
  })

  const draw = (low: number, high: number, random: Random) => {
    const base = upTo[low] ?? 0
    const wanted = base + random.next() * ((upTo[high] ?? 0) - base)
    let [left, right] = [low, high - 1]
    while (left < right) {
      const middle = (left + right) >> 1
      if ((upTo[middle + 1] ?? 0) > wanted) right = middle
      else left = middle + 1
    }
    return byCell[left] ?? 0
  }

  return {
    open(day) {
      byCell.forEach((p, i) => {
        const product = products[p]
        const seller = merchants[product?.merchant ?? 0]
        const age = day - (seller?.signedUpOn ?? 0)
        const ramp = Math.min(1, Math.max(0, age / (seller?.rampDays ?? 1))) ** 1.5
        const isListed = product !== undefined && product.listedOn <= day
        const running = (priced.campaign[p * time.room + day] ?? 0) - 1
        const lift = time.campaigns[running]?.trafficLift ?? 1
        upTo[i + 1] = (upTo[i] ?? 0) + (isListed ? product.weight * ramp * lift : 0)
      })
    },
    anywhere: (random) => draw(0, byCell.length, random),
    beside(product, random) {
      const cell = cellOf[product] ?? 0
      return draw(from.get(cell) ?? 0, to.get(cell) ?? byCell.length, random)
    },
  }
}
