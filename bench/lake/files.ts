import { mkdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { openDuckDb, type Session, text } from '../../src/lake/engine/duckdb.ts'
import { addDays, type Day } from '../../src/lib/days.ts'
import { sum } from '../../src/lib/sum.ts'

/** A month of a shop in Berlin. */
export const LOG = {
  zone: 'Europe/Berlin',
  first: '2026-10-01' as Day,
  days: 30,
  products: 20_000,
  merchants: 400,
}

export interface LogFiles {
  readonly bytes: number
  readonly files: number
}

/** A log a day, in turn CSV, gzipped CSV and Parquet; every value as text. */
const FORMATS = [
  { ending: 'csv', how: "header, delimiter ','" },
  { ending: 'csv.gz', how: "header, delimiter ',', compression gzip" },
  { ending: 'parquet', how: 'format parquet' },
] as const

/**
 * Draws `events` events of seeded shoppers, and the products beside them: what is looked at by Zipf's law, visits of six
 * events on average at the hours shops know, some shoppers far more often than others. Two rows in a hundred are broken,
 * one comes twice with another price, and three in a thousand come with the log of the day after.
 */
export async function writeLogs(
  dir: string,
  events: number,
  { first = LOG.first, days = LOG.days }: { readonly first?: Day; readonly days?: number } = {},
): Promise<LogFiles> {
  await mkdir(dir, { recursive: true })
  const spillTo = join(dir, '.spill')
  const db = await openDuckDb({ memoryLimitMb: 3000, threads: 2, spillTo, within: null, setup: [] })
  try {
    return await db.use(async (session) => {
      // from 0 to 1, and another one for each `what`
      await session.run('create macro draw(n, what) as (hash(n * 64 + what) >> 11) / 9007199254740992.0')
      await session.run(
        `copy (select 'P' || p as product_id, 'M' || cast(floor(pow(draw(p, 1), 2) * ${LOG.merchants}) as int) as merchant_id,
           'Category ' || cast(floor(pow(draw(p, 2), 1.5) * 24) as int) as category
         from range(${LOG.products}) as t(p)) to ${text(join(dir, 'products.csv'))} (header, delimiter ',')`,
      )
      const sizes: number[] = []
      for (let d = 0; d < days; d++)
        sizes.push(await writeDay(session, dir, { day: addDays(first, d), d, rows: events / days }))
      return { files: sizes.length, bytes: sum(sizes) }
    })
  } finally {
    await db.close()
  }
}

async function writeDay(
  session: Session,
  dir: string,
  { day, d, rows }: { readonly day: Day; readonly d: number; readonly rows: number },
): Promise<number> {
  await session.run(
    d === 0 ? `create table today as ${drawn(day, rows)}` : `insert into today ${drawn(day, rows)}`,
  )
  const { ending, how } = FORMATS[d % FORMATS.length] ?? FORMATS[0]
  const path = join(dir, `events-${day}.${ending}`)
  await session.run(
    `copy (select * exclude (sorted_at, n, copy, is_late) from today where not is_late order by sorted_at, n, copy)
     to ${text(path)} (${how})`,
  )
  await session.run(
    'create or replace table today as select * replace (false as is_late) from today where is_late',
  )
  return (await stat(path)).size
}

/** The rows of one day. */
function drawn(day: Day, rows: number): string {
  const shoppers = Math.round(rows / 3)
  const base = Number(day.replaceAll('-', '')) * 100_000_000
  return `
with visit as (
  select v + ${base} as id,
    cast(floor(pow(draw(v + ${base}, 1), 1.6) * ${shoppers}) as bigint) as shopper,
    -- most come in the evening
    cast(86400 * (0.3 + 0.66 * sqrt(draw(v + ${base}, 2))) as bigint) as second,
    least(40, 1 + cast(floor(-5.5 * ln(1 - draw(v + ${base}, 3))) as int)) as events,
    15 + cast(floor(90 * draw(v + ${base}, 4)) as int) as pace
  from range(${Math.round(rows / 6)}) as t(v)
),
numbered as (
  select *, row_number() over (partition by shopper order by id) as place from visit
),
event as (
  select *, unnest(range(events)) as e from numbered
),
told as (
  select *, id * 64 + e as n,
    -- the last digits tell a shopper's visits apart: no two events of one shopper happen at once
    least(second + e * pace, 86399) * 1000 + place % 1000 as ms,
    draw(id * 64 + e, 5) as kind,
    cast(floor(exp(draw(case when e % 3 = 0 then id * 64 + e else id end, 6) * ln(${LOG.products}))) as int) as product,
    draw(id * 64 + e, 7) as broken,
    draw(id * 64 + e, 8) as twice
  from event
  where second + e * pace < 86400
),
row_of as (
  select n, ms as sorted_at, broken, twice, id, shopper, product,
    strftime(timestamp '${day} 00:00:00' + to_milliseconds(ms), '%Y-%m-%dT%H:%M:%S.%g+02:00') as happened_at,
    case when e > 2 and e = events - 1 and draw(id, 9) < 0.12 then 'purchase'
      when kind < 0.04 then 'search' when kind < 0.14 then 'cart' else 'view' end as type
  from told
),
copied as (
  select *, 0 as copy from row_of union all select *, 1 from row_of where twice < 0.01
)
select
  'e' || n as event_id,
  case when broken < 0.004 then 'yesterday' else happened_at end as happened_at,
  case when broken between 0.004 and 0.008 then 'teleport' else type end as type,
  case when broken between 0.008 and 0.012 then null else 'u' || shopper end as shopper_id,
  case when type <> 'search' then 'P' || product end as product_id,
  ['app', 'web', 'ads', 'mail'][1 + cast(floor(4 * draw(id, 10)) as int)] as channel,
  case when draw(id, 11) < 0.4 then 'desktop' else 'phone' end as device,
  'Region ' || cast(floor(16 * draw(shopper, 12)) as int) as region,
  case when broken between 0.012 and 0.016 then '-1.00'
    when type <> 'search' then printf('%.2f', 2 + 200 * draw(product, 13) + copy) end as price,
  case when type = 'purchase' then cast(1 + floor(3 * draw(n, 14)) as int)::varchar end as quantity,
  case when broken between 0.016 and 0.02 then null else 'web' end as platform,
  sorted_at,
  n,
  copy,
  copy = 1 and twice < 0.003 or draw(n, 15) < 0.001 as is_late
from copied`
}
