import type { IncomingMessage } from 'node:http'
import { buildSchema, graphql } from 'graphql'
import { type Answer, json, platform } from '../platform.ts'
import type { Json } from './shopify-from-rest.ts'

/** The part of Shopify's Admin API that is asked, as its reference declares it: a query it does not know is refused. */
const SCHEMA = buildSchema(`
  scalar DateTime
  scalar Decimal
  enum OrderSortKeys { UPDATED_AT ID }
  enum ProductSortKeys { UPDATED_AT ID }
  type PageInfo { hasNextPage: Boolean! endCursor: String }
  type MoneyV2 { amount: Decimal! currencyCode: String! }
  type MoneyBag { shopMoney: MoneyV2! }
  interface Node { id: ID! }
  type Customer { id: ID! }
  type MailingAddress { provinceCode: String countryCodeV2: String }
  type Product implements Node { id: ID! title: String! vendor: String! productType: String! updatedAt: DateTime!
    variants(first: Int, after: String): ProductVariantConnection! }
  type InventoryItem implements Node { id: ID! updatedAt: DateTime! tracked: Boolean! unitCost: MoneyV2
    variant: ProductVariant inventoryLevels(first: Int, after: String): InventoryLevelConnection! }
  type InventoryQuantity { name: String! quantity: Int! }
  type InventoryLevel { id: ID! quantities(names: [String!]!): [InventoryQuantity!]! }
  type InventoryLevelConnection { nodes: [InventoryLevel!]! pageInfo: PageInfo! }
  type ProductVariant implements Node { id: ID! title: String! sku: String barcode: String price: Decimal! createdAt: DateTime!
    updatedAt: DateTime! product: Product! inventoryItem: InventoryItem! }
  type ProductVariantEdge { node: ProductVariant! }
  type ProductVariantConnection { nodes: [ProductVariant!]! edges: [ProductVariantEdge!]! pageInfo: PageInfo! }
  type TaxLine { rate: Float }
  type DiscountAllocation { allocatedAmountSet: MoneyBag! }
  type LineItem implements Node { id: ID! title: String! quantity: Int! currentQuantity: Int isGiftCard: Boolean vendor: String variant: ProductVariant
    product: Product taxLines: [TaxLine!]! originalUnitPriceSet: MoneyBag! discountAllocations: [DiscountAllocation!]! }
  type LineItemEdge { node: LineItem! }
  type LineItemConnection { nodes: [LineItem!]! edges: [LineItemEdge!]! pageInfo: PageInfo! }
  type RefundLineItem { id: ID quantity: Int! subtotalSet: MoneyBag! totalTaxSet: MoneyBag lineItem: LineItem! }
  type RefundLineItemConnection { nodes: [RefundLineItem!]! pageInfo: PageInfo! }
  type RefundShippingLine { id: ID subtotalAmountSet: MoneyBag! taxAmountSet: MoneyBag! }
  type RefundShippingLineConnection { nodes: [RefundShippingLine!]! pageInfo: PageInfo! }
  type Refund implements Node { id: ID! createdAt: DateTime note: String totalRefundedSet: MoneyBag!
    refundLineItems(first: Int, after: String): RefundLineItemConnection!
    refundShippingLines(first: Int, after: String): RefundShippingLineConnection }
  type Order implements Node { id: ID! test: Boolean createdAt: DateTime! processedAt: DateTime
    totalPriceSet: MoneyBag totalTaxSet: MoneyBag updatedAt: DateTime! cancelledAt: DateTime
    displayFinancialStatus: String sourceName: String currencyCode: String! taxesIncluded: Boolean! customer: Customer
    shippingAddress: MailingAddress lineItems(first: Int, after: String): LineItemConnection!
    refunds(first: Int): [Refund!]! }
  type OrderEdge { node: Order! }
  type OrderConnection { nodes: [Order!]! edges: [OrderEdge!]! pageInfo: PageInfo! }
  type ProductEdge { node: Product! }
  type ProductConnection { nodes: [Product!]! edges: [ProductEdge!]! pageInfo: PageInfo! }
  type InventoryItemEdge { node: InventoryItem! }
  type InventoryItemConnection { nodes: [InventoryItem!]! edges: [InventoryItemEdge!]! pageInfo: PageInfo! }
  type Shop { currencyCode: String! ianaTimezone: String! }
  type BulkOperation implements Node { id: ID! status: String! errorCode: String objectCount: String url: String }
  type UserError { field: [String!] message: String! }
  type BulkStarted { bulkOperation: BulkOperation userErrors: [UserError!]! }
  type Query {
    shop: Shop!
    node(id: ID!): Node
    nodes(ids: [ID!]!): [Node]!
    orders(first: Int, after: String, query: String, sortKey: OrderSortKeys): OrderConnection!
    products(first: Int, after: String, query: String, sortKey: ProductSortKeys): ProductConnection!
    inventoryItems(first: Int, after: String, query: String): InventoryItemConnection!
  }
  type Mutation { bulkOperationRunQuery(query: String!): BulkStarted! }
`)

