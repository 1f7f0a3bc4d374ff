import type { Usage } from '../../src/command.ts'
import { keyOf, type ProductRow } from '../../src/facts/restock/assortment.ts'
import { nearest, oneLine } from '../../src/lib/text.ts'
import type { Locale } from '../../src/report/words/locale.ts'

/** What a product, a merchant or a category is called by: its id (`bazario/SKU-2872`, `SKU-2872`), its title or its name. */
export function findProducts(
  products: readonly ProductRow[],
  typed: string,
  { words }: Locale,
): readonly ProductRow[] | Usage {
  const wanted = typed.toLowerCase()
  const names = (row: ProductRow) => [
    ...[row.product_id, keyOf(row)],
    ...[row.merchant_id, row.merchant, row.category, row.title],
  ]
  const found = products.filter((row) => names(row).some((name) => name.toLowerCase() === wanted))
  if (found.length > 0) return found
  const near = nearest(typed, new Set(products.flatMap(names)))
  return {
    kind: 'usage',
    because: words.price.noneCalled(oneLine(typed, 60)),
    ...(near !== null && { didYouMean: near }),
  }
}
