import { z } from 'zod'
import type { Heard, Reply } from './fault-server.ts'

const money = z.string().regex(/^\d+(\.\d{1,2})?$/)
const gid = (type: string) => z.string().regex(new RegExp(`^gid://shopify/${type}/\\d+$`))

const asked = z.strictObject({ query: z.string(), variables: z.record(z.string(), z.unknown()) })
const variantInput = z.strictObject({
  productId: gid('Product'),
  variants: z
    .array(
      z.strictObject({
        id: gid('ProductVariant'),
        price: money,
        compareAtPrice: money.nullable().optional(),
      }),
    )
    .length(1),
})
const adjustInput = z.strictObject({
  key: z.string().min(1),
  input: z.strictObject({
    name: z.enum(['available', 'incoming', 'damaged', 'reserved', 'safety_stock', 'quality_control']),
    reason: z.enum(['correction', 'movement_created', 'movement_updated', 'movement_canceled', 'received']),
    referenceDocumentUri: z.string().optional(),
    changes: z
      .array(
        z.strictObject({
          inventoryItemId: gid('InventoryItem'),
          locationId: gid('Location'),
          delta: z.number().int(),
          // of 2026-04 on it must be said, if only as null
          changeFromQuantity: z.number().int().nullable(),
          ledgerDocumentUri: z.string(),
        }),
      )
      .length(1),
  }),
})

const graph = (data: unknown): Reply => ({ status: 200, body: { data } })
const graphFault = (message: string, code?: string): Reply => ({
  status: 200,
  body: { errors: [{ message, ...(code && { extensions: { code } }) }] },
})

/**
 * Shopify's Admin API of 2026-10 as its pages tell it: one path, a token, ids as gid://, unknown fields refused, userErrors
 * beside a 200, `@idempotent` demanded of inventory and honoured, throttling as an error that comes with 200.
 */
export function shopifyLike() {
  const variants = new Map([
    ['11', { product: '1', item: '111', price: '20.00', compareAt: null as string | null, incoming: 0 }],
    ['12', { product: '1', item: '112', price: '20.00', compareAt: '25.00' as string | null, incoming: 0 }],
  ])
  const keys = new Map<string, string>()
  const shop = {
    variants,
    applied: 0,
    throttled: 0,
    refuse: null as { message: string; code: string } | null,
  }
  const changed = (heard: Heard): Reply => {
    const { query, variables } = asked.parse(heard.body)
    if (query.includes('productVariantsBulkUpdate')) {
      const read = variantInput.safeParse(variables)
      if (!read.success) return graphFault(`Variable was provided invalid value: ${read.error.message}`)
      const { productId, variants: inputs } = read.data
      const [input] = inputs
      const variant = variants.get(input?.id.split('/').at(-1) ?? '')
      if (shop.refuse || !input || !variant || variant.product !== productId.split('/').at(-1)) {
        const userErrors = [
          { field: ['variants'], ...(shop.refuse ?? { message: 'No such variant', code: 'INVALID' }) },
        ]
        // as of 2023-04 what stands there comes along with the refusal
        const there = variant ? [{ id: input?.id, price: variant.price }] : null
        return graph({ productVariantsBulkUpdate: { productVariants: there, userErrors } })
      }
      variant.price = Number(input.price).toFixed(2)
      if (input.compareAtPrice !== undefined) variant.compareAt = input.compareAtPrice
      shop.applied++
      const productVariants = [{ id: input.id, price: variant.price }]
      return graph({ productVariantsBulkUpdate: { productVariants, userErrors: [] } })
    }
    const read = adjustInput.safeParse(variables)
    if (!query.includes('@idempotent(key: $key)'))
      return graphFault('The @idempotent directive is required for this mutation.', 'BAD_REQUEST')
    if (!read.success) return graphFault(`Variable was provided invalid value: ${read.error.message}`)
    const { key, input } = read.data
    const [change] = input.changes
    const variant = [...variants.values()].find(({ item }) => change?.inventoryItemId.endsWith(`/${item}`))
    if (!change || !variant)
      return graph({
        inventoryAdjustQuantities: {
          inventoryAdjustmentGroup: null,
          userErrors: [{ field: ['input'], message: 'No such item', code: 'INVALID_INVENTORY_ITEM' }],
        },
      })
    const same = JSON.stringify(input)
    if (keys.has(key) && keys.get(key) !== same)
      return graph({
        inventoryAdjustQuantities: {
          inventoryAdjustmentGroup: null,
          userErrors: [
            { field: null, message: 'Key used otherwise', code: 'IDEMPOTENCY_KEY_PARAMETER_MISMATCH' },
          ],
        },
      })
    if (!keys.has(key)) {
      keys.set(key, same)
      variant.incoming += change.delta
      shop.applied++
    }
    return graph({
      inventoryAdjustQuantities: {
        inventoryAdjustmentGroup: { id: 'gid://shopify/InventoryAdjustmentGroup/1' },
        userErrors: [],
      },
    })
  }
  return {
    shop,
    isWrite: ({ body }: Heard) => /^\s*mutation/.test(asked.parse(body).query),
    answer(heard: Heard): Reply {
      if (heard.path !== '/admin/api/2026-10/graphql.json')
        return { status: 404, body: { errors: 'Not Found' } }
      if (heard.headers['x-shopify-access-token'] !== 'shpat_1')
        return { status: 401, body: { errors: '[API] Invalid API key or access token' } }
      const { query, variables } = asked.parse(heard.body)
      if (/^\s*mutation/.test(query)) {
        if (shop.throttled > 0) {
          shop.throttled--
          return graphFault('Throttled', 'THROTTLED')
        }
        return changed(heard)
      }
      const id = z.strictObject({ id: gid('ProductVariant') }).safeParse(variables)
      if (!id.success) return graphFault('Invalid global id')
      const variant = variants.get(id.data.id.split('/').at(-1) ?? '')
      return graph({
        productVariant: variant
          ? {
              id: id.data.id,
              price: variant.price,
              compareAtPrice: variant.compareAt,
              product: { id: `gid://shopify/Product/${variant.product}` },
              inventoryItem: { id: `gid://shopify/InventoryItem/${variant.item}` },
            }
          : null,
      })
    },
  }
}

