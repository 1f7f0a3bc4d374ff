import type { Random } from '../../lib/random.ts'
import type { Timeline } from './calendar.ts'
import { type Catalogue, pricePoint } from './catalogue.ts'

interface PriceRow {
  readonly product: number
  readonly day: number
  readonly cents: number
  readonly reason: 'listed' | 'change' | 'campaign' | 'campaign_end'
  /** index into the timeline's campaigns */
  readonly campaign: number | null
}

export interface Prices {
  /** of the days lived through */
  readonly rows: PriceRow[]
  /** of the days ahead, as far as they are settled: campaigns that end */
  readonly ahead: readonly PriceRow[]
  /** price in force, [product * room + day] */
  readonly cents: Int32Array
  /** 1 + index of the campaign the product takes part in that day, or 0 */
  readonly campaign: Uint8Array
}

/** Each product changes its price 1 to 4 times; campaigns cut below whatever holds and end by going back. */
export function prices(random: Random, { products }: Catalogue, time: Timeline): Prices {
  const { days, room, campaigns } = time
  const cents = new Int32Array(products.length * room)
  const campaign = new Uint8Array(products.length * room)
  const rows: PriceRow[] = []
  products.forEach((product, p) => {
    const changes = new Map<number, number>()
    for (let n = 1 + random.below(4); n > 0; n--) {
      const factor = Math.exp(0.13 * random.normal())
      changes.set(6 + random.below(days - 12), pricePoint(product.listCents * factor))
    }
    const joined = campaigns.map(
      (c) =>
        c.platform === product.platform &&
        (c.category === null || c.category === product.category) &&
        random.next() < c.takesPart,
    )
    let regular = product.listCents
    let before = -1
    let wasIn = -1
    for (let day = 0; day < room; day++) {
      const changed = changes.get(day)
      regular = changed ?? regular
      const running = campaigns.findIndex((c, i) => joined[i] && c.from <= day && day < c.to)
      const now = running < 0 ? regular : Math.round(regular * (1 - (campaigns[running]?.discount ?? 0)))
      cents[p * room + day] = now
      campaign[p * room + day] = running + 1
      if (day < product.listedOn) continue
      if (now !== before || running !== wasIn) {
        const reason =
          running >= 0 ? 'campaign' : before < 0 ? 'listed' : wasIn >= 0 ? 'campaign_end' : 'change'
        rows.push({ product: p, day, cents: now, reason, campaign: running < 0 ? null : running })
      }
      before = now
      wasIn = running
    }
  })
  // a platform exports its price log by day, not by product
  rows.sort((a, b) => a.day - b.day || a.product - b.product)
  const lived = rows.filter(({ day }) => day < days)
  return { rows: lived, ahead: rows.slice(lived.length), cents, campaign }
}
