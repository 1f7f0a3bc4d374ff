import { z } from 'zod'
import { COMMON_ASKS, type Connector, common, type SourceContext, secretOf, variable } from '../connector.ts'
import type { Source } from '../source.ts'
import type { Shop } from './ask.ts'
import { shopifyWebhooks } from './hooks.ts'
import { type Stream, shopifyPages } from './pages.ts'
import { EPOCH, START } from './place.ts'
import { API_VERSION } from './queries.ts'

const shape = z.strictObject({
  ...common,
  url: z
    .url('is not a web address')
    .regex(
      /^https:|^http:\/\/(localhost|127\.|\[::1\])/,
      'must begin with https://: the token is sent with it',
    ),
  /** the environment variable that holds the Admin API access token */
  token: variable,
  /** the one that holds the secret its webhooks are signed with, where it sends some */
  webhook_secret: variable.optional(),
  version: z
    .string()
    .regex(/^\d{4}-\d{2}$/, 'is not a version such as 2026-10')
    .default(API_VERSION),
})

/** pages from the oldest on, without a bulk operation */
const SAMPLE = JSON.stringify({ ...START, after: EPOCH })

const STREAMS: readonly Stream[] = ['orders', 'refunds', 'products', 'stock_levels']

/** Shopify, Admin GraphQL API: orders with their lines, refunds, product variants with their cost, stock. */
export const shopify: Connector = {
  feed: shape.transform((given) => (beside: SourceContext) => shopifyFeeds(given, beside)),
  asks: [
    { field: 'url', ask: 'The address of the shop, such as https://craft.myshopify.com' },
    { field: 'token', ask: 'The environment variable that holds the access token (shpat_…)', isSecret: true },
    ...COMMON_ASKS,
  ],
}

function shopifyFeeds(given: z.output<typeof shape>, beside: SourceContext): Source[] {
  const { name, platform } = beside
  const shop: Shop = {
    name,
    platform,
    url: `${given.url.replace(/\/+$/, '')}/admin/api/${given.version}/graphql.json`,
    token: secretOf(beside, given.token),
    zone: given.zone,
    currency: given.currency,
  }
  const { webhook_secret: signed } = given
  const webhooks = signed === undefined ? null : shopifyWebhooks(name, secretOf(beside, signed))
  return STREAMS.map((stream) => ({
    name: `${name}/${stream}`,
    platform,
    table: stream,
    write: 'merge',
    zone: given.zone,
    currency: given.currency,
    freshWithinMinutes: given.fresh_within_minutes,
    sampleFrom: SAMPLE,
    ...(stream === 'orders' && {
      prices: 'as each order says, its tax taken out by its own rates; discounts told apart',
      ...(webhooks && { webhooks }),
    }),
    pages: (from, clients) => shopifyPages(shop, stream, from, clients),
  }))
}
