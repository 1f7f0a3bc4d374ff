import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openShop, type Shop } from '../../lake/shop.ts'
import { broughtIn, linesMapping } from './brought-in.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.remove())

const COLUMNS =
  'order_id: id, product_id: sku, quantity: qty, unit_price: price, ordered_at: at, title: title'
const ROWS = [
  { id: 'o1', sku: 'A', qty: 1, price: 10.5, at: '2026-11-20 10:00:00' },
  { id: 'o2', sku: 'B', qty: 2, price: 1.234, at: '2026-11-21 10:00:00', title: 'Köln' },
]
const READ = [
  ['o1', 'A', '1', '10.5', null],
  ['o2', 'B', '2', '1.234', 'Köln'],
]
const lines = ROWS.map((row) => JSON.stringify(row)).join('\n')
const list = JSON.stringify(ROWS)
const pretty = JSON.stringify({ orders: ROWS, next: null }, null, 1)

describe('JSON is read in every shape that tools write it', () => {
  it.each<[string, string, string | Buffer, string?]>([
    ['lines', 'l.jsonl', lines],
    ['lines called .ndjson', 'l.ndjson', lines],
    ['lines called .json', 'l.json', lines],
    ['one row called .json', 'l.json', lines],
    ['one list', 'l.json', list],
    ['one list over many lines', 'l.json', JSON.stringify(ROWS, null, 2)],
    ['a list with a byte order mark', 'l.json', `\ufeff${list}`],
    ['a packed list', 'l.json.gz', gzipSync(list)],
    ['a list in UTF-16', 'l.json', Buffer.from(`\ufeff${list}`, 'utf16le')],
    ['an object with one list', 'l.json', pretty],
    ['the same on one line', 'l.json', JSON.stringify({ orders: ROWS })],
    [
      'an object with several',
      'l.json',
      JSON.stringify({ meta: { data: ROWS }, errors: [] }),
      'rows: meta.data',
    ],
    ['an object with a list and others', 'l.json', JSON.stringify({ a: [1], orders: ROWS }), 'rows: orders'],
    ['packed lines', 'l.jsonl.gz', gzipSync(lines)],
  ])('%s', async (_, name, file, more = '') => {
    const { error, rows } = await broughtIn(shop, { [name]: file }, linesMapping(name, more, COLUMNS))
    expect(error).toBeNull()
    expect(
      rows.map((row) => [row.order_id, row.product_id, row.quantity, row.unit_price, row.title]),
    ).toEqual(READ)
  })

  const NESTED = [
    {
      id: 'o1',
      ship: { city: 'Köln' },
      'a.b': 'x',
      lines: [
        { sku: 'A', price: '10,50' },
        { sku: 'B', price: '1' },
      ],
    },
    { id: 'o2', lines: [{ sku: 'C', price: '2,00' }] },
    { id: 'o3', lines: [] },
    { id: 'o4' },
  ]
  const nested = NESTED.map((row) => JSON.stringify(row)).join('\n')

  it('paths into it, places in a list, a key that holds a dot or a quote', async () => {
    const columns =
      "order_id: id, region: ship.city, product_id: lines.0.sku, unit_price: lines.1.price, title: a.b, kind: 'k\"/~'"
    const file = `${nested}\n${JSON.stringify({ id: 'o5', 'k"/~': 'sale' })}\n`
    const { error, rows } = await broughtIn(shop, { 'n.jsonl': file }, linesMapping('n.jsonl', '', columns))
    expect(error).toBeNull()
    expect(rows.map((r) => [r.order_id, r.region, r.product_id, r.unit_price, r.title, r.kind])).toEqual([
      ['o1', 'Köln', 'A', '1', 'x', null],
      ['o2', null, 'C', null, null, null],
      ['o3', null, null, null, null, null],
      ['o4', null, null, null, null, null],
      ['o5', null, null, null, null, 'sale'],
    ])
  })

  it('a row for each element of a list, with what the outer one says', async () => {
    const columns = 'order_id: ../id, region: ../ship.city, product_id: sku, unit_price: price'
    for (const [name, file] of [
      ['n.jsonl', nested],
      ['n.json', JSON.stringify({ orders: NESTED })],
    ] as const) {
      const more = `each: lines${name === 'n.json' ? '\n    rows: orders' : ''}`
      const { error, rows } = await broughtIn(shop, { [name]: file }, linesMapping(name, more, columns))
      expect(error).toBeNull()
      expect(rows.map((row) => [row.order_id, row.region, row.product_id, row.unit_price])).toEqual([
        ['o1', 'Köln', 'A', '10.50'],
        ['o1', 'Köln', 'B', '1'],
        ['o2', null, 'C', '2.00'],
      ])
    }
  })

  it('a key that no line has is null, wherever it would come first', async () => {
    const many = Array.from({ length: 10_050 }, (_, i) =>
      JSON.stringify({ id: `o${i}`, sku: 'A', ...(i > 10_020 && { title: 'late' }) }),
    )
    const { error, rows } = await broughtIn(
      shop,
      { 'l.jsonl': many.join('\n') },
      linesMapping('l.jsonl', '', COLUMNS),
    )
    expect(error).toBeNull()
    expect([rows.length, rows.filter(({ title }) => title === 'late').length]).toEqual([10_050, 29])
  })

  it('times and amounts in text are read as people write them, numbers as they are', async () => {
    const given = [
      { id: 'o1', price: '1.234,50', at: 1511519400 },
      { id: 'o2', price: 1.234, at: '24.11.2017' },
    ]
    const { rows } = await broughtIn(
      shop,
      { 'l.json': JSON.stringify(given) },
      linesMapping('l.json', '', COLUMNS),
    )
    expect(rows.map((row) => [row.unit_price, row.ordered_at])).toEqual([
      ['1234.50', '2017-11-24 10:30:00+00:00'],
      ['1.234', '2017-11-24 00:00:00'],
    ])
  })

  it.each<[string, string, string]>([
    ['no JSON', 'l.json', '[{"id":1},'],
    ['no list', 'l.json', '{"id": {\n"a": 1}}'],
    ['several lists', 'l.json', '{"a": [],\n "b": []}'],
    ['none of the keys', 'l.jsonl', '{"nothing": 1}'],
    ['an empty list', 'l.json', '[]'],
  ])('what is wrong is told: %s', async (kind, name, file) => {
    const { error } = await broughtIn(shop, { [name]: file }, linesMapping(name, '', COLUMNS))
    const says: Record<string, string> = {
      'no JSON': 'is no JSON, or was cut',
      'no list': 'holds no list. Say `rows:',
      'several lists': 'holds several lists: a, b. Say `rows:',
      'none of the keys': 'has no column "id"; it has "nothing"',
      'an empty list': 'is empty',
    }
    expect(error).toContain(says[kind])
  })
})
