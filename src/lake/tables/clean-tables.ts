import { readFileSync } from 'node:fs'
import { RAW_TABLE_NAMES, RAW_TABLES, type RawTableName } from '../contract/schema.ts'

/**
 * A clean table: `clean/<table>.sql` types the rows of `incoming_<table>`, or where they hold money of `priced_<table>`; the
 * build merges them by key.
 */
export interface CleanTable {
  readonly table: RawTableName
  readonly name: `clean_${RawTableName}`
  readonly sql: string
  readonly key: readonly string[]
  /** `day`: a folder a shop day; `whole`: one file, for records that every day is joined to */
  readonly partition: 'day' | 'whole'
  /** rows that do not say when they were take their order's day, and wait in `WAITING` until it is known */
  readonly dayOfOrder: boolean
  /** its day is part of its key: a newer version of a row lies in the same folder, and no other need be searched */
  readonly dayInKey: boolean
  /** where its rows hold money: the day whose exchange rate they ask for, over a row `r` as it was told */
  readonly moneyOn: string | null
}

/** The partition of rows whose order has not come yet. No mart reads it. */
export const WAITING = '1970-01-01'

const WHOLE: readonly RawTableName[] = [
  'rates',
  'merchants',
  'products',
  'product_links',
  'customers',
  'prices',
  'deliveries',
  'campaigns',
  'experiments',
]
const OF_ORDERS: readonly RawTableName[] = ['order_lines', 'payments']

const dayAt = (column: string) => `shop_day(to_utc(r.${column}, r._zone))`

const MONEY_ON: Partial<Record<RawTableName, string>> = {
  order_lines: `coalesce(${dayAt('ordered_at')}, d.dt)`,
  payments: `coalesce(${dayAt('paid_at')}, d.dt)`,
  refunds: dayAt('refunded_at'),
  sessions: dayAt('started_at'),
  events: dayAt('happened_at'),
  // a price may be told ahead of the day it holds from
  prices: `least(${dayAt('valid_from')}, shop_day(r._landed_at))`,
  products: 'shop_day(r._landed_at)',
  competitor_prices: dayAt('seen_at'),
}

export function sqlOf(path: string): string {
  return readFileSync(new URL(`../${path}`, import.meta.url), 'utf8')
}

function cleanTable(table: RawTableName): CleanTable {
  const key: readonly string[] = table === 'events' ? [...RAW_TABLES.events.key, 'dt'] : RAW_TABLES[table].key
  return {
    table,
    name: `clean_${table}`,
    sql: sqlOf(`clean/${table}.sql`),
    key,
    partition: WHOLE.includes(table) ? 'whole' : 'day',
    dayOfOrder: OF_ORDERS.includes(table),
    dayInKey: key.includes('dt') || key.includes('on'),
    moneyOn: MONEY_ON[table] ?? null,
  }
}

const FIRST: readonly RawTableName[] = ['rates', 'orders']

/** Rates and orders come first: other tables take the worth of their money from the one and their day from the other. */
export const CLEAN_TABLES: readonly CleanTable[] = [
  ...FIRST,
  ...RAW_TABLE_NAMES.filter((table) => !FIRST.includes(table)),
].map(cleanTable)
