import { keyOf } from '../jobs/assortment.ts'
import type { PriceRead } from '../jobs/price-table.ts'
import type { Lake } from '../src/lake/lake.ts'
import { showMoney } from '../src/lib/money.ts'
import { oneLine } from '../src/lib/text.ts'
import type { Block } from '../src/messages/message.ts'

/** What the same item costs on the shop's other platforms. */
export interface Elsewhere {
  readonly product_id: string
  readonly platform: string
  readonly other_platform: string
  readonly other_id: string
  readonly price_cents: number
}

const MOST = 10

/** Of the first products asked about, by the item they are. */
export async function readElsewhere(
  lake: Pick<Lake, 'query'>,
  { names }: Pick<PriceRead, 'names'>,
): Promise<Elsewhere[]> {
  const asked = names.slice(0, MOST)
  const own = asked.map((_, i) => `(mine.platform = $platform${i} and mine.product_id = $product${i})`)
  if (own.length === 0) return []
  return lake.query<Elsewhere & Record<string, string | number>>(
    `select mine.product_id, mine.platform, other.platform as other_platform, other.product_id as other_id,
       other.price_cents
     from mart_products mine
     join mart_products other on other.item_id = mine.item_id
     where (${own.join(' or ')}) and other.price_cents is not null
       and (other.platform <> mine.platform or other.product_id <> mine.product_id)
     order by mine.product_id, other.price_cents, other.platform limit ${MOST}`,
    Object.fromEntries(
      asked.flatMap(({ platform, product_id }, i) => [
        [`platform${i}`, platform],
        [`product${i}`, product_id],
      ]),
    ),
  )
}

export function sayElsewhere(
  found: readonly Elsewhere[],
  { names }: Pick<PriceRead, 'names'>,
  currency: string,
): Block[] {
  if (found.length === 0) return []
  const several = new Set(names.map(keyOf)).size > 1
  return [
    { kind: 'text', spans: [{ text: 'The same item elsewhere', style: 'bold' }] },
    {
      kind: 'list',
      items: found.map(({ product_id, other_platform, other_id, price_cents }) => {
        const mine = several ? `${oneLine(product_id, 60)}: ` : ''
        return `${mine}${showMoney(price_cents, currency)} on ${oneLine(other_platform, 60)} as ${oneLine(other_id, 60)}`
      }),
    },
  ]
}
