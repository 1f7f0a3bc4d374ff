import { PART_RETRIES } from '../rest/parts.ts'
import { arrayAt, textAt } from '../rows/shape.ts'
import type { SourceClients } from '../source.ts'
import { isMore, listOf, type Shop } from './ask.ts'

/** What an element is called where one is asked for by itself. */
export const idOf = (element: unknown) => textAt(element, 'id') ?? ''

/** An order only says that it has refunds; what they were of is asked for one order at a time. */
export async function refundsOf(
  shop: Shop,
  order: unknown,
  { http, signal }: SourceClients,
): Promise<readonly unknown[]> {
  const id = textAt(order, 'id')
  const hasSome = (arrayAt(order, 'refunds') ?? []).length > 0 || textAt(order, 'status') === 'refunded'
  if (id === null || !hasSome) return []
  return allOf(shop, `orders/${id}/refunds`, { http, signal })
}

/** Of a product that is sold in variations, in whatever kind of product that is. */
export async function variationsOf(
  shop: Shop,
  product: unknown,
  clients: Pick<SourceClients, 'http' | 'signal'>,
): Promise<readonly unknown[]> {
  const id = textAt(product, 'id')
  const hasSome =
    textAt(product, 'type')?.startsWith('variable') || (arrayAt(product, 'variations') ?? []).length > 0
  return id === null || !hasSome ? [] : allOf(shop, `products/${id}/variations`, clients)
}

const PER_PAGE = 100

async function allOf(
  shop: Shop,
  what: string,
  { http, signal }: Pick<SourceClients, 'http' | 'signal'>,
): Promise<unknown[]> {
  const { url, headers, gapMs } = shop
  const found: unknown[] = []
  const seen = new Set<string>()
  for (let page = 1; ; page++) {
    const query = { per_page: PER_PAGE, page }
    const request = { url: `${url}/${what}`, headers, query, signal, gapMs, retries: PART_RETRIES }
    const answer = await http.getJson(request)
    const some = listOf(shop, what, answer)
    const fresh = some.filter((one) => !seen.has(textAt(one, 'id') ?? ''))
    for (const one of fresh) seen.add(textAt(one, 'id') ?? '')
    found.push(...fresh)
    // a plugin that ignores the page gives the first one again
    if (fresh.length === 0 || !isMore({ ...shop, perPage: PER_PAGE }, page, some.length, answer)) return found
  }
}
