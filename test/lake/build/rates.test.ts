import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RawTableName } from '../../../src/lake/contract/schema.ts'
import { line, openShop, order, rate, rows, type Shop } from '../shop.ts'
import { expectTrueAccounts } from '../true-accounts.ts'

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
})
afterEach(() => shop.remove())

const land = (table: RawTableName, given: readonly Record<string, string | null>[]) =>
  shop.lake.ingest(rows(table, given))
const all = (sql: string) => shop.lake.query(sql)
const build = async () => {
  const report = await shop.lake.build()
  expect(report.failed).toEqual([])
  return report
}

describe('money of another currency', () => {
  it('is worth what its own day says, and tells the rate', async () => {
    await land('rates', [
      rate('USD', '2026-11-19', '1.25'),
      rate('USD', '2026-11-20', '1.10'),
      rate('GBP', '2026-11-20', '0.80'),
    ])
    await land('order_lines', [
      line('1', '1', { ordered_at: '2026-11-19 12:00:00', currency: 'USD', discount: '1.00' }),
      line('1', '2', { ordered_at: '2026-11-20 12:00:00', currency: 'usd ' }),
      line('1', '3', { ordered_at: '2026-11-20 12:00:00', currency: 'GBP' }),
      line('1', '4', { ordered_at: '2026-11-20 12:00:00' }),
    ])
    await build()
    expect(
      await all(
        'select line_id, line_cents, discount_cents, currency, round(rate, 6) as rate, rated_on from clean_order_lines order by line_id',
      ),
    ).toEqual([
      {
        line_id: '1',
        line_cents: 1600,
        discount_cents: 80,
        currency: 'USD',
        rate: 0.8,
        rated_on: '2026-11-19',
      },
      {
        line_id: '2',
        line_cents: 1909,
        discount_cents: 0,
        currency: 'USD',
        rate: 0.909091,
        rated_on: '2026-11-20',
      },
      {
        line_id: '3',
        line_cents: 2625,
        discount_cents: 0,
        currency: 'GBP',
        rate: 1.25,
        rated_on: '2026-11-20',
      },
      { line_id: '4', line_cents: 2100, discount_cents: 0, currency: 'EUR', rate: 1, rated_on: null },
    ])
  })

  it('takes the latest rate of ten days before, and none that is older', async () => {
    await land('rates', [rate('USD', '2026-11-06', '1.25'), rate('USD', '2026-11-20', '1.00')])
    await land('refunds', [
      {
        refund_id: 'sunday',
        order_id: '1',
        amount: '10',
        currency: 'USD',
        refunded_at: '2026-11-08 09:00:00',
      },
      {
        refund_id: 'tenth',
        order_id: '1',
        amount: '10',
        currency: 'USD',
        refunded_at: '2026-11-16 09:00:00',
      },
      {
        refund_id: 'eleventh',
        order_id: '1',
        amount: '10',
        currency: 'USD',
        refunded_at: '2026-11-17 09:00:00',
      },
      {
        refund_id: 'before',
        order_id: '1',
        amount: '10',
        currency: 'USD',
        refunded_at: '2026-11-05 09:00:00',
      },
    ])
    await build()
    expect(await all('select refund_id, amount_cents from clean_refunds order by refund_id')).toEqual([
      { refund_id: 'sunday', amount_cents: 800 },
      { refund_id: 'tenth', amount_cents: 800 },
    ])
    expect(await all('select reason from quarantine order by _row')).toEqual([
      { reason: 'no exchange rate for USD on 2026-11-17' },
      { reason: 'no exchange rate for USD on 2026-11-05' },
    ])
  })

  it('keeps the minor units of each currency, and crosses rates through their base', async () => {
    await shop.remove()
    shop = await openShop({ currency: 'JPY' })
    await land('rates', [
      rate('JPY', '2026-11-20', '160'),
      rate('KWD', '2026-11-20', '0.32'),
      rate('USD', '2026-11-20', '1.28'),
    ])
    const at = { order_id: '1', paid_at: '2026-11-20 10:00:00' }
    await land('payments', [
      { ...at, payment_id: '1', amount: '19.99', currency: 'EUR' },
      { ...at, payment_id: '2', amount: '1.006', currency: 'KWD' },
      { ...at, payment_id: '3', amount: '1500', currency: 'JPY' },
      { ...at, payment_id: '4', amount: '10', currency: 'USD' },
    ])
    await build()
    expect(await all('select payment_id, amount_cents from clean_payments order by payment_id')).toEqual([
      { payment_id: '1', amount_cents: 3198 },
      { payment_id: '2', amount_cents: 503 },
      { payment_id: '3', amount_cents: 1500 },
      { payment_id: '4', amount_cents: 1250 },
    ])
  })

  it('leaves an amount in the shop’s own currency to the digit', async () => {
    await land('prices', [
      { product_id: 'A', valid_from: '2026-11-20', price: '1.005' },
      { product_id: 'B', valid_from: '2026-11-20', price: '0.285' },
    ])
    await build()
    expect(await all('select price_cents from clean_prices order by product_id')).toEqual([
      { price_cents: 101 },
      { price_cents: 29 },
    ])
  })

  it('waits in quarantine for its rate and comes back by itself', async () => {
    await land('order_lines', [
      line('1', '1', { ordered_at: '2026-11-20 12:00:00', currency: 'USD' }),
      line('2', '1', { ordered_at: '2026-11-10 12:00:00', currency: 'USD' }),
      line('3', '1', { ordered_at: '2026-11-20 12:00:00', quantity: 'two' }),
    ])
    await land('products', [{ product_id: 'SKU-1', title: 'Chair', cost: '4.00', currency: 'USD' }])
    await build()
    await expectTrueAccounts(shop.lake)
    expect(await all('select 1 from clean_order_lines union all select 1 from clean_products')).toEqual([])

    await land('rates', [rate('USD', '2026-11-20', '1.25')])
    const report = await build()
    expect(report.days).toEqual(['2026-11-20'])
    const accounts = await expectTrueAccounts(shop.lake)
    expect(accounts.find(({ table }) => table === 'order_lines')).toEqual({
      table: 'order_lines',
      rowsIn: 3,
      clean: 1,
      merged: 0,
      quarantined: 2,
      reasons: [
        { reason: 'no exchange rate for USD on 2026-11-10', rows: 1 },
        { reason: 'quantity is not a number', rows: 1 },
      ],
    })
    expect(await all('select dt, gmv_cents from mart_orders')).toEqual([
      { dt: '2026-11-20', gmv_cents: 1680 },
    ])
    expect(await all('select cost_cents from clean_products')).toEqual([{ cost_cents: 320 }])

    await land('rates', [rate('USD', '2026-11-10', '1.00')])
    await build()
    await expectTrueAccounts(shop.lake)
    expect(await all('select count(*) as n from quarantine')).toEqual([{ n: 1 }])
    expect(await all('select sum(gmv_cents) as gmv from mart_orders')).toEqual([{ gmv: 1680 + 2100 }])
  })

  it('counts a row that comes back as merged where it has come again meanwhile', async () => {
    await land('order_lines', [line('1', '1', { ordered_at: '2026-11-20 12:00:00', currency: 'USD' })])
    await build()
    await land('order_lines', [line('1', '1', { ordered_at: '2026-11-20 12:00:00', quantity: '3' })])
    await build()
    await land('rates', [rate('USD', '2026-11-20', '1.25')])
    await build()
    const accounts = await expectTrueAccounts(shop.lake)
    expect(accounts.find(({ table }) => table === 'order_lines')).toMatchObject({
      rowsIn: 2,
      clean: 1,
      merged: 1,
    })
    expect(await all('select quantity from clean_order_lines')).toEqual([{ quantity: 3 }])
  })

  it('waits for its order where only that tells the day', async () => {
    await land('rates', [rate('USD', '2026-11-20', '1.25')])
    await land('order_lines', [line('7', '1', { currency: 'USD' })])
    await build()
    expect(await all('select reason from quarantine')).toEqual([
      { reason: 'no exchange rate for USD: the day of its order is not known' },
    ])
    await land('orders', [order('8', '2026-11-20 12:00:00')])
    await build()
    expect(await all('select count(*) as n from quarantine')).toEqual([{ n: 1 }])
    await land('orders', [order('7', '2026-11-20 12:00:00', { currency: 'USD' })])
    await build()
    await expectTrueAccounts(shop.lake)
    expect(await all('select order_id, line_cents from clean_order_lines')).toEqual([
      { order_id: '7', line_cents: 1680 },
    ])
    expect(await all('select count(*) as n from quarantine')).toEqual([{ n: 0 }])
  })
})

describe('rates', () => {
  it('are put aside when they are none', async () => {
    await land('rates', [
      rate('USD', '2026-11-20', '0'),
      rate('USD', '2026-11-20', 'N/A'),
      rate('USD', '20 Nov', '1.1'),
      rate('USD', '2027-11-20', '1.1'),
      rate('USD', '2026-11-19', '1.1'),
    ])
    await build()
    expect(await all('select quote, rated_on, rate from clean_rates')).toEqual([
      { quote: 'USD', rated_on: '2026-11-19', rate: 1.1 },
    ])
    await expectTrueAccounts(shop.lake)
  })

  it('of a whole feed without a rate is warned of, and holds no other feed back', async () => {
    const foreign = Array.from({ length: 200 }, (_, i) =>
      line(`usd ${i}`, '1', { ordered_at: '2026-11-20 12:00:00', currency: 'USD' }),
    )
    await land('order_lines', [...foreign, line('eur', '1', { ordered_at: '2026-11-20 12:00:00' })])
    const { verdicts } = await build()
    expect(verdicts.filter(({ holds }) => !holds).map(({ rule }) => rule)).toContain('refused')
    expect(await all('select order_id from mart_order_lines')).toEqual([{ order_id: 'eur' }])
  })
})
