import { readFileSync } from 'node:fs'
import { type Answer, json, platform } from '../platform.ts'

type Json = Record<string, unknown> & { id: number; date_modified_gmt: string }

/** The payloads that follow a heading of WooCommerce's own documentation. */
export function documented(file: string, heading: string): Json[] {
  const text = readFileSync(file, 'utf8')
  const after = text.slice(text.indexOf(`## ${heading} ##`))
  const [, body = ''] = /```json\n([\s\S]*?)\n```/.exec(after) ?? []
  return [JSON.parse(body)].flat()
}

interface Stock {
  readonly orders: Json[]
  readonly products?: Json[]
  readonly refunds?: Readonly<Record<number, unknown[]>>
  readonly variations?: Readonly<Record<number, Json[]>>
  /** what a path answers instead: `orders/2/refunds` */
  readonly broken?: Readonly<Record<string, Answer>>
}

/** A WooCommerce of the third version as its documentation tells it; `faults` answer first, one a request. */
export async function wooShop(stock: Stock, faults: Answer[] = []) {
  const seen: { auth: string | undefined; at: string }[] = []
  const answer: Answer = (request, response, url) => {
    seen.push({ auth: request.headers.authorization, at: `${url.pathname}${url.search}` })
    const fault = faults.shift()
    if (fault) return fault(request, response, url)
    const path = url.pathname.replace('/wp-json/wc/v3/', '')
    const broken = stock.broken?.[path]
    if (broken) return broken(request, response, url)
    const one = elementAt(stock, path)
    if (one) return json(one)(request, response, url)
    const found = listAt(stock, path)
    if (!found) return json(noRoute(path), 404)(request, response, url)
    const due = narrowed(found, path, url.searchParams).sort((a, b) => Number(a.id) - Number(b.id))
    const size = Number(url.searchParams.get('per_page') ?? 10)
    const page = Number(url.searchParams.get('page') ?? 1)
    const headers = {
      'x-wp-total': String(due.length),
      'x-wp-totalpages': String(Math.ceil(due.length / size)),
    }
    json(due.slice((page - 1) * size, page * size), 200, headers)(request, response, url)
  }
  return { ...(await platform(answer)), seen }
}

const noRoute = (path: string) =>
  path.startsWith('orders/')
    ? { code: 'woocommerce_rest_shop_order_invalid_id', message: 'Invalid ID.' }
    : { code: 'rest_no_route', message: 'No route was found.' }

/** As WooCommerce narrows a list: `any` is every status but those of the trash; times are told without an offset. */
function narrowed(found: Record<string, unknown>[], path: string, asked: URLSearchParams) {
  const modified = asked.get('modified_after')
  const created = asked.get('after')
  const include = asked.get('include')?.split(',')
  const status = asked.get('status') ?? 'any'
  return found.filter(
    (one) =>
      (modified === null || String(one.date_modified_gmt) > modified) &&
      (created === null || String(one.date_created_gmt) > created) &&
      (!include || include.includes(String(one.id))) &&
      (path !== 'orders' || (status === 'any' ? one.status !== 'trash' : one.status === status)),
  )
}

function elementAt(stock: Stock, path: string): Json | undefined {
  const [, order] = /^orders\/(\d+)$/.exec(path) ?? []
  return order ? stock.orders.find(({ id }) => id === Number(order)) : undefined
}

function listAt(stock: Stock, path: string): Record<string, unknown>[] | null {
  if (path === 'orders') return stock.orders
  if (path === 'products') return stock.products ?? []
  const [, order] = /^orders\/(\d+)\/refunds$/.exec(path) ?? []
  if (order) return (stock.refunds?.[Number(order)] ?? []) as Record<string, unknown>[]
  const [, product] = /^products\/(\d+)\/variations$/.exec(path) ?? []
  return product ? (stock.variations?.[Number(product)] ?? []) : null
}

/** An order with one line, for what the documentation's few do not show. */
export function order(id: number, more: Partial<Record<string, unknown>> = {}): Json {
  const at = `2026-03-01T10:${String(id % 60).padStart(2, '0')}:00`
  return {
    id,
    status: 'completed',
    currency: 'USD',
    date_created_gmt: at,
    date_modified_gmt: at,
    customer_id: 7,
    line_items: [
      {
        id: id * 10,
        name: 'Cup',
        product_id: 1,
        variation_id: 0,
        quantity: 1,
        subtotal: '9.90',
        total: '9.90',
        price: 9.9,
      },
    ],
    refunds: [],
    ...more,
  }
}
