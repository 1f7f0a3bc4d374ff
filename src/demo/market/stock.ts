import type { Random } from '../../lib/random.ts'
import type { Catalogue } from './catalogue.ts'

interface Delivery {
  readonly id: number
  readonly product: number
  readonly quantity: number
  /** days of the window; `receivedOn` may lie beyond its end */
  readonly orderedOn: number
  readonly expectedOn: number
  readonly receivedOn: number
}

/** Stock at each midnight, [product * days + day]. On hand counts what is sold but not yet shipped. */
export interface StockBook {
  readonly onHand: Int16Array
  readonly reserved: Int16Array
  readonly inbound: Int16Array
  readonly deliveries: readonly Delivery[]
}

/** The shelves while days go by: sales take from them, suppliers refill them late or early, sellers reorder weekly. */
export interface StockRoom {
  openDay(day: number): void
  available(product: number): number
  take(product: number, wanted: number): number
  closeDay(day: number): void
  book(): StockBook
}

const REVIEW_DAYS = 7
/** units the whole shop sells on an ordinary day; sellers plan with it */
const UNITS_A_DAY = 320

export function stockRoom(random: Random, { products }: Catalogue, days: number): StockRoom {
  const size = products.length * days
  const onHand = new Int16Array(size)
  const reserved = new Int16Array(size)
  const inbound = new Int16Array(size)
  const shelf = new Int32Array(products.length)
  const underway = new Int32Array(products.length)
  const soldToday = new Int32Array(products.length)
  const deliveries: Delivery[] = []
  const arriving = new Map<number, Delivery[]>()
  // how well a seller plans: below 1 runs dry, above 1 sits on stock
  const skill = products.map(() => 0.75 + 0.9 * random.next())

  const plan = (p: number) => {
    const product = products[p]
    const perDay = (product?.weight ?? 0) * UNITS_A_DAY
    const reorderAt = Math.ceil(perDay * ((product?.leadDays ?? 0) + REVIEW_DAYS) * (skill[p] ?? 1))
    return { reorderAt, upTo: reorderAt + Math.max(product?.moq ?? 1, Math.ceil(perDay * 14)) }
  }

  const order = (p: number, day: number, units: number) => {
    const product = products[p]
    if (!product) return
    const packs = Math.ceil(Math.max(units, product.moq) / product.packSize)
    const quantity = packs * product.packSize
    const took = Math.max(1, Math.round(product.leadDays + product.leadSd * random.normal()))
    const delivery: Delivery = {
      id: deliveries.length,
      product: p,
      quantity,
      orderedOn: day,
      expectedOn: day + product.leadDays,
      receivedOn: day + took,
    }
    deliveries.push(delivery)
    underway[p] = (underway[p] ?? 0) + quantity
    const due = arriving.get(delivery.receivedOn)
    if (due) due.push(delivery)
    else arriving.set(delivery.receivedOn, [delivery])
  }

  for (let p = 0; p < products.length; p++) {
    const { reorderAt, upTo } = plan(p)
    shelf[p] = reorderAt + Math.round((upTo - reorderAt) * random.next())
  }

  return {
    openDay(day) {
      for (const { product, quantity } of arriving.get(day) ?? []) {
        shelf[product] = (shelf[product] ?? 0) + quantity
        underway[product] = (underway[product] ?? 0) - quantity
      }
      soldToday.fill(0)
    },
    available: (product) => shelf[product] ?? 0,
    take(product, wanted) {
      const units = Math.min(wanted, shelf[product] ?? 0)
      shelf[product] = (shelf[product] ?? 0) - units
      soldToday[product] = (soldToday[product] ?? 0) + units
      return units
    },
    closeDay(day) {
      for (let p = 0; p < products.length; p++) {
        const left = shelf[p] ?? 0
        const { reorderAt, upTo } = plan(p)
        const position = left + (underway[p] ?? 0)
        if ((day + p) % REVIEW_DAYS === 0 && position <= reorderAt) order(p, day, upTo - position)
        const at = p * days + day
        onHand[at] = left + (soldToday[p] ?? 0)
        reserved[at] = soldToday[p] ?? 0
        inbound[at] = underway[p] ?? 0
      }
    },
    book: () => ({ onHand, reserved, inbound, deliveries }),
  }
}
