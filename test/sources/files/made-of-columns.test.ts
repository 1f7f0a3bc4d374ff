import { afterAll, beforeAll, expect, it } from 'vitest'
import { openShop, type Shop } from '../../lake/shop.ts'
import { broughtIn, linesMapping } from './brought-in.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.remove())

const NAMES = ['id', 'sku', 'qty', 'price', 'day', 'hour', 'kind']
const ROWS = [
  ['1', 'A', '1', '1.00', '2026-11-20', '10:30:00', '1'],
  ['2', 'A', '1', '1.00', '2026-11-20', '', '2'],
  ['3', 'A', '1', '1.00', '24.11.2026', '9:05', ' 1 '],
  ['4', 'A', '1', '1.00', '', '10:30', '9'],
  ['5', 'A', '1', '1.00', '', '', ''],
]
const COLUMNS =
  'order_id: id, product_id: sku, quantity: qty, unit_price: price, ' +
  'ordered_at: { from: day, and: hour }, kind: { from: kind, map: { 1: sale, 2: return } }'

const csv = [NAMES, ...ROWS].map((row) => row.join(',')).join('\n')
const json = ROWS.map((row) =>
  JSON.stringify(Object.fromEntries(NAMES.map((name, i) => [name, row[i]]))),
).join('\n')

it.each([
  ['a CSV', 'lines.csv', csv],
  ['lines of JSON', 'lines.jsonl', json],
] as const)('a time of two columns, and values by what they stand for, from %s', async (_, file, content) => {
  const { error, rows } = await broughtIn(shop, { [file]: content }, linesMapping(file, '', COLUMNS))
  expect(error).toBeNull()
  expect(rows.map(({ ordered_at, kind }) => [ordered_at, kind])).toEqual([
    ['2026-11-20 10:30:00', 'sale'],
    ['2026-11-20', 'return'],
    ['2026-11-24 09:05:00', 'sale'],
    ['10:30', '9'],
    [null, expect.toBeOneOf([null, ''])],
  ])
})

it('a second column that the file has not is named as any other', async () => {
  const mapping = linesMapping('lines.csv', '', COLUMNS.replace('and: hour', 'and: hours'))
  const { error } = await broughtIn(shop, { 'lines.csv': csv }, mapping)
  expect(error).toMatch(/no column “?"?hours/)
})
