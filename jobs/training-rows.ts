import type { Lake } from '../src/lake/lake.ts'
import type { Day } from '../src/lib/days.ts'
import type { TrainingRows } from '../src/models/conversion.ts'
import { conversionFeatures } from '../src/models/conversion-features.ts'
import type { TextColumn } from '../src/models/features.ts'

/** Sessions of one shop day. */
export interface SessionDay {
  readonly day: Day
  readonly sessions: number
  readonly purchases: number
}

type Reads = Pick<Lake, 'query'>

/** A read is so many rows at most, so that turning them into columns never holds the event loop for long. */
const ROWS_A_READ = 6000
const MOST_MEMBERS = 65_535

export function sessionDays(lake: Reads, until: Day): Promise<SessionDay[]> {
  return lake.query<{ day: Day; sessions: number; purchases: number }>(
    `select
       dt as day,
       cast(count(*) as bigint) as sessions,
       cast(sum(case when is_purchase then 1 else 0 end) as bigint) as purchases
     from mart_sessions
     where dt < cast($until as date)
     group by dt
     order by dt`,
    { until },
  )
}

/** The sessions of these days as columns: every purchase, and each `everyNth` session without one. */
export async function trainingRows(
  lake: Reads,
  days: readonly SessionDay[],
  everyNth: number,
  onRows: (rows: number) => void,
): Promise<TrainingRows> {
  const most = days.reduce((sum, { sessions }) => sum + sessions, 0)
  const labels = new Uint8Array(most)
  const numbers = new Map<string, Float64Array>()
  const texts = new Map<string, { codes: Uint16Array; codeOf: Map<string, number> }>()
  for (const { column, kind } of conversionFeatures) {
    if (kind === 'category') texts.set(column, { codes: new Uint16Array(most), codeOf: new Map() })
    else numbers.set(column, new Float64Array(most))
  }
  let at = 0
  for (const { from, to } of reads(days, everyNth)) {
    for (const row of await lake.query(SESSIONS, { from, to, everyNth })) {
      labels[at] = row['is_purchase'] === 1 ? 1 : 0
      for (const [column, values] of numbers) values[at] = numberOf(row[column])
      for (const [column, { codes, codeOf }] of texts) codes[at] = codeFor(codeOf, row[column])
      at++
    }
    onRows(at)
  }
  return {
    rows: at,
    labels: labels.slice(0, at),
    numbers: Object.fromEntries([...numbers].map(([column, values]) => [column, values.slice(0, at)])),
    texts: Object.fromEntries(
      [...texts].map(([column, { codes, codeOf }]): [string, TextColumn] => [
        column,
        { codes: codes.slice(0, at), members: [...codeOf.keys()] },
      ]),
    ),
  }
}

/** Runs of whole days that bring about `ROWS_A_READ` rows each. */
function reads(days: readonly SessionDay[], everyNth: number): { from: Day; to: Day }[] {
  const found: { from: Day; to: Day; rows: number }[] = []
  for (const { day, sessions, purchases } of days) {
    const rows = purchases + (sessions - purchases) / everyNth
    const last = found.at(-1)
    if (last && last.rows + rows <= ROWS_A_READ)
      found[found.length - 1] = { ...last, to: day, rows: last.rows + rows }
    else found.push({ from: day, to: day, rows })
  }
  return found
}

function numberOf(cell: unknown): number {
  return typeof cell === 'number' ? cell : Number.NaN
}

function codeFor(codeOf: Map<string, number>, cell: unknown): number {
  const word = typeof cell === 'string' ? cell : 'unknown'
  const known = codeOf.get(word)
  if (known !== undefined) return known
  const next = Math.min(codeOf.size, MOST_MEMBERS)
  codeOf.set(word, next)
  return next
}

const SESSIONS = `
with numbered as (
  select
    *,
    row_number() over (partition by dt, is_purchase order by platform, session_id) as place
  from mart_sessions
  where dt >= cast($from as date) and dt <= cast($to as date)
)
select
  case when is_purchase then 1 else 0 end as is_purchase,
  case when is_returning then 1 when not is_returning then 0 end as is_returning,
  case when is_promo then 1 else 0 end as is_promo,
  case when weekday >= 6 then 1 else 0 end as is_weekend,
  prior_orders,
  days_since_order,
  platform,
  channel,
  coalesce(device, 'unknown') as device,
  category,
  price_seen_cents,
  discount_seen,
  in_stock_share,
  page_views,
  product_views,
  searches,
  cart_adds,
  duration_s
from numbered
where is_purchase or place % cast($everyNth as bigint) = 0`
