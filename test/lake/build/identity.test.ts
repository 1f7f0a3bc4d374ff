import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openShop, rows, type Shop } from '../shop.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.remove())

describe('a GTIN', () => {
  it.each([
    ['4006381333931', '04006381333931'],
    ['4006381333932', null],
    ['036000291452', '00036000291452'],
    ['96385074', '00000096385074'],
    ['96385075', null],
    ['10012345678902', '10012345678902'],
    ['978-0-306-40615-7', '09780306406157'],
    ['0-306-40615-2', '09780306406157'],
    ['0-306-40615-3', null],
    ['080442957X', '09780804429573'],
    [' 4006 3813 3393 1 ', '04006381333931'],
    ['0000000000000', null],
    ['SKU-1', null],
    ['12345', null],
  ])('%s is %s', async (told, stored) => {
    expect(await shop.lake.query('select to_gtin($told) as gtin', { told })).toEqual([{ gtin: stored }])
  })

  it('that is wrong costs no product, and is told', async () => {
    await shop.lake.ingest(
      rows('products', [
        { product_id: 'A', gtin: '4006381333931' },
        { product_id: 'B', gtin: '4006381333930' },
        { product_id: 'C' },
      ]),
    )
    await shop.lake.ingest(
      rows('products', [
        { platform: 'bazario', product_id: '1', gtin: '04006381333931' },
        { platform: 'bazario', product_id: '2' },
      ]),
    )
    await shop.lake.ingest(
      rows('product_links', [
        { product_id: 'C', item: 'chair-9' },
        { platform: 'bazario', product_id: '2', item: 'chair-9' },
      ]),
    )
    expect((await shop.lake.build()).failed).toEqual([])
    expect(await shop.lake.query('select product_id from clean_products where is_gtin_wrong')).toEqual([
      { product_id: 'B' },
    ])
    expect(
      await shop.lake.query(
        'select platform, product_id, item_id from mart_products order by item_id nulls last, platform',
      ),
    ).toEqual([
      { platform: 'bazario', product_id: '1', item_id: '04006381333931' },
      { platform: 'nordmarkt', product_id: 'A', item_id: '04006381333931' },
      { platform: 'bazario', product_id: '2', item_id: 'chair-9' },
      { platform: 'nordmarkt', product_id: 'C', item_id: 'chair-9' },
      { platform: 'nordmarkt', product_id: 'B', item_id: null },
    ])
  })
})
