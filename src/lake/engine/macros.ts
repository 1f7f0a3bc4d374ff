import { minorDigits } from '../../lib/money.ts'
import { CELL_FAULTS } from './cell-faults.ts'
import { text } from './duckdb.ts'
import { GTIN_FUNCTIONS } from './gtin.ts'
import { SALE_FUNCTIONS } from './sales.ts'
import { calendarDay } from './shop-day.ts'
import { inlined, type SparkWord } from './spark-inline.ts'
import { SPARK_FUNCTIONS, type SparkWords } from './spark-words.ts'
import type { SqlFunction } from './sql-function.ts'

/** Names Spark has and DuckDB lacks. */
const OF_SPARK = [
  'nvl(a, b) as coalesce(a, b)',
  'unix_millis(ts) as epoch_ms(ts)',
  'timestamp_millis(ms) as make_timestamptz(ms * 1000)',
  'percentile(x, p) as quantile_cont(x, p)',
  'percentile_approx(x, p) as approx_quantile(x, p)',
  // without what is null, and of nothing an empty list
  'collect_list(x) as coalesce(list(x) filter (where x is not null), [])',
  "datediff(later, earlier) as date_diff('day', cast(earlier as date), cast(later as date))",
  'get_json_object(json, path) as json_extract_string(json, path)',
  'regexp_like(t, pattern) as regexp_matches(t, pattern)',
]

export interface ShopSettings {
  readonly zone: string
  readonly currency: string
}

/** The words the lake's SQL is written with, as DuckDB's macros. */
export function duckDbMacros(shop: ShopSettings): string[] {
  const own = Object.entries(words(shop)).map(
    ([word, { takes, is }]) =>
      `${word}(${Object.keys(takes).join(', ')}) as ${typeof is === 'string' ? is : is.duckdb}`,
  )
  return [...OF_SPARK, ...own].map((definition) => `create macro ${definition}`)
}

/** The same words for Spark: its functions, each without its `create`, and how a statement is written without them. */
export function sparkWords(shop: ShopSettings): SparkWords {
  const own = new Map<string, SparkWord>()
  for (const [word, { is, ...typed }] of Object.entries(words(shop)))
    own.set(word, { ...typed, is: typeof is === 'string' ? is : is.spark })
  const functions = [...own].map(([word, { takes, gives, is }]) => {
    const typed = Object.entries(takes).map(([argument, type]) => `${argument} ${type}`)
    return `${word}(${typed.join(', ')}) returns ${gives} return ${is}`
  })
  return { functions: [...SPARK_FUNCTIONS, ...functions], inline: (sql) => inlined(sql, own) }
}

/**
 * Beyond the common subset of DuckDB and Spark: the shop's zone and currency are baked in here, so that the SQL files
 * name neither.
 */
