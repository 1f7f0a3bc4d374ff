import { Fault } from '../../lib/errors.ts'
import type { HttpAnswer } from '../http/http.ts'
import { listAt } from '../rows/shape.ts'
import type { SourceClients } from '../source.ts'

export interface Shop {
  readonly name: string
  readonly platform: string
  /** of the API, without a slash at its end */
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly perPage: number
  readonly gapMs: number
  /** once a day is read again what was ordered in so many days, and all products; 0: nothing is */
  readonly rereadDays: number
}

type Query = Readonly<Record<string, string | number>>

/** A page of a list by ascending id, of what the query narrows it to. */
export function ask(
  shop: Shop,
  what: string,
  { page, ...narrowed }: { readonly page: number } & Query,
  { http, signal }: SourceClients,
): Promise<HttpAnswer> {
  const { url, headers, perPage, gapMs } = shop
  const query = { per_page: perPage, page, orderby: 'id', order: 'asc', status: 'any', ...narrowed }
  return http.getJson({ url: `${url}/${what}`, headers, query, signal, gapMs })
}

/** What was modified later than `after`, a time of UTC without an offset. */
export function modifiedSince(after: string | null): Query {
  return after === null ? {} : { modified_after: after, dates_are_gmt: 'true' }
}

export function listOf(shop: Shop, what: string, { body }: HttpAnswer): readonly unknown[] {
  const list = listAt(body, '')
  if (list) return list
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

export function count({ headers }: Pick<HttpAnswer, 'headers'>, header: string): number | null {
  const text = headers[header]?.trim()
  return text && /^\d+$/.test(text) ? Number(text) : null
}
