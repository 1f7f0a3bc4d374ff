import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Batch, Manifest } from '../contract/lake.ts'
import { RAW_TABLES } from '../contract/schema.ts'
import { type DuckDb, name, type Session, text } from '../engine/duckdb.ts'
import type { Copied } from '../engine/engine.ts'
import { shapeOf } from '../engine/parquet-files.ts'
import { rawColumns } from '../tables/catalog.ts'
import { unmappedOf } from './unmapped.ts'

export interface IngestContext {
  readonly root: string
  readonly spill: string
  readonly db: DuckDb
  readonly manifest: Manifest
  readonly shopperKey: string
  readonly memoryLimitMb: number
  readonly threads: number
  /** strictly later than that of every batch before it */
  readonly landedAt: () => Date
}

/** A batch on its way into the lake. */
export interface Landing extends IngestContext {
  readonly batch: Batch
  readonly staging: string
  readonly id: string
  readonly at: Date
  /** `platform/hash` of shoppers who are left out */
  readonly erased: readonly string[]
}

/** `select` gives the raw columns and `_row`; shoppers become keyed hashes here, on the way to the disk. */
export async function store(session: Session, landing: Landing, select: string): Promise<Copied[]> {
  const { columns, shopper } = RAW_TABLES[landing.batch.table]
  const hidden: readonly string[] = shopper
  const shown = columns.map((column) =>
    hidden.includes(column) ? `${hashed(landing, name(column))} as ${name(column)}` : name(column),
  )
  const { source, id, zone, currency, table } = landing.batch
  const folder = join(landing.staging, `raw_${table}`, `dt=${landing.at.toISOString().slice(0, 10)}`)
  return copyTo(
    session,
    join(folder, `${landing.id}${shapeOf(rawColumns(table))}.parquet`),
    `select ${shown.join(', ')}, $source as _source, $batch as _batch, cast(_row as bigint) as _row,
       cast($at as timestamptz) as _landed_at, $zone as _zone, $currency as _currency, nullif($unmapped, '') as _unmapped from (${select})`,
    {
      source,
      batch: id,
      at: landing.at.toISOString(),
      zone,
      currency,
      unmapped: unmappedOf(landing.batch) ?? '',
      ...(hidden.length > 0 && { key: landing.shopperKey }),
    },
  )
}

/** A shopper's id as a keyed hash (`hashOf`), or nothing where they were erased. */
function hashed({ erased }: Landing, column: string): string {
  const hash = `substr(sha256($key || ':' || ${column}), 1, 24)`
  const known =
    erased.length > 0 ? `and concat(platform, '/', ${hash}) not in (${erased.map(text).join(', ')})` : ''
  return `case when trim(${column}) <> '' ${known} then ${hash} end`
}

export async function storeRefused(session: Session, landing: Landing, refused: string): Promise<Copied[]> {
  const { source, id, table } = landing.batch
  const folder = join(landing.staging, 'refused', `dt=${landing.at.toISOString().slice(0, 10)}`)
  return copyTo(
    session,
    join(folder, `${landing.id}.parquet`),
    `select $table as table_name, 'unreadable: ' || reason as reason, text as raw, $source as _source,
       $batch as _batch, cast(line as bigint) as _row, cast($at as timestamptz) as _landed_at from (${refused})`,
    { table, source, batch: id, at: landing.at.toISOString() },
  )
}

async function copyTo(
  session: Session,
  path: string,
  select: string,
  params: Readonly<Record<string, string>>,
): Promise<Copied[]> {
  await mkdir(dirname(path), { recursive: true })
  return session.query<Copied & Record<string, never>>(
    `copy (${select}) to ${text(path)} (format parquet, return_stats true)`,
    params,
  )
}
