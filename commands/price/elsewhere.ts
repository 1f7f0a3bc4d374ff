import type { readElsewhere } from '../../src/facts/price/elsewhere.ts'
import { type PriceRead, RIVAL_DAYS } from '../../src/facts/price/price-table.ts'
import { keyOf } from '../../src/facts/restock/assortment.ts'
import { addDays } from '../../src/lib/days.ts'
import { oneLine } from '../../src/lib/text.ts'
import type { Block } from '../../src/messages/message.ts'
import type { Locale } from '../../src/report/words/locale.ts'

export function sayElsewhere(
  { own, rivals }: Awaited<ReturnType<typeof readElsewhere>>,
  { names, table }: Pick<PriceRead, 'names' | 'table'>,
  { words, price: shown }: Locale,
): Block[] {
  const { price } = words
  const several = new Set(names.map(keyOf)).size > 1
  const about = (product: string) => (several ? price.of(oneLine(product, 60)) : '')
  const fresh = addDays(table.asOf, -RIVAL_DAYS)
  return [
    ...listed(
      price.elsewhere,
      own.map(
        ({ product_id, other_platform, other_id, price_cents }) =>
          `${about(product_id)}${price.soldAs(shown(price_cents), oneLine(other_platform, 60), oneLine(other_id, 60))}`,
      ),
    ),
    ...listed(
      price.competitors,
      rivals.map(({ product_id, competitor, price_cents, is_available, seen_on }) => {
        const unused = is_available ? (seen_on > fresh ? '' : price.tooOld) : price.notAvailable
        return `${about(product_id)}${price.seenAt(shown(price_cents), oneLine(competitor, 60), seen_on)}${unused}`
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
