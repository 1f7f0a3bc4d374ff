import { z } from 'zod'
import { inRuns, iso, number } from '../database/columns.ts'
import type { State, Trx } from '../database/state.ts'
import { type Account, accounts, addUp, forgetAccounts } from './accounts.ts'
import { addDropped, type DroppedRows } from './dropped.ts'
import { type ErasedShopper, erasedShoppers, eraseShoppers } from './erased.ts'

/**
 * Fits the lake's `Manifest`: which files make up each table now, changed in one transaction. `tables` are the raw
 * tables there are: an account of any other is a fault.
 */
export function manifestOf<Table extends string>(state: State, tables: readonly Table[]) {
  return {
    version: () => lakeVersion(state),
    files: (table?: string) => files(state, table),
    builds: () => builds(state.read),
    pending: () => pending(state),
    accounts: () => accounts(state, tables),
    hasBatch: (source: string, batchId: string) => hasBatch(state, source, batchId),
    erasedShoppers: () => erasedShoppers(state),
    addRaw: (landed: readonly File[]) => state.transaction((trx) => addRaw(trx, landed)),
    publish: (change: Change) => state.transaction((trx) => publish(trx, change)),
  }
}

interface File {
  readonly table: string
  readonly dt: string | null
  readonly path: string
  readonly rows: number
  readonly bytes: number
  readonly source?: string
  readonly batchId?: string
}

interface Change {
  readonly buildId: string
  readonly drop: readonly { readonly table: string; readonly dt: string | null | 'all' }[]
  readonly add: readonly File[]
  readonly accounts: readonly Account[]
  readonly consumed: readonly string[]
  readonly after?: number
  readonly isAnew?: boolean
  readonly erased?: readonly ErasedShopper[]
  readonly dropped?: readonly DroppedRows[]
}

const stored = z
  .object({
    path: z.string(),
    table_name: z.string(),
    dt: z.string().nullable(),
    rows: number,
    bytes: number,
    source: z.string().nullable(),
    batch_id: z.string().nullable(),
  })
  .transform(
    (row): File => ({
      table: row.table_name,
      dt: row.dt,
      path: row.path,
      rows: row.rows,
      bytes: row.bytes,
      ...(row.source !== null && { source: row.source }),
      ...(row.batch_id !== null && { batchId: row.batch_id }),
    }),
  )

/** Grows with all that is published or lands: what was read of the lake holds until then. */
export async function lakeVersion(state: Pick<State, 'read'>): Promise<number> {
  return versionRow.parse(await state.read('lake_version').first()).version
}

const versionRow = z.object({ version: number })

async function files(state: State, table?: string): Promise<File[]> {
  const query = state.read('lake_file').orderBy('path')
  return z.array(stored).parse(await (table === undefined ? query : query.where({ table_name: table })))
}

/** How many builds have been published: while it is the same, so is all that is read from the lake. */
export async function builds(read: State['read'] | Trx): Promise<number> {
  const row = await read('lake_build').count('* as builds').first()
  return z.object({ builds: number }).parse(row).builds
}

async function pending(state: State): Promise<File[]> {
  return z.array(stored).parse(await state.read('lake_file').whereNull('consumed_by').orderBy('path'))
}

async function hasBatch(state: State, source: string, batchId: string): Promise<boolean> {
  return Boolean(await state.read('lake_batch').where({ source, batch_id: batchId }).first('source'))
}

/** Everyone who changes the manifest passes here first, one after the other, on PostgreSQL too. */
async function bump(trx: Trx): Promise<void> {
  await trx('lake_version').increment('version', 1)
}

async function addRaw(trx: Trx, landed: readonly File[]): Promise<void> {
  await bump(trx)
  const known = new Map<string, boolean>()
  for (const { source, batchId } of landed) {
    const batch = `${source} ${batchId}`
    if (source === undefined || batchId === undefined || known.has(batch)) continue
    const row = { source, batch_id: batchId }
    const inserted = await trx('lake_batch').insert(row).onConflict().ignore().returning('source')
    known.set(batch, inserted.length === 0)
  }
  await add(
    trx,
    landed.filter(({ source, batchId }) => !known.get(`${source} ${batchId}`)),
    null,
  )
}

async function publish(trx: Trx, change: Change): Promise<void> {
  await bump(trx)
  // what it was made of may be gone: a process that slept past its lease must not undo what was published meanwhile
  if (change.after !== undefined && (await builds(trx)) !== change.after)
    throw new Error('another build has been published meanwhile; this one is not')
  await consume(trx, change)
  await drop(trx, change.drop)
  await add(trx, change.add, change.buildId)
  if (change.isAnew) await forgetAccounts(trx)
  await addUp(trx, change.accounts)
  if (change.dropped) await addDropped(trx, change.dropped)
  if (change.erased) await eraseShoppers(trx, change.erased)
  await trx('lake_build').insert({
    build_id: change.buildId,
    published_at: iso(new Date()),
    accounts: JSON.stringify(change.accounts),
  })
}

async function consume(trx: Trx, change: Pick<Change, 'buildId' | 'consumed'>): Promise<void> {
  for (const paths of inRuns(change.consumed)) {
    const taken = await trx('lake_file')
      .whereIn('path', paths)
      .whereNull('consumed_by')
      .update({ consumed_by: change.buildId })
    if (taken !== paths.length) {
      throw new Error('another build has taken in the same raw files; this one is not published')
    }
  }
}

async function drop(trx: Trx, dropped: Change['drop']): Promise<void> {
  const days = new Map<string, string[]>()
  for (const { table, dt } of dropped) {
    if (dt === 'all') await trx('lake_file').where({ table_name: table }).delete()
    else if (dt === null) await trx('lake_file').where({ table_name: table }).whereNull('dt').delete()
    else days.set(table, [...(days.get(table) ?? []), dt])
  }
  for (const [table, dts] of days) {
    for (const run of inRuns(dts)) {
      await trx('lake_file').where({ table_name: table }).whereIn('dt', run).delete()
    }
  }
}

/** What a build adds is nothing to take in again; what lands (`null`) waits for a build. */
async function add(trx: Trx, added: readonly File[], consumedBy: string | null): Promise<void> {
  for (const run of inRuns(added)) {
    await trx('lake_file').insert(
      run.map((file) => ({
        path: file.path,
        table_name: file.table,
        dt: file.dt,
        rows: file.rows,
        bytes: file.bytes,
        source: file.source ?? null,
        batch_id: file.batchId ?? null,
        consumed_by: consumedBy,
      })),
    )
  }
}
