import type { Day } from '../../../../lib/days.ts'
import { plural } from '../../../../lib/text.ts'
import type { Format } from '../../format.ts'

/** /restock: what to order now. The purchase proposal's columns stay English, for it is sent on. */
export const restockWords = (f: Format) => ({
  wholeShop: 'the whole shop',
  missing: {
    stock: 'no source delivers its stock on hand',
    'lead-time': 'neither five deliveries nor a stated lead time are known',
    demand: 'no ordinary day in stock was seen in the last 90 days',
  },
  tooFewDays: (need: number) => `fewer than ${need} ordinary days in stock are known of the last 90`,
  proposal: 'Purchase proposal',
  noneWeighed: (whom: string) => `Orders are due for ${whom}, but what they save cannot be calculated.`,
  nothing: (whom: string) => `Nothing to order for ${whom}.`,
  noAdvice: (whom: string) => `No suggestion for ${whom}.`,
  summary: (count: number, whom: string, cost: string) =>
    `${plural(count, 'product')} to order for ${whom}, ${cost} at cost.`,
  budget: (budget: string, without: number) =>
    `Budget ${budget}: ${without === 0 ? 'all are within it' : `${plural(without, 'order')} left for later, those that save least for their money`}.`,
  title: (whom: string) => `Restock suggestions for ${whom}`,
  caption: (shown: number, of: number) =>
    `The ${shown} most urgent of ${f.number(of)}; cost of waiting a week, with 80 % range`,
  columns: {
    product: 'Product',
    order: 'Order',
    free: 'Free',
    underway: 'On the way',
    until: 'Lasts until',
    chance: 'P(stock-out)',
    waiting: 'Waiting costs',
    status: 'Status',
  },
  noSales: 'no sales',
  soldOut: 'sold out now',
  /** what is on its way, and when it is due */
  underway: (pieces: number, due: Day | null) =>
    pieces > 0 ? `${f.number(pieces)}${due === null ? '' : `, about ${f.shortDay(due)}`}` : '–',
  byMerchant: (parts: readonly string[], others: number) =>
    `By merchant: ${parts.join('; ')}${others > 0 ? `; ${plural(others, 'other merchant')}` : ''}.`,
  ofMerchant: (merchant: string, count: number, cost: string) =>
    `${merchant} ${plural(count, 'product')}, ${cost}`,
  small: (count: number, least: string) =>
    `${plural(count, 'order')} would save ${least} or less each in a week and ${count === 1 ? 'is' : 'are'} left out; worth=0 shows all.`,
  order: (order: number, product: string, why: string) => `Order ${f.number(order)} of ${product}: ${why}.`,
  notJudged: (count: number, why: string) => `${plural(count, 'product')} cannot be judged: ${why}.`,
  notSure: (count: number, chance: string) =>
    `${plural(count, 'product')} would be ordered, but all of it is sold in 90 days with ${chance} chance at most: below the minimum of /actions confidence.`,
  due: (order: number, product: string) => `${f.number(order)} of ${product}`,
  more: (count: number) => ` and ${f.number(count)} more`,
  unpriced: (count: number, missing: 'cost' | 'price', products: readonly string[], more: string) =>
    `${plural(count, 'product')} should be ordered too, but the ${missing} is not known, so the cost of waiting cannot be calculated: ${products.join(', ')}${more}.`,
  source: (asOf: Day | null) =>
    `${asOf === null ? '' : `Stock of ${f.longDay(asOf)}. `}Demand from ordinary days in stock of the last 90; days that ran short count for more than they sold. Orders are whole packs, rounded up. Nothing is ordered without an approval.`,
  allAbove: (count: number) => `${plural(count, 'product')} are above their reorder points.`,
  above: (one: {
    onHand: number
    free: number
    underway: string
    until: Day | null
    position: number
    reorderPoint: number
    chance: string
  }) =>
    one.free <= 0
      ? `Sold out now; on the way: ${one.underway}. With that, ${f.number(one.position)} are to be had, reorder point ${f.number(one.reorderPoint)}.`
      : `${f.number(one.onHand)} on hand, ${f.number(one.free)} free${one.until === null ? '' : `, lasts until about ${f.longDay(one.until)}`}; on the way: ${one.underway}; position ${f.number(one.position)}, reorder point ${f.number(one.reorderPoint)}, ${one.chance} chance to run out before a later order would come.`,
})
