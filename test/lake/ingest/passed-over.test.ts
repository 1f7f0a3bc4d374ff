import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openShop, type Shop } from '../shop.ts'

const BROKEN = [
  ['text after a closing quote', '"x"y,1,1'],
  ['a column too few', 'x'],
  ['a column too many', 'x,1,1,1'],
  ['a quote in the middle', 'x"y,1,1'],
] as const

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.remove())

/** The file's title row, five good lines, the broken one, and five hundred more. */
async function fileOf(name: string, broken: string, good: (i: number) => string): Promise<string> {
  const path = join(shop.dir, name)
  const lines = Array.from({ length: 506 }, (_, i) => (i === 5 ? broken : good(i)))
  await writeFile(path, `${['a,b,c', ...lines].join('\n')}\n`)
  return path
}

describe.each(BROKEN)('what comes after a line with %s', (name, broken) => {
  it('shows how its column is written', async () => {
    const path = await fileOf('lines.csv', broken, (i) => `o${i},"${i < 5 ? '12' : '12,90'}",plain`)
    await shop.lake.ingest({
      source: `lines ${name}`,
      table: 'order_lines',
      id: name,
      zone: 'UTC',
      currency: 'EUR',
      page: {
        kind: 'file',
        path,
        format: 'csv',
        columns: { platform: { constant: 'x' }, order_id: { from: 'a' }, unit_price: { from: 'b' } },
      },
    })
    const prices = await shop.lake.query(
      `select unit_price, count(*) as n from raw_order_lines where _source = $source and order_id <> 'x"y'
       group by unit_price order by unit_price`,
      { source: `lines ${name}` },
    )
    expect(prices).toEqual([
      { unit_price: '12', n: 5 },
      { unit_price: '12.90', n: 500 },
    ])
  })

  it('is found where another file looks it up, in two files at once', async () => {
    const [one, two] = [
      await fileOf('one.csv', broken, (i) => `k${i},first ${i},c`),
      await fileOf('two.csv', broken, (i) => `k${i},second ${i},c`),
    ]
    const path = await fileOf('keys.csv', 'k5,k5,c', (i) => `k${i},k${i},c`)
    const from = 'a'
    await shop.lake.ingest({
      source: `keys ${name}`,
      table: 'products',
      id: `keys ${name}`,
      zone: 'UTC',
      currency: 'EUR',
      page: {
        kind: 'file',
        path,
        format: 'csv',
        columns: {
          platform: { constant: 'x' },
          product_id: { from },
          title: { from, lookup: { path: one, key: 'a', value: 'b' } },
          category: { from, lookup: { path: two, key: 'a', value: 'b' } },
        },
      },
    })
    expect(
      await shop.lake.query(
        `select title, category from raw_products where _source = $source and product_id in ('k4', 'k6', 'k505')
         order by title`,
        { source: `keys ${name}` },
      ),
    ).toEqual([4, 505, 6].map((i) => ({ title: `first ${i}`, category: `second ${i}` })))
  })
})
