import { ZONE } from '../market/calendar.ts'
import { MAX_LIMIT } from './api.ts'
import { COLUMNS, TABLES, type Table } from './columns.ts'

/** One of the shop's tables as the ordinary REST source wants it told: plain data, nothing of the demo in it. */
export interface DemoFeed {
  readonly name: string
  readonly platform: string
  readonly table: Table
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string | number>>
  readonly paging: { readonly by: 'token'; readonly read: string; readonly send: string }
  readonly rows: string
  readonly each: null
  readonly total: string
  readonly columns: Readonly<Record<string, string>>
  readonly write: 'merge'
  readonly zone: string
  readonly currency: string
  readonly freshWithinMinutes: number
}

/** Every table of a running shop; both platforms come in one feed and each row names its own. */
export function demoFeeds({ url, token }: { readonly url: string; readonly token: string }): DemoFeed[] {
  return TABLES.map((table) => ({
    name: `demo.${table}`,
    platform: 'demo',
    table,
    url: `${url}/v1/${table}`,
    headers: { authorization: `Bearer ${token}` },
    query: { limit: MAX_LIMIT },
    paging: { by: 'token', read: 'next_cursor', send: 'cursor' },
    rows: 'data',
    each: null,
    total: 'total',
    columns: Object.fromEntries(COLUMNS[table].map((column) => [column, column])),
    write: 'merge',
    zone: ZONE,
    currency: 'EUR',
    freshWithinMinutes: 36 * 60,
  }))
}
