import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDuckDb, text } from '../../../src/lake/engine/duckdb.ts'
import { importFiles } from '../../../src/sources/files/import.ts'
import { loadMapping } from '../../../src/sources/files/mapping.ts'
import { mappingText, propose } from '../../../src/sources/files/propose/propose.ts'
import { openShop, type Shop } from '../../lake/shop.ts'
import { CASES, EVENTS, jsonl } from './known-exports.ts'

let shop: Shop
const said = { zone: 'UTC', currency: 'EUR', written: new Map(), instead: new Map() }

/** Proposed, taken as it is, and brought in. */
async function bringIn(
  name: string,
  files: Readonly<Record<string, string>>,
  prepare?: (dir: string) => Promise<void>,
) {
  const dir = join(shop.dir, name)
  mkdirSync(dir)
  for (const [file, content] of Object.entries(files)) writeFileSync(join(dir, file), content)
  await prepare?.(dir)
  const { signal } = new AbortController()
  const proposal = await propose(dir, signal)
  const path = join(shop.dir, `${name}.yaml`)
  writeFileSync(path, mappingText(proposal, said))
  const landed = await importFiles({ mapping: loadMapping(path), dir, lake: shop.lake, signal })
  expect(landed.flatMap(({ error }) => error ?? [])).toEqual([])
  return proposal
}

const asked = (sql: string) => shop.lake.query<Record<string, string | number | null>>(sql)

describe('exports of known platforms are recognised by their columns', () => {
  const found = new Map<string, Awaited<ReturnType<typeof bringIn>>>()
  beforeAll(async () => {
    shop = await openShop({ zone: 'UTC' })
    for (const { name, files } of CASES) found.set(name, await bringIn(name, files))
    found.set('ga4', await bringIn('ga4', { 'events_20261102.jsonl': jsonl(EVENTS) }))
    await shop.lake.build()
  }, 240_000)
  afterAll(() => shop.remove())

  it.each(CASES)(
    '$name: amounts and statuses are those of the platform',
    async ({ name, is, orders, sold }) => {
      const proposal = found.get(name)
      expect(proposal?.known.every((one) => one.is.includes(is))).toBe(true)
      expect(proposal?.assigned).toEqual([])
      const ids = Object.keys(orders)
        .map((id) => text(id))
        .join(', ')
      const rows = await asked(
        `select order_id, counts_as from clean_orders where order_id in (${ids}) order by order_id`,
      )
      expect(Object.fromEntries(rows.map((row) => [row.order_id, row.counts_as]))).toEqual(orders)
      const [lines] = await asked(
        `select sum(l.quantity) as pieces, sum(l.line_cents) as cents
       from clean_order_lines l join clean_orders o using (platform, order_id)
       where order_id in (${ids}) and l.kind = 'sale' and o.counts_as = 'sale'`,
      )
      expect([Number(lines?.pieces), Number(lines?.cents)]).toEqual(sold)
    },
  )

  it('Amazon’s orders of other shops never come in', async () => {
    expect(await asked("select order_id from clean_orders where order_id = 'A-4'")).toEqual([])
  })

  it('Shopify’s refunds and products are found through the other tables', async () => {
    expect(
      await asked('select order_id, product_id, amount_cents from clean_refunds order by order_id'),
    ).toEqual([
      { order_id: '1', product_id: '501', amount_cents: 950 },
      { order_id: '101', product_id: '601', amount_cents: 400 },
    ])
    expect(
      await asked(
        "select product_id, title, category, merchant_id from clean_products where platform = 'shopify' and category is not null order by 1",
      ),
    ).toEqual([
      { product_id: '501', title: 'Mug', category: 'Kitchen', merchant_id: 'Potter' },
      { product_id: '601', title: 'Bowl', category: 'Kitchen', merchant_id: 'Potter' },
    ])
  })

  it('a marketplace’s shops are its merchants', async () => {
    expect(await asked("select merchant_id, name from clean_merchants where platform = 'mirakl'")).toEqual([
      { merchant_id: '2001', name: 'Light & Co' },
    ])
  })

  const VISIT = [
    { type: 'page_view', product_id: null, device: 'mobile', price: null },
    { type: 'product_view', product_id: 'KB-1', device: 'mobile', price: '10.5' },
    { type: 'cart', product_id: 'KB-1', device: 'mobile', price: '10.5' },
    { type: 'checkout', product_id: null, device: 'mobile', price: null },
    { type: 'purchase', product_id: 'KB-1', device: 'mobile', price: '10.5' },
  ]
  const visitOf = (source: string) =>
    asked(
      `select type, product_id, device, price from raw_events where _source like '${source}/%' order by happened_at`,
    )

  it('Google Analytics 4 becomes a visit, from JSON lines', async () => {
    expect(found.get('ga4')?.known.map(({ is }) => is)).toEqual(['Google Analytics 4 events'])
    expect(await visitOf('ga4')).toEqual(VISIT)
    expect(
      await asked("select count(*) as n from clean_events where platform = 'web' and shopper_id is not null"),
    ).toEqual([{ n: 5 }])
  })

  it('Google Analytics 4 becomes the same visit from Parquet', async () => {
    await bringIn('ga4-parquet', {}, async (dir) => {
      const json = join(shop.dir, 'events.jsonl')
      writeFileSync(json, jsonl(EVENTS))
      const db = await openDuckDb({
        memoryLimitMb: 256,
        threads: 1,
        spillTo: shop.dir,
        within: null,
        setup: [],
      })
      await db.use((session) =>
        session.run(
          `copy (select * from read_json(${text(json)}, format = 'newline_delimited')) to ${text(join(dir, 'events.parquet'))}`,
        ),
      )
      await db.close()
    })
    expect(await visitOf('ga4-parquet')).toEqual(VISIT)
  })
})
