import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { importFiles } from '../../../src/sources/files/import.ts'
import { loadMapping } from '../../../src/sources/files/mapping.ts'
import { mappingText, propose } from '../../../src/sources/files/propose/propose.ts'
import { openShop, type Shop } from '../../lake/shop.ts'
import { type SheetCell, serial, workbook, zipped } from '../../support/zipped.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.remove())

/** One small shop: 90 orders of three months, each with one to three lines of 30 products. */
const ORDERS = Array.from({ length: 90 }, (_, i) => ({
  id: `ORD-${1000 + i}`,
  customer: `C${String((i * 7) % 40).padStart(4, '0')}`,
  status: i % 9 === 0 ? 'cancelled' : 'completed',
  at: new Date(Date.UTC(2026, 7 + Math.floor(i / 30), 1 + (i % 28), 8 + (i % 12), (i * 13) % 60))
    .toISOString()
    .slice(0, 19),
  lines: Array.from({ length: 1 + (i % 3) }, (_, n) => ({
    sku: `SKU-${200 + ((i * 5 + n * 11) % 30)}`,
    title: `Lamp of kind number ${(i * 5 + n * 11) % 30}`,
    qty: 1 + ((i + n) % 4),
    price: 10 + ((i * 5 + n * 11) % 30) + 0.95,
  })),
}))
const LINES = ORDERS.flatMap(({ id, lines }) => lines.map((line) => ({ order_id: id, ...line })))
const PRODUCTS = [
  ...new Map(LINES.map(({ sku, title, price }) => [sku, { sku, title, price }])).values(),
].map((one, i) => ({ ...one, category: ['Lamps', 'Desks', 'Chairs'][i % 3] ?? '' }))
const ORDER_ROWS = ORDERS.map(({ lines: _, ...order }) => order)

type Row = Readonly<Record<string, string | number>>
const csv = (rows: readonly Row[]) =>
  [Object.keys(rows[0] ?? {}), ...rows.map((row) => Object.values(row))]
    .map((cells) => cells.join(';'))
    .join('\n')
const cells = (rows: readonly Row[]): SheetCell[][] => [
  Object.keys(rows[0] ?? {}),
  ...rows.map((row) =>
    Object.entries(row).map(([name, value]) =>
      name === 'at' ? { number: serial(String(value)), format: 'dd/mm/yyyy hh:mm' } : value,
    ),
  ),
]
const monthOf = (at: string) => at.slice(0, 7)
const MONTHS = ['2026-08', '2026-09', '2026-10']
const ofMonth = (month: string) => ORDERS.filter(({ at }) => monthOf(at) === month)

const FORMS: readonly (readonly [string, Readonly<Record<string, string | Buffer>>, number])[] = [
  [
    'a file a table',
    { 'orders.csv': csv(ORDER_ROWS), 'lines.csv': csv(LINES), 'products.csv': csv(PRODUCTS) },
    3,
  ],
  [
    'a file a month, in folders of one zip',
    {
      'export.zip': zipped({
        ...Object.fromEntries(
          MONTHS.map((month) => [
            `orders/orders-${month}.csv`,
            csv(ofMonth(month).map(({ lines: _, ...order }) => order)),
          ]),
        ),
        ...Object.fromEntries(
          MONTHS.map((month) => [
            `lines/lines-${month}.csv`,
            csv(LINES.filter(({ order_id }) => ofMonth(month).some(({ id }) => id === order_id))),
          ]),
        ),
        '__MACOSX/orders/._orders-2026-08.csv': 'junk',
        'readme.pdf': '%PDF',
      }),
      'products.csv': csv(PRODUCTS),
    },
    3,
  ],
  [
    'a sheet a table, below titles, and a hidden one',
    {
      'export.xlsx': workbook({
        Orders: { rows: [['Orders of the autumn'], [], ...cells(ORDER_ROWS)] },
        Positions: { rows: cells(LINES) },
        Products: { rows: cells(PRODUCTS) },
        Old: { rows: cells(ORDER_ROWS), hidden: true },
      }),
    },
    3,
  ],
  [
    'orders with their lines within, as JSON',
    {
      'orders.json': JSON.stringify({
        data: ORDERS.map(({ customer, lines, ...order }) => ({
          ...order,
          customer: { id: customer, tags: ['a'] },
          line_items: lines,
        })),
      }),
      'products.jsonl': PRODUCTS.map((one) => JSON.stringify(one)).join('\n'),
    },
    3,
  ],
]

describe('one shop in several forms, each proposed from what it shows', () => {
  it.each(FORMS)('%s', async (form, files, entries) => {
    const dir = join(shop.dir, form.replaceAll(/\W+/g, '-').toLowerCase())
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(dir, 'in', name)), { recursive: true })
      writeFileSync(join(dir, 'in', name), content)
    }
    const { signal } = new AbortController()
    const proposal = await propose(join(dir, 'in'), signal)
    expect(proposal.left.filter(({ because }) => !because.includes('hidden'))).toEqual([])
    expect(proposal.assigned).toHaveLength(entries)
    const said = { zone: 'UTC', currency: 'EUR', written: new Map(), instead: new Map() }
    const path = join(dir, 'mapping.yaml')
    writeFileSync(path, mappingText({ ...proposal, name: form.replaceAll(/\W+/g, '-').toLowerCase() }, said))
    const landed = await importFiles({
      mapping: loadMapping(path),
      dir: join(dir, 'in'),
      lake: shop.lake,
      signal,
    })
    expect(landed.map(({ error }) => error)).toEqual(landed.map(() => null))
    const asked = async (sql: string) =>
      (
        await shop.lake.query(
          sql.replace('?', `_source like '${form.replaceAll(/\W+/g, '-').toLowerCase()}/%'`),
        )
      )[0]
    expect(
      await asked(
        `select count(*) as n, count(distinct order_id) as orders, sum(cast(quantity as int)) as pieces,
         round(sum(cast(quantity as int) * cast(unit_price as double)), 2) as money, count(distinct product_id) as products
         from raw_order_lines where ?`,
      ),
    ).toEqual({
      n: LINES.length,
      orders: ORDERS.length,
      pieces: LINES.reduce((sum, { qty }) => sum + qty, 0),
      money: Math.round(LINES.reduce((sum, { qty, price }) => sum + qty * price, 0) * 100) / 100,
      products: PRODUCTS.length,
    })
    expect(
      await asked(
        `select count(*) as n, count(distinct order_id) as ids, count(distinct customer_id) as customers,
         count(*) filter (where status = 'cancelled') as cancelled, replace(min(ordered_at), 'T', ' ') as first from raw_orders where ?`,
      ),
    ).toEqual({ n: 90, ids: 90, customers: 40, cancelled: 10, first: '2026-08-01 08:00:00' })
    expect(
      await asked(`select count(*) as n, count(distinct category) as categories from raw_products where ?`),
    ).toEqual({
      n: PRODUCTS.length,
      categories: 3,
    })
  })
})
