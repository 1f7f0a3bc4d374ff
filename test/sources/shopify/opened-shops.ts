import { afterEach } from 'vitest'
import { feedsOf } from '../feeds.ts'
import { orderFromRest } from './shopify-from-rest.ts'
import { shopifyShop } from './shopify-shop.ts'

/** Shops that are closed after each test, and the feeds that read them. */
export function openedShops() {
  const closing: (() => unknown)[] = []
  afterEach(async () => {
    for (const close of closing.splice(0)) await close()
  })

  function shopAt(url: string) {
    const shop = feedsOf(
      `craft:
      shopify: { url: '${url}', token: TOKEN, zone: America/New_York, currency: USD }`,
      { TOKEN: 'shpat_1' },
    )
    closing.push(shop.remove)
    return {
      ...shop,
      run: (what: string, how: Parameters<typeof shop.run>[1] = {}) => shop.run(`craft/${what}`, how),
    }
  }

  async function open(...given: Parameters<typeof shopifyShop>) {
    const server = await shopifyShop(...given)
    closing.push(server.close)
    return server
  }
  return { shopAt, open, closeAfter: (close: () => unknown) => void closing.push(close) }
}

export const at = (minute: number) => new Date(Date.UTC(2026, 2, 1, 10, minute)).toISOString()

export const order = (id: number, more: Record<string, unknown> = {}) =>
  orderFromRest({
    id,
    created_at: at(id),
    updated_at: at(id),
    financial_status: 'paid',
    currency: 'USD',
    line_items: [{ id: id * 10, title: 'Cup', quantity: 2, price: '9.90', variant_id: 5, product_id: 1 }],
    ...more,
  })
export const orders = (count: number) => Array.from({ length: count }, (_, i) => order(i + 1))
export const plain = (rows: readonly (string | null | undefined)[]) =>
  [...new Set(rows)].map(Number).sort((a, b) => a - b)
export const upTo = (count: number) => Array.from({ length: count }, (_, i) => i + 1)
