import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asEarlier, line, openShop, order, rows, type Shop } from '../shop.ts'

const ANN = createHash('sha256').update('a key of the shop:ann').digest('hex').slice(0, 24)
const HER_SECOND = createHash('sha256').update('a key of the shop:ann-2').digest('hex').slice(0, 24)
const BOB = createHash('sha256').update('a key of the shop:bob').digest('hex').slice(0, 24)

const visit = (id: string, at: string, shopper: string | null, more = {}) => ({
  session_id: id,
  shopper_id: shopper,
  started_at: at,
  ...more,
})

describe('erasing a shopper', () => {
  let shop: Shop
  const count = async (sql: string) =>
    (await shop.lake.query<{ n: number }>(`select count(*) as n from ${sql}`))[0]?.n
  /** rows of any file of the lake in which the word stands, whatever the column, and not the other one */
  const found = async (word: string, without = 'no such word') => {
    const names = (await shop.manifest.files()).map(({ path }) => `'${shop.dir}/lake/${path}'`)
    let rows = 0
    for (const file of names) {
      const [row] = await shop.lake.query<{ n: number }>(
        `select count(*) as n from read_parquet(${file}) t where contains(cast(to_json(t) as varchar), '${word}') and not contains(cast(to_json(t) as varchar), '${without}')`,
      )
      rows += row?.n ?? 0
    }
    return rows
  }
  const figures = () =>
    shop.lake.query(
      'select dt, sum(gmv_cents) as gmv, count(*) as orders from mart_orders group by dt order by dt',
    )
  let before: unknown

  beforeAll(async () => {
    shop = await openShop()
    await shop.lake.ingest(
      rows('customers', [
        { customer_id: 'ann', shopper_id: 'ann', region: 'Berlin' },
        { customer_id: 'ann-2', shopper_id: 'ann', region: 'Berlin' },
        { customer_id: 'bob', shopper_id: 'bob', region: 'Bremen' },
      ]),
    )
    await shop.lake.ingest(
      rows('orders', [
        order('1', '2026-11-02T10:00:00+01:00'),
        order('2', '2026-11-02T11:00:00+01:00', { customer_id: 'bob' }),
        order('3', '2026-11-09T11:00:00+01:00', { customer_id: 'ann-2' }),
        order('4', '2026-11-09T12:00:00+01:00', { customer_id: 'bob' }),
        order('5', '2026-11-16T12:00:00+01:00', { customer_id: 'bob' }),
        order('6', '2026-11-16T12:00:00+01:00', { platform: 'bazario' }),
        order('7', 'when it was', { customer_id: 'ann' }),
      ]),
    )
    await shop.lake.ingest(rows('orders', [order('1', '2026-11-02T10:00:00+01:00', { status: 'delivered' })]))
    await shop.lake.ingest(
      rows(
        'order_lines',
        ['1', '2', '3', '4', '5'].map((id) => line(id, '1')),
      ),
    )
    await shop.lake.ingest(
      rows('sessions', [
        visit('a', '2026-11-02T09:55:00+01:00', 'ann'),
        visit('b', '2026-11-02T10:55:00+01:00', 'bob'),
        visit('c', '2026-11-10T10:55:00+01:00', 'ann'),
      ]),
    )
    const torn = join(shop.dir, 'orders.csv')
    await writeFile(
      torn,
      'order_id,ordered_at,customer_id\n10,2026-11-17 10:00,ann\n11,2026-11-17 10:00,ann,too many\n12,2026-11-17 10:00,annette,too,many\n',
    )
    const columns = {
      order_id: { from: 'order_id' },
      ordered_at: { from: 'ordered_at' },
      customer_id: { from: 'customer_id' },
    }
    await shop.lake.ingest({
      ...rows('orders', []),
      page: {
        kind: 'file',
        path: torn,
        format: 'csv',
        columns: { ...columns, platform: { constant: 'nordmarkt' } },
      },
    })
    const { failed } = await shop.lake.build()
    expect(failed).toEqual([])
    before = await figures()
    expect(await found(ANN)).toBeGreaterThan(8)
    // the mart of customers knows ann by the shopper she is
    expect(await count(`mart_customers where shopper_id = '${ANN}' and orders = 2`)).toBe(1)
  })
  afterAll(() => shop.remove())

  it('says of somebody unknown that nobody is', async () => {
    expect(await shop.lake.erase('nordmarkt', 'zoe')).toBeNull()
    expect(await shop.lake.erase('nowhere', 'bob')).toBeNull()
  })

  it('takes the name out of every file, also under the ids of single orders, and tells where it was', async () => {
    const erased = await shop.lake.erase('nordmarkt', 'ann')
    expect(erased?.tables.map(({ table }) => table)).toEqual(
      expect.arrayContaining([
        'clean_orders',
        'clean_sessions',
        'clean_customers',
        'raw_orders',
        'quarantine',
      ]),
    )
    expect(await found(HER_SECOND)).toBe(0)
    // she of the other platform may be somebody else
    expect(await found(ANN, 'bazario')).toBe(0)
    expect(await count(`mart_orders where shopper_id = '${ANN}'`)).toBe(1)
    // whole words only: annette is nobody who was asked for
    expect(await count(`quarantine where contains(raw, 'annette')`)).toBe(1)
    expect(await count(`quarantine where contains(raw, ',ann,')`)).toBe(0)
    expect(await count(`mart_customers where platform = 'nordmarkt'`)).toBe(1)
  })

  it('leaves orders, visits and money as they were, and those of all others to whom they belong', async () => {
    expect(await figures()).toEqual(before)
    expect(await count('mart_sessions')).toBe(3)
    expect(await count(`mart_orders where shopper_id = '${BOB}'`)).toBe(3)
    expect(await count('raw_orders')).toBe(9)
    expect(await count('quarantine where reason is not null')).toBe(3)
  })

  it('keeps the accounts exact', async () => {
    for (const { rowsIn, clean, merged, quarantined } of await shop.lake.accounts())
      expect(rowsIn).toBe(clean + merged + quarantined)
    const customers = (await shop.lake.accounts()).find(({ table }) => table === 'customers')
    expect(customers).toMatchObject({ rowsIn: 1, clean: 1 })
  })

  it('leaves the name out when the platform sends it again, also after a restart', async () => {
    shop = await shop.reopen()
    await shop.lake.ingest(
      rows('orders', [
        order('1', '2026-11-02T10:00:00+01:00', {
          status: 'returned',
          updated_at: '2026-11-20T10:00:00+01:00',
        }),
        order('8', '2026-11-18T10:00:00+01:00', { customer_id: 'ann-2' }),
        order('9', '2026-11-18T10:00:00+01:00', { customer_id: 'bob' }),
      ]),
    )
    expect((await shop.lake.build()).failed).toEqual([])
    expect(await found(HER_SECOND)).toBe(0)
    expect(await count(`mart_orders where shopper_id is null and platform = 'nordmarkt'`)).toBe(4)
    expect(await count(`mart_orders where shopper_id = '${BOB}'`)).toBe(4)
  })
})

describe('erasing a shopper from files of an earlier version', () => {
  it('leaves empty what they had not yet', async () => {
    const shop = await openShop()
    await shop.lake.ingest(rows('orders', [order('1', '2026-11-02T10:00:00+01:00', { region: 'Berlin' })]))
    await shop.lake.build()
    await asEarlier(shop, 'clean_orders', 'delivered_at')
    await asEarlier(shop, 'raw_orders', 'delivered_at')
    expect(await shop.lake.erase('nordmarkt', 'ann')).toMatchObject({ days: 1 })
    for (const table of ['clean_orders', 'raw_orders'])
      expect(await shop.lake.query(`select region, customer_id, delivered_at from ${table}`)).toEqual([
        { region: 'Berlin', customer_id: null, delivered_at: null },
      ])
    await shop.remove()
  })
})
