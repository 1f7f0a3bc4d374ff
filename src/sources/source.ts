import type { FilePage, RowsPage } from '../lake/contract/lake.ts'
import type { RawTableName } from '../lake/contract/schema.ts'
import type { Hints, Webhooks } from './hints.ts'
import type { HttpClient } from './http/http.ts'
import type { HttpOptions } from './http/http-options.ts'
import type { PageQueue } from './http/page-queue.ts'
import type { Marks } from './marks.ts'
import type { SourceNote } from './note.ts'

/** Where a source stands: an opaque text the source itself wrote, or null before its first page. */
export type Cursor = string | null

export interface Page {
  readonly content: RowsPage | FilePage
  /** another table than the source's: one answer may hold orders, their lines and their refunds */
  readonly table?: RawTableName
  /** names the content and the place it came from: landed once, however often it is handed over */
  readonly id: string
  /** where to go on after this page has landed; of pages that stand alone: what it adds to where the source stands */
  readonly next: Cursor | ((stands: Cursor) => Cursor)
  /** of a file that was unpacked: the folder that goes when it has landed or cannot, and what faults call it instead */
  readonly unpacked?: { readonly to: string; readonly from: string }
  /** what people should know of this pass though it went well: shown in /sources until the next one */
  readonly note?: SourceNote
}

/** Where its source stands when a page has landed. */
export function cursorAfter({ next }: Page, stands: Cursor): Cursor {
  return typeof next === 'function' ? next(stands) : next
}

/**
 * One stream of one platform: a page generator with its declared cursor and write mode; the key is its table's.
 * It keeps no state.
 */
export interface Source {
  readonly name: string
  readonly platform: string
  readonly table: RawTableName
  /** `append`: rows never change; `merge`: the latest by key wins; `replace`: a delivery is the whole table */
  readonly write: WriteMode
  readonly zone: string
  readonly currency: string
  /** older than this and the source is late: a data incident */
  readonly freshWithinMinutes: number
  /** rows lie on this machine and a look costs nothing: collected by the job of its own, every few minutes */
  readonly isPrompt?: true
  /** where to begin for a look at some rows, when the first page would set off long work */
  readonly sampleFrom?: string
  /** pages land two at a time, and one that cannot land does not keep the others: files. Any other source ends there */
  readonly pagesStandAlone?: true
  /** how its prices stand to tax and discounts, in words */
  readonly prices?: string
  /** what it says of its sales, as text that changes when that does */
  readonly sales?: string
  /** how many rows are expected in all, when the source can tell; for progress only */
  expected?(clients: SourceClients): Promise<number | null>
  pages(from: Cursor, clients: SourceClients): AsyncGenerator<Page, void, void>
  /** how the platform sends word of changes to this source and others of its feed */
  readonly webhooks?: Webhooks
  /** work that goes on in every replica while the bot runs: resolves when it has begun, rejects when it cannot */
  background?(clients: BackgroundClients): Promise<BackgroundWork>
}

export type WriteMode = 'append' | 'merge' | 'replace'

/** What a source may use to read its pages. */
export interface SourceClients {
  readonly http: HttpClient
  readonly signal: AbortSignal
  readonly now: () => Date
  /** the door to other people's databases, to read only */
  readonly openSql: OpenSql
  /** of pages that are asked for in the background: what came of them is read from here */
  readonly pageQueue: PageQueue
  /** what is kept beside the cursors; absent: nothing is, as in an import */
  readonly kept?: Kept
  /** the orders of a source that the lake holds as orders still, placed since: what the platform has no more is found so */
  readonly knownOrders?: (
    source: string,
    since: Date,
    /** only these */
    ids?: readonly string[],
  ) => Promise<readonly KnownOrder[]>
  /** what platforms have sent word of; absent: nobody listens */
  readonly hints?: Hints
}

/** Small things that a source must not lose, by name: what is saved is kept before it is used. */
interface Kept {
  read(name: string): Promise<string | null>
  save(name: string, value: string): Promise<void>
}

export interface KnownOrder {
  readonly id: string
  readonly orderedAt: string
}

/** What a source may use for as long as the bot runs. */
export interface BackgroundClients {
  /** a client that says who asks, and with limits of its own */
  readonly openHttp: (own: Pick<HttpOptions, 'userAgent'> & Partial<HttpOptions>) => HttpClient
  readonly pageQueue: PageQueue
  readonly hints: Hints
  readonly marks: Marks
  readonly now: () => Date
  /** whom the sites that are read may write to, where that is configured */
  readonly contact: string | null
  readonly warn: (fields: Readonly<Record<string, unknown>>, text: string) => void
}

export interface BackgroundWork {
  /** resolves when nothing of it goes on any more */
  stop(): Promise<void>
}

type OpenSql = (url: string) => Promise<SqlReader>

/** `?` binds a value, `??` an identifier. Every value asked for comes as text. */
export interface SqlReader {
  rows(sql: string, bindings: readonly string[]): Promise<readonly Readonly<Record<string, string | null>>[]>
  close(): Promise<void>
}
