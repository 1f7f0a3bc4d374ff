import { explain } from '../../lib/errors.ts'
import { oneLine } from '../../lib/text.ts'
import { Refusal } from '../http/faults.ts'
import { arrayAt, textAt } from '../rows/shape.ts'
import type { SourceClients } from '../source.ts'
import { isMore, listOf, type Shop } from './ask.ts'

/** A part of an element that the platform does not give: the element's id, and why. */
export interface Missing {
  readonly id: string
  readonly because: string
  /** the platform answered: it is this element that is bad, not the way to it */
  readonly isAnswered: boolean
}

type Part<T> = { readonly found: T } | { readonly missing: Missing }

/** Of several that the way to them was cut for, it is the shop that cannot be reached, not the elements that are bad. */
const MAX_CUT = 3
/** What holds for the whole of the API: a wrong key, and too many requests. */
const OF_ALL: readonly number[] = [401, 429]
const PART_RETRIES = 1

/** Asks for a part of each element. One that fails is missing, and keeps no other. */
export async function partsOf<T>(
  elements: readonly unknown[],
  partOf: (element: unknown) => Promise<T>,
  signal: AbortSignal,
): Promise<Part<T>[]> {
  const errors: unknown[] = []
  const parts = await Promise.all(
    elements.map(async (element): Promise<Part<T>> => {
      try {
        return { found: await partOf(element) }
      } catch (error) {
        signal.throwIfAborted()
        if (error instanceof Refusal && OF_ALL.includes(error.status)) throw error
        const isAnswered = error instanceof Refusal
        if (!isAnswered) errors.push(error)
        const because = isAnswered ? `answered ${error.status}` : oneLine(explain(error), 160)
        return { missing: { id: textAt(element, 'id') ?? '', because, isAnswered } }
      }
    }),
  )
  if (errors.length >= MAX_CUT) throw errors[0]
  return parts
}

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
