import { z } from 'zod'
import { majorUnit, plainAmount } from '../lib/money.ts'
import { oneLine } from '../lib/text.ts'
import type { HttpClient } from '../sources/http/http.ts'
import { basicHeader } from '../sources/rest/rest.ts'
import { byStatus, parsed } from './answer.ts'
import type { WooSettings } from './settings.ts'
import type { Change, Sink, Written } from './sink.ts'

const KEPT = '_floorwalker_key'

const productSchema = z.object({
  id: z.number(),
  type: z.string().default('simple'),
  parent_id: z.number().default(0),
  price: z.string(),
  regular_price: z.string(),
  sale_price: z.string().default(''),
  manage_stock: z.union([z.boolean(), z.literal('parent')]).default(false),
  stock_quantity: z.number().nullable().default(null),
  meta_data: z.array(z.object({ key: z.string(), value: z.unknown() })).default([]),
})
type Product = z.output<typeof productSchema>

const fault = z.object({ code: z.string(), message: z.string() })

/**
 * WooCommerce, REST API v3: the price in force (the sale price while there is one), and pieces added to the stock. An
 * order leaves its key at the product, so that it is added once.
 */
export function wooSink(
  settings: WooSettings,
  {
    http,
    secret,
  }: { readonly http: Pick<HttpClient, 'getJson' | 'sendOnce'>; readonly secret: (name: string) => string },
): Sink {
  const api = `${settings.url}/wp-json/wc/v3`
  const headers = basicHeader({ user: secret(settings.key), password: secret(settings.secret) })
  const productOf = async ({ productId }: Change): Promise<Product> => {
    const url = `${api}/products/${encodeURIComponent(productId)}`
    return productSchema.parse((await http.getJson({ url, headers, retries: 0 })).body)
  }
  return {
    async read(change) {
      const product = await productOf(change)
      if (change.kind === 'price') return minorOf(product.price, change.currency)
      return keysAt(product).includes(change.key) ? change.after : change.before
    },
    async write(change) {
      const product = await productOf(change).catch((error: unknown) => `${error}`)
      if (typeof product === 'string') return { kind: 'later', because: oneLine(product, 200) }
      const body = change.kind === 'price' ? priced(product, change) : stocked(product, change)
      if (typeof body === 'string') return { kind: 'refused', because: body }
      const { id, parent_id: parent } = product
      const path = parent > 0 ? `products/${parent}/variations/${id}` : `products/${id}`
      const answer = await http.sendOnce({ url: `${api}/${path}`, headers, method: 'PUT', body })
      return said(answer, change)
    },
  }
}

/** what is put there, or why it cannot be */
type Body = Readonly<Record<string, unknown>> | string

function priced({ regular_price, sale_price }: Product, { after, currency }: Change): Body {
  const price = plainAmount(after ?? 0, currency)
  if (sale_price === '') return { regular_price: price }
  if ((after ?? 0) < minorOf(regular_price, currency)) return { sale_price: price }
  return `it is on sale, and ${price} is not below its regular price`
}

function stocked(product: Product, { after, before, key }: Change): Body {
  if (product.manage_stock !== true || product.stock_quantity === null)
    return 'its stock is not managed by WooCommerce'
  return {
    stock_quantity: product.stock_quantity + (after ?? -(before ?? 0)),
    meta_data: [{ key: KEPT, value: [...keysAt(product), key].slice(-20).join(' ') }],
  }
}

function keysAt({ meta_data }: Product): string[] {
  const kept = meta_data.find(({ key }) => key === KEPT)?.value
  return typeof kept === 'string' ? kept.split(' ') : []
}

function said(answer: Parameters<typeof byStatus>[0], change: Change): Written {
  if (answer.kind === 'answered' && answer.status >= 400 && answer.status < 500) {
    const read = fault.safeParse(parsed(answer.text))
    const failed = byStatus(answer)
    if (read.success && failed?.kind === 'refused')
      return { kind: 'refused', because: `WooCommerce says: ${oneLine(read.data.message, 200)}` }
  }
  const failed = byStatus(answer)
  if (failed || answer.kind === 'lost') return failed ?? { kind: 'unknown', because: '' }
  const product = productSchema.safeParse(parsed(answer.text)).data
  if (!product) return { kind: 'unknown', because: 'it answered in another shape' }
  const isThere =
    change.kind === 'price'
      ? minorOf(product.price, change.currency) === change.after
      : keysAt(product).includes(change.key)
  return isThere ? { kind: 'done' } : { kind: 'unknown', because: 'it does not say the new value' }
}

function minorOf(price: string, currency: string): number {
  return Math.round(Number(price) * majorUnit(currency))
}
