import { tmpdir } from 'node:os'
import { openDuckDb } from '../../src/lake/engine/duckdb.ts'
import { duckDbMacros } from '../../src/lake/engine/macros.ts'
import { addDays, type Day } from '../../src/lib/days.ts'
import type { Hours, Table } from './shops.ts'

export const PLATFORM = 'shop'
const HAVE = {
  mart_kpi: 'metric varchar, day date, dimension varchar, member varchar, of double, over double',
  mart_orders: 'platform varchar, dt date, ordered_at timestamptz, lines integer',
  mart_sessions: 'platform varchar, dt date, started_at timestamptz',
  clean_orders: 'platform varchar, dt date, _landed_at timestamptz',
  clean_sessions: 'platform varchar, dt date, _landed_at timestamptz',
  quarantine: 'table_name varchar, dt date',
} as const

/** The tables that are read to judge a day, in memory, filled anew for every case. */
export async function openTables() {
  const db = await openDuckDb({
    memoryLimitMb: 512,
    threads: 1,
    spillTo: tmpdir(),
    within: null,
    setup: [
      ...duckDbMacros({ zone: 'UTC', currency: 'EUR' }),
      ...Object.entries(HAVE).map(([name, columns]) => `create table ${name} (${columns})`),
    ],
  })
  const session = await db.session()
  return {
    lake: { query: session.query, zone: 'UTC' },
    close: () => db.close(),
    async fill(tables: Readonly<Record<Table, Hours>>): Promise<void> {
      for (const name of Object.keys(HAVE)) await session.run(`delete from ${name}`)
      for (const table of ['orders', 'sessions'] as const) {
        const hours = [...tables[table]].flatMap(([day, rows]) =>
          rows.flatMap((count, hour) => (count > 0 ? [rowsOf(day, hour, count)] : [])),
        )
        if (hours.length === 0) continue
        const each = `select '${PLATFORM}' as platform, day, happened, landed, unnest(range(n)) as i
          from (values ${hours.join(', ')}) v(day, happened, landed, n)`
        const lines = table === 'orders' ? ', 1' : ''
        await session.run(
          `insert into mart_${table} select platform, day, happened${lines} from (${each}) rows_of`,
        )
        await session.run(`insert into clean_${table} select platform, day, landed from (${each}) rows_of`)
        for (const [dimension, member] of [
          ['all', 'all'],
          ['platform', PLATFORM],
        ] as const)
          await session.run(
            `insert into mart_kpi select '${table}', dt, '${dimension}', '${member}', count(*), 1 from mart_${table} group by dt`,
          )
      }
      await session.run(
        `insert into mart_kpi select 'conversion', s.day, 'all', 'all', coalesce(o.of, 0), s.of from mart_kpi s
         left join mart_kpi o on o.day = s.day and o.metric = 'orders' and o.dimension = 'all'
         where s.metric = 'sessions' and s.dimension = 'all'`,
      )
    },
  }
}

/** It lands an hour after it happened. */
function rowsOf(day: Day, hour: number, count: number): string {
  const clock = `${String(hour).padStart(2, '0')}:30:00+00`
  const landed =
    hour === 23 ? `${addDays(day, 1)} 00:30:00+00` : `${day} ${String(hour + 1).padStart(2, '0')}:30:00+00`
  return `(date '${day}', timestamptz '${day} ${clock}', timestamptz '${landed}', ${count})`
}
