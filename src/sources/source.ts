import type { FilePage, RowsPage } from '../lake/lake.ts'
import type { RawTableName } from '../lake/schema.ts'
import type { HttpClient } from './http.ts'

/** Where a source stands: an opaque text the source itself wrote, or null before its first page. */
export type Cursor = string | null

export interface Page {
  readonly content: RowsPage | FilePage
  /** where to go on after this page has landed */
  readonly next: Cursor
}

/** One stream of one platform. A page generator with its declared key, cursor and write mode; it keeps no state. */
export interface Source {
  readonly name: string
  readonly platform: string
  readonly table: RawTableName
  /** `append`: rows never change; `merge`: the latest by key wins; `replace`: a delivery is the whole table */
  readonly write: 'append' | 'merge' | 'replace'
  readonly zone: string
  readonly currency: string
  /** older than this and the feed is late: a data incident */
  readonly freshWithinMinutes: number
  /** how many rows are expected in all, when the source can tell; for progress only */
  expected?(via: Via): Promise<number | null>
  pages(from: Cursor, via: Via): AsyncIterable<Page>
}

/** What a source may use. */
export interface Via {
  readonly http: HttpClient
  readonly signal: AbortSignal
}
