import type { Lake } from '../../lake/contract/lake.ts'
import { groupBy } from '../../lib/group.ts'
import { sumOf } from '../../lib/sum.ts'
import type { State } from '../../state/database/state.ts'
import { droppedRows } from '../../state/lake/dropped.ts'

interface Rejected {
  readonly source: string
  readonly reason: string
  readonly rows: number
}

/** Rejected rows by source and reason, the most first; also those of so long ago that they are kept no longer. */
export async function rejectedRows(
  lake: Pick<Lake, 'query'>,
  state: Pick<State, 'read'>,
): Promise<Rejected[]> {
  const kept = await lake.query<{ source: string; reason: string; rows: number }>(
    'select _source as source, reason, count(*) as "rows" from quarantine group by _source, reason',
  )
  const dropped = (await droppedRows(state)).flatMap(({ reason, ...row }) =>
    reason === null ? [] : [{ ...row, reason }],
  )
  return [...groupBy([...kept, ...dropped], ({ source, reason }) => `${source} ${reason}`).values()]
    .flatMap((same) => {
      const [first] = same
      return first ? [{ ...first, rows: sumOf(same, ({ rows }) => rows) }] : []
    })
    .sort((a, b) => b.rows - a.rows || a.reason.localeCompare(b.reason))
}
