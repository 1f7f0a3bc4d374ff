import { seeded } from '../../../src/lib/random.ts'

/** One way a row can be broken: how, and what it is refused for. */
export interface Broken<Row> {
  readonly kind: string
  readonly spoil: (row: Row) => Row
  readonly reason: string
}

export interface Malformed<Row> {
  readonly rows: readonly Row[]
  /** how many rows were broken, by the reason they must be refused for */
  readonly injected: ReadonlyMap<string, number>
  /** how many good rows are there once more, word for word */
  readonly copies: number
}

const COPIED = 0.02

/** Good rows, of which one in twenty is broken in one of the ways, each as often, and some others are there twice. */
export function malformed<Row>(of: {
  readonly seed: number
  readonly count: number
  readonly good: (i: number) => Row
  readonly ways: readonly Broken<Row>[]
}): Malformed<Row> {
  const random = seeded(of.seed)
  const rows: Row[] = []
  const injected = new Map<string, number>()
  let copies = 0
  for (let i = 0; rows.length < of.count; i++) {
    const row = of.good(i)
    const way = i % 20 === of.seed % 20 ? of.ways[Math.floor(i / 20) % of.ways.length] : undefined
    rows.push(way ? way.spoil(row) : row)
    if (way) injected.set(way.reason, (injected.get(way.reason) ?? 0) + 1)
    else if (random.next() < COPIED && rows.length < of.count) {
      rows.push(row)
      copies += 1
    }
  }
  return { rows, injected, copies }
}

type Cells = Readonly<Record<string, string>>
type Line = string | Cells

export const LINE_COLUMNS = [
  'order_id',
  'line_id',
  'product_id',
  'title',
  'quantity',
  'unit_price',
  'discount',
  'currency',
  'ordered_at',
] as const

const TITLES = ['plain', '"a, comma"', '"a ""quote"""', '"two\nlines"', ' spaces around ', 'Größe – ½ 你好']
const TIMES = [
  '2026-11-2D 10:00:00',
  '2026-11-2DT10:00:00Z',
  '2026-11-2DT10:00:00+05:30',
  '2026-11-2D 10:00:00-0800',
]
const timeOf = (i: number) => (TIMES[i % TIMES.length] ?? '').replace('D', String(i % 4))

export const goodLine = (i: number): Line => ({
  order_id: `O${i}`,
  line_id: '1',
  product_id: `P${i % 500}`,
  title: TITLES[i % TITLES.length] ?? '',
  quantity: String(1 + (i % 5)),
  unit_price: `${1 + (i % 90)}.50`,
  discount: i % 3 ? '' : '0.25',
  currency: i % 2 ? '' : 'eur',
  ordered_at: timeOf(i),
})

/** A row as it stands in a file of CSV. */
export function csvLine(row: Line): string {
  return typeof row === 'string' ? row : LINE_COLUMNS.map((column) => row[column] ?? '').join(',')
}

const cell = (column: string, value: string, reason: string): Broken<Line> => ({
  kind: `${column} is ${value}`,
  spoil: (row) => (typeof row === 'string' ? row : { ...row, [column]: value }),
  reason,
})
const asText = (kind: string, spoil: (text: string) => string, reason: string): Broken<Line> => ({
  kind,
  // the title in plain words: what is broken is the row around it
  spoil: (row) => spoil(csvLine(typeof row === 'string' ? row : { ...row, title: 'plain' })),
  reason,
})

/** stands for a byte that is no UTF-8 until the file is written */
export const NO_UTF8 = '\u{F8FF}'

