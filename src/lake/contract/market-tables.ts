import type { RawTable } from './raw-table.ts'

/** What is known of the market around the shop: what money is worth, what is the same thing, what it costs here and elsewhere. */
export const MARKET_TABLES = {
  rates: {
    // of two who tell the same rate the latest holds, whoever it is
    key: ['base', 'quote', 'rated_on'],
    shopper: [],
    // one of `base` is `rate` of `quote`: EUR, USD, 2026-11-24, 1.0857
    columns: ['platform', 'base', 'quote', 'rated_on', 'rate'],
  },
  // which item a product is where it carries no GTIN: products of one item are the same thing on several platforms
  product_links: {
    key: ['platform', 'product_id'],
    shopper: [],
    columns: ['platform', 'product_id', 'item'],
  },
  prices: {
    key: ['platform', 'product_id', 'valid_from'],
    shopper: [],
    columns: [
      'platform',
      'product_id',
      'valid_from',
      'price',
      'currency',
      'tax_included',
      'tax_rate',
      'reason',
      'campaign_id',
    ],
  },
  // what others ask, page by page as it was seen. Whose price it is compared with: `of_platform` and `of_product_id`
  // name a product, `gtin` an item
  competitor_prices: {
    key: ['platform', 'url', 'seen_at'],
    shopper: [],
    columns: [
      'platform',
      'url',
      'seen_at',
      'competitor',
      'gtin',
      'of_platform',
      'of_product_id',
      'title',
      'price',
      'currency',
      'tax_included',
      'tax_rate',
      'availability',
    ],
  },
} as const satisfies Record<string, RawTable>
