// biome-ignore lint/suspicious/noExplicitAny: an object of a GraphQL API is any object
export type Json = any

const bag = (amount: string, currencyCode = 'USD') => ({ shopMoney: { amount, currencyCode } })

const gid = (type: string, id: unknown) => `gid://shopify/${type}/${id}`

function lineOf(line: Json): Json {
  return {
    id: gid('LineItem', line.id),
    title: line.title,
    quantity: line.quantity,
    vendor: line.vendor,
    variant: line.variant_id ? { id: gid('ProductVariant', line.variant_id) } : null,
    product: line.product_id ? { id: gid('Product', line.product_id) } : null,
    originalUnitPriceSet: bag(line.price),
    taxLines: (line.tax_lines ?? []).map(({ rate }: Json) => ({ rate: Number(rate) })),
    discountAllocations:
      Number(line.total_discount ?? 0) > 0 ? [{ allocatedAmountSet: bag(line.total_discount) }] : [],
  }
}

/** An order as the REST API prints it, in the shape of the GraphQL API. */
export function orderFromRest(order: Json, refunds: Json[] = []): Json {
  return {
    id: gid('Order', order.id),
    createdAt: order.created_at,
    updatedAt: order.updated_at,
    cancelledAt: order.cancelled_at,
    displayFinancialStatus: order.financial_status?.toUpperCase(),
    sourceName: order.source_name,
    currencyCode: order.currency,
    taxesIncluded: order.taxes_included ?? false,
    customer: order.customer?.id ? { id: gid('Customer', order.customer.id) } : null,
    shippingAddress: order.shipping_address && {
      provinceCode: order.shipping_address.province_code,
      countryCodeV2: order.shipping_address.country_code,
    },
    lineItems: order.line_items.map(lineOf),
    refunds: refunds.map((refund) => ({
      id: gid('Refund', refund.id),
      createdAt: refund.created_at,
      note: refund.note,
      totalRefundedSet: bag(refund.transactions[0].amount),
      refundLineItems: {
        nodes: refund.refund_line_items.map((one: Json) => ({
          id: gid('RefundLineItem', one.id),
          quantity: one.quantity,
          subtotalSet: bag(one.line_item.price),
          lineItem: lineOf(one.line_item),
        })),
      },
    })),
  }
}

export function productFromRest(product: Json, costs: Readonly<Record<string, string>> = {}): Json {
  const head = {
    id: gid('Product', product.id),
    title: product.title,
    vendor: product.vendor,
    productType: product.product_type,
    updatedAt: product.updated_at,
  }
  return {
    ...head,
    variants: product.variants.map((one: Json) => ({
      id: gid('ProductVariant', one.id),
      title: one.title,
      sku: one.sku,
      barcode: one.barcode ?? null,
      price: one.price,
      createdAt: one.created_at,
      updatedAt: one.updated_at,
      product: head,
      inventoryItem: {
        id: gid('InventoryItem', one.id),
        unitCost: costs[one.sku] ? { amount: costs[one.sku], currencyCode: 'USD' } : null,
      },
    })),
  }
}

export function itemFromRest(item: Json, levels: readonly Json[]): Json {
  return {
    id: gid('InventoryItem', item.id),
    updatedAt: item.updated_at,
    tracked: item.tracked,
    variant: { id: gid('ProductVariant', item.id) },
    inventoryLevels: {
      nodes: levels
        .filter((level) => level.inventory_item_id === item.id)
        .map((level, i) => ({
          id: `gid://shopify/InventoryLevel/${i}?inventory_item_id=${item.id}`,
          quantities: [
            { name: 'on_hand', quantity: level.available },
            { name: 'committed', quantity: 1 },
            { name: 'incoming', quantity: 0 },
          ],
        })),
    },
  }
}
