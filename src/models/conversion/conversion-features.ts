import type { Feature } from '../learn/features.ts'

/**
 * What the conversion model may look at in `mart_sessions`, and when in a visit each is known. `cart_adds` and the
 * counts of a visit precede the purchase but grow on the way to it: they tell who is buying, not how to make them.
 */
export const conversionFeatures: readonly Feature[] = [
  { column: 'is_returning', kind: 'flag', known: 'on arrival' },
  { column: 'prior_orders', kind: 'log', known: 'on arrival' },
  { column: 'days_since_order', kind: 'log', known: 'on arrival' },
  { column: 'is_promo', kind: 'flag', known: 'on arrival' },
  { column: 'weekday', kind: 'category', known: 'on arrival' },
  { column: 'platform', kind: 'category', known: 'on arrival' },
  { column: 'channel', kind: 'category', known: 'on arrival' },
  { column: 'region', kind: 'category', known: 'on arrival' },
  { column: 'device', kind: 'category', known: 'on arrival' },
  { column: 'category', kind: 'category', known: 'while browsing' },
  { column: 'price_seen_cents', kind: 'log', known: 'while browsing' },
  { column: 'discount_seen', kind: 'share', known: 'while browsing' },
  { column: 'in_stock_share', kind: 'share', known: 'while browsing' },
  { column: 'page_views', kind: 'log', known: 'while browsing' },
  { column: 'product_views', kind: 'log', known: 'while browsing' },
  { column: 'searches', kind: 'log', known: 'while browsing' },
  { column: 'cart_adds', kind: 'log', known: 'while browsing' },
  { column: 'duration_s', kind: 'log', known: 'while browsing' },
]

/** Columns that exist only because of the outcome, or are computed from it (`page_values` of web analytics). */
const OUTCOME = new Set([
  'is_purchase',
  'purchases',
  'order_cents',
  'order_id',
  'gmv_cents',
  'revenue',
  'page_values',
  'pagevalues',
])

/** The names among these features that leak the outcome; a model with one of them is refused. */
export function leaks(features: readonly Pick<Feature, 'column'>[]): string[] {
  return features.map(({ column }) => column).filter((column) => OUTCOME.has(column.toLowerCase()))
}
