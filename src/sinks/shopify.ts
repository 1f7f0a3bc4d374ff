import { z } from 'zod'
import { majorUnit, plainAmount } from '../lib/money.ts'
import { oneLine } from '../lib/text.ts'
import type { HttpClient } from '../sources/http/http.ts'
import { byStatus, parsed } from './answer.ts'
import type { ShopifySettings } from './settings.ts'
import type { Change, Sink, Written } from './sink.ts'

const VARIANT = `query Variant($id: ID!) {
  productVariant(id: $id) { id price compareAtPrice product { id } inventoryItem { id } }
}`
const SET_PRICE = `mutation SetPrice($productId: ID!, $variants: [ProductVariantsBulkInput!]!) {
  productVariantsBulkUpdate(productId: $productId, variants: $variants) {
    productVariants { id price }
    userErrors { field message code }
  }
}`
const ON_THE_WAY = `mutation OnTheWay($input: InventoryAdjustQuantitiesInput!, $key: String!) {
  inventoryAdjustQuantities(input: $input) @idempotent(key: $key) {
    inventoryAdjustmentGroup { id }
    userErrors { field message code }
  }
}`

const variantSchema = z.object({
  data: z.object({
    productVariant: z
      .object({
        id: z.string(),
        price: z.string(),
        compareAtPrice: z.string().nullable(),
        product: z.object({ id: z.string() }),
        inventoryItem: z.object({ id: z.string() }),
      })
      .nullable(),
  }),
})
type Variant = NonNullable<z.output<typeof variantSchema>['data']['productVariant']>

const graphErrors = z.array(
  z.object({ message: z.string(), extensions: z.object({ code: z.string().optional() }).optional() }),
)
const userErrors = z.array(z.object({ message: z.string(), code: z.string().nullish() }))
const answerSchema = z.object({
  errors: graphErrors.or(z.string().transform((message) => [{ message, extensions: undefined }])).optional(),
  data: z
    .record(
      z.string(),
      z
        .object({
          userErrors,
          productVariants: z.array(z.object({ id: z.string(), price: z.string() })).nullish(),
        })
        .nullable(),
    )
    .nullish(),
})

/** A refusal of these is one of the moment. */
const PASSING = new Set([
  'THROTTLED',
  'INTERNAL_SERVER_ERROR',
  'TIMEOUT',
  'IDEMPOTENCY_CONCURRENT_REQUEST',
  'ADJUST_QUANTITIES_FAILED',
])

/** Shopify, Admin GraphQL: a variant's price, and pieces on their way. Its refusals come with 200, in three places. */
export function shopifySink(
  settings: ShopifySettings,
  {
    http,
    secret,
  }: { readonly http: Pick<HttpClient, 'postJson' | 'sendOnce'>; readonly secret: (name: string) => string },
): Sink {
  const url = `${settings.url}/admin/api/${settings.version}/graphql.json`
  const headers = { 'X-Shopify-Access-Token': secret(settings.token) }
  const variantOf = async (change: Change): Promise<Variant | null> => {
    const variables = { id: `gid://shopify/ProductVariant/${change.productId}` }
    const { body } = await http.postJson({ url, headers, retries: 0, body: { query: VARIANT, variables } })
    return variantSchema.parse(body).data.productVariant
  }
  const put = async (query: string, variables: Readonly<Record<string, unknown>>) =>
    http.sendOnce({ url, headers, method: 'POST', body: { query, variables } })
  const isPrice = (change: Change) => change.kind === 'price'
  return {
    async read(change) {
      // pieces on their way carry their key: sent again they are added once
      if (!isPrice(change)) return change.before
      const variant = await variantOf(change)
      return variant && minorOf(variant.price, change.currency)
    },
    async write(change) {
      const variant = await variantOf(change).catch((error: unknown) => `${error}`)
      if (typeof variant === 'string') return { kind: 'later', because: oneLine(variant, 200) }
      if (!variant) return { kind: 'refused', because: `Shopify has no variant ${change.productId}` }
      if (!isPrice(change)) {
        const input = onTheWay(change, variant, settings.location ?? '')
        return said(await put(ON_THE_WAY, { input, key: change.key }), 'inventoryAdjustQuantities', null)
      }
      const price = plainAmount(change.after ?? 0, change.currency)
      const crossedOut = settings.compare_at === 'was' ? crossedOutBy(change, variant) : {}
      const variants = [{ id: variant.id, price, ...crossedOut }]
      const answer = await put(SET_PRICE, { productId: variant.product.id, variants })
      return said(answer, 'productVariantsBulkUpdate', price)
    },
  }
}

function onTheWay(change: Change, variant: Variant, location: string) {
  // an undo takes away what was on its way
  const delta = change.after ?? -(change.before ?? 0)
  return {
    name: 'incoming',
    reason: delta > 0 ? 'movement_created' : 'movement_canceled',
    referenceDocumentUri: `gid://floorwalker/PurchaseOrder/${change.suggestionId}`,
    changes: [
      {
        inventoryItemId: variant.inventoryItem.id,
        locationId: `gid://shopify/Location/${location}`,
        delta,
        // other orders move the same quantity: it is added to, whatever it is
        changeFromQuantity: null,
        ledgerDocumentUri: `gid://floorwalker/PurchaseOrder/${change.suggestionId}`,
      },
    ],
  }
}

/** A cut crosses the price of before out; going back to it takes that away again. A merchant's own is left alone. */
function crossedOutBy(change: Change, { compareAtPrice }: Variant): { compareAtPrice?: string | null } {
  const { before, after, currency } = change
  if (before === null || after === null) return {}
  if (after < before && compareAtPrice === null) return { compareAtPrice: plainAmount(before, currency) }
  const isOurs = compareAtPrice !== null && minorOf(compareAtPrice, currency) === after
  return after > before && isOurs ? { compareAtPrice: null } : {}
}

function said(answer: Parameters<typeof byStatus>[0], mutation: string, price: string | null): Written {
  const failed = byStatus(answer)
  if (failed || answer.kind === 'lost') return failed ?? { kind: 'unknown', because: '' }
  const read = answerSchema.safeParse(parsed(answer.text))
  if (!read.success) return { kind: 'unknown', because: 'it answered in another shape' }
  const { errors = [], data } = read.data
  const [error] = errors
  if (error) return refusal(error.message, error.extensions?.code)
  const done = data?.[mutation]
  if (!done) return { kind: 'unknown', because: 'it did not say what came of it' }
  const [fault] = done.userErrors
  if (fault) return refusal(fault.message, fault.code)
  if (price === null) return { kind: 'done' }
  const now = done.productVariants?.[0]?.price
  return now !== undefined && Number(now) === Number(price)
    ? { kind: 'done' }
    : { kind: 'unknown', because: `it says the price is ${oneLine(now ?? 'unknown', 40)}` }
}

function refusal(message: string, code: string | null | undefined): Written {
  const because = `Shopify says: ${oneLine(message, 200)}`
  if (code === 'THROTTLED') return { kind: 'later', because }
  return PASSING.has(code ?? '') ? { kind: 'unknown', because } : { kind: 'refused', because }
}

function minorOf(price: string, currency: string): number {
  return Math.round(Number(price) * majorUnit(currency))
}
