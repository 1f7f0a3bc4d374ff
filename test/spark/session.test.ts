import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { describe, expect, it } from 'vitest'
import { openDuckDb } from '../../src/lake/engine/duckdb.ts'
import { duckDbMacros, sparkWords } from '../../src/lake/engine/macros.ts'
import { bound, openSpark } from '../../src/lake/engine/spark.ts'
import { rowsOf } from '../../src/lake/engine/spark-values.ts'
import { isLarge } from '../../src/lake/store/spark-reader.ts'
import { SPARK_URL } from './twins.ts'

describe('values in the text of a statement', () => {
  it('stand where they are named, and nowhere in quoted text', () => {
    const sql = "select '$.day', 'it''s $day' where dt = $day and n > $n and $flag and x is $none"
    expect(bound(sql, { day: "O'Hara; drop", n: -2.5, flag: true, none: null })).toBe(
      "select '$.day', 'it''s $day' where dt = 'O''Hara; drop' and n > cast('-2.5' as double) and true and x is null",
    )
  })

  it('are all given, and are numbers that can be written', () => {
    expect(() => bound('select $a')).toThrow('no value for $a')
    expect(() => bound('select $a', { a: Number.NaN })).toThrow('cannot be bound')
    expect(bound('select $a', { a: 9_007_199_254_740_991 })).toBe('select 9007199254740991')
    expect(bound("select '\\d', $a", { a: '\\' })).toBe("select '\\\\d', '\\\\'")
  })
})

describe('what a Thrift Server answers', () => {
  const column = (columnName: string, type: number, position: number) => ({
    columnName,
    position,
    typeDesc: { types: [{ primitiveEntry: { type } }] },
  })

  it('becomes cells: days and instants as text, nulls by their bits, lists with what is no number', () => {
    const schema = { columns: [column('at', 8, 1), column('n', 4, 2), column('l', 10, 3)] }
    const set = {
      columns: [
        { stringVal: { values: ['2026-11-24 08:00:00', ''], nulls: new Uint8Array([2]) } },
        { i64Val: { values: [7, 8] } },
        { stringVal: { values: ['[1.5,NaN]', '["NaN","a"]'] } },
      ],
    }
    expect(rowsOf(schema, [set])).toEqual([
      { at: '2026-11-24T08:00:00.000Z', n: 7, l: [1.5, null] },
      { at: null, n: 8, l: ['NaN', 'a'] },
    ])
  })

  it('is refused where a number cannot hold it', () => {
    const schema = { columns: [column('id', 4, 1)] }
    expect(() => rowsOf(schema, [{ columns: [{ i64Val: { values: [Number.POSITIVE_INFINITY] } }] }])).toThrow(
      'cast it to string or double',
    )
  })
})

describe('a question', () => {
  it('goes to Spark when it is about a table that grows with trade', () => {
    expect(isLarge('select dt from mart_sessions where dt = $day')).toBe(true)
    expect(isLarge('select count(*) from raw_orders')).toBe(true)
    expect(isLarge('select * from mart_kpi join mart_products using (product_id)')).toBe(false)
  })
})

describe('a server that is not there', () => {
  it('is named, with the remedy', async () => {
    await expect(openSpark('spark://127.0.0.1:1')).rejects.toThrow(
      'no Spark Thrift Server answers at 127.0.0.1:1',
    )
  })
})

describe('a server that hangs up', () => {
  it('is told at once, not waited for', async () => {
    const server = createServer((socket) => socket.destroy())
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    await expect(openSpark(`spark://127.0.0.1:${port}`)).rejects.toThrow('no Spark Thrift Server answers')
    server.close()
  }, 10_000)
})

describe.skipIf(!SPARK_URL)('a session of Spark', () => {
  it('reads text and names as DuckDB does, and says what is wrong in one line', async () => {
    const spark = await openSpark(SPARK_URL ?? '')
    try {
      const sql = "select $t as \"on\", 'a\\d' as back, 1 / nullif(0, 0) as none, date '2026-03-29' as day"
      expect(await spark.query(sql, { t: "it's" })).toEqual([
        { on: "it's", back: 'a\\d', none: null, day: '2026-03-29' },
      ])
      await expect(spark.query('select nothing from nowhere')).rejects.toThrow(/^Spark: .*nowhere/s)
      await expect(spark.query('select nothing from nowhere')).rejects.not.toThrow('at org.apache')
    } finally {
      await spark.close()
    }
  }, 300_000)

  it('takes an hour that a clock shows twice for the second, and one it leaves out for what follows', async () => {
    const shop = { zone: 'UTC', currency: 'EUR' }
    const asked = [
      ['2018-02-17 23:30:00', 'America/Sao_Paulo', '2018-02-18T02:30:00.000Z'],
      ['2016-10-16 00:30:00', 'America/Sao_Paulo', '2016-10-16T03:30:00.000Z'],
      ['2026-10-25 02:00:00', 'Europe/Berlin', '2026-10-25T01:00:00.000Z'],
      ['2026-10-25 03:00:00', 'Europe/Berlin', '2026-10-25T02:00:00.000Z'],
      ['2026-03-29 02:30:00', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
      ['2026-04-05 01:45:00', 'Australia/Lord_Howe', '2026-04-04T15:15:00.000Z'],
      ['2026-11-20 23:30:00 UTC', 'Europe/Berlin', '2026-11-20T23:30:00.000Z'],
      ['2026-11-20 10:00:00 -0500', 'Europe/Berlin', '2026-11-20T15:00:00.000Z'],
      ['2026-11-20T10:00Z', 'Europe/Berlin', '2026-11-20T10:00:00.000Z'],
      ['2026-11-20T10:00+01', 'Europe/Berlin', '2026-11-20T09:00:00.000Z'],
    ]
    const sql = `select ${asked.map(([at, zone], i) => `to_utc('${at}', '${zone}') as at_${i}`).join(', ')}`
    const told = Object.fromEntries(asked.map(([, , instant], i) => [`at_${i}`, instant]))
    const here = await openDuckDb({
      memoryLimitMb: 256,
      threads: 1,
      spillTo: tmpdir(),
      within: null,
      setup: duckDbMacros(shop),
    })
    const there = await openSpark(SPARK_URL ?? '')
    try {
      expect(await here.use((session) => session.query(sql))).toEqual([told])
      for (const word of sparkWords(shop).functions)
        await there.run(`create or replace temporary function ${word}`)
      expect(await there.query(sql)).toEqual([told])
    } finally {
      await here.close()
      await there.close()
    }
  }, 300_000)
})
