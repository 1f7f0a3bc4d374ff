import { expect, it } from 'vitest'
import { openedShops, order } from './opened-shops.ts'
import type { Json } from './shopify-from-rest.ts'

const { shopAt, open } = openedShops()

const bag = (amount: string) => ({ shopMoney: { amount, currencyCode: 'USD' } })

/** An order of the REST shape with fields that only the GraphQL API has, of itself and of its first line. */
const orderWith = (id: number, own: Json, line: Json = {}, rest: Json = {}): Json => {
  const made = order(id, rest)
  return { ...made, ...own, lineItems: [{ ...made.lineItems[0], ...line }, ...made.lineItems.slice(1)] }
}

async function read(orders: Json[], stream = 'orders') {
  const { url } = await open({ orders })
  const shop = shopAt(url)
  expect(await shop.run(stream)).toMatchObject([{ error: null }])
  return shop
}

it('says of every order what it counts as', async () => {
  const shop = await read([
    orderWith(1, {}),
    orderWith(2, { test: true }),
    orderWith(3, { displayFinancialStatus: 'EXPIRED' }),
    orderWith(4, { displayFinancialStatus: 'PENDING' }),
    orderWith(5, { displayFinancialStatus: 'VOIDED' }),
    orderWith(6, { cancelledAt: '2026-03-02T10:00:00Z' }),
    orderWith(7, { displayFinancialStatus: 'PARTIALLY_REFUNDED' }),
  ])
  // the last ones come once more by pages, after the bulk operation
  const counted = shop.rows('orders').map(({ order_id, counts_as }) => [order_id, counts_as])
  expect(Object.fromEntries(counted)).toEqual({
    1: 'sale',
    2: 'test',
    3: 'not_sale',
    4: 'sale',
    5: 'cancelled',
    6: 'cancelled',
    7: 'sale',
  })
})

it('dates an order by when it was processed, wherever that was', async () => {
  const shop = await read([orderWith(1, { processedAt: '2019-05-04T08:00:00Z' }), orderWith(2, {})])
  expect(new Set(shop.ids('orders', 'ordered_at'))).toEqual(
    new Set(['2019-05-04T08:00:00Z', order(2).createdAt]),
  )
})

const discount = [{ allocatedAmountSet: bag('3.00') }]

it.each([
  ['as it was ordered', {}, {}, ['2', '0.00', null, '5']],
  ['less a piece that an edit took away', {}, { currentQuantity: 1 }, ['1', '0.00', null, '5']],
  [
    'with the discount of what is left',
    {},
    { currentQuantity: 1, discountAllocations: discount },
    ['1', '1.50', null, '5'],
  ],
  ['taken away whole', {}, { currentQuantity: 0, discountAllocations: discount }, ['0', '0.00', null, '5']],
  [
    'given back, which its refund tells',
    { displayFinancialStatus: 'PARTIALLY_REFUNDED' },
    { currentQuantity: 1 },
    ['2', '0.00', null, '5'],
  ],
  ['a gift card', {}, { isGiftCard: true }, ['2', '0.00', 'gift_card', '5']],
  ['a tip', {}, { title: 'Tip', variant: null, product: null }, ['2', '0.00', 'fee', 'line:Tip']],
  [
    'a custom item',
    {},
    { title: 'Custom engraving', variant: null, product: null },
    ['2', '0.00', null, 'line:Custom engraving'],
  ],
  ['of a product called Tip', {}, { title: 'Tip' }, ['2', '0.00', null, '5']],
])('a line is %s', async (_, own, line, expected) => {
  const [row] = (await read([orderWith(1, own, line)])).rows('order_lines')
  expect([row?.quantity, row?.discount, row?.kind ?? null, row?.product_id]).toEqual(expected)
})

const refund = (paid: string, lines: Json[], more: Json = {}) => ({
  displayFinancialStatus: 'PARTIALLY_REFUNDED',
  totalPriceSet: bag('24.00'),
  totalTaxSet: bag('4.00'),
  refunds: [
    {
      id: 'gid://shopify/Refund/7',
      createdAt: '2026-03-03T10:00:00Z',
      note: null,
      totalRefundedSet: bag(paid),
      refundLineItems: {
        nodes: lines.map((line, i) => ({
          id: `gid://shopify/RefundLineItem/${i + 1}`,
          quantity: 1,
          lineItem: { id: 'gid://shopify/LineItem/10', title: 'Cup', quantity: 2, taxLines: [], ...line.of },
          subtotalSet: bag(line.cost),
          totalTaxSet: bag(line.tax ?? '0.00'),
        })),
      },
      ...more,
    },
  ],
})
const freight = {
  refundShippingLines: { nodes: [{ id: 'x', subtotalAmountSet: bag('3.00'), taxAmountSet: bag('0.60') }] },
}

it.each([
  ['its tax', refund('12.00', [{ cost: '10.00', tax: '2.00' }]), [['7.1', '10.00', 'false']]],
  [
    'its tax and freight',
    refund('15.60', [{ cost: '10.00', tax: '2.00' }], freight),
    [['7.1', '10.00', 'false']],
  ],
  ['freight alone', refund('3.60', [], freight), [['7', '0.00', 'true']]],
  [
    'a gift card',
    refund('60.00', [{ cost: '50.00', of: { isGiftCard: true } }, { cost: '10.00' }]),
    [['7.2', '10.00', 'false']],
  ],
  ['a sum for no line', refund('6.00', []), [['7', '6.00', 'true']]],
  ['of a test order', { ...refund('6.00', []), test: true }, []],
])('a refund is of the goods: %s', async (_, own, expected) => {
  const shop = await read([orderWith(1, own)], 'refunds')
  expect(shop.rows('refunds').map((row) => [row.refund_id, row.amount, row.tax_included])).toEqual(expected)
  for (const row of shop.rows('refunds').filter(({ tax_included }) => tax_included === 'true'))
    expect(row.tax_rate).toBe('0.2')
})
