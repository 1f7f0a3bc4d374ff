import type { Hint, Webhooks } from '../hints.ts'
import { textAt } from '../rows/shape.ts'
import type { Stream } from './pages.ts'

/** By the topic's first word: where the body says which elements changed, and the streams they are of. */
const TOPICS: Readonly<
  Record<string, readonly { readonly at: string; readonly streams: readonly Stream[] }[]>
> = {
  orders: [
    { at: 'id', streams: ['orders'] },
    // orders/edited names the edit and its order
    { at: 'order_edit.order_id', streams: ['orders'] },
  ],
  order_transactions: [{ at: 'order_id', streams: ['orders'] }],
  fulfillments: [{ at: 'order_id', streams: ['orders'] }],
  refunds: [{ at: 'order_id', streams: ['orders', 'refunds'] }],
  products: [{ at: 'id', streams: ['products'] }],
  variants: [{ at: 'product_id', streams: ['products'] }],
  inventory_items: [{ at: 'id', streams: ['stock_levels'] }],
  inventory_levels: [{ at: 'inventory_item_id', streams: ['stock_levels'] }],
}

export function shopifyWebhooks(feed: string, secret: string): Webhooks {
  return {
    feed,
    secret,
    signature: 'x-shopify-hmac-sha256',
    hints(headers, body) {
      const topic = String(headers['x-shopify-topic'] ?? '').split('/')[0] ?? ''
      return (TOPICS[topic] ?? []).flatMap(({ at, streams }): Hint[] => {
        const id = textAt(body, at)
        return id !== null && /^\d{1,20}$/.test(id)
          ? streams.map((stream) => ({ source: `${feed}/${stream}`, id }))
          : []
      })
    },
  }
}