export interface Stock {
  orders: Json[]
  products?: Json[]
  inventoryItems?: Json[]
}

interface Options {
  /** answers before the shop's own, one a request */
  readonly faults?: Answer[]
  /** how often a bulk operation is still running when asked */
  readonly bulkPolls?: number
  /** the last file a bulk operation gave is served by this instead */
  readonly download?: Answer[]
  /** what every answer says of the bucket */
  readonly available?: number
}

const asConnection = (all: Json[], { first, after }: { first?: number; after?: string | null }) => {
  const from = after ? Number(after) : 0
  const nodes = all.slice(from, first ? from + first : undefined)
  const end = from + nodes.length
  return {
    nodes,
    edges: nodes.map((node) => ({ node })),
    pageInfo: { hasNextPage: end < all.length, endCursor: nodes.length > 0 ? String(end) : null },
  }
}

function found(all: Json[], { query }: { query?: string | null }): Json[] {
  const since = /updated_at:>='([^']+)'/.exec(query ?? '')?.[1]
  const states = [...(query ?? '').matchAll(/financial_status:(\w+)/g)].map((match) =>
    match[1]?.toUpperCase(),
  )
  return all
    .filter((one) => !since || Date.parse(one.updatedAt) >= Date.parse(since))
    .filter((one) => states.length === 0 || states.includes(one.displayFinancialStatus))
    .sort((a, b) => Date.parse(a.updatedAt) - Date.parse(b.updatedAt))
}

const refundOf = (refund: Json) => ({
  ...refund,
  refundLineItems: (args: Json) => asConnection(refund.refundLineItems?.nodes ?? [], args),
  refundShippingLines: (args: Json) => asConnection(refund.refundShippingLines?.nodes ?? [], args),
})

