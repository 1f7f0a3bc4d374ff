import type { Lake } from '../../lake/contract/lake.ts'
import { RAW_TABLE_NAMES } from '../../lake/contract/schema.ts'
import { addDays, type Day } from '../../lib/days.ts'

/** Rows of a table that came since yesterday and before, and how many of each were rejected. */
export interface Rejections {
  readonly table: string
  readonly rejected: number
  readonly rows: number
  readonly rejectedBefore: number
  readonly rowsBefore: number
}

/** By table; those of which nothing was rejected since yesterday are left out. */
export async function readRejections(lake: Pick<Lake, 'query'>, today: Day): Promise<Rejections[]> {
  const since = addDays(today, -1)
  const rejected = await lake.query<{ table: string; late: number; early: number }>(
    `select table_name as "table",
       cast(count(*) filter (where dt >= cast($since as date)) as integer) as late,
       cast(count(*) filter (where dt < cast($since as date)) as integer) as early
     from quarantine where dt <= cast($today as date) group by table_name`,
    { since, today },
  )
  const counts: Rejections[] = []
  for (const { table, late, early } of rejected) {
    const known = RAW_TABLE_NAMES.find((name) => name === table)
    if (!known || late === 0) continue
    const [rows] = await lake.query<{ late: number; early: number }>(
      `select cast(count(*) filter (where cast(_landed_at as date) >= cast($since as date)) as integer) as late,
         cast(count(*) filter (where cast(_landed_at as date) < cast($since as date)) as integer) as early
       from raw_${known} where cast(_landed_at as date) <= cast($today as date)`,
      { since, today },
    )
    counts.push({
      table,
      rejected: late,
      rows: rows?.late ?? 0,
      rejectedBefore: early,
      rowsBefore: rows?.early ?? 0,
    })
  }
  return counts
}
