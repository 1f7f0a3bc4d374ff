import { createHash } from 'node:crypto'
import { createReadStream, statSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import type { FilePage } from '../../lake/contract/lake.ts'
import { explain } from '../../lib/errors.ts'
import { withPriceRules } from '../rows/price-rules.ts'
import { withSaleRules } from '../rows/sale-rules.ts'
import { emptyPage } from '../rows/to-pages.ts'
import type { Cursor, Page, Source, SourceClients } from '../source.ts'
import { filePage } from './file-page.ts'
import { MissingColumns } from './inspect.ts'
import type { FilesMapping, Mapping } from './mapping.ts'
import { namedIn } from './match.ts'
import { folderAt, type Opened, openEntry, release, withoutPlace } from './packed/folder.ts'
import type { SaidOfSheet } from './packed/sheet-table.ts'

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

/** A file that cannot be read is told at the end; it is not done, so it comes again. The others land. */
async function* pages(
  delivery: Delivery,
  from: Cursor,
  clients: SourceClients,
): AsyncGenerator<Page, void, void> {
  const { dir, feed, settleMs } = delivery
  const { signal } = clients
  const folder = await folderAt(dir, signal)
  const { found, broken, faults } = namedIn(dir, folder, feed.files)
  const told = faults.map(explain)
  const done = filesIn(from)
  const hashes = new Set(Object.values(done).map(hashIn))
  const fresh = found.flatMap((named) => {
    const mark = markOf(join(dir, named.entry.file))
    return mark === null || done[named.entry.name]?.split(' ')[0] === mark ? [] : [{ ...named, mark }]
  })
  const unopened = broken.map((file) => ({ file, mark: markOf(join(dir, file)) }))
  if (fresh.length + unopened.length > 0 && settleMs > 0) await clients.http.pause(settleMs, signal)
  for (const { file, mark } of unopened)
    if (markOf(join(dir, file)) === mark) told.push(explain(folder.faults.get(file)))
  const lacking: Lacking[] = []
  const fitting = new Set<string | null>()
  for (const { entry, by, mark } of fresh) {
    const { name } = entry
    // until it goes with its page it is removed here, however this ends
    let held: Opened | null = null
    try {
      const opened = await openEntry(dir, entry, saidOf(feed), signal)
      held = opened
      const hash = await contentHash(opened.path, signal)
      if (markOf(join(dir, entry.file)) !== mark) continue
      const add = (stands: Cursor) => JSON.stringify({ ...filesIn(stands), [name]: `${mark} ${hash}` })
      if (hashes.has(hash)) {
        // its twin may not have landed yet, or never
        const isDone = (stands: Cursor) => Object.values(filesIn(stands)).some((one) => hashIn(one) === hash)
        fitting.add(by)
        yield { ...emptyPage(name), next: (stands) => (isDone(stands) ? add(stands) : stands) }
        continue
      }
      const content = await filePage(delivery, opened, signal).catch((error: unknown) => {
        if (by === null || !(error instanceof MissingColumns)) throw error
        lacking.push({ by, name, add, because: faultOf(error, opened, dir) })
        return null
      })
      if (content === null) continue
      hashes.add(hash)
      fitting.add(by)
      const page = pageOf(delivery, { content, opened, hash, add })
      if (page.unpacked) held = null
      yield page
    } catch (error) {
      signal.throwIfAborted()
      told.push(faultOf(error, held, dir))
    } finally {
      if (held) release(held)
    }
  }
  // of an archive that is named as a whole, what has other columns is not meant; where nothing has them, that is a fault
  for (const { by, name, add, because } of lacking)
    if (fitting.has(by) || Object.keys(done).some((known) => known.startsWith(`${by}/`)))
      yield { ...emptyPage(name), next: add }
    else told.push(because)
  if (told.length > 0) throw new Error(told.join(' '))
}

interface Lacking {
  readonly by: string
  readonly name: string
  readonly add: (stands: Cursor) => Cursor
  readonly because: string
}

const saidOf = ({ skip, header }: FilesMapping): SaidOfSheet => ({
  ...(skip !== undefined && { skip }),
  ...(header && { header }),
})

function pageOf(
  { feed, dir }: Delivery,
  {
    content,
    opened,
    hash,
    add,
  }: {
    readonly content: FilePage
    readonly opened: Opened
    readonly hash: string
    readonly add: (stands: Cursor) => Cursor
  },
): Page {
  const page = { content: feed.where ? { ...content, where: feed.where } : content, id: hash, next: add }
  // a sheet with nothing beneath its names is read
  if (opened.sheet?.rows === 0) return { ...page, content: emptyPage(null).content }
  const { unpackedTo } = opened
  return unpackedTo === null ? page : { ...page, unpacked: { to: unpackedTo, from: dir } }
}

function faultOf(error: unknown, opened: Opened | null, dir: string): string {
  const text = explain(error)
  return opened?.unpackedTo ? withoutPlace(text, opened.unpackedTo, dir) : text
}

const filesIn = (cursor: Cursor) => landed.parse(cursor === null ? {} : JSON.parse(cursor))
const hashIn = (known: string) => known.slice(known.indexOf(' ') + 1)

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
