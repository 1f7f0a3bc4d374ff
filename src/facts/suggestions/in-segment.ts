import type { Lake } from '../../lake/contract/lake.ts'

/** Of a segment what names products; `null` for all. */
export interface ProductSegment {
  readonly platform: string | null
  readonly category: string | null
  readonly merchant: string | null
}

/** Which of these products, by `platform/product`, lie in the segment. */
export async function productsWithin(
  lake: Pick<Lake, 'query'>,
  { platform, category, merchant }: ProductSegment,
): Promise<ReadonlySet<string>> {
  const rows = await lake.query<{ id: string }>(
    `select platform || '/' || product_id as id
     from mart_products
     where (cast($platform as string) is null or platform = $platform)
       and (cast($category as string) is null or category = $category)
       and (cast($merchant as string) is null or merchant_id = $merchant)`,
    { platform, category, merchant },
  )
  return new Set(rows.map(({ id }) => id))
}

/** A promotion of the shop that runs now. */
export interface RunningPromotion {
  readonly id: string
  readonly platform: string
  readonly name: string
  /** null: of the whole platform */
  readonly category: string | null
  /** share off the price; null where it is not said */
  readonly discount: number | null
}

const MOST = 5

export function runningPromotions(lake: Pick<Lake, 'query'>, at: Date): Promise<RunningPromotion[]> {
  return lake.query<{
    id: string
    platform: string
    name: string
    category: string | null
    discount: number | null
  }>(
    `select
       campaign_id as id,
       platform,
       coalesce(name, campaign_id) as name,
       category,
       cast(discount as double) as discount
     from clean_campaigns
     where starts_at <= cast($at as timestamptz)
       and (ends_at is null or ends_at > cast($at as timestamptz))
     order by starts_at desc, campaign_id
     limit ${MOST}`,
    { at: at.toISOString() },
  )
}
