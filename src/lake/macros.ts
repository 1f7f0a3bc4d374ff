import { minorDigits } from '../lib/money.ts'
import { text } from './duckdb.ts'
import { GTIN_MACROS } from './gtin.ts'

/** more than anything costs in any currency: sums of a million such rows still fit into 64 bits */
const MOST_MONEY = 100_000_000_000

/**
 * The words the lake's SQL is written with, beyond the common subset of DuckDB and Spark: the shop's zone and
 * currency are baked in here, so that the SQL files name neither. On Spark the same words are temporary functions.
 */
export function macros(shop: { readonly zone: string; readonly currency: string }): string[] {
  const zone = text(shop.zone)
  const currency = text(shop.currency)
  const minor = 10 ** minorDigits(shop.currency)
  return [
    // names Spark has and DuckDB lacks
    'nvl(a, b) as coalesce(a, b)',
    'unix_millis(ts) as epoch_ms(ts)',
    'timestamp_millis(ms) as make_timestamptz(ms * 1000)',
    'percentile(x, p) as quantile_cont(x, p)',
    'percentile_approx(x, p) as approx_quantile(x, p)',
    'collect_list(x) as list(x)',
    "datediff(later, earlier) as date_diff('day', cast(earlier as date), cast(later as date))",
    'get_json_object(json, path) as json_extract_string(json, path)',

    "given(t) as nullif(trim(t), '')",
    `shop_day(ts) as cast(timezone(${zone}, ts) as date)`,
    // wall-clock text belongs to the source's zone, text with an offset to itself
    `to_utc(t, zone) as case
       when regexp_matches(t, ':[0-9]{2}([.][0-9]+)?\\s*(Z|[+-][0-9]{2}(:?[0-9]{2})?)$') then try_cast(t as timestamptz)
       else timezone(zone, try_cast(t as timestamp)) end`,
    'to_day(t) as try_cast(substr(t, 1, 10) as date)',
    'to_decimal(t) as try_cast(t as decimal(18, 4))',
    `shop_currency() as ${currency}`,
    // `rate` is the shop's currency for one of the amount's: 1 leaves a decimal of four places what it was
    `to_cents(t, rate) as try_cast(round(cast(cast(try_cast(t as decimal(18, 4)) as decimal(28, 4)) * ${minor} as double) * rate) as bigint)`,
    'to_whole(t) as case when try_cast(t as decimal(18, 4)) % 1 = 0 then cast(try_cast(t as decimal(18, 4)) as bigint) end',
    'to_count(t) as case when to_whole(t) between -2147483648 and 2147483647 then cast(to_whole(t) as int) end',
    'to_rate(t) as try_cast(t as double)',
    "to_flag(t) as case when lower(t) in ('true', 't', '1', 'yes', 'y') then true when lower(t) in ('false', 'f', '0', 'no', 'n') then false end",
    // what is left of a price with tax in it, where its tax is told
    `untaxed(included, tax) as case
       when to_flag(given(included)) and to_rate(given(tax)) > 0 then 1 / (1 + to_rate(given(tax))) else cast(1 as double) end`,
    `tax_taken(included, tax) as case when to_flag(given(included)) and to_rate(given(tax)) > 0 then to_rate(given(tax)) end`,
    `price_cents(p, rate) as try_cast(round(cast(cast(p as decimal(28, 4)) * ${minor} as double) * rate) as bigint)`,
    'weekday_of(d) as isodow(d)',
    'key_hash(k) as md5_number_lower(k)',

    ...GTIN_MACROS,

    // each fault is its sentence, or null: a row's reason is the first of them
    "absent(field, t) as case when t is null then 'no ' || field end",
    "not_whole(field, t, v) as case when t is not null and v is null then field || ' is not a whole number' end",
    `not_number(field, t, v) as case when t is null then null when v is null then field || ' is not a number'
       when abs(v) > ${MOST_MONEY} then field || ' is impossibly large' end`,
    `not_count(field, t, v) as case when t is null then null
       when v is null then field || ' is not a whole number' when v < 0 then field || ' is negative'
       when v > 2147483647 then field || ' is impossibly large' end`,
    `not_money(field, t, v) as case when t is null then null when v is null then field || ' is not a number'
       when v < 0 then field || ' is negative' when v > ${MOST_MONEY} then field || ' is impossibly large' end`,
    "not_share(field, t, v) as case when t is null then null when v is null then field || ' is not a number' when not (v >= 0 and v <= 1) then field || ' is not between 0 and 1' end",
    "not_flag(field, t, v) as case when t is not null and v is null then field || ' is neither true nor false' end",
    `not_past(field, t, ts, landed) as case when t is null then null when ts is null then field || ' is not a time'
       when ts < timestamptz '2000-01-01 00:00:00+00' or ts > landed + interval 1 day then field || ' lies outside 2000 to tomorrow' end`,
    `not_time(field, t, ts) as case when t is null then null when ts is null then field || ' is not a time'
       when ts < timestamptz '2000-01-01 00:00:00+00' or ts > timestamptz '2100-01-01 00:00:00+00' then field || ' lies outside 2000 to 2100' end`,
    `no_rate(c, rate, day) as case when rate is null then
       'no exchange rate for ' || c || coalesce(' on ' || cast(day as string), ': the day of its order is not known') end`,
  ].map((definition) => `create macro ${definition}`)
}
