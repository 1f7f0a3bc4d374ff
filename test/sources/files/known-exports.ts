import { airbyte, FIVETRAN } from './known-shopify.ts'

type Row = Readonly<Record<string, unknown>>
const tsv = (rows: readonly Row[], delimiter = '\t') =>
  [Object.keys(rows[0] ?? {}), ...rows.map((row) => Object.values(row))]
    .map((cells) => cells.join(delimiter))
    .join('\n')
export const jsonl = (rows: readonly Row[]) => rows.map((row) => JSON.stringify(row)).join('\n')

const amazon = (id: string, status: string, quantity: number, price: string, more: Row = {}) => ({
  'amazon-order-id': id,
  'merchant-order-id': '',
  'purchase-date': '2026-11-02T09:00:00+00:00',
  'last-updated-date': '2026-11-03T09:00:00+00:00',
  'order-status': status,
  'fulfillment-channel': 'Amazon',
  'sales-channel': 'Amazon.de',
  sku: 'KB-1',
  asin: 'B000000001',
  'product-name': 'Keyboard',
  quantity,
  currency: 'EUR',
  'item-price': price,
  'item-tax': '',
  'shipping-price': '',
  'item-promotion-discount': '',
  'ship-state': 'BE',
  ...more,
})
const shipment = (id: string, item: string, quantity: number, price: string) => ({
  'amazon-order-id': id,
  'shipment-id': `S${item}`,
  'shipment-item-id': item,
  'purchase-date': '2026-11-02T09:00:00+00:00',
  'shipment-date': '2026-11-03T09:00:00+00:00',
  sku: 'KB-1',
  'product-name': 'Keyboard',
  'quantity-shipped': quantity,
  currency: 'EUR',
  'item-price': price,
  'item-promotion-discount': '0.00',
  'ship-state': 'BE',
})

const event = (name: string, seconds: number, items: readonly Row[] = []) => ({
  event_date: '20261102',
  event_timestamp: `${1_793_610_000 + seconds}000000`,
  event_name: name,
  event_params: [{ key: 'ga_session_id', value: { int_value: 5 } }],
  user_pseudo_id: 'u1.2',
  geo: { country: 'Germany' },
  device: { category: 'mobile' },
  traffic_source: { medium: 'organic' },
  items,
})
const ITEM = { item_id: 'KB-1', item_name: 'Keyboard', price: 10.5, quantity: 2 }
export const EVENTS = [
  event('page_view', 0),
  event('view_item', 10, [ITEM]),
  event('add_to_cart', 20, [ITEM]),
  event('begin_checkout', 30, [ITEM]),
  event('purchase', 40, [ITEM]),
  event('scroll', 50),
]

const miraklLine = (id: string, state: string, quantity = 2) => ({
  order_line_id: id,
  offer_sku: 'LAMP-1',
  product_sku: 'P1',
  product_title: 'Lamp',
  category_label: 'Lighting',
  quantity,
  price_unit: 12.5,
  price: 12.5 * quantity,
  shipping_price: 3,
  order_line_state: state,
})
const mirakl = (order_id: string, order_state: string, order_lines: readonly Row[]) => ({
  order_id,
  commercial_id: order_id,
  created_date: '2026-11-02T09:00:00Z',
  last_updated_date: '2026-11-03T09:00:00Z',
  order_state,
  currency_iso_code: 'EUR',
  shop_id: 2001,
  shop_name: 'Light & Co',
  customer: { customer_id: 'c1', shipping_address: { country_iso_code: 'FRA' } },
  order_lines,
})

interface Case {
  readonly name: string
  readonly files: Readonly<Record<string, string>>
  readonly is: string
  /** order -> what it counts as */
  readonly orders: Readonly<Record<string, string>>
  /** pieces and cents of lines that are sales of sales */
  readonly sold: readonly [pieces: number, cents: number]
}

export const CASES: readonly Case[] = [
  {
    name: 'amazon-all-orders',
    files: {
      'orders.txt': tsv([
        amazon('A-1', 'Shipped', 2, '20.00', { 'item-promotion-discount': '2.00' }),
        amazon('A-1', 'Shipped', 1, '7.00', { sku: 'KB-2' }),
        amazon('A-2', 'Cancelled', 0, ''),
        amazon('A-3', 'Pending', 1, '5.00'),
        amazon('A-4', 'Shipped', 1, '9.00', { 'sales-channel': 'Non-Amazon' }),
      ]),
    },
    is: 'All Orders',
    orders: { 'A-1': 'sale', 'A-2': 'cancelled', 'A-3': 'pending' },
    sold: [3, 2500],
  },
  {
    name: 'amazon-fba',
    files: { 'fba.txt': tsv([shipment('F-1', 'D1', 3, '30.00'), shipment('F-1', 'D2', 1, '10.00')]) },
    is: 'FBA',
    orders: { 'F-1': 'sale' },
    sold: [4, 4000],
  },
  {
    name: 'shopify-fivetran',
    files: FIVETRAN,
    is: 'Fivetran',
    orders: { 1: 'sale', 2: 'cancelled', 3: 'test', 4: 'sale' },
    sold: [4, 1900 + 500 + 1000],
  },
  {
    name: 'shopify-airbyte',
    files: airbyte,
    is: 'Airbyte',
    orders: { 101: 'sale', 102: 'cancelled', 103: 'test' },
    sold: [4, 1400],
  },
  {
    name: 'mirakl',
    files: {
      'orders.json': JSON.stringify({
        orders: [
          mirakl('M-1', 'SHIPPED', [miraklLine('M-1-1', 'SHIPPED'), miraklLine('M-1-2', 'REFUSED')]),
          mirakl('M-2', 'WAITING_ACCEPTANCE', [miraklLine('M-2-1', 'WAITING_ACCEPTANCE')]),
          mirakl('M-3', 'CANCELED', [miraklLine('M-3-1', 'CANCELED')]),
        ],
        total_count: 3,
      }),
    },
    is: 'Mirakl',
    orders: { 'M-1': 'sale', 'M-2': 'pending', 'M-3': 'cancelled' },
    sold: [2, 2500],
  },
]
