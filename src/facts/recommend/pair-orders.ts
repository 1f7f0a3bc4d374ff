import type { PairOrders } from '../../advice/recommend/bundle-outcome.ts'
import type { Lake } from '../../lake/contract/lake.ts'
import type { DayRange } from '../../lib/days.ts'

/** In how many orders of some days the base of a pair was, and in how many of those the other one too. */
export async function pairOrders(
  lake: Pick<Lake, 'query'>,
  pair: { readonly platform: string; readonly baseId: string; readonly offeredId: string },
  { from, to }: DayRange,
): Promise<PairOrders> {
  const [row] = await lake.query<{ base: number; both: number }>(
    `with held as (
       select
         order_id,
         max(case when product_id = $base then 1 else 0 end) as has_base,
         max(case when product_id = $offered then 1 else 0 end) as has_offered
       from mart_order_lines
       where kind = 'sale' and not is_cancelled and quantity > 0
         and platform = $platform and product_id in ($base, $offered)
         and dt >= cast($from as date) and dt < cast($to as date)
       group by order_id
     )
     select
       cast(coalesce(sum(has_base), 0) as double) as base,
       cast(coalesce(sum(has_base * has_offered), 0) as double) as both
     from held`,
    { platform: pair.platform, base: pair.baseId, offered: pair.offeredId, from, to },
  )
  return { base: row?.base ?? 0, both: row?.both ?? 0 }
}
