import { type AddressInfo, createServer } from 'node:net'
import { describe, expect, it } from 'vitest'
import { bound, openSpark } from '../../src/lake/spark.ts'
import { isLarge } from '../../src/lake/spark-reader.ts'
import { rowsOf } from '../../src/lake/spark-values.ts'
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
})
