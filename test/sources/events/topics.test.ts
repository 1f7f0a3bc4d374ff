import { describe, expect, it } from 'vitest'
import { shopifyWebhooks } from '../../../src/sources/shopify/hooks.ts'
import { wooWebhooks } from '../../../src/sources/woocommerce/hooks.ts'

describe('what webhooks hint at', () => {
  const TOPICS: readonly (readonly [feed: string, topic: string, body: object, hints: readonly string[]])[] =
    [
      ...[
        'orders/create',
        'orders/updated',
        'orders/paid',
        'orders/cancelled',
        'orders/delete',
        'orders/fulfilled',
      ].map((topic) => ['craft', topic, { id: 7 }, ['craft/orders 7']] as const),
      ['craft', 'orders/edited', { order_edit: { id: 1, order_id: 7 } }, ['craft/orders 7']],
      ['craft', 'order_transactions/create', { id: 1, order_id: 7 }, ['craft/orders 7']],
      ['craft', 'fulfillments/update', { id: 1, order_id: 7 }, ['craft/orders 7']],
      ['craft', 'refunds/create', { id: 1, order_id: 7 }, ['craft/orders 7', 'craft/refunds 7']],
      ['craft', 'products/update', { id: 7 }, ['craft/products 7']],
      ['craft', 'products/delete', { id: 7 }, ['craft/products 7']],
      ['craft', 'variants/out_of_stock', { id: 1, product_id: 7 }, ['craft/products 7']],
      ['craft', 'inventory_levels/update', { inventory_item_id: 7, available: 3 }, ['craft/stock_levels 7']],
      ['craft', 'inventory_items/update', { id: 7 }, ['craft/stock_levels 7']],
      ['craft', 'app/uninstalled', { id: 7 }, []],
      ...['order.created', 'order.updated', 'order.deleted', 'order.restored'].map(
        (topic) => ['woo', topic, { id: 7 }, ['woo/orders 7']] as const,
      ),
      ...['product.created', 'product.updated', 'product.deleted', 'product.restored'].map(
        (topic) => ['woo', topic, { id: 7 }, ['woo/products 7']] as const,
      ),
      ['woo', 'coupon.created', { id: 7 }, []],
      ['woo', 'action.woocommerce_payment_complete', { arg: 7 }, []],
    ]
  it.each(TOPICS)('%s %s %o', (feed, topic, body, hints) => {
    const of = feed === 'woo' ? wooWebhooks(feed, 'secret') : shopifyWebhooks(feed, 'secret')
    const headers = { [feed === 'woo' ? 'x-wc-webhook-topic' : 'x-shopify-topic']: topic }
    expect(of.hints(headers, body).map(({ source, id }) => `${source} ${id}`)).toEqual(hints)
  })
})
