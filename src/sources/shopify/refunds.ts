import { showTenThousandths, tenThousandths } from '../rows/decimal.ts'
import { arrayAt, objectAt, textAt } from '../rows/shape.ts'
import type { TextRow } from '../rows/to-pages.ts'
import { idAt, moneyAt, soldId } from './ids.ts'
import { taxRateOf } from './lines.ts'

/**
 * A row a refunded line, on the tax basis the line's price has, and one for a sum that was given back for no line.
 * Freight, the tax on lines without tax, and gift cards were in no sale, and are in no refund. What a test order gives
 * back is nothing.
 */
export function refundRows(order: unknown, platform: string): TextRow[] {
  if (textAt(order, 'test') === 'true') return []
  return (arrayAt(order, 'refunds') ?? []).flatMap((refund) => {
    const id = idAt(refund, 'id')
    const paid = moneyAt(refund, 'totalRefundedSet')
    const whole = {
      platform,
      order_id: idAt(order, 'id'),
      currency: textAt(refund, 'totalRefundedSet.shopMoney.currencyCode'),
      refunded_at: textAt(refund, 'createdAt'),
      reason: textAt(refund, 'note'),
      tax_included: 'false',
    }
    const all = tenThousandths(paid)
    if (all === null) return [{ ...whole, refund_id: id, amount: paid }]
    let rest = all
    // taken back and put on the shelf, for less money than it cost or for none
    const take = (cost: bigint) => {
      const mine = cost < rest ? cost : rest
      rest -= mine
      return mine
    }
    const rows: TextRow[] = []
    for (const line of arrayAt(refund, 'refundLineItems.nodes') ?? []) {
      const mine = take(centsAt(line, 'subtotalSet'))
      if (textAt(line, 'lineItem.isGiftCard') === 'true') continue
      rows.push({
        ...whole,
        refund_id: `${id}.${idAt(line, 'id')}`,
        line_id: idAt(line, 'lineItem.id'),
        product_id: soldId(objectAt(line, 'lineItem')),
        merchant_id: textAt(line, 'lineItem.vendor'),
        quantity: textAt(line, 'quantity'),
        amount: showTenThousandths(mine),
        tax_included: textAt(order, 'taxesIncluded'),
        tax_rate: taxRateOf(objectAt(line, 'lineItem')),
      })
    }
    take(besideGoods(order, refund))
    if (rest > 0n || rows.length === 0)
      rows.push({ ...whole, ...taxOf(order), refund_id: id, amount: showTenThousandths(rest) })
    return rows
  })
}

const centsAt = (object: unknown, path: string) => tenThousandths(moneyAt(object, path)) ?? 0n

/** What was given back and never was in a sale: the freight, and the tax where prices are without it. */
function besideGoods(order: unknown, refund: unknown): bigint {
  const taxed = textAt(order, 'taxesIncluded') === 'true'
  const of = (objects: readonly unknown[], amount: string | null, tax: string) =>
    objects.reduce<bigint>(
      (sum, one) => sum + (amount === null ? 0n : centsAt(one, amount)) + (taxed ? 0n : centsAt(one, tax)),
      0n,
    )
  return (
    of(arrayAt(refund, 'refundLineItems.nodes') ?? [], null, 'totalTaxSet') +
    of(arrayAt(refund, 'refundShippingLines.nodes') ?? [], 'subtotalAmountSet', 'taxAmountSet')
  )
}

/** A sum of money for no line has tax in it like the whole order. */
function taxOf(order: unknown): TextRow {
  const [total, tax] = [Number(moneyAt(order, 'totalPriceSet')), Number(moneyAt(order, 'totalTaxSet'))]
  if (!(tax > 0 && total > tax)) return { tax_included: 'false' }
  return { tax_included: 'true', tax_rate: String(Number((tax / (total - tax)).toFixed(8))) }
}
