import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { messageOf } from '../../lib/errors.ts'
import { sumOf } from '../../lib/sum.ts'
import type { Batch, FilePage, Ingested, RowsPage } from '../contract/lake.ts'
import { RAW_TABLES } from '../contract/schema.ts'
import { name, openDuckDb, text } from '../engine/duckdb.ts'
import type { Copied } from '../engine/engine.ts'
import { manifestFile, settle, stagingFolder } from '../store/files.ts'
import { ownName } from '../store/owner.ts'
import { isOfEngine } from './charset.ts'
import { headOf, readingOf } from './read-file.ts'
import { type IngestContext, type Landing, store, storeRefused } from './store.ts'
import {
  originOf,
  plainCopy,
  UNCLOSED,
  type UnclosedLine,
  unclosedAt,
  withoutLines,
} from './unclosed-quotes.ts'

/** Stores a batch as it came, every value text, with its lineage; what cannot be read is kept as refused. */
export async function ingest(place: IngestContext, batch: Batch): Promise<Ingested> {
  // before anything is waited for: of two that land at once the later asked for is the later
  const at = place.landedAt()
  if (await place.manifest.hasBatch(batch.source, batch.id)) return { rows: 0, rejected: [] }
  const id = createHash('sha256').update(`${batch.source}\n${batch.id}`).digest('hex').slice(0, 24)
  const staging = await stagingFolder(place.root, `land-${id}`)
  const isNamed = RAW_TABLES[batch.table].shopper.length > 0
  const erased = (isNamed ? await place.manifest.erasedShoppers() : []).map(
    ({ platform, shopper }) => `${platform}/${shopper}`,
  )
  const landing = { ...place, batch, staging, id, at, erased }
  const { copied, refused } =
    batch.page.kind === 'rows' ? await landRows(landing, batch.page) : await landFile(landing, batch.page)
  const lineage = { source: batch.source, batchId: batch.id }
  const files = copied
    .filter((file) => file.count > 0)
    .map((file) => ({ ...manifestFile(staging, tableOf(file, batch), file), ...lineage }))
  await settle(place.root, staging, files)
  if (files.length > 0) await place.manifest.addRaw(files)
  return {
    rows: sumOf(copied, (file) => (isRefused(file) ? 0 : file.count)),
    rejected: refused,
  }
}

interface Staged {
  readonly copied: readonly Copied[]
  readonly refused: Ingested['rejected']
}

const isRefused = (file: Copied) => file.filename.includes('/refused/')
const tableOf = (file: Copied, batch: Batch) => (isRefused(file) ? 'refused' : `raw_${batch.table}`)

/**
 * Rows in memory go through a file of JSON, a list a column: the engine reads that faster than it takes single values,
 * and no column is named twice.
 */
async function landRows(landing: Landing, page: RowsPage): Promise<Staged> {
  const { rejected = [] } = page
  if (page.rows.length === 0) return { copied: await rejectedOf(landing, rejected), refused: rejected }
  const { columns } = RAW_TABLES[landing.batch.table]
  const lists = columns.map(
    (column) => `${JSON.stringify(column)}:${JSON.stringify(page.rows.map((row) => row[column] ?? null))}`,
  )
  const path = join(landing.staging, 'page.json')
  const json = Buffer.from(wellFormed(`{${lists.join(',')}}`))
  await writeFile(path, json)
  const types = columns.map((column) => `${name(column)}: 'varchar[]'`)
  const unnested = columns.map((column) => `unnest(${name(column)}) as ${name(column)}`)
  const reader = `select ${unnested.join(', ')}, unnest(range(1, ${page.rows.length + 1})) as _row
    from read_json(${text(path)}, format = 'unstructured', maximum_object_size = ${json.length + 1024}, columns = {${types.join(', ')}})`
  const copied = await landing.db.use((session) => store(session, landing, reader))
  return { copied: [...copied, ...(await rejectedOf(landing, rejected))], refused: rejected }
}

