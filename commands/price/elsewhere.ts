import { type PriceRead, RIVAL_DAYS } from '../../src/facts/price/price-table.ts'
import { keyOf } from '../../src/facts/restock/assortment.ts'
import type { Lake } from '../../src/lake/contract/lake.ts'
import { addDays } from '../../src/lib/days.ts'
import { showMoney } from '../../src/lib/money.ts'
import { oneLine } from '../../src/lib/text.ts'
import type { Block } from '../../src/messages/message.ts'

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

export function sayElsewhere(
  { own, rivals }: Awaited<ReturnType<typeof readElsewhere>>,
  { names, table }: Pick<PriceRead, 'names' | 'table'>,
): Block[] {
  const several = new Set(names.map(keyOf)).size > 1
  const about = (product: string) => (several ? `${oneLine(product, 60)}: ` : '')
  const money = (cents: number) => showMoney(cents, table.currency)
  const fresh = addDays(table.asOf, -RIVAL_DAYS)
  return [
    ...listed(
      'The same item elsewhere',
      own.map(
        ({ product_id, other_platform, other_id, price_cents }) =>
          `${about(product_id)}${money(price_cents)} on ${oneLine(other_platform, 60)} as ${oneLine(other_id, 60)}`,
      ),
    ),
    ...listed(
      'Competitors',
      rivals.map(({ product_id, competitor, price_cents, is_available, seen_on }) => {
        const unused = is_available ? (seen_on > fresh ? '' : ', too long ago to count') : ', not available'
        return `${about(product_id)}${money(price_cents)} at ${oneLine(competitor, 60)}, seen ${seen_on}${unused}`
      }),
    ),
  ]
}

function listed(title: string, items: readonly string[]): Block[] {
  if (items.length === 0) return []
  return [
    { kind: 'text', spans: [{ text: title, style: 'bold' }] },
    { kind: 'list', items },
  ]
}
