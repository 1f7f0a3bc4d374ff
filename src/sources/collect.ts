import { createHash } from 'node:crypto'
import type { Lake } from '../lake/contract/lake.ts'
import { explain } from '../lib/errors.ts'
import { type Cursor, cursorAfter, type Page, type Source, type SourceClients } from './source.ts'

/**
 * Where cursors are kept: the state, or nothing at all for a one-off import.
 *
 * @internal exported for the tests: a cursor kept in memory
 */
export interface SourceStateStore {
  sourceState(source: string): Promise<{ readonly cursor: Cursor } | null>
  saveSourceState(saved: {
    readonly source: string
    readonly cursor: Cursor
    readonly lastRowAt: Date | null
    readonly lastSuccessAt: Date | null
    readonly rows: number
    readonly refused: number
    readonly error: string | null
  }): Promise<void>
}

export interface CollectOptions {
  readonly sources: readonly Source[]
  readonly lake: Pick<Lake, 'ingest'>
  /** their signal ends the whole of it */
  readonly clients: SourceClients
  readonly states: SourceStateStore
  readonly now: () => Date
  /** after each landed page; `total` 0 when the source cannot tell */
  readonly onProgress?: (source: string, rows: number, total: number) => void
}

export interface Collected {
  readonly source: string
  readonly table: Source['table']
  readonly rows: number
  readonly refused: number
  /** what went wrong and how to mend it; the pages before it have landed */
  readonly error: string | null
}

/** while a page of one is read or waited for, another lands */
const AT_ONCE = 2

/**
 * Two sources at a time, reported in their order; a failing one is reported and the rest go on. Ends early only when
 * told to stop.
 */
export async function collect(options: CollectOptions): Promise<Collected[]> {
  const done: Collected[] = []
  const waiting = options.sources.entries()
  const lane = async () => {
    for (const [i, source] of waiting) {
      options.clients.signal.throwIfAborted()
      done[i] = await sync(source, options)
    }
  }
  const ended = await Promise.allSettled(Array.from({ length: AT_ONCE }, lane))
  for (const lane of ended) if (lane.status === 'rejected') throw lane.reason
  return done
}

/**
 * A page lands first and its cursor is saved after it. Killed in between, the next run asks for the same page: the
 * same content has the same batch id and lands no second time; a page that has grown lands anew and cleaning merges
 * what came twice. So nothing is lost and nothing counts double.
 */
async function sync(
  source: Source,
  { lake, clients, states, now, onProgress }: CollectOptions,
): Promise<Collected> {
  const { signal } = clients
  let cursor: Cursor = null
  let rows = 0
  let refused = 0
  const save = (result: { error: string | null; lastSuccessAt: Date | null }) =>
    states.saveSourceState({
      source: source.name,
      cursor,
      rows,
      refused,
      lastRowAt: rows > 0 ? now() : null,
      ...result,
    })
  const report = (error: string | null) => ({
    source: source.name,
    table: source.table,
    rows,
    refused,
    error,
  })
  try {
    cursor = (await states.sourceState(source.name))?.cursor ?? null
    const total = (onProgress && (await source.expected?.(clients))) || 0
    const land = async (page: Page) => {
      const landed = await lake.ingest({
        source: source.name,
        table: page.table ?? source.table,
        id: createHash('sha256').update(`${source.name} ${page.id}`).digest('hex').slice(0, 32),
        zone: source.zone,
        currency: source.currency,
        page: page.content,
      })
      rows += landed.rows
      refused += landed.rejected.length
      cursor = cursorAfter(page, cursor)
      await save({ error: null, lastSuccessAt: null })
      onProgress?.(source.name, rows, total)
    }
    await eachPage(source.pages(cursor, clients), land, {
      signal,
      standAlone: source.pagesStandAlone ?? false,
    })
    await save({ error: null, lastSuccessAt: now() })
    return report(null)
  } catch (error) {
    signal.throwIfAborted()
    await save({ error: explain(error), lastSuccessAt: null })
    return report(explain(error))
  }
}

/** What goes wrong with a page that stands alone is told when the others have landed. */
async function eachPage(
  pages: AsyncGenerator<Page, void, void>,
  land: (page: Page) => Promise<void>,
  { signal, standAlone }: { readonly signal: AbortSignal; readonly standAlone: boolean },
): Promise<void> {
  const faults: unknown[] = []
  const lane = async () => {
    for (let step = await pages.next(); !step.done; step = await pages.next()) {
      signal.throwIfAborted()
      await land(step.value).catch((error: unknown) => {
        if (!standAlone || signal.aborted) throw error
        faults.push(error)
      })
    }
  }
  try {
    const ended = await Promise.allSettled(Array.from({ length: standAlone ? AT_ONCE : 1 }, lane))
    faults.push(...ended.flatMap((lane) => (lane.status === 'rejected' ? [lane.reason] : [])))
  } finally {
    await pages.return()
  }
  signal.throwIfAborted()
  if (faults.length > 1) throw new Error(faults.map(explain).join(' '))
  if (faults.length === 1) throw faults[0]
}
