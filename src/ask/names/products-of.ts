import type { Known } from '../vocabulary.ts'

interface NamedProduct {
  readonly typed: string
  readonly product: Known['products'][number]
}

/** Each once: `the jeans (SKU-2872)` is one product. */
export function productsOf(named: readonly NamedProduct[]): readonly string[] {
  const byProduct = new Map<Known['products'][number], string>()
  for (const one of named) {
    const written = writeProduct(one)
    const known = byProduct.get(one.product)
    if (known === undefined || written.length < known.length) byProduct.set(one.product, written)
  }
  return [...byProduct.values()]
}

/** As it was typed when that is an id; a title becomes the id it stands for. */
function writeProduct({ typed, product }: NamedProduct): string {
  const id = typed.toLowerCase()
  return id === product.id.toLowerCase() ? product.id : `${product.platform}/${product.id}`
}
