import { createHash } from 'node:crypto'
import type { RejectedRow } from '../../lake/contract/lake.ts'
import type { RawTableName } from '../../lake/contract/schema.ts'
import type { Cursor, Page } from '../source.ts'

export type TextRow = Record<string, string | null>

/** Rows by the raw table they are of. */
export type Tables = Partial<Record<RawTableName, readonly TextRow[]>>

/**
 * What one answer held, as a page a table. All of them stand at the place before it and only the last moves on: killed
 * in between, the whole answer is asked for again. A page is known by its content.
 */
export function* toPages(
  tables: Tables,
  stand: { readonly at: string; readonly here: string; readonly next: string },
  /** by table as well: what of the answer could not be read */
  rejected: Partial<Record<RawTableName, readonly RejectedRow[]>> = {},
): Generator<Page, void, void> {
  const filled = ([...new Set([...Object.keys(tables), ...Object.keys(rejected)])] as RawTableName[])
    .map((table) => ({ table, rows: tables[table] ?? [], rejected: rejected[table] ?? [] }))
    .filter((one) => one.rows.length + one.rejected.length > 0)
  for (const [i, { table, ...held }] of filled.entries()) {
    const said = held.rejected.length > 0 ? [held.rows, held.rejected] : held.rows
    const digest = createHash('sha256').update(JSON.stringify(said)).digest('hex').slice(0, 16)
    const next = i === filled.length - 1 ? stand.next : stand.here
    yield { content: { kind: 'rows', ...held }, table, id: `${table} ${stand.at} ${digest}`, next }
  }
  if (filled.length === 0) yield emptyPage(stand.next)
}

/** No rows, only another place to go on from. */
export function emptyPage(next: Cursor): Page {
  return { content: { kind: 'rows', rows: [] }, id: `at ${next}`, next }
}
