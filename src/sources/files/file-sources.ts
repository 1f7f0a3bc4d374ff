import { createHash } from 'node:crypto'
import { createReadStream, existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import type { ColumnFrom, FilePage } from '../../lake/contract/lake.ts'
import { csvHead } from '../../lake/ingest/csv-head.ts'
import { explain, Fault } from '../../lib/errors.ts'
import { nearest } from '../../lib/text.ts'
import { withPriceRules } from '../rows/price-rules.ts'
import { withSaleRules } from '../rows/sale-rules.ts'
import { emptyPage } from '../rows/to-pages.ts'
import type { Cursor, Page, Source, SourceClients } from '../source.ts'
import { checkHeader, inspect } from './inspect.ts'
import type { ColumnMapping, FilesMapping, Mapping } from './mapping.ts'

/**
 * The files that have landed, each with its size, time and content as they were then: `<mark> <hash>`. One that was
 * only touched or renamed is known by its content and lands no second time; one that changed lands anew.
 */
const landed = z.record(z.string(), z.string())

/** One source a raw table and entry of the mapping. */
export function fileSources(
  mapping: Mapping,
  from: {
    readonly name: string
    readonly dir: string
    readonly freshWithinMinutes: number
    readonly settleMs?: number
  },
): Source[] {
  return mapping.feeds.map((feed, i) => {
    const again = mapping.feeds.slice(0, i).filter(({ table }) => table === feed.table).length
    const source: Source = {
      name: `${from.name}/${feed.table}${again > 0 ? `-${again + 1}` : ''}`,
      platform: feed.platform ?? mapping.platform,
      table: feed.table,
      write: 'merge',
      zone: feed.zone ?? mapping.zone,
      currency: feed.currency ?? mapping.currency,
      freshWithinMinutes: from.freshWithinMinutes,
      pagesStandAlone: true,
      pages: (cursor, clients) => {
        const { dir, settleMs = 0 } = from
        return pages({ feed, dir, settleMs, platform: feed.platform ?? mapping.platform }, cursor, clients)
      },
    }
    return withSaleRules(withPriceRules(source, mapping.prices), mapping.sales)
  })
}

interface Delivery {
  readonly feed: FilesMapping
  readonly dir: string
  /** a file that changes within this is still being written, and is left for the next run */
  readonly settleMs: number
  readonly platform: string
}

/** How tools call what they have not written to its end. */
const UNFINISHED = /^\.|~$|\.(part|partial|tmp|temp|crdownload|filepart)$/i

/** A file that cannot be read is told at the end; it is not done, so it comes again. The others land. */
async function* pages(
  delivery: Delivery,
  from: Cursor,
  clients: SourceClients,
): AsyncGenerator<Page, void, void> {
  const { signal } = clients
  const { found, faults } = filesOf(delivery)
  const done = filesIn(from)
  const hashes = new Set(Object.values(done).map(hashIn))
  const fresh = found.flatMap((name) => {
    const mark = markOf(join(delivery.dir, name))
    return mark === null || done[name]?.split(' ')[0] === mark ? [] : [{ name, mark }]
  })
  if (fresh.length > 0 && delivery.settleMs > 0) await clients.http.pause(delivery.settleMs, signal)
  for (const { name, mark } of fresh) {
    const path = join(delivery.dir, name)
    try {
      const hash = await contentHash(path, signal)
      if (markOf(path) !== mark) continue
      const add = (stands: Cursor) => JSON.stringify({ ...filesIn(stands), [name]: `${mark} ${hash}` })
      if (hashes.has(hash)) {
        // its twin may not have landed yet, or never
        const isDone = (stands: Cursor) => Object.values(filesIn(stands)).some((one) => hashIn(one) === hash)
        yield { ...emptyPage(name), next: (stands) => (isDone(stands) ? add(stands) : stands) }
      } else {
        hashes.add(hash)
        const content = await filePage(delivery, path, signal)
        const { where } = delivery.feed
        yield { content: where ? { ...content, where } : content, id: hash, next: add }
      }
    } catch (error) {
      signal.throwIfAborted()
      faults.push(explain(error))
    }
  }
  if (faults.length > 0) throw new Error(faults.join(' '))
}

const filesIn = (cursor: Cursor) => landed.parse(cursor === null ? {} : JSON.parse(cursor))
const hashIn = (known: string) => known.slice(known.indexOf(' ') + 1)

/** How the engine is to read a file of a mapping, by what the mapping says and the file shows. */
export async function filePage(
  { feed, dir, platform }: Pick<Delivery, 'feed' | 'dir' | 'platform'>,
  path: string,
  signal: AbortSignal,
): Promise<FilePage> {
  const columns: Record<string, ColumnFrom> = { platform: { constant: platform } }
  for (const [column, from] of Object.entries(feed.columns)) columns[column] = columnFrom(from, dir)
  const format = feed.format ?? formatOf(path)
  const written = writtenAs(feed)
  if (format === 'parquet') return { kind: 'file', path, format, columns, ...written }
  const { charset, head } = await inspect(path, feed.charset, signal)
  const nested = { ...(feed.rows && { rows: feed.rows }), ...(feed.each && { each: feed.each }) }
  if (format === 'jsonl' || format === 'json') {
    const kind =
      feed.format ?? (/\.json(\.gz)?$/i.test(path) && !(feed.each && !feed.rows) ? jsonKind(head) : format)
    return { kind: 'file', path, format: kind, charset, columns, ...written, ...nested }
  }
  const said = {
    ...(feed.delimiter && { delimiter: feed.delimiter }),
    ...(feed.skip !== undefined && { skip: feed.skip }),
    ...(feed.header && { header: feed.header }),
  }
  const found = csvHead(head, said)
  const wanted = Object.values(columns).flatMap((from) => ('from' in from ? [from.from] : []))
  checkHeader(path, found, [...new Set(wanted)])
  return { kind: 'file', path, format, charset, columns, ...written, ...said, delimiter: found.delimiter }
}

/** How times and numbers are written, as far as it is said. */
function writtenAs(said: { readonly from?: string } & Partial<Pick<FilesMapping, 'time' | 'decimal'>>) {
  return { ...(said.time && { time: said.time }), ...(said.decimal && { decimal: said.decimal }) }
}

function columnFrom(mapped: ColumnMapping, dir: string): ColumnFrom {
  if ('constant' in mapped) return mapped
  if (!('lookup' in mapped) || !mapped.lookup) return { from: mapped.from, ...writtenAs(mapped) }
  const { file, key, value } = mapped.lookup
  const path = join(dir, file)
  if (!existsSync(path))
    throw new Fault(`${path}, which ${mapped.from} is looked up in, is not there.`, 'Put it there.')
  return { from: mapped.from, lookup: { path, key, value } }
}

function formatOf(path: string): FilePage['format'] {
  if (/\.parquet$/i.test(path)) return 'parquet'
  return /\.(jsonl|ndjson|json)(\.gz)?$/i.test(path) ? 'jsonl' : 'csv'
}

/** Tools call either of them .json: a list, or an object over several lines, is one document. */
function jsonKind(head: string): 'json' | 'jsonl' {
  const [first = '', second] = head
    .replace(/^\ufeff/, '')
    .trimStart()
    .split(/\r?\n/)
  if (!first.startsWith('{')) return first.startsWith('[') ? 'json' : 'jsonl'
  if (second?.trimStart().startsWith('{') && first.trimEnd().endsWith('}')) return 'jsonl'
  try {
    const only: unknown = JSON.parse(first)
    const holdsLists = typeof only === 'object' && only !== null && Object.values(only).some(Array.isArray)
    // one line: a document with its list, or one row
    return holdsLists && (second ?? '').trim() === '' ? 'json' : 'jsonl'
  } catch {
    return first.trimEnd().endsWith('}') ? 'jsonl' : 'json'
  }
}

/** Null when it has gone meanwhile. */
function markOf(path: string): string | null {
  const found = statSync(path, { throwIfNoEntry: false })
  if (!found) return null
  return createHash('sha256').update(`${found.size} ${found.mtimeMs}`).digest('hex').slice(0, 16)
}

async function contentHash(path: string, signal: AbortSignal): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash, { signal })
  return hash.digest('hex').slice(0, 32)
}

