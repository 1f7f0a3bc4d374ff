import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { importFiles } from '../../../src/sources/files/import.ts'
import { loadMapping } from '../../../src/sources/files/mapping.ts'
import { openShop, type Shop } from '../../lake/shop.ts'
import { feedsOf } from '../feeds.ts'
import { clients, json, platform } from '../platform.ts'

let dir = ''
let shop: Shop
let close: () => unknown = () => {}
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'rules-'))
  shop = await openShop()
})
afterEach(async () => {
  await close()
  close = () => {}
  await shop.remove()
  rmSync(dir, { recursive: true })
})

const CSV = `beleg,zeile,art,status,sku,menge,betrag,wann
1,1,Ware,bezahlt,S1,2,20.00,2026-11-20 10:00:00
1,2,Versand,bezahlt,S9,1,4.90,2026-11-20 10:00:00
2,1,Ware,offen,S1,1,10.00,2026-11-20 10:00:00
3,1,Ware,storniert,S1,1,10.00,2026-11-20 10:00:00
4,1,Ware,bezahlt,S2,0.5,9.90,2026-11-20 10:00:00
5,1,Ware,bezahlt,S2,-1,-9.90,2026-11-21 10:00:00
6,1,Ware,bezahlt,S2,,7.00,2026-11-20 10:00:00
7,1,Probe,bezahlt,S2,1,99.00,2026-11-20 10:00:00
8,1,,bezahlt,S2,1,5.00,2026-11-20 10:00:00
`
const RULES = `sales:
  statuses: { Bezahlt: sale, offen: pending }
  kinds: { ware: sale, versand: fee }
  negatives: returns
  price_is: line
  quantity_if_none: 1
`

async function imported(where: string) {
  mkdirSync(join(dir, 'in'))
  writeFileSync(join(dir, 'in', 'belege.csv'), CSV)
  const path = join(dir, 'map.yaml')
  writeFileSync(
    path,
    `name: erp
platform: erp
zone: UTC
currency: EUR
${RULES}tables:
  orders:
    files: belege.csv
    columns: { order_id: beleg, ordered_at: wann, status: status }
    ${where}
  order_lines:
    files: belege.csv
    columns: { order_id: beleg, line_id: zeile, product_id: sku, quantity: menge, unit_price: betrag }
    ${where}
`,
  )
  const results = await importFiles({
    mapping: loadMapping(path),
    dir: join(dir, 'in'),
    lake: shop.lake,
    signal: clients().signal,
  })
  expect(results.map(({ error }) => error)).toEqual([null, null])
  expect((await shop.lake.build()).failed).toEqual([])
  const lines = await shop.lake.query(
    'select order_id, kind, quantity, line_cents from mart_order_lines order by order_id, line_id',
  )
  return lines.map((row) => Object.values(row))
}

it('a file says what its statuses, signs and totals mean, and which of its rows are taken', async () => {
  expect(await imported('where: { art: { not: [Probe, Versand] }, sku: [S1, S2] }')).toEqual([
    ['1', 'sale', 2, 2000],
    ['2', 'pending', 1, 1000],
    ['3', 'sale', 1, 1000],
    ['4', 'sale', 1, 990],
    ['5', 'return', -1, -990],
    ['6', 'sale', 1, 700],
    ['8', 'sale', 1, 500],
  ])
  expect(
    await shop.lake.query(`select cast(sum(case when is_sale then gmv_cents else 0 end) as int) as gmv,
      cast(sum(refunded_cents) as int) as refunded, cast(sum(case when is_cancelled then 1 else 0 end) as int) as cancelled
      from mart_orders`),
  ).toEqual([{ gmv: 2000 + 990 + 700 + 500, refunded: 990, cancelled: 1 }])
})

it('an empty cell can be asked for', async () => {
  expect(await imported('where: { art: "" }')).toEqual([['8', 'sale', 1, 500]])
})

const feedOf = (url: string, rules: string, more = '') =>
  feedsOf(
    `mall:\n${rules}      rest: { url: "${url}/{table}", rows: data, paging: none, zone: UTC, currency: EUR, ${more} tables: { order_lines: { order_id: id, kind: type, quantity: qty } } }`,
  )

it('an API says the same, by fields of its own', async () => {
  const data = [
    { id: '1', type: 'refund', state: { live: true }, qty: 1 },
    { id: '2', type: 'sale', state: { live: false }, qty: 1 },
    { id: '3', type: 'sale', state: { live: true }, qty: 1 },
    { id: '4', type: 'quote', state: { live: true }, qty: 1 },
  ]
  const server = await platform(json({ data }))
  close = server.close
  const feed = feedOf(
    server.url,
    '      sales: { kinds: { refund: return }, negatives: returns }\n',
    'where: { order_lines: { state.live: true, type: { not: quote } } },',
  )
  await feed.run('mall/order_lines')
  feed.remove()
  expect(feed.rows('order_lines').map((row) => [row.order_id, row.kinds, row.negatives])).toEqual([
    ['1', '|refund=return|', 'returns'],
    ['3', '|refund=return|', 'returns'],
  ])
})

it.each([
  ['{ statuses: { offen: open } }', 'sales.statuses.offen'],
  ['{ statuses: { "a=b": sale } }', 'sales.statuses.a=b'],
  ['{ kinds: { x: sold } }', 'sales.kinds.x'],
  ['{ quantity_if_none: 0 }', 'sales.quantity_if_none'],
  ['{ returns: true }', 'returns'],
])('%s is refused', (rules, because) => {
  expect(() => feedOf('https://a.example', `      sales: ${rules}\n`)).toThrow(because)
})
