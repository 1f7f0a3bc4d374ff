import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openReader } from '../../../src/state/database/read-only.ts'
import { freshDatabase, HAS_POSTGRES, type TestDatabase } from '../../support/databases.ts'
import { feedsOf } from '../feeds.ts'
import { erpOrders } from './erp.ts'

if (!HAS_POSTGRES) console.warn('skipped: feeds from PostgreSQL want TEST_DATABASE_URL')

describe.skipIf(!HAS_POSTGRES)('orders in somebody’s PostgreSQL', () => {
  let theirs: TestDatabase
  const run = (statement: string) => theirs.state.write.raw(statement)
  const { feed, collected, loseNothingWhenKilled } = erpOrders('erp.orders', () => theirs.url)

  beforeAll(async () => {
    theirs = await freshDatabase('postgres')
    await run(`create schema erp`)
    await run(
      `create table erp.orders (id bigint, made_at timestamp, changed_at timestamptz, money text, total numeric(18,4))`,
    )
    await run(`insert into erp.orders select n, timestamp '2026-03-01 10:00' + n * interval '1 minute',
      timestamptz '2026-03-01 10:00:00.123456+00' + (n / 10) * interval '1 hour', 'EUR', 90071992547.9301 from generate_series(1, 12000) n`)
  })
  afterAll(() => theirs.remove())

  it('are read once, page after page, and then only what has changed', async () => {
    const shop = feed()
    const first = await collected(shop)
    expect(first.error).toBeNull()
    expect(first.ids.map(Number)).toEqual(Array.from({ length: 12_000 }, (_, i) => i + 1))
    await run(`update erp.orders set changed_at = timestamptz '2028-01-01 00:00+00' where id in (3, 11999)`)
    const second = (await collected(shop)).ids.slice(12_000)
    expect(second).toEqual(expect.arrayContaining(['3', '11999']))
    // and what lies within two minutes before the place it had come to
    expect(second.length).toBeLessThan(15)
    shop.remove()
  })

  it('lose nothing when killed between a page and its cursor', loseNothingWhenKilled)

  it('come as text: money to its last digit, times with the zone they have', async () => {
    const shop = feed(
      '{ order_id: id, region: total, ordered_at: made_at, updated_at: changed_at, channel: { constant: erp } }',
    )
    await collected(shop)
    expect(shop.rows('orders')[0]).toEqual({
      platform: 'erp',
      order_id: '1',
      region: '90071992547.9301',
      ordered_at: '2026-03-01 10:01:00',
      updated_at: '2026-03-01 10:00:00.123456+00',
      channel: 'erp',
    })
    shop.remove()
  })

  it('that carry no time of change are told, and the others come', async () => {
    await run(`insert into erp.orders (id) values (20000), (20001)`)
    const shop = feed()
    const { ids, error } = await collected(shop)
    expect(ids).toHaveLength(12_000)
    expect(error).toContain('2 rows of erp.orders have no changed_at and cannot be read')
    await run(`delete from erp.orders where id >= 20000`)
    shop.remove()
  })

  it('can only be read: a write is refused by their database', async () => {
    const reader = await openReader(theirs.url)
    await expect(reader.rows('delete from erp.orders', [])).rejects.toThrow('read-only')
    await reader.close()
  })

  it('in a network of one’s own are refused unless allowed', async () => {
    const shop = feed()
    const { error } = await collected(shop, { allowPrivate: false })
    expect(error).toContain('Name it in ALLOW_PRIVATE_HOSTS')
    const host = new URL(theirs.url).hostname
    expect((await collected(shop, { allowPrivate: false, privateHosts: [host] })).error).toBeNull()
    shop.remove()
  })

  it('are told with the column that is not there, and never with the password', async () => {
    const shop = feed('{ order_id: idd }')
    expect((await collected(shop)).error).toContain('column "idd" does not exist')
    shop.remove()
    const wrong = feedsOf(
      `erp:
      sql: { database: ERP, zone: UTC, currency: EUR, tables: { orders: { from: x, cursor: a, id: b, columns: {} } } }`,
      { ERP: 'postgres://someone:hush@127.0.0.1:9/nothing' },
    )
    const [result] = await wrong.run('erp/orders')
    expect(result?.error).toContain('The database nothing at 127.0.0.1 does not answer')
    expect(result?.error).not.toContain('hush')
    wrong.remove()
  })
})
