import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Batch, Lake, Manifest } from '../../src/lake/contract/lake.ts'
import { RAW_TABLE_NAMES, type RawTableName } from '../../src/lake/contract/schema.ts'
import { openDuckDb, text } from '../../src/lake/engine/duckdb.ts'
import { type LakeOptions, openLake } from '../../src/lake/open.ts'
import { migrate, openState } from '../../src/state/database/connect.ts'
import { manifestOf } from '../../src/state/lake/manifest.ts'

export interface Shop {
  readonly dir: string
  readonly lake: Lake
  readonly manifest: Manifest
  reopen(options?: Partial<LakeOptions>): Promise<Shop>
  close(): Promise<void>
  remove(): Promise<void>
}

const NOW = new Date('2026-11-24T09:00:00Z')

/** A lake in a folder of its own, over the real manifest. */
export async function openShop(options: Partial<LakeOptions> = {}): Promise<Shop> {
  return shopIn(await mkdtemp(join(tmpdir(), 'lake-')), options)
}

export async function shopIn(dir: string, options: Partial<LakeOptions> = {}): Promise<Shop> {
  const state = await openState(`sqlite:${join(dir, 'state.sqlite')}`)
  await migrate(state)
  const manifest: Manifest = manifestOf(state, RAW_TABLE_NAMES)
  const lake = await openLake({
    dir: join(dir, 'lake'),
    zone: 'Europe/Berlin',
    currency: 'EUR',
    manifest,
    memoryLimitMb: 384,
    threads: 1,
    shopperKey: 'a key of the shop',
    clock: { now: () => NOW },
    ...options,
  })
  const shut = async () => {
    await lake.close()
    await state.close()
  }
  return {
    dir,
    lake,
    manifest,
    close: shut,
    async reopen(changed = {}) {
      await shut()
      return shopIn(dir, { ...options, ...changed })
    },
    async remove() {
      await shut()
      await rm(dir, { recursive: true, force: true })
    },
  }
}

/** Puts in place of a table's only file one of an earlier version, which had not the column yet. */
export async function asEarlier({ dir, manifest }: Shop, table: string, column: string): Promise<void> {
  const [file] = (await manifest.files()).filter((file) => file.table === table)
  if (!file) throw new Error(`no file of ${table}`)
  const earlier = { ...file, path: file.path.replace(/-v[0-9a-f]{8}/, '-v00000000') }
  const at = (path: string) => text(join(dir, 'lake', path))
  const db = await openDuckDb({ memoryLimitMb: 128, threads: 1, spillTo: dir, within: null, setup: [] })
  await db.use((session) =>
    session.run(
      `copy (select * exclude (${column}) from ${at(file.path)}) to ${at(earlier.path)} (format parquet)`,
    ),
  )
  await db.close()
  const drop = [{ table, dt: file.dt }]
  await manifest.publish({ buildId: `earlier-${table}`, drop, add: [earlier], accounts: [], consumed: [] })
}

let batches = 0

export function rows(
  table: RawTableName,
  given: readonly Record<string, string | null>[],
  id?: string,
): Batch {
  batches += 1
  return {
    source: `nordmarkt-${table}`,
    table,
    id: id ?? `batch-${batches}`,
    zone: 'Europe/Berlin',
    currency: 'EUR',
    page: { kind: 'rows', rows: given.map((row) => ({ platform: 'nordmarkt', ...row })) },
  }
}

export const order = (id: string, at: string, more: Record<string, string | null> = {}) => ({
  order_id: id,
  ordered_at: at,
  customer_id: 'ann',
  channel: 'app',
  ...more,
})
export const line = (id: string, no: string, more: Record<string, string | null> = {}) => ({
  order_id: id,
  line_id: no,
  product_id: 'SKU-1',
  quantity: '2',
  unit_price: '10.50',
  ...more,
})

export const rate = (quote: string, on: string, value: string, base = 'EUR') => ({
  base,
  quote,
  rated_on: on,
  rate: value,
})