/** A shop behind Shopify's Admin GraphQL API: real queries against its schema, bulk operations and their files. */
export async function shopifyShop(stock: Stock, options: Options = {}) {
  const asked: { query: string; variables: Json; token: unknown }[] = []
  const downloads: Record<string, unknown>[] = []
  const bulks = new Map<string, { query: string; polls: number }>()
  const { faults = [], download = [] } = options
  const lists = () => ({
    orders: stock.orders.map((one) => ({
      ...one,
      lineItems: (args: Json) => asConnection(one.lineItems ?? [], args),
      // a list without pages: what does not fit is not told
      refunds: ({ first = 250 }: Json) => (one.refunds ?? []).map(refundOf).slice(0, Math.min(first, 250)),
    })),
    products: (stock.products ?? []).map((one) => ({
      ...one,
      variants: (args: Json) => asConnection(one.variants ?? [], args),
    })),
    inventoryItems: (stock.inventoryItems ?? []).map((one) => ({
      ...one,
      inventoryLevels: (args: Json) => asConnection(one.inventoryLevels?.nodes ?? [], args),
    })),
  })
  const nodeAt = (url: string, id: string) => {
    const bulk = bulks.get(id)
    if (bulk) {
      const status = bulk.polls-- > 0 ? 'RUNNING' : 'COMPLETED'
      return {
        __typename: 'BulkOperation',
        id,
        status,
        url: status === 'COMPLETED' ? `${url}/bulk?id=${id}` : null,
      }
    }
    const order = lists().orders.find((one) => one.id === id)
    if (order) return { __typename: 'Order', ...order }
    const product = lists().products.find((one) => one.id === id)
    if (product) return { __typename: 'Product', ...product }
    const item = lists().inventoryItems.find((one) => one.id === id)
    if (item) return { __typename: 'InventoryItem', ...item }
    const refund = stock.orders.flatMap((one) => one.refunds ?? []).find((one) => one.id === id)
    return refund ? { __typename: 'Refund', ...refundOf(refund) } : null
  }
  const root = (url: string) => ({
    shop: { currencyCode: 'USD', ianaTimezone: 'America/New_York' },
    orders: (args: Json) => asConnection(found(lists().orders, args), args),
    products: (args: Json) => asConnection(found(lists().products, args), args),
    inventoryItems: (args: Json) => asConnection(found(lists().inventoryItems, args), args),
    node: ({ id }: { id: string }) => nodeAt(url, id),
    nodes: ({ ids }: { ids: string[] }) => ids.map((id) => nodeAt(url, id)),
    bulkOperationRunQuery: ({ query }: { query: string }) => {
      const id = `gid://shopify/BulkOperation/${bulks.size + 1}`
      bulks.set(id, { query, polls: options.bulkPolls ?? 0 })
      return { bulkOperation: { id, status: 'CREATED' }, userErrors: [] }
    },
  })
  const server = await platform(async (request, response, url) => {
    const here = `http://${request.headers.host}`
    if (url.pathname === '/bulk') {
      downloads.push(request.headers)
      const fault = download.shift()
      if (fault) return fault(request, response, url)
      const { data } = await graphql({
        schema: SCHEMA,
        source: bulks.get(url.searchParams.get('id') ?? '')?.query ?? '',
        rootValue: root(here),
      })
      response.writeHead(200, { 'content-type': 'application/jsonl' })
      return response.end(jsonLines(data).join('\n'))
    }
    const { query, variables } = JSON.parse(await bodyOf(request))
    asked.push({ query, variables, token: request.headers['x-shopify-access-token'] })
    const fault = faults.shift()
    if (fault) return fault(request, response, url)
    const answer = await graphql({
      schema: SCHEMA,
      source: query,
      rootValue: root(here),
      variableValues: variables,
    })
    json({ ...answer, extensions: { cost: cost(options.available ?? 1900) } })(request, response, url)
  })
  return { ...server, asked, downloads, bulks }
}

export function cost(currentlyAvailable: number, requestedQueryCost = 400) {
  return {
    requestedQueryCost,
    actualQueryCost: 40,
    throttleStatus: { maximumAvailable: 2000, currentlyAvailable, restoreRate: 100 },
  }
}

export const throttled = json({
  errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED' } }],
  extensions: { cost: cost(100) },
})

/** A line an element, children after their parents and named by them, as a bulk operation writes them. */
function jsonLines(data: Json): string[] {
  const lines: string[] = []
  const write = (node: Json, parent: string | null) => {
    const own = Object.entries(node).filter(([, value]) => !(value as Json)?.edges)
    lines.push(JSON.stringify({ ...Object.fromEntries(own), ...(parent && { __parentId: parent }) }))
    for (const value of Object.values(node))
      for (const edge of (value as Json)?.edges ?? []) write(edge.node, node.id)
  }
  for (const connection of Object.values(data ?? {}))
    for (const { node } of (connection as Json).edges) write(node, null)
  return lines
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request) text += chunk
  return text
}
