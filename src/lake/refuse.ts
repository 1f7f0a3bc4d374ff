import type { CleanTable } from './clean-tables.ts'
import { partsFor } from './day-parts.ts'
import type { Draft } from './draft.ts'
import { text } from './duckdb.ts'

/** what a join of them holds in memory */
const AT_ONCE = 250_000

/** Refused rows go to quarantine as they landed; of many some are joined to their raw rows at a time. */
export async function refuse(
  draft: Draft,
  { table }: CleanTable,
  reasons: readonly { readonly rows: number }[],
): Promise<void> {
  const { session } = draft
  const rows = reasons.reduce((sum, reason) => sum + reason.rows, 0)
  const parts = partsFor(session, rows, AT_ONCE)
  for (let part = 0; part < parts; part++) {
    const select = `select ${text(table)} as table_name, s._reason as reason, ${session.json('r', draft.columns(`raw_${table}`))} as raw,
         r._source, r._batch, r._row, r._landed_at, shop_day(r._landed_at) as dt
       from raw_${table} r join staged_${table} s
         on s._source = r._source and s._batch = r._batch and s._row = r._row
       where s._reason is not null ${parts > 1 ? `and s._row % ${parts} = ${part} and r._row % ${parts} = ${part}` : ''}`
    if (parts === 1) draft.refusals.push(select)
    else {
      await session.spool(`refused_${table}_${part}`, select)
      draft.refusals.push(`select * from refused_${table}_${part}`)
    }
  }
}
