import { z } from 'zod'
import { Fault } from '../../lib/errors.ts'
import type { HttpAnswer } from '../http/http.ts'
import { type Tables, type TextRow, toPages } from '../rows/to-pages.ts'
import type { Cursor, Page, SourceClients } from '../source.ts'
import { refundRows } from './refunds.ts'
import { orderRows, productRows } from './rows.ts'

export interface Shop {
  readonly name: string
  readonly platform: string
  /** of the API, without a slash at its end */
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly perPage: number
  readonly gapMs: number
}

/**
 * Where a pass over what was modified stands. `after`: what this pass asks for is younger; `high`: the youngest it
 * has seen, where the next pass begins; `page` is the one to ask for next.
 */
const place = z.object({
  after: z.string().nullable(),
  high: z.string().nullable(),
  page: z.number().int().min(1),
})
type Place = z.output<typeof place>

/** A shop's servers do not agree on the second, and a transaction is dated before it is seen. */
const OVERLAP_MS = 120_000
/** Pages asked for again in one pass because something left those before: more, and the shop is being emptied. */
const MAX_STEPS_BACK = 50

const modified = z.object({ date_modified_gmt: z.string().nullish() })

/**
 * What was modified since the last pass, by ascending id. Something modified meanwhile only joins the pass. Something
 * deleted leaves it and moves all after it one place forward: then the page before is asked for again.
 */
export async function* wooPages(
  shop: Shop,
  what: 'orders' | 'products',
  from: Cursor,
  clients: SourceClients,
): AsyncGenerator<Page, void, void> {
  let here = from === null ? { after: null, high: null, page: 1 } : place.parse(JSON.parse(from))
  let lastTotal: number | null = null
  let stepsBack = 0
  for (;;) {
    const answer = await ask(shop, what, here, clients)
    const elements = listOf(shop, what, answer)
    const total = count(answer, 'x-wp-total')
    if (lastTotal !== null && total !== null && total < lastTotal && here.page > 1) {
      if (++stepsBack > MAX_STEPS_BACK)
        throw new Fault(
          `${shop.name}: ${what} vanish while they are read.`,
          'They are read on at the next run.',
        )
      here = {
        ...here,
        page: here.page - Math.min(here.page - 1, Math.ceil((lastTotal - total) / shop.perPage)),
      }
      lastTotal = total
      continue
    }
    lastTotal = total
    const high = youngest(here.high, elements)
    const goesOn = elements.length > 0 && isMore(shop, here.page, elements.length, answer)
    const next: Place = goesOn ? { ...here, high, page: here.page + 1 } : passOver(here, high)
    yield* toPages(await tablesOf(shop, what, elements, clients), {
      at: String(here.after),
      here: JSON.stringify(here),
      next: JSON.stringify(next),
    })
    if (!goesOn) return
    here = next
  }
}

async function tablesOf(
  shop: Shop,
  what: 'orders' | 'products',
  elements: readonly unknown[],
  clients: SourceClients,
): Promise<Tables> {
  if (what === 'products') {
    const variations = await Promise.all(elements.map((element) => variationsOf(shop, element, clients)))
    return { products: productRows(shop.platform, elements, variations) }
  }
  const refunds: TextRow[] = []
  for (const element of elements) refunds.push(...(await refundsOf(shop, element, clients)))
  return { ...orderRows(shop.platform, elements), refunds }
}

/** An empty pass changes nothing, so that the same words stand in the state. */
function passOver(here: Place, high: string | null): Place {
  if (high === null) return { after: here.after, high: null, page: 1 }
  const after = new Date(Date.parse(high) - OVERLAP_MS).toISOString().slice(0, 19)
  return { after: here.after !== null && here.after > after ? here.after : after, high: null, page: 1 }
}

export function ask(
  shop: Shop,
  what: string,
  { after, page }: Place,
  { http, signal }: SourceClients,
): Promise<HttpAnswer> {
  const { url, headers, perPage, gapMs } = shop
  const since: Record<string, string> = after === null ? {} : { modified_after: after, dates_are_gmt: 'true' }
  const query = { per_page: perPage, page, orderby: 'id', order: 'asc', status: 'any', ...since }
  return http.getJson({ url: `${url}/${what}`, headers, query, signal, gapMs })
}

export function listOf(shop: Shop, what: string, { body }: HttpAnswer): readonly unknown[] {
  if (Array.isArray(body)) return body
  throw new Fault(
    `${shop.name}: the answer to ${what} is not a list.`,
    'Check that the address is a WooCommerce shop with its REST API v3.',
  )
}

export function isMore(shop: Shop, page: number, found: number, { headers }: HttpAnswer): boolean {
  const pages = count({ headers }, 'x-wp-totalpages')
  if (pages !== null) return page < pages
  return headers.link ? /rel="?next/.test(headers.link) : found === shop.perPage
}

function count({ headers }: Pick<HttpAnswer, 'headers'>, header: string): number | null {
  const text = headers[header]?.trim()
  return text && /^\d+$/.test(text) ? Number(text) : null
}

/** Times without an offset that are UTC by name; they sort as text. */
function youngest(high: string | null, elements: readonly unknown[]): string | null {
  return elements.reduce<string | null>((best, element) => {
    const at = modified.safeParse(element).data?.date_modified_gmt
    const utc = at && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(at) ? `${at}Z` : null
    return utc !== null && (best === null || utc > best) ? utc : best
  }, high)
}

const withRefunds = z.object({ id: z.number().int(), refunds: z.array(z.unknown()).min(1) })

/** An order only says that it has refunds; what they were of is asked for one order at a time. */
async function refundsOf(shop: Shop, element: unknown, { http, signal }: SourceClients): Promise<TextRow[]> {
  const order = withRefunds.safeParse(element).data
  if (!order) return []
  const { url, headers, gapMs } = shop
  const answer = await http.getJson({
    url: `${url}/orders/${order.id}/refunds`,
    headers,
    query: { per_page: 100 },
    signal,
    gapMs,
  })
  return refundRows(shop.platform, element, listOf(shop, 'refunds', answer))
}

const variable = z.object({ id: z.number().int(), type: z.literal('variable') })

export async function variationsOf(
  shop: Shop,
  element: unknown,
  { http, signal }: SourceClients,
): Promise<unknown[]> {
  const product = variable.safeParse(element).data
  if (!product) return []
  const { url, headers, gapMs } = shop
  const found: unknown[] = []
  for (let page = 1; ; page++) {
    const answer = await http.getJson({
      url: `${url}/products/${product.id}/variations`,
      headers,
      query: { per_page: 100, page },
      signal,
      gapMs,
    })
    const some = listOf(shop, 'variations', answer)
    found.push(...some)
    if (some.length === 0 || !isMore({ ...shop, perPage: 100 }, page, some.length, answer)) return found
  }
}