function words(shop: ShopSettings): Readonly<Record<string, SqlFunction>> {
  const zone = text(shop.zone)
  const currency = text(shop.currency)
  const minor = 10 ** minorDigits(shop.currency)
  return {
    // to trim takes the engine here ten times as long as to see that there is nothing to trim
    given: {
      takes: { t: 'string' },
      gives: 'string',
      is: {
        duckdb: `case when starts_with(t, ' ') or ends_with(t, ' ') or strlen(t) <> length(t) then nullif(trim(t), '')
          else nullif(t, '') end`,
        spark: "nullif(trim(t), '')",
      },
    },
    shop_day: {
      takes: { ts: 'timestamp' },
      gives: 'date',
      is: {
        duckdb: calendarDay(shop.zone),
        spark: `cast(from_utc_timestamp(ts, ${zone}) as date)`,
      },
    },
    // an instant in a key reads alike on both
    instant_text: {
      takes: { ts: 'timestamp' },
      gives: 'string',
      is: { duckdb: 'cast(ts as string)', spark: "cast(ts as string) || '+00'" },
    },
    // wall-clock text belongs to the source's zone, text with an offset to itself
    to_utc: {
      takes: { t: 'string', zone: 'string' },
      gives: 'timestamp',
      is: {
        duckdb: `case when regexp_matches(t, ${text(WITH_OFFSET)}) then coalesce(try_cast(t as timestamptz), try_cast(${wholeOffset('\\')} as timestamptz))
          else timezone(zone, try_cast(t as timestamp)) end`,
        spark: `case when regexp_like(t, ${text(WITH_OFFSET)}) then try_cast(${wholeOffset('$')} as timestamp)
          when regexp_like(t, '^[0-9]+-[0-9]+-[0-9]+') then second_of_two(to_utc_timestamp(try_cast(t as timestamp_ntz), zone), zone) end`,
      },
    },
    to_day: {
      takes: { t: 'string' },
      gives: 'date',
      is: {
        duckdb: 'try_cast(substr(t, 1, 10) as date)',
        spark:
          "case when regexp_like(substr(t, 1, 10), '^[0-9]+-[0-9]+-[0-9]+ *$') then try_cast(substr(t, 1, 10) as date) end",
      },
    },
    // of what is never changed once it is told
    no_time: {
      takes: {},
      gives: 'timestamp',
      is: { duckdb: 'cast(null as timestamptz)', spark: 'cast(null as timestamp)' },
    },
    to_decimal: { takes: { t: 'string' }, gives: 'decimal(18, 4)', is: 'try_cast(t as decimal(18, 4))' },
    shop_currency: { takes: {}, gives: 'string', is: currency },
    // `rate` is the shop's currency for one of the amount's: 1 leaves a decimal of four places what it was
    to_cents: {
      takes: { t: 'string', rate: 'double' },
      gives: 'bigint',
      is: `try_cast(round(cast(cast(try_cast(t as decimal(18, 4)) as decimal(28, 4)) * ${minor} as double) * rate) as bigint)`,
    },
    to_whole: {
      takes: { t: 'string' },
      gives: 'bigint',
      is: {
        duckdb: `case when try_cast(t as decimal(18, 4)) % 1 = 0 then cast(try_cast(t as decimal(18, 4)) as bigint) end`,
        // a decimal is ten times as slow there as digits alone
        spark: `case when abs(try_cast(t as bigint)) < 100000000000000 then try_cast(t as bigint)
          when try_cast(t as decimal(18, 4)) % 1 = 0 then cast(try_cast(t as decimal(18, 4)) as bigint) end`,
      },
    },
    // a weight counts as the pieces it begins
    to_pieces: {
      takes: { t: 'string' },
      gives: 'bigint',
      is: `coalesce(to_whole(t), cast(
        case when to_decimal(t) > 0 then ceil(to_decimal(t)) else floor(to_decimal(t)) end as bigint))`,
    },
    to_count: {
      takes: { t: 'string' },
      gives: 'int',
      is: 'case when to_whole(t) between -2147483648 and 2147483647 then cast(to_whole(t) as int) end',
    },
    to_rate: { takes: { t: 'string' }, gives: 'double', is: 'try_cast(t as double)' },
    to_flag: {
      takes: { t: 'string' },
      gives: 'boolean',
      is: "case when lower(t) in ('true', 't', '1', 'yes', 'y') then true when lower(t) in ('false', 'f', '0', 'no', 'n') then false end",
    },
    // what is left of a price with tax in it, where its tax is told
    untaxed: {
      takes: { included: 'string', tax: 'string' },
      gives: 'double',
      is: `case
        when to_flag(included) and to_rate(tax) > 0 then 1 / (1 + to_rate(tax)) else cast(1 as double) end`,
    },
    tax_taken: {
      takes: { included: 'string', tax: 'string' },
      gives: 'double',
      is: 'case when to_flag(included) and to_rate(tax) > 0 then to_rate(tax) end',
    },
    price_cents: {
      takes: { p: 'decimal(38, 4)', rate: 'double' },
      gives: 'bigint',
      is: `try_cast(round(cast(cast(p as decimal(28, 4)) * ${minor} as double) * rate) as bigint)`,
    },
    weekday_of: { takes: { d: 'date' }, gives: 'int', is: { duckdb: 'isodow(d)', spark: 'weekday(d) + 1' } },
    // the second half of the digest, its bytes in reverse
    key_hash: {
      takes: { k: 'string' },
      gives: 'decimal(20, 0)',
      is: {
        // md5_number_lower, five times as fast: that one is a macro which goes by way of 128 signs of text
        duckdb: 'cast(md5_number(k) >> 64 as ubigint)',
        spark: 'lower_number(md5(k))',
      },
    },

    ...GTIN_FUNCTIONS,
    ...SALE_FUNCTIONS,

    ...CELL_FAULTS,
  }
}

const WITH_OFFSET = ':[0-9]{2}([.][0-9]+)?[ ]*(Z|UTC|GMT|[+-][0-9]{2}(:?[0-9]{2})?)$'

/** What is written short of an offset in full: a blank or a word before it, no seconds, no colon, no minutes. */
const SHORT: readonly (readonly [from: string, to: string])[] = [
  ['[ ]*(Z|UTC|GMT)$', '+00:00'],
  ['[ ]+([+-][0-9:]+)$', '%1'],
  ['([T ][0-9]{1,2}:[0-9]{2})([+-])', '%1:00%2'],
  ['([+-][0-9]{2})([0-9]{2})$', '%1:%2'],
  ['(:[0-9.]+[+-][0-9]{2})$', '%1:00'],
]

/** The engines differ in how they name a group of a pattern. */
function wholeOffset(group: '\\' | '$'): string {
  return SHORT.reduce(
    (value, [from, to]) => `regexp_replace(${value}, ${text(from)}, ${text(to.replaceAll('%', group))})`,
    't',
  )
}
