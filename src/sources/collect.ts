import { createHash } from 'node:crypto'
import { setMaxListeners } from 'node:events'
import type { Lake } from '../lake/contract/lake.ts'
import { explain } from '../lib/errors.ts'
import { eachPage, type RunLimits } from './each-page.ts'
import { gate } from './gate.ts'
import { type SourceNote, writeNotes } from './note.ts'
import { salesChanged } from './sales-changed.ts'
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
    readonly triedAt?: Date
    readonly rows: number
    readonly refused: number
    readonly error: string | null
    /** left out while a sync goes on */
    readonly notes?: string | null
  }): Promise<void>
}

export interface CollectOptions {
  readonly sources: readonly Source[]
  readonly lake: Pick<Lake, 'ingest'>
  /** their signal ends the whole of it */
  readonly clients: Omit<SourceClients, 'now'>
  readonly states: SourceStateStore
  readonly now: () => Date
  /** what the minutes of a run are counted by, where the shop's clock goes at another pace */
  readonly timer?: () => Date
  /** of each source; null where all of it is wanted: an import */
  readonly limits?: RunLimits | null
  /** around the sync of each source, by its name: who follows what is done */
  readonly around?: (source: string, sync: () => Promise<Collected>) => Promise<Collected>
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
  readonly notes: readonly SourceNote[]
}

/** Pages that land at once, in memory and in files: a long file does not keep the pages of a platform, nor they it. */
const LANDING_AT_ONCE = 2

type Landing = <T>(page: Page, work: () => Promise<T>) => Promise<T>

/**
 * All sources at once, so that none waits for another that is slow; reported in their order. A failing one is reported and
 * the rest go on. Ends early only when told to stop.
 */
export async function collect(options: CollectOptions): Promise<Collected[]> {
  // every source listens to it, and there may be many: that is no leak
  setMaxListeners(0, options.clients.signal)
  const gates = { rows: gate(LANDING_AT_ONCE), file: gate(LANDING_AT_ONCE) }
  const landing: Landing = (page, work) => gates[page.content.kind](work)
  const { sources, around = (_, work) => work() } = options
  const ended = await Promise.allSettled(
    sources.map((source) => around(source.name, () => sync(source, options, landing))),
  )
  return ended.map((one) => {
    if (one.status === 'rejected') throw one.reason
    return one.value
  })
}

/**
 * A page lands first and its cursor is saved after it. Killed in between, the next run asks for the same page: the
 * same content has the same batch id and lands no second time; a page that has grown lands anew and cleaning merges
 * what came twice. So nothing is lost and nothing counts double.
 */
async function sync(
  source: Source,
  { lake, clients: given, states, now, timer = now, limits = null, onProgress }: CollectOptions,
  landing: Landing,
): Promise<Collected> {
  const { signal } = given
  const clients = { ...given, now }
  let cursor: Cursor = null
  let rows = 0
  let refused = 0
  const triedAt = now()
  const notes = new Map<string, SourceNote>()
  const save = (result: { error: string | null; lastSuccessAt: Date | null; notes?: string | null }) =>
    states.saveSourceState({
      source: source.name,
      cursor,
      rows,
      refused,
      triedAt,
      lastRowAt: rows > 0 ? now() : null,
      ...result,
    })
  const report = (error: string | null) => ({
    source: source.name,
    table: source.table,
    rows,
    refused,
    error,
    notes: [...notes.values()],
  })
  try {
    signal.throwIfAborted()
    cursor = (await states.sourceState(source.name))?.cursor ?? null
    const total = (onProgress && (await source.expected?.(clients))) || 0
    const land = (page: Page) =>
      landing(page, async () => {
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
        if (page.note) notes.set(page.note.kind, page.note)
        await save({ error: null, lastSuccessAt: null })
        onProgress?.(source.name, rows, total)
      })
    const stopped = await eachPage((own) => source.pages(cursor, { ...clients, signal: own }), land, {
      signal,
      standAlone: source.pagesStandAlone ?? false,
      limits,
      now: timer,
    })
    if (stopped) notes.set('stopped', { kind: 'stopped', ...stopped })
    const changed = await salesChanged(source, clients)
    if (changed) notes.set(changed.kind, changed)
    const said = writeNotes([...notes.values()])
    await save({ error: null, lastSuccessAt: stopped ? null : now(), notes: said })
    return report(null)
  } catch (error) {
    signal.throwIfAborted()
    await save({ error: explain(error), lastSuccessAt: null })
    return report(explain(error))
  }
}
