import { afterEach, beforeEach, expect, it } from 'vitest'
import { line, openShop, rows, type Shop } from '../shop.ts'

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
})
afterEach(() => shop.remove())

it('takes the tax that is told to be in a price out of it, and a discount off once', async () => {
  const at = { ordered_at: '2026-11-20 12:00:00', quantity: '3', unit_price: '11.90', discount: '2.38' }
  await shop.lake.ingest(
    rows('order_lines', [
      line('1', 'a silent', at),
      line('1', 'b excluded', { ...at, tax_included: 'false', tax_rate: '0.19' }),
      line('1', 'c included', { ...at, tax_included: 'true', tax_rate: '0.19' }),
      line('1', 'd included, rate unknown', { ...at, tax_included: 'true' }),
      line('1', 'e already off', { ...at, discount_subtracted: 'true' }),
      line('1', 'f wrong', { ...at, tax_included: 'perhaps' }),
      line('1', 'g wrong', { ...at, tax_rate: '19' }),
    ]),
  )
  await shop.lake.ingest(
    rows('refunds', [
      {
        refund_id: 'r',
        order_id: '1',
        amount: '11.90',
        refunded_at: '2026-11-21 12:00:00',
        tax_included: 'yes',
        tax_rate: '0.19',
      },
    ]),
  )
  expect((await shop.lake.build()).failed).toEqual([])
  expect(
    await shop.lake.query(
      'select line_id, unit_price_cents, discount_cents, line_cents, tax_rate from clean_order_lines order by line_id',
    ),
  ).toEqual([
    { line_id: 'a silent', unit_price_cents: 1190, discount_cents: 238, line_cents: 3332, tax_rate: null },
    { line_id: 'b excluded', unit_price_cents: 1190, discount_cents: 238, line_cents: 3332, tax_rate: null },
    { line_id: 'c included', unit_price_cents: 1000, discount_cents: 200, line_cents: 2800, tax_rate: 0.19 },
    {
      line_id: 'd included, rate unknown',
      unit_price_cents: 1190,
      discount_cents: 238,
      line_cents: 3332,
      tax_rate: null,
    },
    {
      line_id: 'e already off',
      unit_price_cents: 1190,
      discount_cents: 238,
      line_cents: 3570,
      tax_rate: null,
    },
  ])
  expect(await shop.lake.query('select reason from quarantine order by _row')).toEqual([
    { reason: 'tax_included is neither true nor false' },
    { reason: 'tax_rate is not between 0 and 1' },
  ])
  expect(await shop.lake.query('select amount_cents from clean_refunds')).toEqual([{ amount_cents: 1000 }])
})
