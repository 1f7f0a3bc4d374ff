import { afterEach, describe, expect, it } from 'vitest'
import { feedsOf } from '../feeds.ts'
import { json, platform } from '../platform.ts'

let close = async () => {}
afterEach(() => close())

async function linesOf(prices: string, data: object[]) {
  const server = await platform(json({ data }))
  close = server.close
  const feed = feedsOf(
    `mall:\n${prices}      rest: { url: "${server.url}/{table}", rows: data, paging: none, zone: UTC, currency: EUR, tables: { order_lines: same } }`,
  )
  await feed.run('mall/order_lines')
  feed.remove()
  return { rows: feed.rows('order_lines'), says: feed.sources[0]?.prices }
}

describe('what a feed says of its prices', () => {
  it('is in every row, but for those that say it themselves', async () => {
    const { rows, says } = await linesOf(
      '      prices: { tax: included, tax_rate: 0.19, discounts: subtracted }\n',
      [{ order_id: '1' }, { order_id: '2', tax_rate: '0.07' }, { order_id: '3', tax_included: false }],
    )
    expect(
      rows.map(({ tax_included, tax_rate, discount_subtracted }) => [
        tax_included,
        tax_rate,
        discount_subtracted,
      ]),
    ).toEqual([
      ['true', '0.19', 'true'],
      ['true', '0.07', 'true'],
      ['false', '0.19', 'true'],
    ])
    expect(says).toBe('prices with tax, 19 % is taken out; discounts subtracted already')
  })

  it('may be nothing', async () => {
    const { rows, says } = await linesOf('', [{ order_id: '1' }])
    expect(rows[0]).toMatchObject({ tax_included: null, tax_rate: null, discount_subtracted: null })
    expect(says).toBeUndefined()
  })

  it('that cannot be is refused', () => {
    const feed = (prices: string) => () =>
      feedsOf(
        `mall:\n      prices: ${prices}\n      rest: { url: "https://a.example/{table}", paging: none, zone: UTC, currency: EUR, tables: { orders: same } }`,
      )
    expect(feed('{ tax_rate: 0.19 }')).toThrow('tax_rate is for prices that include it')
    expect(feed('{ tax: included, tax_rate: 19 }')).toThrow('tax_rate')
    expect(feed('{ tax: sometimes }')).toThrow('prices.tax')
  })
})
