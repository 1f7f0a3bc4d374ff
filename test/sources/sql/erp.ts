import { expect } from 'vitest'
import { feedsOf } from '../feeds.ts'

const ERP_ORDERS = 12_000

/** Feeds over the orders of somebody's database, as the tests of each kind of database make them. */
export function erpOrders(table: string, url: () => string) {
  const feed = (columns = '{ order_id: id, ordered_at: made_at, currency: money }') =>
    feedsOf(
      `erp:
      sql:
        database: ERP
        zone: Europe/Berlin
        currency: EUR
        tables:
          orders: { from: ${table}, cursor: changed_at, id: id, columns: ${columns} }`,
      { ERP: url() },
    )
  const collected = async (given: ReturnType<typeof feed>, how = {}) => {
    const [result] = await given.run('erp/orders', how)
    return { ids: given.ids('orders', 'order_id'), error: result?.error }
  }
  return {
    feed,
    collected,
    /** killed after any page before its cursor, the next run still brings all there is */
    async loseNothingWhenKilled() {
      for (const killAt of [0, 1, 2, 3]) {
        const shop = feed()
        await collected(shop, { killAt }).catch(() => undefined)
        expect(new Set((await collected(shop)).ids).size).toBe(ERP_ORDERS)
        shop.remove()
      }
    },
  }
}
