type Row = Readonly<Record<string, unknown>>
const csv = (rows: readonly Row[]) =>
  [Object.keys(rows[0] ?? {}), ...rows.map((row) => Object.values(row))]
    .map((cells) => cells.join(','))
    .join('\n')
const jsonl = (rows: readonly Row[]) => rows.map((row) => JSON.stringify(row)).join('\n')

const SYNCED = { _fivetran_synced: '2026-11-20 00:00:00' }
const fivetranOrder = (id: number, more: Row = {}) => ({
  id,
  customer_id: 7000 + id,
  processed_at: '2026-11-02 09:00:00+00',
  updated_at: '2026-11-03 09:00:00+00',
  financial_status: 'paid',
  cancelled_at: '',
  test: false,
  currency: 'EUR',
  source_name: 'web',
  ...more,
  ...SYNCED,
})
const fivetranLine = (id: number, order_id: number, more: Row = {}) => ({
  id,
  order_id,
  variant_id: 501,
  title: 'Mug',
  vendor: 'Potter',
  quantity: 2,
  price: '10.00',
  total_discount: '1.00',
  gift_card: false,
  ...more,
  ...SYNCED,
})
export const FIVETRAN = {
  'order.csv': csv([
    fivetranOrder(1),
    fivetranOrder(2, { cancelled_at: '2026-11-03 10:00:00+00' }),
    fivetranOrder(3, { test: true }),
    fivetranOrder(4, { financial_status: 'pending' }),
  ]),
  'order_line.csv': csv([
    fivetranLine(11, 1),
    fivetranLine(12, 1, {
      variant_id: '',
      title: 'Engraving',
      quantity: 1,
      price: '5.00',
      total_discount: '0',
    }),
    fivetranLine(13, 1, { gift_card: true, title: 'Gift card', price: '50.00' }),
    fivetranLine(14, 2),
    fivetranLine(15, 3),
    fivetranLine(16, 4, { quantity: 1, total_discount: '0' }),
  ]),
  'refund.csv': csv([
    { id: 91, order_id: 1, created_at: '2026-11-05 09:00:00+00', restock: true, note: '', ...SYNCED },
  ]),
  'order_line_refund.csv': csv([
    { id: 92, refund_id: 91, order_line_id: 11, quantity: 1, subtotal: '9.50', total_tax: '0', ...SYNCED },
  ]),
  'product.csv': csv([
    { id: 401, title: 'Mug', handle: 'mug', vendor: 'Potter', product_type: 'Kitchen', ...SYNCED },
  ]),
  'product_variant.csv': csv([
    {
      id: 501,
      product_id: 401,
      title: 'Blue',
      price: '10.00',
      sku: 'M1',
      barcode: '',
      inventory_item_id: 1,
      created_at: '2026-01-01 00:00:00',
      ...SYNCED,
    },
  ]),
}

const AIRBYTE = { _airbyte_raw_id: 'r', _airbyte_extracted_at: '2026-11-20T00:00:00Z' }
const airbyteOrder = (id: number, more: Row = {}) => ({
  ...AIRBYTE,
  id,
  customer: { id: 8000 + id },
  processed_at: '2026-11-02T09:00:00+00:00',
  financial_status: 'paid',
  cancelled_at: null,
  test: false,
  currency: 'EUR',
  taxes_included: false,
  line_items: [
    {
      id: id * 10,
      variant_id: 601,
      title: 'Bowl',
      vendor: 'Potter',
      quantity: 3,
      price: '4.00',
      total_discount: '0.00',
      gift_card: false,
    },
    {
      id: id * 10 + 1,
      variant_id: null,
      title: 'Wrapping',
      vendor: 'Potter',
      quantity: 1,
      price: '2.00',
      total_discount: '0.00',
      gift_card: false,
    },
  ],
  ...more,
})
export const airbyte = {
  'orders.jsonl': jsonl([
    airbyteOrder(101),
    airbyteOrder(102, { cancelled_at: '2026-11-03T09:00:00+00:00' }),
    airbyteOrder(103, { test: true }),
  ]),
  'order_refunds.jsonl': jsonl([
    {
      ...AIRBYTE,
      id: 301,
      order_id: 101,
      created_at: '2026-11-06T09:00:00+00:00',
      refund_line_items: [
        { id: 302, line_item_id: 1010, quantity: 1, subtotal: 4, line_item: { variant_id: 601 } },
      ],
    },
  ]),
  'products.jsonl': jsonl([
    {
      ...AIRBYTE,
      id: 701,
      title: 'Bowl',
      vendor: 'Potter',
      product_type: 'Kitchen',
      variants: [{ id: 601, title: 'S', price: '4.00' }],
    },
  ]),
}
