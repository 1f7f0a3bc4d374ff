import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { vocabularyOf } from '../../src/facts/vocabulary.ts'
import { type Market, openMarket } from '../support/market.ts'
import { landing } from '../support/sold.ts'

describe('the names of a shop', () => {
  let market: Market
  beforeAll(async () => {
    market = await openMarket()
  })
  afterAll(() => market.remove())

  it('are read once, and again when the lake has grown', async () => {
    const { lake, state } = market.ctx
    let asked = 0
    const counted: Pick<typeof lake, 'query'> = {
      query: (sql, params) => {
        asked++
        return lake.query(sql, params)
      },
    }
    const names = await vocabularyOf(counted, state)
    expect(names.members.map(({ member }) => member)).toContain('Toys')
    expect(names.products).toHaveLength(4)
    const once = asked
    expect(await vocabularyOf(counted, state)).toEqual(names)
    expect(asked).toBe(once)
    await landing({ ingest: (batch) => lake.ingest({ ...batch, id: 'more products' }) })('products', [
      { platform: 'bazario', product_id: 'SKU-New', title: 'New', category: 'Toys', merchant_id: 'M-1' },
    ])
    await lake.build()
    expect((await vocabularyOf(counted, state)).products.map(({ id }) => id)).toContain('SKU-New')
  })
})