async function rejectedOf(
  landing: Landing,
  rejected: NonNullable<RowsPage['rejected']>,
): Promise<readonly Copied[]> {
  if (rejected.length === 0) return []
  const lines = rejected.map(
    (one) => `select ${one.line} as line, ${text(one.reason)} as reason, ${text(one.text)} as text`,
  )
  return landing.db.use((session) => storeRefused(session, landing, lines.join(' union all ')))
}

/** A file is read by an instance of its own, for only that one may see the world outside the lake's folder. */
async function landFile(landing: Landing, page: FilePage): Promise<Staged> {
  try {
    return await readFile(landing, (await isReadAsItIs(page)) ? page : await plain(landing, page))
  } catch (error) {
    // one line that ends otherwise than the others, and the reader takes no row of the file
    if (!messageOf(error).includes('invalid state')) throw error
    return readFile(landing, await plain(landing, page))
  }
}

/** Lines that are passed over are counted by the engine only where all of them end alike. */
async function isReadAsItIs(page: FilePage): Promise<boolean> {
  if (!isOfEngine(page.charset)) return false
  // one document is read as text, which the engine does not unpack
  if (page.format === 'json') return !page.path.endsWith('.gz') && (page.charset ?? 'utf-8') === 'utf-8'
  return page.format !== 'csv' || (await headOf(page)).skip === 0
}

async function plain({ staging }: Landing, page: FilePage): Promise<FilePage> {
  const path = join(staging, 'plain.txt')
  await plainCopy(page, path)
  const { delimiter } = page.format === 'csv' ? await headOf(page) : page
  return { ...page, path, charset: 'utf-8', ...(delimiter && { delimiter }) }
}

/** Each time some of the lines that swallow others are found, at least every other one of them. */
const MAX_READINGS = 40

async function readFile(landing: Landing, page: FilePage): Promise<Staged> {
  let out: readonly UnclosedLine[] = []
  let left = page
  for (let reading = 1; ; reading++) {
    const { staged, unclosed } = await readOnce(landing, left, out)
    if (unclosed.length === 0 || reading === MAX_READINGS) return staged
    // places are told in bytes of UTF-8, and are right where lines end in one sign
    if (!page.path.startsWith(landing.staging)) return readFile(landing, await plain(landing, page))
    const starts = [...out.map(({ at }) => at), ...unclosed.map((at) => originOf(at, out))]
    const path = join(landing.staging, 'mended.csv')
    const found = await withoutLines(page.path, starts, path)
    if (found.length === out.length) return staged
    out = found
    left = { ...page, path }
  }
}

/** `out`: lines that are not in the page any more. */
async function readOnce(landing: Landing, page: FilePage, out: readonly UnclosedLine[]) {
  const db = await openDuckDb({
    memoryLimitMb: landing.memoryLimitMb,
    threads: landing.threads,
    spillTo: join(landing.spill, ownName(landing.id)),
    within: null,
    setup: [],
  })
  try {
    return await db.use(async (session) => {
      const { table, zone, currency } = landing.batch
      const { columns } = RAW_TABLES[table]
      const reading = await readingOf(session, page, { table, columns, zone, currency })
      const copied = await store(session, landing, reading.sql)
      const unclosed = page.format === 'csv' ? await unclosedAt(session) : []
      const select = `${reading.refused}${out.map(refusedLine).join('')}`
      const refused = await session.query<{ line: number; reason: string; text: string }>(select)
      const staged: Staged = {
        copied: refused.length > 0 ? [...copied, ...(await storeRefused(session, landing, select))] : copied,
        refused,
      }
      return { staged, unclosed }
    })
  } finally {
    await db.close()
  }
}

const refusedLine = (one: UnclosedLine) =>
  ` union all select ${one.line}, ${text(UNCLOSED)}, ${text(one.text.replaceAll('\0', '\ufffd'))}`

/** `JSON.stringify` writes half a surrogate pair as an escape that no strict reader takes, and no database keeps a NUL. */
function wellFormed(json: string): string {
  return json.replace(/(?<!\\)((?:\\\\)*)\\u(?:d[89a-f][0-9a-f]{2}|0000)/gi, '$1\\ufffd')
}