function filesOf({ feed, dir }: Delivery): { found: string[]; faults: string[] } {
  if (!existsSync(dir) || !statSync(dir).isDirectory())
    throw new Fault(`The folder ${dir} is not there.`, 'Give the folder that holds the files.')
  const names = readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !UNFINISHED.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(join(dir, '/').length))
    .sort()
  if (names.length === 0) throw new Fault(`The folder ${dir} is empty.`, 'Put the files there.')
  const matches = feed.files.map((pattern) => ({
    pattern,
    names: names.filter((name) => fits(name, pattern)),
  }))
  const faults = matches
    .filter((match) => match.names.length === 0)
    .map(({ pattern }) => explain(nothingFits(dir, pattern, names)))
  return { found: [...new Set(matches.flatMap((match) => match.names))], faults }
}

function nothingFits(dir: string, pattern: string, names: readonly string[]): Fault {
  const near = nearest(pattern, names)
  return new Fault(
    `No file ${pattern} in ${dir}.`,
    near ? `Is it ${near}?` : 'Deliver it, or correct `files` in the mapping.',
  )
}

/** `*` and `?` stay within a folder, `**` crosses folders. */
function fits(name: string, pattern: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*\*\/|\*|\?/g, (glob) => (glob === '**/' ? '(?:.*/)?' : glob === '*' ? '[^/]*' : '[^/]'))
  return new RegExp(`^${source}$`).test(name)
}
