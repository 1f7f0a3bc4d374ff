import type { Table } from './columns.ts'
import type { Row } from './rows.ts'

/** One way a row arrives broken: an extra copy of a good row under an id of its own, spoiled in one field. */
export interface Flaw {
  readonly name: string
  readonly table: Table
  readonly count: number
  /** `n` numbers the copies, to keep their ids apart */
  readonly spoil: (row: Row, n: number) => Row
}

const BAD_DATES = ['2026-13-45T10:00:00+01:00', 'yesterday', '31.02.26 25:61', '0000-00-00']
const badDate = (n: number) => BAD_DATES[n % BAD_DATES.length] ?? ''

const order = (row: Row, n: number): Row => ({ ...row, order_id: `${row.order_id}-X${n}` })
const line = (row: Row, n: number): Row => ({ ...row, line_id: `9${n}` })
const session = (row: Row, n: number): Row => ({ ...row, session_id: `${row.session_id}-x${n}` })

/** The ways real exports break, as counted in a real wholesaler's: lost ids, returns, free and unreadable prices. */
export const FLAWS: readonly Flaw[] = [
  { name: 'missing id', table: 'sessions', count: 45, spoil: (row) => ({ ...row, session_id: null }) },
  {
    name: 'unparsable date',
    table: 'sessions',
    count: 38,
    spoil: (row, n) => ({ ...session(row, n), started_at: badDate(n) }),
  },
  { name: 'missing id', table: 'orders', count: 9, spoil: (row) => ({ ...row, order_id: '' }) },
  {
    name: 'unparsable date',
    table: 'orders',
    count: 14,
    spoil: (row, n) => ({ ...order(row, n), ordered_at: badDate(n) }),
  },
  {
    name: 'unknown currency',
    table: 'orders',
    count: 7,
    spoil: (row, n) => ({ ...order(row, n), currency: n % 2 ? 'ZZZ' : '€€' }),
  },
  { name: 'missing id', table: 'order_lines', count: 16, spoil: (row) => ({ ...row, order_id: null }) },
  {
    name: 'missing product',
    table: 'order_lines',
    count: 19,
    spoil: (row, n) => ({ ...line(row, n), product_id: null }),
  },
  {
    name: 'negative quantity',
    table: 'order_lines',
    count: 60,
    spoil: (row, n) => ({ ...line(row, n), quantity: -1 - (n % 3) }),
  },
  {
    name: 'price 0',
    table: 'order_lines',
    count: 25,
    spoil: (row, n) => ({ ...line(row, n), unit_price: '0.00', discount: '0.00' }),
  },
  {
    name: 'price is text',
    table: 'order_lines',
    count: 22,
    spoil: (row, n) => ({ ...line(row, n), unit_price: n % 2 ? 'on request' : '#REF!' }),
  },
  {
    name: 'price is text',
    table: 'prices',
    count: 8,
    spoil: (row, n) => ({
      ...row,
      valid_from: `${String(row.valid_from).slice(0, 10)}T12:34:${10 + n}Z`,
      price: 'tbd',
    }),
  },
  { name: 'missing id', table: 'products', count: 3, spoil: (row) => ({ ...row, product_id: null }) },
  {
    name: 'not a number',
    table: 'stock_levels',
    count: 11,
    spoil: (row, n) => ({ ...row, product_id: `${row.product_id}-X${n}`, on_hand: 'n/a' }),
  },
]
