import type { RawTableName } from '../contract/schema.ts'
import { name, text } from '../engine/duckdb.ts'
import type { Draft } from './draft.ts'

/** Records that several sources may each know a part of. What holds money of several columns is told as a whole. */
const RECORDS: readonly RawTableName[] = [
  'merchants',
  'products',
  'customers',
  'orders',
  'campaigns',
  'deliveries',
  'experiments',
]

/** Columns of the clean tables that are read from a raw column of another name. */
const READ_FROM: Readonly<Record<string, string>> = {
  is_cancelled: 'status',
  counts_as: 'status',
  is_gtin_wrong: 'gtin',
  cost_cents: 'cost',
  list_price_cents: 'list_price',
  competitor_cents: 'competitor_price',
  least_price_cents: 'least_price',
}
const DAY_FROM: Partial<Record<RawTableName, string>> = {
  merchants: 'signed_up_at',
  products: 'listed_at',
  customers: 'updated_at',
  campaigns: 'starts_at',
  deliveries: 'ordered_at',
  experiments: 'started_at',
}

/** A column that some of the new rows say nothing of, for nobody mapped it, and the raw column it is read from. */
export interface Unmapped {
  readonly column: string
  readonly raw: string
}

/** Of the staged rows of a table: which columns some of them do not map. */
export async function unmappedIn(draft: Draft, table: RawTableName): Promise<Unmapped[]> {
  if (!RECORDS.includes(table)) return []
  const found = await draft.session.query<{ unmapped: string }>(
    `select distinct _unmapped as unmapped from staged_${table} where _unmapped is not null and _reason is null`,
  )
  const raw = new Set(found.flatMap(({ unmapped }) => unmapped.split(',').filter(Boolean)))
  return draft.columns(`clean_${table}`).flatMap(({ column }) => {
    const from = column === 'dt' ? DAY_FROM[table] : (READ_FROM[column] ?? column)
    return from !== undefined && raw.has(from) ? [{ column, raw: from }] : []
  })
}

/** Those of them that another version of the same key has: what nobody has need not be looked for. */
export async function keptOf(draft: Draft, unmapped: readonly Unmapped[]): Promise<Unmapped[]> {
  if (unmapped.length === 0) return []
  const counts = unmapped.map(({ column }) => `count(${name(column)}) as ${name(column)}`)
  const [found] = await draft.session.query<Record<string, number>>(
    `select ${counts.join(', ')} from incoming where _k in (select _k from doubled)`,
  )
  return unmapped.filter(({ column }) => Number(found?.[column] ?? 0) > 0)
}

/** The column of the latest version that maps it; `latest` is how versions are ordered. */
export function keptFrom({ column, raw }: Unmapped, latest: string): string {
  const isUnmapped = `case when _unmapped like ${text(`%,${raw},%`)} then 1 else 0 end`
  return `first_value(${name(column)}) over (partition by _k order by ${isUnmapped}, ${latest})`
}
