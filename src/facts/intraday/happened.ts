import type { Lake } from '../../lake/contract/lake.ts'
import type { Segment } from '../../metrics/read/cells.ts'

/** What else changed about a moment, at a place as far as it is told there. */
export interface Happened {
  readonly promos: readonly { readonly name: string; readonly at: string; readonly isEnd: boolean }[]
  readonly priceChanges: number
}

const AROUND_MS = 7_200_000
const MOST_PROMOS = 5

export function twoHoursAround(at: Date): { readonly from: Date; readonly to: Date } {
  return { from: new Date(at.getTime() - AROUND_MS), to: new Date(at.getTime() + AROUND_MS) }
}

/** Promotions that began or ended, and products that got another price, in the two hours before and after. */
export async function happenedAround(
  lake: Pick<Lake, 'query'>,
  at: Date,
  { platform, category }: Segment,
): Promise<Happened> {
  const { from, to } = twoHoursAround(at)
  const asked = {
    from: from.toISOString(),
    to: to.toISOString(),
    platform: platform ?? null,
    category: category ?? null,
  }
  const around = (column: string) =>
    `${column} >= cast($from as timestamptz) and ${column} < cast($to as timestamptz)`
  const here = '(cast($platform as string) is null or platform = $platform)'
  const promos = await lake.query<{ name: string | null; ms: number; isEnd: boolean }>(
    `select name, unix_millis(turned_at) as ms, "isEnd" from (
       select name, starts_at as turned_at, false as "isEnd", category, platform from clean_campaigns where ${around('starts_at')}
       union all
       select name, ends_at, true, category, platform from clean_campaigns where ${around('ends_at')}
     ) c
     where ${here} and (category is null or cast($category as string) is null or category = $category)
     order by turned_at, name limit ${MOST_PROMOS}`,
    asked,
  )
  const [prices] = await lake.query<{ changed: number }>(
    `select cast(count(distinct product_id) as integer) as changed from clean_prices
     where ${around('valid_from')} and ${here} and cast($category as string) is null`,
    asked,
  )
  return {
    promos: promos.map(({ name, ms, isEnd }) => ({
      name: name ?? 'campaign',
      at: new Date(Number(ms)).toISOString(),
      isEnd,
    })),
    priceChanges: prices?.changed ?? 0,
  }
}
