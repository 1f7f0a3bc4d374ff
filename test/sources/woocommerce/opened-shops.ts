import { feedsOf } from '../feeds.ts'
import { wooShop } from './woo-shop.ts'

/** WooCommerce shops of one test file, and the feeds that read them. */
export function openedShops() {
  const closing: (() => unknown)[] = []
  return {
    shopAt(url: string, more = '') {
      const shop = feedsOf(
        `woo:
      woocommerce: { url: '${url}', key: KEY, secret: SECRET, zone: UTC, currency: EUR, per_page: 2, per_minute: 6000${more} }`,
        { KEY: 'ck_1', SECRET: 'cs_2' },
      )
      closing.push(shop.remove)
      return {
        ...shop,
        run: (what: string, how: Parameters<typeof shop.run>[1] = {}) => shop.run(`woo/${what}`, how),
      }
    },
    async open(...given: Parameters<typeof wooShop>) {
      const server = await wooShop(...given)
      closing.push(server.close)
      return server
    },
    closeAfter: (close: () => unknown) => void closing.push(close),
    async closeAll() {
      for (const close of closing.splice(0)) await close()
    },
  }
}
