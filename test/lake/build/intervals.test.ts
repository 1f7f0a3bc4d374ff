import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { MARTS } from '../../../src/lake/tables/marts.ts'
import { openShop, rows, type Shop } from '../shop.ts'

const order = (order_id: string, at: string, price = '20') => ({
  orders: { platform: 'nordmarkt', order_id, customer_id: 'C', ordered_at: at },
  order_lines: {
    ...{ platform: 'nordmarkt', order_id, line_id: '1', product_id: 'P', quantity: '1' },
    ...{ unit_price: price, ordered_at: at },
  },
})

let shop: Shop
async function deliver(given: readonly ReturnType<typeof order>[]): Promise<void> {
  for (const table of ['orders', 'order_lines'] as const)
    await shop.lake.ingest(
      rows(
        table,
        given.map((one) => one[table]),
      ),
    )
}
const whole = () =>
  shop.lake.query<{ starts: number; orders: number; gmv: number }>(
    `select unix_millis(starts_at) as starts, orders, gmv_cents as gmv from mart_intervals
     where platform is null and category is null and channel is null and region is null and merchant_id is null
     order by starts_at`,
  )

beforeAll(async () => {
  // a lake from before there were quarters of an hour
  shop = await openShop({ marts: MARTS.filter(({ name }) => name !== 'mart_intervals') })
})
afterAll(() => shop.remove())

describe('the quarters of an hour', () => {
  it('of a lake that had none are built at the next build, of all days', async () => {
    await deliver([order('1', '2026-11-10 10:05:00'), order('2', '2026-11-10 10:14:59', '30')])
    expect((await shop.lake.build()).failed).toEqual([])
    shop = await shop.reopen({ marts: MARTS })
    await deliver([order('3', '2026-11-12 23:45:00')])
    const report = await shop.lake.build()
    expect([report.failed, report.days]).toEqual([[], ['2026-11-12']])
    // Berlin is an hour ahead
    expect(await whole()).toEqual([
      { starts: Date.parse('2026-11-10T09:00:00Z'), orders: 2, gmv: 5000 },
      { starts: Date.parse('2026-11-12T22:45:00Z'), orders: 1, gmv: 2000 },
    ])
  })

  it('are counted by place, each order once a dimension', async () => {
    const found = await shop.lake.query<{ place: string; orders: number }>(
      `select concat_ws('/', platform, category, channel, region, merchant_id) as place, cast(sum(orders) as integer) as orders
       from mart_intervals group by all order by place`,
    )
    expect(found.filter(({ place }) => place === '' || place === 'nordmarkt')).toEqual([
      { place: '', orders: 3 },
      { place: 'nordmarkt', orders: 3 },
    ])
  })
})