export const BROKEN_LINES: readonly Broken<Line>[] = [
  asText('cut short', (text) => text.split(',').slice(0, 4).join(','), 'missing columns'),
  asText('a column too many', (text) => `${text},more`, 'too many columns'),
  asText('text after a quote', (text) => `"x"y${text}`, 'unquoted value'),
  asText('an open quote', (text) => text.replace('plain', '"plain'), 'a quote that is not closed'),
  asText('no UTF-8', (text) => text.replace('plain', `pl${NO_UTF8}in`), 'invalid encoding'),
  cell('order_id', '', 'no order_id'),
  cell('product_id', ' ', 'no product_id'),
  cell('quantity', '', 'no quantity'),
  cell('quantity', 'two', 'quantity is not a number'),
  cell('quantity', '1.5.2', 'quantity is not a number'),
  cell('quantity', '1\u0000', 'quantity is not a number'),
  cell('quantity', '99999999999', 'quantity is impossibly large'),
  cell('unit_price', '#REF!', 'unit_price is not a number'),
  cell('unit_price', 'NaN', 'no unit_price'),
  cell('unit_price', '1e400', 'unit_price is not a number'),
  cell('unit_price', '"1,2.3,45"', 'unit_price is not a number'),
  cell('unit_price', '99999999999999', 'unit_price is impossibly large'),
  cell('discount', '-1', 'discount is negative'),
  cell('currency', 'ZZZ', 'no exchange rate'),
  cell('ordered_at', '2026-02-30 10:00:00', 'ordered_at is not a time'),
  cell('ordered_at', 'yesterday', 'ordered_at is not a time'),
  cell('ordered_at', '1926-11-20 10:00:00', 'ordered_at lies outside'),
  cell('ordered_at', '2062-11-20 10:00:00', 'ordered_at lies outside'),
]

type Order = string | Readonly<Record<string, unknown>>

export const goodOrder = (i: number): Order => ({
  order_id: `O${i}`,
  ordered_at: timeOf(i),
  channel: i % 2 ? 'Web' : 'caf\u00e9 \ud83d\ude00',
  status: i % 7 ? 'paid' : 'canceled',
})

const field = (column: string, value: unknown, reason: string): Broken<Order> => ({
  kind: `${column} is ${JSON.stringify(value)}`,
  spoil: (row) => (typeof row === 'string' ? row : { ...row, [column]: value }),
  reason,
})
const instead = (text: string): Broken<Order> => ({
  kind: `the line ${text}`,
  spoil: () => text,
  reason: 'not a JSON object',
})

export const BROKEN_ORDERS: readonly Broken<Order>[] = [
  { kind: 'cut JSON', spoil: (row) => JSON.stringify(row).slice(0, 25), reason: 'not a JSON object' },
  { kind: 'more after it', spoil: (row) => `${JSON.stringify(row)}}`, reason: 'not a JSON object' },
  instead('null'),
  instead('[1, 2]'),
  instead('<html>502</html>'),
  { kind: 'no UTF-8', spoil: () => `{"order_id":"${NO_UTF8}"}`, reason: 'invalid encoding' },
  field('order_id', null, 'no order_id'),
  field('order_id', '', 'no order_id'),
  field('ordered_at', '2026-13-45T10:00:00Z', 'ordered_at is not a time'),
  field('ordered_at', { date: 'x' }, 'ordered_at is not a time'),
  field('delivered_at', '2099-01-01T00:00:00Z', 'delivered_at lies outside'),
]

export type Session = Readonly<Record<string, string | null>>

export const goodSession = (i: number): Session => ({
  platform: 'nordmarkt',
  session_id: `S${i}`,
  started_at: timeOf(i),
  // half of a pair and a NUL are kept as signs that stand for what cannot be kept
  region: i % 9 ? 'north' : 'n\ud800o\u0000',
  page_views: String(i % 30),
  discount_seen: i % 4 ? '0.1' : null,
})

const value = (column: string, given: string | null, reason: string): Broken<Session> => ({
  kind: `${column} is ${given}`,
  spoil: (row) => ({ ...row, [column]: given }),
  reason,
})

export const BROKEN_SESSIONS: readonly Broken<Session>[] = [
  value('session_id', null, 'no session_id'),
  value('session_id', '  ', 'no session_id'),
  value('platform', null, 'no platform'),
  value('started_at', null, 'no started_at'),
  value('started_at', '31.02.26 25:61', 'started_at is not a time'),
  value('started_at', '0001-01-01T00:00:00Z', 'started_at lies outside'),
  value('page_views', '-1', 'page_views is negative'),
  value('page_views', '2.5', 'page_views is not a whole number'),
  value('page_views', '99999999999', 'page_views is impossibly large'),
  value('searches', '[object Object]', 'searches is not a whole number'),
  value('is_returning', 'maybe', 'is_returning is neither true nor false'),
  value('price_seen', '-0.01', 'price_seen is negative'),
  value('discount_seen', '110', 'discount_seen is not between 0 and 1'),
  value('discount_seen', 'inf', 'discount_seen is not between 0 and 1'),
]
