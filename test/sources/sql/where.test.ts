import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openMarket } from '../../support/market.ts'
import { feedsOf } from '../feeds.ts'
import { THEIRS, type TheirDatabase, theirDatabase } from './their-database.ts'

type Value = string | number | boolean | null

/** Rows of somebody's table, whose columns have the types that such columns have. */
const ROWS: readonly (readonly [
  id: number,
  kind: string | null,
  code: number | null,
  isTest: boolean | null,
])[] = [
  [1, 'order', 1, false],
  [2, ' order ', 2, true],
  [3, 'Order', null, null],
  [4, '', 10, false],
  [5, null, -1, true],
  [6, 'réfund', 0, false],
  [7, 'refund', 7, false],
  [8, 'it\'s ? a \\ 100% "test"', 8, false],
  [9, '退款', 9, true],
]

const literal = (value: Value, escapes: boolean) =>
  typeof value === 'string'
    ? `'${(escapes ? value.replaceAll('\\', '\\\\') : value).replaceAll("'", "''").replaceAll('?', '\\?')}'`
    : String(value)

describe.each(THEIRS)('rows of a %s that are taken', (dialect) => {
  let theirs: TheirDatabase
  beforeAll(async () => {
    theirs = await theirDatabase(dialect)
    const types =
      dialect === 'postgres'
        ? 'kind varchar(40), code smallint, is_test boolean, amount numeric(10, 2), letter char(4), changed_at timestamptz, is_paid boolean'
        : 'kind varchar(40), code smallint, is_test boolean, amount decimal(10, 2), letter char(4), changed_at timestamp(6) null, is_paid bit(1)'
    await theirs.run(`create table t (id int primary key, ${types})`)
    for (const [id, ...values] of ROWS) {
      const own = values.map((value) => literal(value, dialect === 'mysql')).join(', ')
      await theirs.run(
        `insert into t values (${id}, ${own}, 12.50, 'ab', '2026-03-01 10:00:0${id}', ${id % 2 === 1})`,
      )
    }
  })
  afterAll(() => theirs.remove())

  const CASES: readonly (readonly [where: string, ids: readonly number[]])[] = [
    ['{ kind: order }', [1, 2]],
    ['{ kind: [order, Order] }', [1, 2, 3]],
    ['{ kind: { not: order } }', [3, 4, 5, 6, 7, 8, 9]],
    ['{ kind: { not: [order, Order, "", 退款] } }', [6, 7, 8]],
    ['{ kind: "" }', [4, 5]],
    ['{ kind: ["", refund] }', [4, 5, 7]],
    ['{ kind: { not: "" } }', [1, 2, 3, 6, 7, 8, 9]],
    ['{ kind: refund }', [7]],
    ['{ kind: réfund }', [6]],
    ['{ kind: 退款 }', [9]],
    [`{ kind: 'it''s ? a \\ 100% "test"' }`, [8]],
    [`{ kind: "x') or ('1'='1" }`, []],
    ['{ code: 1 }', [1]],
    ['{ code: [1, 10, -1] }', [1, 4, 5]],
    ['{ code: { not: 1 } }', [2, 3, 4, 5, 6, 7, 8, 9]],
    ['{ code: "" }', [3]],
    ['{ code: 0 }', [6]],
    ['{ is_test: false }', [1, 4, 6, 7, 8]],
    ['{ is_test: true }', [2, 5, 9]],
    ['{ is_test: { not: true } }', [1, 3, 4, 6, 7, 8]],
    ['{ is_test: "" }', [3]],
    ['{ is_paid: true }', [1, 3, 5, 7, 9]],
    ['{ is_paid: { not: [true, 7] } }', [2, 4, 6, 8]],
    ['{ amount: "12.50", id: [1, 2] }', [1, 2]],
    ['{ letter: ab, code: { not: "" }, is_test: true }', [2, 5, 9]],
  ]
  it.each(CASES)('where %s', async (where, ids) => {
    const shop = feedsOf(
      `erp:
      sql:
        database: ERP
        zone: UTC
        currency: EUR
        tables:
          orders: { from: t, cursor: changed_at, id: id, columns: { order_id: id }, where: ${where} }`,
      { ERP: theirs.url },
    )
    expect(await shop.run('erp/orders')).toMatchObject([{ error: null }])
    expect(shop.ids('orders', 'order_id').map(Number)).toEqual(ids)
    // a row that comes to be taken is found by its date like any other
    expect(await shop.run('erp/orders')).toMatchObject([{ error: null }])
    shop.remove()
  })

  it('are refused where their column is not there', async () => {
    const shop = feedsOf(
      `erp:
      sql: { database: ERP, zone: UTC, currency: EUR, tables: { orders: { from: t, cursor: changed_at, id: id, columns: { order_id: id }, where: { state: x } } } }`,
      { ERP: theirs.url },
    )
    expect((await shop.run('erp/orders'))[0]?.error).toMatch(/state/)
    shop.remove()
  })
})

