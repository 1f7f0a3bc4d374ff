import type { Lake } from '../../lake/contract/lake.ts'
import { groupBy } from '../../lib/group.ts'
import { sumOf } from '../../lib/sum.ts'
import type { State } from '../../state/database/state.ts'
import { droppedRows } from '../../state/lake/dropped.ts'
import { exampleOf } from './rejected-example.ts'

interface Rejected {
  readonly source: string
  readonly reason: string
  readonly rows: number
  /** by what one of them is found; null of those that are kept no longer */
  readonly example: string | null
}

/** Rejected rows by source and reason, the most first; also those of so long ago that they are kept no longer. */
export async function rejectedRows(
  lake: Pick<Lake, 'query'>,
  state: Pick<State, 'read'>,
): Promise<Rejected[]> {
  const found = await lake.query<{
    source: string
    table: string
    reason: string
    rows: number
    raw: string
    row: number
  }>(
    `select _source as source, table_name as "table", reason, count(*) as "rows",
       min_by(raw, _row) as raw, cast(min(_row) as integer) as "row"
     from quarantine group by _source, table_name, reason`,
  )
  const kept = found.map(({ source, reason, rows, ...one }): Rejected => {
    return { source, reason, rows, example: exampleOf({ ...one, reason }) }
  })
  const dropped = (await droppedRows(state)).flatMap(({ reason, ...row }) =>
    reason === null ? [] : [{ ...row, reason, example: null }],
  )
  return [...groupBy([...kept, ...dropped], ({ source, reason }) => `${source} ${reason}`).values()]
    .flatMap((same) => {
      const [first] = same
      return first ? [{ ...first, rows: sumOf(same, ({ rows }) => rows) }] : []
    })
    .sort((a, b) => b.rows - a.rows || a.reason.localeCompare(b.reason))
}
