import { showTenThousandths, tenThousandths, unitAndDiscount } from '../rows/decimal.ts'
import { arrayAt, textAt } from '../rows/shape.ts'
import type { Tables, TextRow } from '../rows/to-pages.ts'

/** `..._gmt` times carry no offset: they are told as the UTC they are. */
function utc(element: unknown, field: string): string | null {
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
function soldId(line: unknown): string | null {
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
    product_id: soldId(line),
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
  // what is no money is handed on as it came: cleaning refuses it with its reason
  if (subtotal === null || total === null || quantity === null || subtotal < total)
    return { unit_price: price ?? after, discount: null }
  const { unit, discount } = unitAndDiscount({ subtotal, total, quantity })
  return { unit_price: showTenThousandths(unit), discount: showTenThousandths(discount) }
}

/**
 * A row a refunded line, without tax as the lines are, and one for the rest of the money: freight, tax, or a sum that
 * was given back for no line. Together they are `amount`.
 */
export function refundRows(platform: string, order: unknown, refunds: readonly unknown[]): TextRow[] {
  return refunds.flatMap((refund) => {
    const whole = {
      platform,
      order_id: textAt(order, 'id'),
      currency: textAt(order, 'currency'),
      tax_included: 'false',
      refunded_at: utc(refund, 'date_created'),
      reason: textAt(refund, 'reason'),
    }
    const id = textAt(refund, 'id')
    const amount = tenThousandths(textAt(refund, 'amount'))
    const lines = (arrayAt(refund, 'line_items') ?? []).map((line) => ({
      line,
      cost: tenThousandths(textAt(line, 'total')),
    }))
    if (amount === null || lines.some(({ cost }) => cost === null || cost > 0n))
      return [{ ...whole, refund_id: id, amount: textAt(refund, 'amount') }]
    let rest = amount
    const rows = lines.map(({ line, cost }): TextRow => {
      // pieces may be taken back for less than they cost, or for nothing
      const mine = least(-(cost ?? 0n), rest)
      rest -= mine
      return {
        ...whole,
        refund_id: `${id}.${textAt(line, 'id')}`,
        line_id: refundedLine(line),
        product_id: soldId(line),
        quantity: textAt(line, 'quantity')?.replace(/^-/, '') ?? null,
        amount: showTenThousandths(mine),
      }
    })
    return rest === 0n && rows.length > 0
      ? rows
      : [...rows, { ...whole, refund_id: `${id}`, amount: showTenThousandths(rest) }]
  })
}

function least(a: bigint, b: bigint): bigint {
  return a < b ? a : b
}

function refundedLine(line: unknown): string | null {
  const meta = arrayAt(line, 'meta_data')?.find((one) => textAt(one, 'key') === '_refunded_item_id')
  return textAt(meta, 'value')
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
