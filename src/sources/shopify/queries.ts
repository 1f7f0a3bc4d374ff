/** The version of the Admin API these queries are written for; Shopify keeps one for a year. */
export const API_VERSION = '2026-10'

/** Money in the shop's own currency; what the shopper saw in another is left aside. */
const money = (field: string) => `${field} { shopMoney { amount currencyCode } }`

const ORDER = `id createdAt processedAt updatedAt cancelledAt test displayFinancialStatus sourceName currencyCode taxesIncluded
  customer { id } shippingAddress { provinceCode countryCodeV2 }`

const LINE = `id title quantity currentQuantity isGiftCard vendor variant { id } product { id }
  ${money('originalUnitPriceSet')} taxLines { rate }
  discountAllocations { ${money('allocatedAmountSet')} }`

const pageInfo = 'pageInfo { hasNextPage endCursor }'

/** The first page of a list within an element. */
const firstOf = ({ name, fields }: Nested, first: number) =>
  `${name}(first: ${first}) { ${pageInfo} nodes { ${fields} } }`

const REFUND_LINES: Nested = {
  name: 'refundLineItems',
  type: 'Refund',
  fields: `id quantity ${money('subtotalSet')} ${money('totalTaxSet')}
    lineItem { id variant { id } product { id } vendor isGiftCard taxLines { rate } }`,
}
const REFUNDED_FREIGHT: Nested = {
  name: 'refundShippingLines',
  type: 'Refund',
  fields: `${money('subtotalAmountSet')} ${money('taxAmountSet')}`,
}

/** The lists of a refund, read to their ends. */
export const REFUND_PARTS: readonly Nested[] = [REFUND_LINES, REFUNDED_FREIGHT]

const REFUND = `id createdAt note ${money('totalRefundedSet')}
  ${firstOf(REFUND_LINES, 50)} ${firstOf(REFUNDED_FREIGHT, 20)}`

/** Refunds that come with their order: most have one. */
export const FIRST_REFUNDS = 20
/** The most Shopify gives of a list that has no pages. */
const MAX_LIST = 250

export const ASK_REFUND_IDS = `query ($id: ID!) {
  node(id: $id) { ... on Order { refunds(first: ${MAX_LIST}) { id } } } }`

export const ASK_REFUND = `query ($id: ID!) { node(id: $id) { ... on Refund { ${REFUND} } } }`

const VARIANT = `id title sku barcode price createdAt updatedAt
  product { id title vendor productType updatedAt } inventoryItem { unitCost { amount currencyCode } }`

/** The stock of an item place by place, read to its end. */
export const LEVELS: Nested = {
  name: 'inventoryLevels',
  type: 'InventoryItem',
  fields: 'id quantities(names: ["on_hand", "reserved", "committed", "incoming"]) { name quantity }',
}

/** A list within an element, and the element's type, by which the rest of it is asked for. */
export interface Nested {
  readonly name: string
  readonly type: string
  readonly fields: string
}

/** One connection of the API and how deep it is read. */
export interface Reading {
  /** the connection's name: `orders` */
  readonly root: keyof typeof TYPES
  readonly fields: string
  /** the connection within each element, such as an order's lines; it is read to its end */
  readonly nested: Nested | null
  readonly sort: string
  /** beside the time of the last update */
  readonly filter: string | null
  /** the first pass goes through a bulk operation */
  readonly isBulk: boolean
  readonly pageSize: number
}

export const READINGS = {
  orders: {
    root: 'orders',
    fields: ORDER,
    nested: { name: 'lineItems', type: 'Order', fields: LINE },
    sort: 'UPDATED_AT',
    filter: null,
    isBulk: true,
    pageSize: 25,
  },
  refunds: {
    root: 'orders',
    fields: `id updatedAt test taxesIncluded ${money('totalPriceSet')} ${money('totalTaxSet')} refunds(first: ${FIRST_REFUNDS}) { ${REFUND} }`,
    nested: null,
    sort: 'UPDATED_AT',
    // a list may hold no connection in a bulk operation: what refunds were of is read by pages, of these orders only
    filter: '(financial_status:refunded OR financial_status:partially_refunded)',
    isBulk: false,
    pageSize: 10,
  },
  products: {
    root: 'products',
    fields: 'id updatedAt',
    nested: { name: 'variants', type: 'Product', fields: VARIANT },
    sort: 'UPDATED_AT',
    filter: null,
    isBulk: true,
    pageSize: 25,
  },
  stock_levels: {
    root: 'inventoryItems',
    fields: `id updatedAt tracked variant { id } ${firstOf(LEVELS, 50)}`,
    nested: null,
    sort: 'ID',
    filter: null,
    isBulk: false,
    pageSize: 25,
  },
} as const satisfies Record<string, Reading>

const NESTED_SIZE = 50

export function pageQuery({ root, fields, nested, sort }: Reading): string {
  const inner = nested ? firstOf(nested, NESTED_SIZE) : ''
  const order = sort === 'ID' ? '' : `, sortKey: ${sort}`
  return `query ($first: Int!, $after: String, $query: String) {
  ${root}(first: $first, after: $after, query: $query${order}) { ${pageInfo} nodes { ${fields} ${inner} } } }`
}

const TYPES = { orders: 'Order', products: 'Product', inventoryItems: 'InventoryItem' } as const

/** The type of the elements of a reading, as their ids say it. */
export const typeOf = ({ root }: Reading): string => TYPES[root]

/** The same elements by their ids; one that is there no more is null. */
export function nodesQuery(reading: Reading): string {
  const { fields, nested } = reading
  const inner = nested ? firstOf(nested, NESTED_SIZE) : ''
  return `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on ${typeOf(reading)} { ${fields} ${inner} } } }`
}

/** What an element's connection holds beyond the first page of it. */
export function restQuery({ name, type, fields }: Nested): string {
  return `query ($id: ID!, $after: String) {
  node(id: $id) { ... on ${type} { ${name}(first: 250, after: $after) { ${pageInfo} nodes { ${fields} } } } } }`
}

/** The same connection for a bulk operation, which pages by itself and writes a line an element. */
export function bulkQuery({ root, fields, nested }: Reading, filter: string | null): string {
  const inner = nested ? `${nested.name} { edges { node { ${nested.fields} } } }` : ''
  const which = filter === null ? '' : `(query: ${JSON.stringify(filter)})`
  return `{ ${root}${which} { edges { node { ${fields} ${inner} } } } }`
}

export const START_BULK = `mutation ($query: String!) {
  bulkOperationRunQuery(query: $query) { bulkOperation { id status } userErrors { field message } } }`

export const ASK_BULK = `query ($id: ID!) {
  node(id: $id) { ... on BulkOperation { id status errorCode objectCount url } } }`

export const ASK_SHOP = '{ shop { currencyCode ianaTimezone } }'
