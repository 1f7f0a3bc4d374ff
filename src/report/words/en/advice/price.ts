import type { Day } from '../../../../lib/days.ts'
import { plural } from '../../../../lib/text.ts'
import type { Format } from '../../format.ts'

/** /price: which prices should change, and what a typed price would bring. */
export const priceWords = (f: Format) => ({
  keeps: {
    'no-cost': 'its cost is not known, so profit cannot be calculated',
    'no-sales': 'it sold nothing on ordinary days in stock in the last 90 days',
    'no-stock': 'nothing is left to sell, in stock or inbound',
    'changed-lately': 'its price changed less than two weeks ago: wait for the effect',
    'no-better': 'no allowed price promises more profit',
    'too-small': 'the gain would be too small to matter',
    unpriced: 'its price is not known',
  },
  notSure: (share: string) => `no price raises profit with more than ${share} probability`,
  ofProducts: (count: number, reason: string) => `${plural(count, 'product')}: ${reason}`,
  reasons: (reasons: readonly string[]) => reasons.join('; '),
  keep: (subject: string, reasons: string) => `Keep the price of ${subject}: ${reasons}.`,
  summary: (changes: number, subject: string, kept: number) =>
    `${plural(changes, 'price change')} for ${subject}; ${plural(kept, 'product')} better kept as they are.`,
  title: (subject: string) => `Price suggestions for ${subject}`,
  caption: (shown: number, of: number) =>
    `Best ${shown} of ${f.number(of)}, median gain over 30 days with 80 % range`,
  columns: {
    product: 'Product',
    now: 'Now',
    better: 'Suggested',
    gain: 'Gain',
    elasticity: 'Elasticity',
    chance: 'P(gain)',
    status: 'Status',
  },
  notKept: 'below the minimum confidence, not saved',
  /** of the only one; `words` is what speaks against it */
  because: (why: string, words: string, until: Day) =>
    `Why: ${why}. ${words} Valid until ${f.longDay(until)}.`,
  source: (asOf: Day) =>
    `Data as of ${f.longDay(asOf)}, from paid prices and units of 26 weeks. An association: no price test was run; /experiment plan sets one up. Nothing is changed in the shop without an approval.`,
  elsewhere: 'The same item elsewhere',
  competitors: 'Competitors',
  of: (product: string) => `${product}: `,
  soldAs: (price: string, platform: string, id: string) => `${price} on ${platform} as ${id}`,
  seenAt: (price: string, competitor: string, day: Day) =>
    `${price} at ${competitor}, seen ${f.longDay(day)}`,
  tooOld: ', too long ago to count',
  notAvailable: ', not available',
  notOne: (subject: string) => `“${subject}” is not a single product. Use one SKU for a what-if.`,
  several: (subject: string, ids: readonly string[]) =>
    `${subject} is sold as ${ids.join(' and ')}: name one of them.`,
  notPriced: (subject: string) =>
    `The price of ${subject} is not known. Add a source of prices, or orders with their prices.`,
  noneCalled: (typed: string) => `No product, merchant or category is called “${typed}”.`,
  whatIf: {
    noCost: (price: string, product: string) =>
      `The effect of ${price} on ${product} cannot be calculated: its cost is not known. Add costs to a source of products.`,
    noSales: (price: string, product: string) =>
      `The effect of ${price} on ${product} cannot be calculated: it sold nothing on ordinary days in stock in the last 90 days. Ask again once it sells.`,
    tooFar: (one: { price: string; low: string; high: string; product: string; nearest: string }) =>
      `${one.price} is too far from the prices seen (${one.low} to ${one.high}): the effect on ${one.product} cannot be calculated there. The nearest price that can is ${one.nearest}; a test measures others: /experiment plan.`,
    says: (one: {
      price: string
      change: string
      product: string
      profit: string
      isLess: boolean
      days: number
      low: string
      high: string
      chance: string
    }) =>
      `At ${one.price} (${one.change}) ${one.product} should bring ${one.profit} ${one.isLess ? 'less' : 'more'} profit in ${one.days} days, 80 % range ${one.low} to ${one.high}; P(gain) ${one.chance}.`,
    title: (product: string, price: string) => `What if ${product} cost ${price}?`,
    caption: (title: string, days: number) => `${title}, ${days} days, median with 80 % range`,
    now: (price: string) => `Now ${price}`,
    at: (price: string) => `At ${price}`,
    rows: { units: 'Units', revenue: 'Revenue', profit: 'Profit' },
    source: (one: { elasticity: string; range: string; own: boolean; asOf: Day }) =>
      `Elasticity ${one.elasticity} ± ${one.range}, from ${one.own ? 'its own weeks and its category' : 'its category'}; data as of ${f.longDay(one.asOf)}. An association: no price test was run. /experiment plan sets one up.`,
  },
})
