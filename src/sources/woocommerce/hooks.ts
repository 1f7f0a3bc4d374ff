import type { Webhooks } from '../hints.ts'
import { textAt } from '../rows/shape.ts'

const STREAMS: Readonly<Record<string, string>> = { order: 'orders', product: 'products' }

export function wooWebhooks(feed: string, secret: string): Webhooks {
  return {
    feed,
    secret,
    signature: 'x-wc-webhook-signature',
    isPing: (body) => /^webhook_id=\d+$/.test(body),
    hints(headers, body) {
      const topic = String(headers['x-wc-webhook-topic'] ?? '').split('.')[0] ?? ''
      const id = textAt(body, 'id')
      const stream = STREAMS[topic]
      return stream && id !== null && /^\d{1,20}$/.test(id) ? [{ source: `${feed}/${stream}`, id }] : []
    },
  }
}
