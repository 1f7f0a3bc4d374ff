/** What a column of a raw table holds, whatever the table: how its text may be written is read by it. */
export type ColumnKind = 'time' | 'money' | 'number' | 'share' | 'text'

const TIMES = ['on', 'rated_on', 'valid_from']

const MONEY = [
  'unit_price',
  'line_total',
  'freight',
  'amount',
  'price',
  'cost',
  'list_price',
  'competitor_price',
  'least_price',
  'price_seen',
  'bought',
]

const NUMBERS = [
  'quantity',
  'instalments',
  'on_hand',
  'reserved',
  'inbound',
  'lead_time_days',
  'moq',
  'pack_size',
  'page_views',
  'product_views',
  'searches',
  'cart_adds',
  'purchases',
  'duration_s',
  'score',
  'rate',
]

const SHARES = ['tax_rate', 'discount_seen', 'in_stock_share']

export function kindOf(table: string, column: string): ColumnKind {
  if (column.endsWith('_at') || TIMES.includes(column)) return 'time'
  // a campaign takes a share off, a line an amount
  if (column === 'discount') return table === 'campaigns' ? 'share' : 'money'
  if (MONEY.includes(column)) return 'money'
  if (NUMBERS.includes(column)) return 'number'
  return SHARES.includes(column) ? 'share' : 'text'
}
