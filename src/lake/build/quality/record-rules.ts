import type { Quality } from '../../contract/rule.ts'
import { columns, key, known, priceScale, refused, share } from './shared-rules.ts'

/** Of what is known of things: products, prices, campaigns. */
export const RECORDS: readonly Quality[] = [
  { table: 'rates', rows: 'exchange rates', rules: [key, columns, refused] },
  { table: 'merchants', rows: 'merchants', rules: [key, columns, refused] },
  {
    table: 'products',
    rows: 'products',
    rules: [
      key,
      known('merchants', 'they are shown under an id instead of a name'),
      share(
        'category',
        'have no category',
        { where: 'category is null', most: 0.3 },
        'they are all counted under "unknown"',
      ),
      share(
        'cost-below-price',
        'cost more than their list price',
        { where: 'cost_cents > list_price_cents', of: 'list_price_cents > 0 and cost_cents > 0', most: 0.05 },
        'profit and price advice cannot be trusted',
      ),
      columns,
      refused,
    ],
  },
  {
    table: 'product_links',
    rows: 'links of products',
    rules: [key, known('products', 'what they link is not known'), columns, refused],
  },
  { table: 'customers', rows: 'customer records', rules: [key, columns, refused] },
  { table: 'competitor_prices', rows: 'prices of competitors', rules: [key, columns, refused] },
  {
    table: 'prices',
    rows: 'prices',
    rules: [
      key,
      share(
        'price',
        'are zero',
        { where: 'price_cents = 0', most: 0.05 },
        'the price is probably read from the wrong field',
      ),
      known('products', 'they are in force for nothing'),
      priceScale('price_cents'),
      columns,
      refused,
    ],
  },
  {
    table: 'deliveries',
    rows: 'deliveries',
    rules: [
      key,
      share(
        'received-after-ordered',
        'were received before they were ordered',
        { where: 'received_at < ordered_at', of: 'received_at is not null', most: 0.01 },
        'lead times cannot be trusted',
      ),
      known('products', 'they bring stock to nothing that is known'),
      columns,
      refused,
    ],
  },
  {
    table: 'campaigns',
    rows: 'campaigns',
    rules: [
      key,
      share(
        'discount',
        'take off more than nine tenths',
        { where: 'discount > 0.9', of: 'discount is not null', most: 0.05 },
        'a percentage was probably taken for a share',
      ),
      columns,
      refused,
    ],
  },
  { table: 'experiments', rows: 'experiments', rules: [key, columns, refused] },
]
