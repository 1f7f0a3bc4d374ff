import { describe, expect, it } from 'vitest'
import { sparkWords } from '../../../src/lake/engine/macros.ts'
import { inlined, type SparkWord } from '../../../src/lake/engine/spark-inline.ts'

const WORDS = new Map<string, SparkWord>([
  ['once', { takes: { t: 'string' }, gives: 'int', is: 'length(t)' }],
  ['twice', { takes: { t: 'string' }, gives: 'string', is: "t || ', t: ' || t" }],
  ['outer_one', { takes: { t: 'string', n: 'int' }, gives: 'int', is: 'once(t) + n' }],
  ['nothing', { takes: {}, gives: 'timestamp', is: 'cast(null as timestamp)' }],
])
const LONG = `concat(${'a, '.repeat(60)}b)`

describe('a call of a word of the lake on Spark', () => {
  it.each([
    ['of a column', 'select once(a) from t', 'select cast(length(cast(a as string)) as int) from t'],
    ['of a value', "once('a''b')", "cast(length('a''b') as int)"],
    ['of a value with a bracket in it', "once('a), once(b')", "cast(length('a), once(b') as int)"],
    ['of nothing', 'nothing()', 'cast(cast(null as timestamp) as timestamp)'],
    ['in capitals', 'ONCE(a)', 'cast(length(cast(a as string)) as int)'],
    ['over lines', 'once(\n  a\n)', 'cast(length(cast(a as string)) as int)'],
    [
      'in which another is',
      'outer_one(a, 1)',
      'cast(cast(length(cast(a as string)) as int) + cast(1 as int) as int)',
    ],
    [
      'whose argument is a call',
      'outer_one(a, once(b))',
      'cast(cast(length(cast(a as string)) as int) + cast(length(cast(b as string)) as int) as int)',
    ],
    [
      'inside a call of the engine',
      'coalesce(once(a), 0)',
      'coalesce(cast(length(cast(a as string)) as int), 0)',
    ],
    [
      'beside a text that names its argument',
      'twice(a)',
      "cast(cast(a as string) || ', t: ' || cast(a as string) as string)",
    ],
  ])('%s is written out', (_, sql, written) => {
    expect(inlined(sql, WORDS)).toBe(written)
  })

  it('stays a call where a long argument would be computed twice, and what is in it is written out', () => {
    expect(inlined(`twice(${LONG})`, WORDS)).toBe(`twice(${LONG})`)
    expect(inlined(`twice(concat(once(a), ${LONG}))`, WORDS)).toBe(
      `twice(concat(cast(length(cast(a as string)) as int), ${LONG}))`,
    )
    expect(inlined(`once(${LONG})`, WORDS)).toBe(`cast(length(cast(${LONG} as string)) as int)`)
  })

  it.each([
    "select 'once(a)'",
    'select "once"(a)',
    'select a -- once(a)',
    'select /*+ once(a) */ a',
    'select once from t',
    'select not_once(a)',
    'select once(a, b)',
    'select once(a',
    "select ')', other(a)",
  ])('is not seen in %s', (sql) => {
    expect(inlined(sql, WORDS)).toBe(sql)
  })

  it('leaves of a check of a cell no call of a word', () => {
    const { functions, inline } = sparkWords({ zone: 'Europe/Berlin', currency: 'EUR' })
    const names = functions.map((one) => one.slice(0, one.indexOf('(')))
    const sql = inline(
      `select coalesce(absent('cost', cost), not_money('cost', cost, to_decimal(cost)), not_share('x', x, to_rate(x)),
         not_past('seen_at', seen_at, seen_at_utc, _landed_at), no_rate(_money, _rate, _money_on)) from read`,
    )
    expect(names.filter((name) => sql.includes(`${name}(`))).toEqual([])
  })
})
