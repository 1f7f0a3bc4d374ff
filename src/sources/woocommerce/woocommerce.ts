import { z } from 'zod'
import { COMMON_ASKS, type Connector, common, type SourceContext, secretOf, variable } from '../connector.ts'
import { basicHeader } from '../rest/rest.ts'
import type { Source } from '../source.ts'
import type { Shop } from './ask.ts'
import { wooWebhooks } from './hooks.ts'
import { wooPages } from './pages.ts'
import { stockPages } from './stock.ts'

const shape = z.strictObject({
  ...common,
  url: z
    .url('is not a web address')
    .regex(
      /^https:|^http:\/\/(localhost|127\.|\[::1\])/,
      'must begin with https://: the key is sent with it',
    ),
  /** the environment variables that hold the consumer key and secret */
  key: variable,
  secret: variable,
  /** the one that holds the secret of its webhooks, where it has some */
  webhook_secret: variable.optional(),
  per_page: z.number().int().min(1).max(100).default(100),
  reread_days: z.number().int().min(0).max(366).default(60),
  per_minute: z.number().int().positive().default(120),
})

/** WooCommerce, REST API v3: orders with their lines and refunds, products, and their stock. */
export const woocommerce: Connector = {
  feed: shape.transform((given) => (beside: SourceContext) => woocommerceFeeds(given, beside)),
  asks: [
    { field: 'url', ask: 'The address of the shop, such as https://shop.example' },
    { field: 'key', ask: 'The environment variable that holds the consumer key (ck_…)', isSecret: true },
    {
      field: 'secret',
      ask: 'The environment variable that holds the consumer secret (cs_…)',
      isSecret: true,
    },
    ...COMMON_ASKS,
  ],
}

function woocommerceFeeds(given: z.output<typeof shape>, beside: SourceContext): Source[] {
  const { name, platform } = beside
  const shop: Shop = {
    name,
    platform,
    url: `${given.url.replace(/\/+$/, '')}/wp-json/wc/v3`,
    headers: basicHeader({ user: secretOf(beside, given.key), password: secretOf(beside, given.secret) }),
    perPage: given.per_page,
    gapMs: 60_000 / given.per_minute,
    rereadDays: given.reread_days,
  }
  const { webhook_secret: signed } = given
  const webhooks = signed === undefined ? null : wooWebhooks(name, secretOf(beside, signed))
  return (['orders', 'products', 'stock_levels'] as const).map((table) => ({
    name: `${name}/${table}`,
    platform,
    table,
    write: 'merge',
    zone: given.zone,
    currency: given.currency,
    freshWithinMinutes: given.fresh_within_minutes,
    ...(table === 'orders' && {
      prices: 'lines without tax, after discounts',
      ...(webhooks && { webhooks }),
    }),
    pages: (from, clients) =>
      table === 'stock_levels'
        ? stockPages({ ...shop, zone: given.zone }, from, clients)
        : wooPages(shop, table, from, clients),
  }))
}
