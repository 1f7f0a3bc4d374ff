import type { Lake } from '../../lake/contract/lake.ts'
import { addDays, type Day } from '../../lib/days.ts'
import { UNKNOWN } from '../../metrics/metric.ts'
import { QUARTER_MS, type TakenBack } from '../../models/intraday/counted.ts'
import type { PlaceCounts } from './place-counts.ts'
import type { ShopGrid } from './shop-grid.ts'

/** what is cancelled was ordered at most so long ago: older partitions are not read */
const ORDERED_WITHIN_DAYS = 45

type Row = {
  readonly counted: TakenBack
  readonly quarter: number
  readonly platform: string | null
  readonly category: string | null
  readonly merchant: string | null
  readonly many: number
  readonly cents: number
}

/**
 * Adds cancellations and refunds to places of one dimension or none, by when they were made and not by when was ordered: an
 * order that is cancelled keeps its quarter, and what breaks now shows in orders of all week. A platform that does not say
 * when an order was changed has no cancellations within the day.
 */
export async function addTakenBack(
  lake: Pick<Lake, 'query'>,
  { grid, startMs }: ShopGrid,
  { from, places }: { readonly from: Day; readonly places: readonly PlaceCounts[] },
): Promise<void> {
  const rows = await lake.query<Row>(
    `with taken as (
       select 'cancelled' as counted, o.platform, m.category, m.merchant_id, m.gmv_cents as cents, o.updated_at as taken_at
       from clean_orders o
       join mart_orders m on m.platform = o.platform and m.order_id = o.order_id
       where o.is_cancelled and o.updated_at >= cast($from as timestamptz)
         and o.dt >= cast($ordered as date) and m.dt >= cast($ordered as date)
       union all
       select 'refunds' as counted, r.platform, p.category, coalesce(r.merchant_id, p.merchant_id) as merchant_id,
         r.amount_cents as cents, r.refunded_at as taken_at
       from clean_refunds r
       left join clean_products p on p.platform = r.platform and p.product_id = r.product_id
       where r.refunded_at >= cast($from as timestamptz) and r.dt >= cast($refunded as date)
     ),
     timed as (
       select counted, coalesce(platform, '${UNKNOWN}') as platform, coalesce(category, '${UNKNOWN}') as category,
         coalesce(merchant_id, '${UNKNOWN}') as merchant_id, cents,
         cast(floor(unix_millis(taken_at) / ${QUARTER_MS}) as bigint) as quarter
       from taken
     )
     select counted, quarter, platform, category, merchant_id as merchant,
       cast(count(*) as integer) as many, cast(coalesce(sum(cents), 0) as bigint) as cents
     from timed
     group by grouping sets (
       (counted, quarter), (counted, quarter, platform), (counted, quarter, category), (counted, quarter, merchant_id)
     )`,
    {
      from: `${addDays(from, -1)}T00:00:00.000Z`,
      ordered: addDays(from, -ORDERED_WITHIN_DAYS),
      refunded: addDays(from, -1),
    },
  )
  const byKey = new Map(places.map((place) => [JSON.stringify(place.segment), place]))
  for (const { counted, quarter, platform, category, merchant, many, cents } of rows) {
    const own = byKey.get(JSON.stringify(segmentOf({ platform, category, merchant })))
    const at = Math.floor((Number(quarter) * QUARTER_MS - startMs) / QUARTER_MS)
    if (!own || at < 0 || at >= grid.day.length) continue
    own.counts[counted][at] = Number(many)
    own.backCents[counted][at] = Number(cents)
  }
}

function segmentOf(members: Readonly<Record<'platform' | 'category' | 'merchant', string | null>>) {
  return Object.fromEntries(Object.entries(members).filter(([, member]) => member !== null))
}
