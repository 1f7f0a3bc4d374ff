import type { readElsewhere } from '../../src/facts/price/elsewhere.ts'
import { type PriceRead, RIVAL_DAYS } from '../../src/facts/price/price-table.ts'
import { keyOf } from '../../src/facts/restock/assortment.ts'
import { addDays } from '../../src/lib/days.ts'
import { showMoney } from '../../src/lib/money.ts'
import { oneLine } from '../../src/lib/text.ts'
import type { Block } from '../../src/messages/message.ts'

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
