import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { line, openShop, order, rows, type Shop } from '../shop.ts'

describe('what has landed', () => {
  let shop: Shop
  beforeEach(async () => {
    shop = await openShop()
  })
  afterEach(() => shop.remove())
  const land = (...batch: Parameters<typeof rows>) => shop.lake.ingest(rows(...batch))
  const all = (sql: string) => shop.lake.query(sql)

  it('merges copies within a batch and across batches, and the latest wins', async () => {
    await land('orders', [
      order('1', '2026-11-20 10:00:00', { status: 'new' }),
      order('1', '2026-11-20 10:00:00', { status: 'new' }),
    ])
    await shop.lake.build()
    await land('orders', [order('1', '2026-11-20 10:00:00', { status: 'delivered' })])
    await shop.lake.build()
    expect(await all('select status, _copies from clean_orders')).toEqual([
      { status: 'delivered', _copies: 3 },
    ])
    expect(await shop.lake.accounts()).toEqual([
      expect.objectContaining({ table: 'orders', rowsIn: 3, clean: 1, merged: 2, quarantined: 0 }),
    ])
  })

  it('takes batches that land at once in the order they were asked for, and a build takes all asked before it', async () => {
    const others = Array.from({ length: 2000 }, (_, i) => order(`other ${i}`, '2026-11-19 10:00:00'))
    await Promise.all([
      land('orders', [order('1', '2026-11-20 10:00:00', { status: 'new' }), ...others]),
      land('orders', [order('1', '2026-11-20 10:00:00', { status: 'delivered' })]),
      shop.lake.build(),
    ])
    expect(await all("select status, _copies from clean_orders where order_id = '1'")).toEqual([
      { status: 'delivered', _copies: 2 },
    ])
  })

  it('keeps the newer version by updated_at though the older one lands later', async () => {
    await land('orders', [
      order('1', '2026-11-20 10:00:00', { status: 'delivered', updated_at: '2026-11-22 10:00:00' }),
    ])
    await shop.lake.build()
    await land('orders', [
      order('1', '2026-11-20 10:00:00', { status: 'new', updated_at: '2026-11-20 10:00:00' }),
    ])
    await shop.lake.build()
    expect(await all('select status from clean_orders')).toEqual([{ status: 'delivered' }])
  })

  it('moves a row whose day has changed, and leaves no second one behind', async () => {
    await land('orders', [order('1', '2026-11-18 10:00:00')])
    await land('order_lines', [line('1', '1')])
    await shop.lake.build()
    await land('orders', [order('1', '2026-11-20 10:00:00')])
    expect((await shop.lake.build()).failed).toEqual([])
    expect(await all('select dt, order_id from clean_orders')).toEqual([{ dt: '2026-11-20', order_id: '1' }])
    expect(await all('select dt, gmv_cents from mart_orders')).toEqual([
      { dt: '2026-11-20', gmv_cents: 2100 },
    ])
  })

  it('lets a line wait for its order', async () => {
    await land('order_lines', [line('1', '1')])
    await shop.lake.build()
    expect(await all('select * from mart_order_lines')).toEqual([])
    await land('orders', [order('1', '2026-11-20 10:00:00')])
    await shop.lake.build()
    expect(await all('select dt, gmv_cents from mart_orders')).toEqual([
      { dt: '2026-11-20', gmv_cents: 2100 },
    ])
  })

  it('re-opens the day of a late row and no other', async () => {
    await land('sessions', [
      { session_id: 'a', started_at: '2026-11-10 10:00:00' },
      { session_id: 'b', started_at: '2026-11-15 10:00:00' },
    ])
    await shop.lake.build()
    await land('sessions', [{ session_id: 'c', started_at: '2026-11-10 12:00:00' }])
    expect((await shop.lake.build()).days).toEqual(['2026-11-10'])
    expect(await all('select dt, count(*) as n from mart_sessions group by dt order by dt')).toEqual([
      { dt: '2026-11-10', n: 2 },
      { dt: '2026-11-15', n: 1 },
    ])
  })

  it('puts aside what is wrong, with its reason and its raw row', async () => {
    await land('order_lines', [
      line('1', '1', { ordered_at: '2026-11-20 10:00:00', title: '<!channel> & "you"\u0007' }),
      line('1', '2', { ordered_at: '2026-11-20 10:00:00', quantity: 'two' }),
      line('1', '3', { ordered_at: '2026-11-20 10:00:00', currency: 'USD' }),
      line('1', '4', { ordered_at: '31/31/2026' }),
      line('1', '5', { ordered_at: '2031-01-01 00:00:00' }),
      line('1', '6', { ordered_at: '2026-11-20 10:00:00', product_id: ' ' }),
    ])
    expect((await shop.lake.build()).failed).toEqual([])
    expect(await all('select reason, _row from quarantine order by _row')).toEqual([
      { reason: 'quantity is not a number', _row: 2 },
      { reason: 'no exchange rate for USD on 2026-11-20', _row: 3 },
      { reason: 'ordered_at is not a time', _row: 4 },
      { reason: 'ordered_at lies outside 2000 to tomorrow', _row: 5 },
      { reason: 'no product_id', _row: 6 },
    ])
    expect(
      await all("select get_json_object(raw, '$.quantity') as q from quarantine where _row = 2"),
    ).toEqual([{ q: 'two' }])
    expect(await all('select title from clean_order_lines')).toEqual([{ title: '<!channel> & "you"\u0007' }])
  })

  it('tells sales from cancels, fees and adjustments', async () => {
    const at = { ordered_at: '2026-11-20 10:00:00', code_digits: '5' }
    await land('order_lines', [
      line('1', '1', { ...at, product_id: '85123A' }),
      line('C2', '1', { ...at, product_id: '85123A', quantity: '-1' }),
      line('1', '2', { ...at, product_id: 'POST' }),
      line('1', '3', { ...at, product_id: '85123A', quantity: '-1' }),
      line('1', '4', { ...at, product_id: '85123A', unit_price: '0' }),
      line('3', '1', { ordered_at: at.ordered_at, product_id: 'SKU-1001' }),
    ])
    await shop.lake.build()
    expect(
      await all('select order_id, line_id, kind from clean_order_lines order by order_id, line_id'),
    ).toEqual([
      { order_id: '1', line_id: '1', kind: 'sale' },
      { order_id: '1', line_id: '2', kind: 'fee' },
      { order_id: '1', line_id: '3', kind: 'adjustment' },
      { order_id: '1', line_id: '4', kind: 'adjustment' },
      { order_id: '3', line_id: '1', kind: 'sale' },
      { order_id: 'C2', line_id: '1', kind: 'cancel' },
    ])
  })
})
