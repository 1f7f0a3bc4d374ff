import type { SqlFunction } from './sql-function.ts'

/** more than anything costs in any currency: sums of a million such rows still fit into 64 bits */
const MAX_MONEY = 100_000_000_000

/** what a value is called, and its text */
const told = { field: 'string', t: 'string' } as const

/** What may be wrong with a value: each fault is its sentence, or null. A row's reason is the first of them. */
export const CELL_FAULTS: Readonly<Record<string, SqlFunction>> = {
  absent: { takes: told, gives: 'string', is: "case when t is null then 'no ' || field end" },
  // 2.8E+18 was another number before a spreadsheet wrote it, and many became one
  no_id: {
    takes: told,
    gives: 'string',
    is: `case when t is null then 'no ' || field
      when t like '%E+%' and regexp_like(t, '^[0-9]([.,][0-9]+)?E[+][0-9]+$') then field || ' was rounded by a spreadsheet' end`,
  },
  not_whole: {
    takes: { ...told, v: 'bigint' },
    gives: 'string',
    is: "case when t is not null and v is null then field || ' is not a whole number' end",
  },
  not_number: {
    takes: { ...told, v: 'double' },
    gives: 'string',
    is: `case when t is null then null when v is null then field || ' is not a number'
      when abs(v) > ${MAX_MONEY} then field || ' is impossibly large' end`,
  },
  not_count: {
    takes: { ...told, v: 'bigint' },
    gives: 'string',
    is: `case when t is null then null
      when v is null then field || ' is not a whole number' when v < 0 then field || ' is negative'
      when v > 2147483647 then field || ' is impossibly large' end`,
  },
  not_money: {
    takes: { ...told, v: 'decimal(18, 4)' },
    gives: 'string',
    is: `case when t is null then null when v is null then field || ' is not a number'
      when v < 0 then field || ' is negative' when v > ${MAX_MONEY} then field || ' is impossibly large' end`,
  },
  not_share: {
    takes: { ...told, v: 'double' },
    gives: 'string',
    is: "case when t is null then null when v is null then field || ' is not a number' when not (v >= 0 and v <= 1) then field || ' is not between 0 and 1' end",
  },
  not_flag: {
    takes: { ...told, v: 'boolean' },
    gives: 'string',
    is: "case when t is not null and v is null then field || ' is neither true nor false' end",
  },
  not_past: {
    takes: { ...told, ts: 'timestamp', landed: 'timestamp' },
    gives: 'string',
    is: `case when t is null then null when ts is null then field || ' is not a time'
      when ts not between ${instant('2000-01-01')} and landed + interval 1 day then field || ' lies outside 2000 to tomorrow' end`,
  },
  not_time: {
    takes: { ...told, ts: 'timestamp' },
    gives: 'string',
    is: `case when t is null then null when ts is null then field || ' is not a time'
      when ts not between ${instant('2000-01-01')} and ${instant('2100-01-01')} then field || ' lies outside 2000 to 2100' end`,
  },
  no_rate: {
    takes: { c: 'string', rate: 'double', day: 'date' },
    gives: 'string',
    is: `case when rate is null then
      'no exchange rate for ' || c || coalesce(' on ' || cast(day as string), ': the day of its order is not known') end`,
  },
}

/** Midnight of UTC. As a number it is planned at once: it stands in the check of every time of a table. */
function instant(day: string): string {
  return `timestamp_millis(${Date.parse(day)})`
}
