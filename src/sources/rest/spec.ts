import type { RawTableName } from '../../lake/contract/schema.ts'
import type { Where } from '../rows/where.ts'
import type { WriteMode } from '../source.ts'
import type { Tokens } from './oauth.ts'
import type { Paging } from './paging.ts'

/** How a platform is asked for what changed since: the parameter, and where a row says when it changed. */
export interface Since {
  readonly send: string
  readonly read: string
  readonly format: 'iso' | 'date' | 'seconds' | 'millis'
  /** so much before the youngest is asked for once more: what is dated before it is seen */
  readonly overlapMinutes: number
}

/** A call for each element of a list: rows are of what it answers, and `../id` is then of the element. */
export interface Children {
  /** `{id}` is a field of the element; relative to the address of the list, or whole where the element names it: `{items_url}` */
  readonly url: string
  readonly query: Readonly<Record<string, string | number>>
  readonly rows: string
  readonly paging: Paging
}

/** A paged REST feed, told in plain data. */
export interface RestSpec {
  readonly name: string
  readonly platform: string
  readonly table: RawTableName
  readonly url: string
  /** sent with every page, such as a bearer token: never logged, never kept */
  readonly headers: Readonly<Record<string, string>>
  /** the token that passes, and the header it goes into */
  readonly oauth?: { readonly tokens: Tokens; readonly header: string | null }
  /** sent with the first page, and with every page of a token paging */
  readonly query: Readonly<Record<string, string | number>>
  readonly paging: Paging
  /** where the rows are in the answer, such as `data`; '' when the answer itself is the array */
  readonly rows: string
  /** one row an element of this array within each of them, such as `line_items` of an order */
  readonly each: string | null
  /** where the answer says how many rows there are in all */
  readonly total: string | null
  readonly children?: Children | null
  /** attempts after the first, where fewer are wanted than the client makes */
  readonly retries?: number
  /** the least time between two requests */
  readonly gapMs?: number
  /** asks only for what changed since the last pass; absent: each pass asks for all */
  readonly since?: Since | null
  /** raw column -> where it is in a row: `customer.id`, `../id` in the element that holds an `each`, or a constant */
  readonly columns: Readonly<Record<string, string | { readonly constant: string }>>
  /** which rows are taken, by fields of theirs */
  readonly where?: Where
  readonly write: WriteMode
  readonly zone: string
  readonly currency: string
  readonly freshWithinMinutes: number
}
