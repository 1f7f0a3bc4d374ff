import { countsAs } from '../../lake/engine/sales.ts'
import { showTenThousandths, tenThousandths, unitAndDiscount } from '../rows/decimal.ts'
import { ownProduct } from '../rows/own-product.ts'
import { arrayAt, textAt } from '../rows/shape.ts'
import type { Tables, TextRow } from '../rows/to-pages.ts'

/** `..._gmt` times carry no offset: they are told as the UTC they are. */
export function utc(element: unknown, field: string): string | null {
  const at = textAt(element, `${field}_gmt`)
  if (at !== null) return /[Zz]|[+-]\d\d:?\d\d$/.test(at) ? at : `${at}Z`
  return textAt(element, field)
}

/** 0 is WooCommerce's word for nobody and nothing. */
function idAt(element: unknown, field: string): string | null {
  const id = textAt(element, field)
  return id === '0' ? null : id
}

/** What is sold is a variation, where a product has any. */
export function soldId(line: unknown): string | null {
  return idAt(line, 'variation_id') ?? idAt(line, 'product_id')
}

export function orderRows(platform: string, orders: readonly unknown[]): Tables {
  return {
    orders: orders.map((order) => ({
      platform,
      order_id: textAt(order, 'id'),
      customer_id: idAt(order, 'customer_id') ?? textAt(order, 'billing.email'),
      ordered_at: utc(order, 'date_created'),
      status: textAt(order, 'status'),
      counts_as: countsAs('woocommerce', textAt(order, 'status')),
      channel: textAt(order, 'created_via'),
      region: textAt(order, 'shipping.state') ?? textAt(order, 'billing.state'),
      currency: textAt(order, 'currency'),
      approved_at: utc(order, 'date_paid'),
      shipped_at: utc(order, 'date_completed'),
      updated_at: utc(order, 'date_modified'),
    })),
    order_lines: orders.flatMap((order) =>
      (arrayAt(order, 'line_items') ?? []).map((line) => lineRow(platform, order, line)),
    ),
  }
}

/**
 * Without tax, as WooCommerce keeps its lines: `subtotal` before discounts, `total` after them. `price` is a float
 * that was divided: the price of a piece is worked out of the sums instead, exact to the cent.
 */
function lineRow(platform: string, order: unknown, line: unknown): TextRow {
  const quantity = textAt(line, 'quantity')
  return {
    platform,
    order_id: textAt(order, 'id'),
    line_id: textAt(line, 'id'),
    product_id: soldId(line) ?? ownProduct(textAt(line, 'name')),
    title: textAt(line, 'name'),
    quantity,
    ...priced(textAt(line, 'subtotal'), textAt(line, 'total'), quantity, textAt(line, 'price')),
    currency: textAt(order, 'currency'),
    tax_included: 'false',
    ordered_at: utc(order, 'date_created'),
    updated_at: utc(order, 'date_modified'),
  }
}

function priced(before: string | null, after: string | null, pieces: string | null, price: string | null) {
  const [subtotal, total] = [tenThousandths(before), tenThousandths(after)]
  const quantity = pieces && /^[1-9]\d{0,8}$/.test(pieces) ? BigInt(pieces) : null
  const isMoney = subtotal !== null && total !== null && subtotal >= total
  // what was weighed is told by what it cost in all
  if (isMoney && Number(pieces) > 0 && quantity === null)
    return { unit_price: before, discount: showTenThousandths(subtotal - total), price_is: 'line' }
  // what is no money is handed on as it came: cleaning refuses it with its reason
  if (!isMoney || quantity === null) return { unit_price: price ?? after, discount: null }
  const { unit, discount } = unitAndDiscount({ subtotal, total, quantity })
  return { unit_price: showTenThousandths(unit), discount: showTenThousandths(discount) }
}

/** A row a thing that can be bought: a variable product is not, its variations are. */
export function productRows(
  platform: string,
  products: readonly unknown[],
  variations: readonly (readonly unknown[])[],
): TextRow[] {
  return products.flatMap((product, i) => {
    const whole = productRow(platform, product, product)
    const parts = variations[i] ?? []
    return parts.length === 0 ? [whole] : parts.map((part) => productRow(platform, product, part))
  })
}

/** What is counted at all, and of a variation that is counted with its product the product's count. */
export function stockRows(
  platform: string,
  day: string,
  products: readonly unknown[],
  variations: readonly (readonly unknown[])[],
): TextRow[] {
  return products.flatMap((product, i) => {
    const parts = variations[i] ?? []
    return (parts.length === 0 ? [product] : parts).flatMap((sold): TextRow[] => {
      const holder = textAt(sold, 'manage_stock') === 'parent' ? product : sold
      const onHand = textAt(holder, 'manage_stock') === 'true' ? textAt(holder, 'stock_quantity') : null
      return onHand === null ? [] : [{ platform, product_id: textAt(sold, 'id'), on: day, on_hand: onHand }]
    })
  })
}

function productRow(platform: string, product: unknown, sold: unknown): TextRow {
  const options = (arrayAt(sold, 'attributes') ?? []).map((one) => textAt(one, 'option')).filter(Boolean)
  return {
    platform,
    product_id: textAt(sold, 'id'),
    title: [textAt(product, 'name'), options.join(', ')].filter(Boolean).join(' – ') || null,
    category: textAt(arrayAt(product, 'categories')?.[0], 'name'),
    cost: textAt(sold, 'cost_of_goods_sold.total_value'),
    list_price: textAt(sold, 'regular_price') ?? textAt(sold, 'price'),
    gtin: textAt(sold, 'global_unique_id'),
    listed_at: utc(product, 'date_created'),
    updated_at: utc(sold, 'date_modified'),
  }
}
