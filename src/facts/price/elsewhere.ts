import type { Lake } from '../../lake/contract/lake.ts'
import type { PriceRead } from './price-table.ts'

/** What the same item costs on the shop's other platforms. */
interface Elsewhere {
  readonly product_id: string
  readonly platform: string
  readonly other_platform: string
  readonly other_id: string
  readonly price_cents: number
}

/** What a competitor's page asked for it, and when that was seen. */
interface Rival {
  readonly product_id: string
  readonly competitor: string
  readonly price_cents: number
  readonly is_available: boolean
  readonly seen_on: string
}

const MOST = 10

/** Of the first products asked about: the same item on other platforms, and at competitors. */
export async function readElsewhere(
  lake: Pick<Lake, 'query'>,
  { names }: Pick<PriceRead, 'names'>,
): Promise<{ readonly own: readonly Elsewhere[]; readonly rivals: readonly Rival[] }> {
  const asked = names.slice(0, MOST)
  if (asked.length === 0) return { own: [], rivals: [] }
  const mine = asked.map((_, i) => `(mine.platform = $platform${i} and mine.product_id = $product${i})`)
  const params = Object.fromEntries(
    asked.flatMap(({ platform, product_id }, i) => [
      [`platform${i}`, platform],
      [`product${i}`, product_id],
    ]),
  )
  const own = await lake.query<Elsewhere & Record<string, string | number>>(
    `select mine.product_id, mine.platform, other.platform as other_platform, other.product_id as other_id,
       other.price_cents
     from mart_products mine
     join mart_products other on other.item_id = mine.item_id
     where (${mine.join(' or ')}) and other.price_cents is not null
       and (other.platform <> mine.platform or other.product_id <> mine.product_id)
     order by mine.product_id, other.price_cents, other.platform limit ${MOST}`,
    params,
  )
  const rivals = await lake.query<Rival & Record<string, string | number | boolean>>(
    `select mine.product_id, mine.competitor, mine.price_cents, mine.is_available, cast(mine.seen_on as string) as seen_on
     from mart_competitor_prices mine
     where (${mine.join(' or ')}) and mine.price_cents is not null
     order by mine.product_id, mine.price_cents, mine.competitor limit ${MOST}`,
    params,
  )
  return { own, rivals }
}
