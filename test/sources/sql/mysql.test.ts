import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openReader } from '../../../src/state/database/read-only.ts'
import { erpOrders } from './erp.ts'
import { THEIRS, type TheirDatabase, theirDatabase } from './their-database.ts'

/** beyond what a double tells apart: 2^53 + 1 and what follows */
const FIRST_ID = 9_007_199_254_740_993n

describe.skipIf(!THEIRS.includes('mysql'))('orders in somebody’s MySQL', () => {
  let theirs: TheirDatabase
  const { feed, collected, loseNothingWhenKilled } = erpOrders('orders', () => theirs.url)

  beforeAll(async () => {
    theirs = await theirDatabase('mysql')
    await theirs.run(
      'create table orders (id bigint primary key, made_at datetime, changed_at timestamp(6) null, money text, total decimal(18,4))',
    )
    await theirs.run(`insert into orders
      with recursive n(n) as (select 0 union all select n + 1 from n where n < 999),
      k(k) as (select 0 union all select k + 1 from k where k < 11)
      select ${FIRST_ID} + 1000 * k + n, '2026-03-01 10:00' + interval (1000 * k + n) minute,
        '2026-03-01 10:00:00.123456' + interval floor((1000 * k + n) / 10) hour, 'EUR', 90071992547.9301 from n, k`)
  })
  afterAll(() => theirs.remove())

  it('are read once, page after page, whatever the size of their numbers, and then only what has changed', async () => {
    const shop = feed()
    const first = await collected(shop)
    expect(first.error).toBeNull()
    expect(first.ids).toEqual(Array.from({ length: 12_000 }, (_, i) => `${FIRST_ID + BigInt(i)}`))
    const changed = [`${FIRST_ID + 3n}`, `${FIRST_ID + 11_998n}`]
    await theirs.run(`update orders set changed_at = '2028-01-01 00:00' where id in (${changed})`)
    const second = (await collected(shop)).ids.slice(12_000)
    expect(second).toEqual(expect.arrayContaining(changed))
    expect(second.length).toBeLessThan(15)
    shop.remove()
  })

  it('lose nothing when killed between a page and its cursor', loseNothingWhenKilled)

  it('come as text: money to its last digit, an instant in UTC, what the wall clock said without a zone', async () => {
    const shop = feed(
      '{ order_id: id, region: total, ordered_at: made_at, updated_at: changed_at, channel: { constant: "it\'s \\\\ erp" } }',
    )
    await collected(shop)
    expect(shop.rows('orders')[0]).toEqual({
      platform: 'erp',
      order_id: `${FIRST_ID}`,
      region: '90071992547.9301',
      ordered_at: '2026-03-01 10:00:00',
      updated_at: '2026-03-01 10:00:00.123456+00:00',
      channel: "it's \\ erp",
    })
    shop.remove()
  })

  it('that carry no time of change are told, and the others come', async () => {
    await theirs.run('insert into orders (id) values (1), (2)')
    const shop = feed()
    const { ids, error } = await collected(shop)
    expect(ids).toHaveLength(12_000)
    expect(error).toContain('orders have no changed_at and cannot be read')
    await theirs.run('delete from orders where id < 3')
    shop.remove()
  })

  it('can only be read: a write is refused by their database', async () => {
    const reader = await openReader(theirs.url)
    await expect(reader.rows('delete from orders', [])).rejects.toThrow(/READ ONLY/i)
    await reader.close()
  })

  it('are told with the column that is not there, and never with the password', async () => {
    const shop = feed('{ order_id: idd }')
    expect((await collected(shop)).error).toContain("Unknown column 'idd'")
    shop.remove()
    await expect(openReader('mysql://someone:hush@127.0.0.1:9/nothing')).rejects.toThrow(
      /^The database nothing at 127.0.0.1 does not answer(?!.*hush)/,
    )
  })
})
