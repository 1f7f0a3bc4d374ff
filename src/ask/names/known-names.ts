import type { Dimension } from '../../metrics/metric.ts'
import { isEveryday } from '../lexicon/everyday.ts'
import { simplified } from '../lexicon/traditional.ts'
import type { KnownProduct, Vocabulary } from '../vocabulary.ts'

export type Meant =
  | { readonly kind: 'product'; readonly product: KnownProduct }
  | { readonly kind: 'member'; readonly dimension: Dimension; readonly member: string }

export function keyOf(name: string): string {
  return simplified(name)
    .toLowerCase()
    .replaceAll('"', '')
    .replace(/\s+and\s+/gu, ' & ')
    .replace(/\s+/gu, ' ')
    .trim()
}

const indexes = new WeakMap<
  Vocabulary['members'],
  { readonly products: Vocabulary['products']; readonly index: Map<string, Meant> }
>()

/** Of one shop's names: made once for a vocabulary, which is asked several times a question. */
export function indexOf(vocabulary: Vocabulary): Map<string, Meant> {
  const { members, products } = vocabulary
  const known = indexes.get(members)
  if (known?.products === products) return known.index
  const index = makeIndex(vocabulary)
  indexes.set(members, { products, index })
  return index
}

function makeIndex({ members, products }: Vocabulary): Map<string, Meant> {
  const index = new Map<string, Meant>()
  for (const [name, product] of shortTitles(products)) index.set(name, { kind: 'product', product })
  for (const product of products)
    for (const name of [`${product.platform}/${product.id}`, product.id, product.title])
      if (name !== '') index.set(keyOf(name), { kind: 'product', product })
  // a member is known before a product: "Toys" is the category, whatever is sold under that title
  for (const { dimension, member, called } of [...members].reverse())
    for (const name of [called, member]) index.set(keyOf(name), { kind: 'member', dimension, member })
  index.delete('unknown')
  return index
}

const MOST_FOR_SHORT = 20_000

/** Parts of titles that one product alone has: `the Classic Kettle`, `kettle`. */
function shortTitles(products: Vocabulary['products']): Map<string, KnownProduct> {
  const owners = new Map<string, KnownProduct | null>()
  if (products.length > MOST_FOR_SHORT) return new Map()
  for (const product of products) {
    const words = keyOf(product.title)
      .replace(/\s+\d+$/u, '')
      .split(' ')
    const last = words.at(-1) ?? ''
    const short = new Set(words.length > 1 ? [words.join(' ')] : [])
    if (/^\p{L}{4,}$/u.test(last) && !isEveryday(last)) short.add(last)
    for (const name of short)
      for (const form of [name, `${name}s`])
        owners.set(form, owners.has(form) && owners.get(form)?.title !== product.title ? null : product)
  }
  return new Map([...owners].flatMap(([name, product]) => (product ? [[name, product] as const] : [])))
}
