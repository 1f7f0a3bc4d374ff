import type { Lake } from '../../lake/contract/lake.ts'
import { addDays, type Day } from '../../lib/days.ts'
import { columnOf, DIMENSIONS, UNKNOWN } from '../../metrics/metric.ts'
import { ALONG_THE_WAY, QUARTER_MS } from '../../models/intraday/counted.ts'
import type { PlaceCounts } from './place-counts.ts'
import { addTakenBack } from './read-taken-back.ts'
import type { ShopGrid } from './shop-grid.ts'

type Row = {
  readonly starts: number
  readonly sessions: number
  readonly carts: number
  readonly orders: number
  readonly purchases: number
  readonly gmv: number
} & Readonly<Record<string, string | number | null>>

const COLUMNS = DIMENSIONS.map(columnOf)
const RECENT_DAYS = 28
/** busier places are asked first; what sells less a day tells nothing within it */
const MOST_PLACES = 80
const MIN_ORDERS_A_DAY = 15
/** a place that is only known by its sessions tells as much within the day as one of so many fewer orders */
const SESSIONS_AN_ORDER = 20
const MIN_MERCHANT_ORDERS_A_DAY = 40

/**
 * The whole shop and its busiest places, on the quarters of a grid; what is not listed had nothing. A member that makes up
 * its dimension alone is the whole shop by another name, and rows that do not say where they belong are no place.
 */
export async function readPlaces(
  lake: Pick<Lake, 'query'>,
  { grid, startMs }: ShopGrid,
  { from, day }: { readonly from: Day; readonly day: Day },
): Promise<PlaceCounts[]> {
  const same = COLUMNS.map((column) => `p.${column} is not distinct from i.${column}`).join(' and ')
  const rows = await lake.query<Row>(
    `with place as (
       select ${COLUMNS.join(', ')}, greatest(sum(orders), sum(purchases), sum(sessions) / ${SESSIONS_AN_ORDER}) as busy
       from mart_intervals
       where dt >= cast($recent as date) and dt < cast($day as date)
         and ${COLUMNS.map((column) => `coalesce(${column}, '') <> '${UNKNOWN}'`).join(' and ')}
       group by ${COLUMNS.join(', ')}
       having greatest(sum(orders), sum(purchases), sum(sessions) / ${SESSIONS_AN_ORDER}) >=
         ${RECENT_DAYS} * case when merchant_id is null then ${MIN_ORDERS_A_DAY} else ${MIN_MERCHANT_ORDERS_A_DAY} end
       order by busy desc, ${COLUMNS.map((column) => `${column} nulls first`).join(', ')}
       limit ${MOST_PLACES}
     )
     select ${COLUMNS.map((column) => `i.${column}`).join(', ')}, unix_millis(i.starts_at) as starts,
       i.sessions, i.carts, i.orders, i.purchases, i.gmv_cents as gmv
     from mart_intervals i
     join place p on ${same}
     where i.dt >= cast($from as date) and i.dt <= cast($day as date)`,
    { from, day, recent: addDays(day, -RECENT_DAYS) },
  )
  const places = new Map<string, PlaceCounts>()
  for (const row of rows) {
    const at = Math.floor((Number(row.starts) - startMs) / QUARTER_MS)
    if (at < 0 || at >= grid.day.length) continue
    const own = placeOf(places, row, grid.day.length)
    for (const name of ALONG_THE_WAY) own.counts[name][at] = Number(row[name])
    own.gmvCents[at] = Number(row.gmv)
  }
  const busiest = withoutOnlyMembers([...places.values()])
  await addTakenBack(lake, { grid, startMs }, { from, places: busiest })
  return busiest
}

function placeOf(places: Map<string, PlaceCounts>, row: Row, length: number): PlaceCounts {
  const segment = Object.fromEntries(
    DIMENSIONS.flatMap((name) => {
      const member = row[columnOf(name)]
      return typeof member === 'string' ? [[name, member]] : []
    }),
  )
  const key = JSON.stringify(segment)
  const known = places.get(key)
  if (known) return known
  const empty = () => new Float64Array(length)
  const place = {
    segment,
    counts: {
      ...{ sessions: empty(), carts: empty(), orders: empty(), purchases: empty() },
      ...{ cancelled: empty(), refunds: empty() },
    },
    gmvCents: empty(),
    backCents: { cancelled: empty(), refunds: empty() },
  }
  places.set(key, place)
  return place
}

function withoutOnlyMembers(places: readonly PlaceCounts[]): PlaceCounts[] {
  const members = new Map<string, Set<string>>()
  for (const { segment } of places)
    for (const [name, member] of Object.entries(segment))
      members.set(name, (members.get(name) ?? new Set()).add(member))
  return places.filter(({ segment }) =>
    Object.keys(segment).every((name) => (members.get(name)?.size ?? 0) > 1),
  )
}
