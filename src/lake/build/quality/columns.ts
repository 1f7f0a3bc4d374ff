import type { ColumnChange } from '../../../lib/broken-seen.ts'
import type { Day } from '../../../lib/days.ts'
import { oneLine } from '../../../lib/text.ts'
import type { ManifestFile } from '../../contract/lake.ts'
import { RAW_TABLES, type RawTableName } from '../../contract/schema.ts'
import { name, text } from '../../engine/duckdb.ts'
import { rowsOf } from '../../store/files.ts'
import type { Draft } from '../draft.ts'

/** Where it is kept how many rows of each column a source filled, by the day they landed. */
const FILLED = 'column_fill'

const KEPT_DAYS = 90
const MIN_DAYS = 3
const MIN_ROWS = 50
/** of so many one in ten is looked at: a share needs no more */
const MANY_ROWS = 20_000
/** of a usual day: the first rows of a morning need not be like all of it */
const MIN_PART = 0.3

interface Count {
  readonly dt: Day
  readonly table: RawTableName
  readonly source: string
  readonly column: string
  readonly rows: number
  readonly filled: number
}

/** Counts what landed, a pass over the new raw rows of each table, and puts it beside what stands. */
export async function keepColumns(
  draft: Draft,
  tables: readonly RawTableName[],
  pending: readonly ManifestFile[],
): Promise<void> {
  const counts: Count[] = []
  for (const table of tables) counts.push(...(await countsOf(draft, table, pending)))
  await draft.session.materialize('fresh_fill', asSelect(counts))
  const stands = await draft.from(FILLED, draft.drop(FILLED, null).map(draft.absolute))
  await draft.write(
    FILLED,
    `with either as (select * from ${stands} s union all select * from fresh_fill)
     select dt, table_name, source, column_name,
       cast(sum("rows") as bigint) as "rows", cast(sum(filled) as bigint) as filled
     from either where datediff((select max(dt) from either), dt) < ${KEPT_DAYS}
     group by dt, table_name, source, column_name order by table_name, source, column_name, dt`,
    'whole',
  )
  await draft.view(FILLED)
}

async function countsOf(
  draft: Draft,
  table: RawTableName,
  pending: readonly ManifestFile[],
): Promise<Count[]> {
  const raw = pending.filter((file) => file.table === `raw_${table}`)
  if (raw.length === 0) return []
  const every = rowsOf(raw) > MANY_ROWS ? 10 : 1
  const { columns } = RAW_TABLES[table]
  const filled = columns.map((column) => `count(nullif(${name(column)}, '')) as ${name(column)}`)
  const rows = await draft.session.query<Readonly<Record<string, string | number>>>(
    `select _source, cast(shop_day(_landed_at) as string) as _dt, count(*) as _rows, ${filled.join(', ')}
     from ${await draft.from(`raw_${table}`, raw.map(draft.absolute))} r
     where _row % ${every} = 0 group by _source, shop_day(_landed_at)`,
  )
  return rows.flatMap(({ _source, _dt, _rows, ...counts }) =>
    Object.entries(counts).map(([column, count]) => ({
      dt: String(_dt),
      table,
      source: String(_source),
      column,
      rows: every * Number(_rows),
      filled: every * Number(count),
    })),
  )
}

function asSelect(counts: readonly Count[]): string {
  const nothing = [{ dt: '1970-01-01', table: '', source: '', column: '', rows: 0, filled: 0 }]
  const values = (counts.length > 0 ? counts : nothing).map(
    ({ dt, table, source, column, rows, filled }) =>
      `(date ${text(dt)}, ${text(table)}, ${text(source)}, ${text(column)}, ${rows}, ${filled})`,
  )
  return `select dt, table_name, source, column_name, cast(n as bigint) as "rows", cast(filled as bigint) as filled
    from (values ${values.join(', ')}) as v(dt, table_name, source, column_name, n, filled) where n > 0`
}

/**
 * Columns that a source has stopped or begun to fill on the last day it landed: less than half of the least share it
 * filled on any day before, where that was most rows; or most rows, where it never filled any. Null: the source has
 * not delivered on enough days to tell.
 */
export async function changedColumns(
  draft: Draft,
  table: RawTableName,
): Promise<readonly ColumnChange[] | null> {
  const rows = await draft.session.query<{
    source: string
    column: string
    share: number
    least: number
    most: number
    rows: number
    usual: number
  }>(
    `with landed as (
       select *, max(dt) over (partition by source) as last_on, cast(filled as double) / "rows" as part
       from ${FILLED} where table_name = ${text(table)} and "rows" >= ${MIN_ROWS}
         and source in (select source from fresh_fill where table_name = ${text(table)}))
     select source, column_name as "column",
       max(case when dt = last_on then part end) as share,
       min(case when dt < last_on then part end) as least,
       max(case when dt < last_on then part end) as most,
       max(case when dt = last_on then "rows" end) as "rows",
       percentile(case when dt < last_on then "rows" end, 0.5) as usual
     from landed group by source, column_name
     having count(case when dt < last_on then 1 end) >= ${MIN_DAYS} order by source, column_name`,
  )
  if (rows.length === 0) return null
  return rows.flatMap(({ source, column, share, least, most, rows: landed, usual }) => {
    if (landed < MIN_PART * usual) return []
    const of = oneLine(source, 60)
    if (least >= 0.5 && share < least / 2) return [{ source: of, column, share, before: least }]
    if (most === 0 && share >= 0.5) return [{ source: of, column, share }]
    return []
  })
}