const wooBody = z.strictObject({
  regular_price: money.optional(),
  sale_price: z.union([money, z.literal('')]).optional(),
  stock_quantity: z.number().int().optional(),
  meta_data: z.array(z.strictObject({ key: z.string(), value: z.string() })).optional(),
})

/** WooCommerce's REST API v3: basic auth, prices as text, variations below their parent, `price` only to be read. */
export function wooLike() {
  const product = (id: number, more: object) => ({
    ...{ id, type: 'simple', parent_id: 0, regular_price: '20.00', sale_price: '', manage_stock: true },
    ...{ stock_quantity: 5, meta_data: [] as { key: string; value: string }[] },
    ...more,
  })
  const products = new Map(
    [
      product(11, {}),
      product(12, { type: 'variation', parent_id: 3, regular_price: '25.00', sale_price: '20.00' }),
    ].map((one) => [one.id, one]),
  )
  const shop = { products, applied: 0 }
  const shown = (one: ReturnType<typeof product>) => ({ ...one, price: one.sale_price || one.regular_price })
  return {
    shop,
    isWrite: ({ method }: Heard) => method === 'PUT',
    answer({ method, path, headers, body }: Heard): Reply {
      if (headers.authorization !== `Basic ${Buffer.from('ck_1:cs_1').toString('base64')}`)
        return {
          status: 401,
          body: { code: 'woocommerce_rest_cannot_view', message: 'Sorry', data: { status: 401 } },
        }
      const [, parent, id] = /^\/wp-json\/wc\/v3\/products\/(?:(\d+)\/variations\/)?(\d+)$/.exec(path) ?? []
      const found = products.get(Number(id))
      const isPlaced = method === 'GET' || found?.parent_id === Number(parent ?? 0)
      if (!found || !isPlaced)
        return {
          status: 404,
          body: {
            code: 'woocommerce_rest_product_invalid_id',
            message: 'Invalid ID.',
            data: { status: 404 },
          },
        }
      if (method === 'GET') return { status: 200, body: shown(found) }
      const read = wooBody.safeParse(body)
      if (!read.success)
        return {
          status: 400,
          body: { code: 'rest_invalid_param', message: 'Invalid parameter(s)', data: { status: 400 } },
        }
      shop.applied++
      Object.assign(found, read.data)
      return { status: 200, body: shown(found) }
    },
  }
}
