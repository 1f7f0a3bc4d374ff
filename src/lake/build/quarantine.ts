import { text } from '../engine/duckdb.ts'
import { rowsOf } from '../store/files.ts'
import type { CleanTable } from '../tables/clean-tables.ts'
import type { Draft } from './draft.ts'
import { isOfPart, makeInParts, partsFor } from './parts.ts'

/** what a join of them holds in memory */
const AT_ONCE = 250_000

/** Refused rows go to quarantine as they landed; of many some are joined to their raw rows at a time. */
export async function quarantine(
  draft: Draft,
  { table }: CleanTable,
  reasons: readonly { readonly rows: number }[],
): Promise<void> {
  const { session } = draft
  const parts = partsFor(session, rowsOf(reasons), AT_ONCE)
  const refused = (part: number) =>
    `select ${text(table)} as table_name, s._reason as reason, ${session.json('r', draft.columns(`raw_${table}`))} as raw,
       r._source, r._batch, r._row, r._landed_at, shop_day(r._landed_at) as dt
     from raw_${table} r join staged_${table} s
       on s._source = r._source and s._batch = r._batch and s._row = r._row
     where s._reason is not null and ${isOfPart('s._row', part, parts)} and ${isOfPart('r._row', part, parts)}`
  if (parts === 1) {
    draft.refusals.push(refused(0))
    return
  }
  const named = `refused_${table}`
  await makeInParts(session, named, parts, (one, part) => session.materializeOnDisk(one, refused(part)))
  draft.refusals.push(`select * from ${named}`)
}
