import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sum } from '../../../src/lib/sum.ts'
import { accountDue, accountSaid, type BrokenShop, brokenIn, brokenShop } from './broken-shop.ts'

/** Every kind of fault some fifty times: more only repeat them. A million is `npm run bench -- malformed`. */
const ROWS = 50_000
const TABLES = ['order_lines', 'orders', 'sessions'] as const

describe('rows of which one in twenty is broken', () => {
  let shop: BrokenShop
  beforeAll(async () => {
    shop = await brokenShop(ROWS)
  }, 240_000)
  afterAll(() => shop?.shop.remove())

  it('are as many as they should be, and each fault is there many times', () => {
    const given = Object.values(shop.given)
    expect(sum(given.map(({ rows }) => rows.length))).toBe(ROWS)
    const broken = sum(given.map(brokenIn))
    expect(broken).toBeGreaterThan(0.048 * ROWS)
    expect(broken).toBeLessThan(0.052 * ROWS)
    expect(Math.min(...given.flatMap(({ injected }) => [...injected.values()]))).toBeGreaterThan(40)
  })

  it.each(TABLES)('are all counted: of %s as many are refused as were broken, the copies merged', (table) => {
    expect(shop.report.failed).toEqual([])
    expect({ ...accountSaid(shop, table), reasons: {} }).toEqual({
      ...accountDue(shop.given[table]),
      reasons: {},
    })
  })

  it.each(TABLES)('are refused in %s for what each was broken by', (table) => {
    expect(accountSaid(shop, table).reasons).toEqual(accountDue(shop.given[table]).reasons)
  })

  it('keep the text of each that is refused', async () => {
    const [kept] = await shop.shop.lake.query<{ rows: number; without: number }>(
      "select count(*) as rows, count(*) filter (where coalesce(raw, '') = '') as without from quarantine",
    )
    expect(kept).toEqual({ rows: sum(Object.values(shop.given).map(brokenIn)), without: 0 })
  })

  it('are taken in where they are only odd: quotes, line breaks in them, other alphabets, offsets, half a character', async () => {
    const { lake } = shop.shop
    expect(await lake.query('select distinct title from clean_order_lines order by title')).toEqual(
      ['Größe – ½ 你好', 'a "quote"', 'a, comma', 'plain', 'spaces around', 'two\nlines'].map((title) => ({
        title,
      })),
    )
    expect(await lake.query('select distinct region from clean_sessions order by region')).toEqual([
      { region: 'north' },
      { region: 'n\ufffdo\ufffd' },
    ])
  })
})
