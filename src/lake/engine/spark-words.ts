/** The two digits of every byte of a digest's second half, from the last. */
const LOWER_BYTES = [31, 29, 27, 25, 23, 21, 19, 17].map((at) => `substr(digest, ${at}, 2)`).join(', ')

/**
 * What the lake's words are made of on Spark, each without its `create`. An argument is computed once, however often it
 * is named.
 */
export const SPARK_FUNCTIONS = [
  // the hour a clock is turned back is shown twice: DuckDB takes it for the second, Spark for the first
  `or_second(ts timestamp, second timestamp, zone string) returns timestamp return case
    when second <> ts and from_utc_timestamp(second, zone) = from_utc_timestamp(ts, zone) then second else ts end`,
  `second_of_two(ts timestamp, zone string) returns timestamp return or_second(ts,
    ts + (from_utc_timestamp(ts, zone) - from_utc_timestamp(ts + interval 1 day, zone) + interval 1 day), zone)`,
  `lower_number(digest string) returns decimal(20, 0) return
    cast(conv(concat(${LOWER_BYTES}), 16, 10) as decimal(20, 0))`,
]

/** The lake's words as a session of Spark is told them. */
export interface SparkWords {
  readonly functions: readonly string[]
  /** the same statement, with calls written out where that is the cheaper way to plan it */
  inline(sql: string): string
}
