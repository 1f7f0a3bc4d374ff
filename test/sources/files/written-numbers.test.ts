import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openShop, type Shop } from '../../lake/shop.ts'
import { broughtIn, linesMapping } from './brought-in.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop({ threads: 1 })
})
afterAll(() => shop.remove())

/** A file of prices with semicolons; `more` stands beside in the mapping. */
async function prices(values: readonly string[], more = '', quantity: readonly string[] = []) {
  const lines = values.map((value, i) => `${i + 1};"${value}";"${quantity[i] ?? 1}"`)
  const mapping = linesMapping('p.csv', more, 'order_id: id, unit_price: price, quantity: qty')
  const { error, rows } = await broughtIn(shop, { 'p.csv': `id;price;qty\n${lines.join('\n')}\n` }, mapping)
  return { error, rows, read: rows.map((row) => (row.unit_price === null ? null : amount(row.unit_price))) }
}
const amount = (value: string | null | undefined) =>
  value && Number.isFinite(Number(value)) ? Number(value) : `refused: ${value}`

const AMOUNTS: readonly (readonly [string, number | null | 'refused'])[] = [
  ['12.90', 12.9],
  ['12,90', 12.9],
  ['12,9', 12.9],
  ['0,005', 0.005],
  ['1.234,56', 1234.56],
  ['1,234.56', 1234.56],
  ['1.234.567,8', 1234567.8],
  ['1,234,567.8', 1234567.8],
  ['1.234.567', 1234567],
  ['1,234,567', 1234567],
  ['1 234.56', 1234.56],
  ['1 234,56', 1234.56],
  ['1\u00a0234,56', 1234.56],
  ['1\u202f234,56', 1234.56],
  ['1 234', 1234],
  ["1'234.50", 1234.5],
  ['1’234.50', 1234.5],
  ['12,90 €', 12.9],
  ['€ 12,90', 12.9],
  ['€12.90', 12.9],
  ['12.90 EUR', 12.9],
  ['EUR 12.90', 12.9],
  ['12.90EUR', 12.9],
  ['(12.90)', -12.9],
  ['(12,90 €)', -12.9],
  ['12.90-', -12.9],
  ['-12,90', -12.9],
  ['−12,90', -12.9],
  ['–12.90', -12.9],
  ['€ -12,90', -12.9],
  ['-€12.90', -12.9],
  ['+12,90', 12.9],
  ['12,-', 12],
  ['12,– €', 12],
  ['1.29E+01', 12.9],
  ['1,29E+01', 12.9],
  ['12.900000000000001', 12.9],
  ['.90', 0.9],
  [',90', 0.9],
  ['12', 12],
  ['12345,678', 12345.678],
  ['', null],
  ['NULL', null],
  ['nan', null],
  ['N/A', null],
  ['-', null],
  ['1.234', 'refused'],
  ['1,234', 'refused'],
  ['-5.000', 'refused'],
  ['$12.90', 'refused'],
  ['twelve', 'refused'],
  ['12.90.1', 'refused'],
  ['1,23,456.00', 'refused'],
]

describe('a number is read as it is written', () => {
  it('each value that can be one number only, in a column of all kinds', async () => {
    const { error, read } = await prices(AMOUNTS.map(([value]) => value))
    expect(error).toBeNull()
    for (const [i, [value, is]] of AMOUNTS.entries())
      expect([value, is === 'refused' ? String(read[i]).startsWith('refused') : read[i]]).toEqual([
        value,
        is === 'refused' ? true : is,
      ])
  })

  it.each([
    ['a German column', ['1.234', '12,90', '1.000'], [1234, 12.9, 1000]],
    ['an English column', ['1,234', '12.90', '1,000'], [1234, 12.9, 1000]],
    ['a column of three decimals', ['1.234', '12.90'], [1.234, 12.9]],
    ['one below one shows it', ['1.234', '0.500'], [1.234, 0.5]],
    ['thousands of thousands show it', ['1.234', '1.234.567'], [1234, 1234567]],
  ])('a thousand by the proof of the others: %s', async (_, values, is) => {
    const { error, read } = await prices(values)
    expect([error, read]).toEqual([null, is])
  })

  it('another column of the file shows it too', async () => {
    const german = await prices(['12,90', '7,50'], '', ['1.000', '2'])
    expect(german.rows.map(({ quantity }) => amount(quantity))).toEqual([1000, 2])
    const english = await prices(['12.90', '7.50'], '', ['1,000', '2'])
    expect(english.rows.map(({ quantity }) => amount(quantity))).toEqual([1000, 2])
  })

  it.each([[['1.234', '2.500']], [['1,234']], [['1.234', '7']]])(
    'a column that no value proves is asked about: %j',
    async (values) => {
      const { error, rows } = await prices(values)
      expect(error).toContain('“price” may be thousands or decimals (')
      expect(error).toContain(values[0] ?? '')
      expect(error).toContain('Say `decimal: ","` or `decimal: "."` in the mapping.')
      expect(rows).toEqual([])
    },
  )

  it('a mapping says it, and what is written otherwise is refused', async () => {
    expect((await prices(['1.234', '2.500'], 'decimal: ","')).read).toEqual([1234, 2500])
    expect((await prices(['1.234', '2.500'], 'decimal: "."')).read).toEqual([1.234, 2.5])
    expect((await prices(['1.234', '12.90'], 'decimal: ","')).read).toEqual([
      1234,
      'refused: 12.90 (how is it written?)',
    ])
  })

  it('the currency beside an amount is that of its row', async () => {
    const { rows, read } = await prices(['12,90 €', 'R$ 12,90', '£12.90', '12.90 USD', 'US$ 5', '7,00'])
    expect(read).toEqual([12.9, 12.9, 12.9, 12.9, 5, 7])
    expect(rows.map(({ currency }) => currency)).toEqual([null, 'BRL', 'GBP', 'USD', 'USD', null])
  })

  it('a dollar is the source’s own where that is one', async () => {
    const { rows, read } = await prices(['$12.90', '$1,234.50'], 'currency: CAD')
    expect([read, rows.map(({ currency }) => currency)]).toEqual([
      [12.9, 1234.5],
      [null, null],
    ])
  })

  it('pieces are no currency', async () => {
    const { rows } = await prices(['12.90'], '', ['2 pcs'])
    expect(rows[0]?.quantity).toBe('2 pcs')
  })

  it('plain numbers stay as they are, byte for byte', async () => {
    const plain = ['12.90', '0012.9', '1.29E+01', '-3', '12.900000000000001']
    const { rows } = await prices(plain)
    expect(rows.map((row) => row.unit_price)).toEqual(plain)
  })
})
