import type { FilePage, RowsPage } from '../lake/lake.ts'
import type { RawTableName } from '../lake/schema.ts'
import type { CrawlQueue } from './competitors/queue.ts'
import type { CrawlFeed } from './competitors/visit.ts'
import type { HttpClient } from './http.ts'

/** Where a source stands: an opaque text the source itself wrote, or null before its first page. */
export type Cursor = string | null

export interface Page {
  readonly content: RowsPage | FilePage
  /** another table than the source's: one answer may hold orders, their lines and their refunds */
  readonly table?: RawTableName
  /** names the content and the place it came from: landed once, however often it is handed over */
  readonly id: string
  /** where to go on after this page has landed */
  readonly next: Cursor
}

/**
 * One stream of one platform: a page generator with its declared cursor and write mode; the key is its table's.
 * It keeps no state. A page that could not land is thrown back in at the `yield`: a source whose pages stand
 * alone (files) catches it and goes on with the next, any other lets it end the run.
 */
export interface Source {
  readonly name: string
  readonly platform: string
  readonly table: RawTableName
  /** `append`: rows never change; `merge`: the latest by key wins; `replace`: a delivery is the whole table */
  readonly write: WriteMode
  readonly zone: string
  readonly currency: string
  /** older than this and the feed is late: a data incident */
  readonly freshWithinMinutes: number
  /** where to begin for a look at some rows, when the first page would set off long work */
  readonly sampleFrom?: string
  /** what its crawler needs, for a feed whose pages are worked off by every replica */
  readonly crawl?: CrawlFeed
  /** how its prices stand to tax and discounts, in words */
  readonly prices?: string
  /** how many rows are expected in all, when the source can tell; for progress only */
  expected?(via: Via): Promise<number | null>
  pages(from: Cursor, via: Via): AsyncGenerator<Page, void, void>
}

export type WriteMode = 'append' | 'merge' | 'replace'

/** What a source may use. */
export interface Via {
  readonly http: HttpClient
  readonly signal: AbortSignal
  /** the door to other people's databases, to read only */
  readonly openSql: OpenSql
  readonly crawl: CrawlQueue
}

export type OpenSql = (url: string) => Promise<SqlReader>

/** `?` binds a value, `??` an identifier. Every value asked for comes as text. */
export interface SqlReader {
  rows(sql: string, bindings: readonly string[]): Promise<readonly Readonly<Record<string, string | null>>[]>
  close(): Promise<void>
}
