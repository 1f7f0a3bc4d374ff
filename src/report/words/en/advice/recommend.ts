import type { Day } from '../../../../lib/days.ts'
import { plural } from '../../../../lib/text.ts'
import type { Format } from '../../format.ts'

/** What goes with a product or instead of it, bundles of a merchant, what a segment buys next. */
export const recommendWords = (f: Format) => ({
  nothingYet:
    'Nothing to recommend yet: recommendations are learned every night, from 200 orders on. Ask again tomorrow; /sources shows whether orders arrive.',
  unknown: (typed: string) =>
    `No product bought in the last year, no merchant and no segment is called “${typed}”.`,
  /** of customers, by its name as it is typed */
  segment: (name: string) => name,
  source: (of: { from: Day; to: Day }, model: string, basis: string) =>
    `Orders of ${f.days(of.from, of.to)}, model ${model}. ${basis} Lift explains, it does not rank: how many times as often the two are bought together as by chance.`,
  ofProduct: (name: string) => `Recommendations for ${name}`,
  product: (name: string, withIt: number, instead: number) =>
    `${plural(withIt, 'product')} to offer with ${name}, ${plural(instead, 'product')} to offer instead.`,
  productCaption: 'Best first; sold out products are left out',
  columns: {
    offer: 'Offer',
    product: 'Product',
    with: 'Bundle with',
    together: 'Together',
    lift: 'Lift',
    chance: 'Chance?',
  },
  withIt: 'with it',
  instead: 'instead',
  times: (count: number) => plural(count, 'time'),
  fewTimes: 'under 20 times',
  noChance: (q: string) => `no (q ${q})`,
  maybeChance: (q: string) => `maybe (q ${q})`,
  ofMerchant: (merchant: string) => `Bundles of ${merchant}`,
  bundles: (count: number, merchant: string) =>
    `${plural(count, 'bundle')} of ${merchant}: pairs that its customers buy together more often than by chance.`,
  noBundles: (merchant: string) =>
    `No bundle of ${merchant} stands out: none of its pairs was bought together 20 times and more often than by chance.`,
  bundleBasis: 'Pairs of at least 20 orders, one-sided Fisher test, false discoveries held to 5 %.',
  bundleCaption: (shown: number, of: number) => `The ${shown} with the most margin of ${of}`,
  ofSegment: (segment: string) => `Next for ${segment}`,
  nobodyIn: (segment: string) => `Nobody is in the segment “${segment}” now.`,
  next: (customers: number, segment: string, from: Day, to: Day) =>
    `What the ${plural(customers, 'customer')} of the segment “${segment}” are likely to buy next, from what they bought ${f.days(from, to)}; what they bought in the last 30 days counts less.`,
  tooLittle: {
    basket: 'Ranked by what sells most: there is too little to learn from what is bought with it.',
    next: 'Ranked by what sells most, in the segment as far as it buys otherwise than the shop: there is too little to learn from what is bought next.',
  },
  accuracy: (own: string, popular: string) =>
    `recall@10 ${own} against ${popular} of what sells most, on orders not learned from`,
  byEase: (accuracy: string) => `Ranked by EASE (${accuracy}).`,
  byPopularity: (accuracy: string) =>
    `Ranked by what sells most: EASE is not clearly 5 % better (${accuracy}).`,
  offers: (shown: number, of: number) =>
    `Offers: the best ${shown} of ${of}, gain over 30 days with 80 % interval`,
  offerColumns: { number: 'No.', offer: 'Offer', gain: 'Gain', status: 'Status' },
  offer: (id: number, doing: string, why: string) => `No. ${id}: ${doing}. Because ${why}.`,
})