describe.skipIf(THEIRS.length === 0)('what a shop in a database says of its sales', () => {
  const SALES = `sales: { statuses: { offen: pending, bezahlt: sale, storniert: cancelled }, kinds: { R: return, V: fee }, negatives: returns, price_is: line, quantity_if_none: 1 }`
  const ORDERS = [
    [1, 'bezahlt'],
    [2, 'offen'],
    [3, 'storniert'],
    [4, 'Bezahlt '],
  ] as const
  /** order, number, kind, pieces or kilos, the total of the line, and whether it is a line of a test */
  const LINES = [
    [1, 1, null, '3', '10.00', 'no'],
    [1, 2, null, '0.500', '7.25', 'no'],
    [1, 3, 'V', '1', '4.90', 'no'],
    [1, 4, null, '1', '99.00', 'test'],
    [2, 5, null, '1', '50.00', 'no'],
    [3, 6, null, '1', '60.00', 'no'],
    [4, 7, null, null, '5.00', 'no'],
    [4, 8, null, '-1', '-2.00', 'no'],
    [4, 9, 'R', '1', '1.50', 'no'],
  ] as const

  it('is heard: states, kinds, weights, totals, returns below zero, and rows that are left out', async () => {
    const market = await openMarket({ isEmpty: true })
    const { lake, clock } = market.ctx
    const day = new Date(clock.now().getTime() - 24 * 3_600_000).toISOString().slice(0, 10)
    for (const dialect of THEIRS) {
      const theirs = await theirDatabase(dialect)
      const at = `'${day} 10:00:00'`
      await theirs.run('create table auftrag (nr int, status varchar(20), am timestamp)')
      await theirs.run(
        'create table zeile (auftrag int, nr int, art varchar(2), menge decimal(10, 3), summe decimal(10, 2), marke varchar(9), am timestamp)',
      )
      for (const [nr, status] of ORDERS)
        await theirs.run(`insert into auftrag values (${nr}, '${status}', ${at})`)
      for (const [order, nr, kind, quantity, total, mark] of LINES)
        await theirs.run(
          `insert into zeile values (${order}, ${nr}, ${kind === null ? 'null' : `'${kind}'`}, ${quantity}, ${total}, '${mark}', ${at})`,
        )
      const shop = feedsOf(
        `${dialect}:
      ${SALES}
      sql:
        database: ERP
        zone: UTC
        currency: EUR
        tables:
          orders: { from: auftrag, cursor: am, id: nr, columns: { order_id: nr, ordered_at: am, status: status } }
          order_lines:
            from: zeile
            cursor: am
            id: nr
            columns: { order_id: auftrag, line_id: nr, product_id: { constant: P1 }, quantity: menge, unit_price: summe, kind: art, ordered_at: am }
            where: { marke: { not: test } }`,
        { ERP: theirs.url },
      )
      for (const table of ['orders', 'order_lines'])
        expect(await shop.run(`${dialect}/${table}`, { lake, at: clock.now() })).toMatchObject([
          { error: null },
        ])
      shop.remove()
      await theirs.remove()
    }
    expect((await lake.build()).failed).toEqual([])
    for (const dialect of THEIRS) {
      const orders = await lake.query<{ order_id: string; counts_as: string }>(
        'select order_id, counts_as from clean_orders where platform = $platform order by order_id',
        { platform: dialect },
      )
      expect(orders.map(({ counts_as }) => counts_as)).toEqual(['sale', 'pending', 'cancelled', 'sale'])
      const lines = await lake.query<{ line: string }>(
        `select line_id || ' ' || kind || ' ' || quantity || ' ' || line_cents as line from clean_order_lines where platform = $platform order by cast(line_id as int)`,
        { platform: dialect },
      )
      expect(lines.map(({ line }) => line)).toEqual([
        '1 sale 3 1000',
        '2 sale 1 725',
        '3 fee 1 490',
        '5 sale 1 5000',
        '6 sale 1 6000',
        '7 sale 1 500',
        '8 return -1 -200',
        '9 return -1 -150',
      ])
    }
    await market.remove()
  })
})
