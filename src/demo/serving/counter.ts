import { z } from 'zod'
import { PLATFORMS } from '../market/catalogue.ts'
import type { Market } from '../market/simulate.ts'
import { type Asked, type Reply, refused } from './asked.ts'

const wanted = z.strictObject({
  price: z.string().regex(/^\d{1,6}\.\d{2}$/, 'a price is written as 12.90'),
  currency: z.literal('EUR'),
})

/**
 * `GET` and `PUT /v1/products/{platform}/{sku}/price`. A PUT names its key; one that was heard before is answered as it
 * was then, and changes nothing. Null: something else is asked for.
 */
export function counter(
  market: Market,
  { onPriced }: { readonly onPriced: () => void },
): (asked: Asked) => Reply | null {
  const { products } = market.world().catalogue
  const answered = new Map<string, { readonly asked: string; readonly reply: Reply }>()
  const numbers = new Map(products.map(({ platform, sku }, p) => [`${PLATFORMS[platform]}/${sku}`, p]))
  const shown = (platform: string, sku: string, p: number): Reply => {
    const price = (market.priceOf(p) / 100).toFixed(2)
    return { status: 200, body: JSON.stringify({ platform, product_id: sku, price, currency: 'EUR' }) }
  }
  return ({ method, url, headers, text }) => {
    const [, platform = '', sku = ''] = /^\/v1\/products\/([^/]+)\/([^/]+)\/price$/.exec(url.pathname) ?? []
    if (sku === '') return null
    const p = numbers.get(`${platform}/${sku}`)
    if (p === undefined) return refused(404, `${platform} has no product ${sku}.`)
    if (method === 'GET') return shown(platform, sku, p)
    if (method !== 'PUT') return refused(405, 'A price is asked for or put.', { allow: 'GET, PUT' })
    const key = headers['idempotency-key']
    if (typeof key !== 'string' || key === '') return refused(400, 'Send an Idempotency-Key.')
    const asked = `${url.pathname} ${text}`
    const before = answered.get(key)
    if (before)
      return before.asked === asked ? before.reply : refused(422, 'This key was used for something else.')
    const read = wanted.safeParse(parsed(text))
    if (!read.success) return refused(422, read.error.issues.map(({ message }) => message).join('; '))
    const cents = Math.round(Number(read.data.price) * 100)
    if (cents === 0) return refused(422, 'Nothing is given away here.')
    market.setPrice(p, cents)
    onPriced()
    const reply = shown(platform, sku, p)
    answered.set(key, { asked, reply })
    return reply
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
