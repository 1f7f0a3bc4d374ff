import { sum } from '../../lib/sum.ts'
import { showTenThousandths, tenThousandths } from '../rows/decimal.ts'
import { ownProduct } from '../rows/own-product.ts'
import { arrayAt, textAt } from '../rows/shape.ts'
import type { TextRow } from '../rows/to-pages.ts'
import { idAt, moneyAt, soldId } from './ids.ts'

/** What an order says of its lines. */
export interface OrderOfLine {
  /** whether their prices have tax in them */
  readonly taxesIncluded: string | null
  /** money of it was given back: what is gone from its lines is told by its refunds */
  readonly isRefunded: boolean
}

export function orderOfLine(order: unknown): OrderOfLine {
  const status = textAt(order, 'displayFinancialStatus') ?? ''
  return { taxesIncluded: textAt(order, 'taxesIncluded'), isRefunded: /refunded$/i.test(status) }
}

/** A line of an order, as far as the line itself tells it. */
export function lineOf(line: unknown, order: OrderOfLine | undefined): TextRow {
  const ordered = textAt(line, 'quantity')
  // an edit takes pieces away before they are paid for, a refund after: both lower the current quantity
  const left = order?.isRefunded ? ordered : (textAt(line, 'currentQuantity') ?? ordered)
  return {
    line_id: idAt(line, 'id'),
    product_id: soldId(line) ?? ownProduct(textAt(line, 'title')),
    merchant_id: textAt(line, 'vendor'),
    title: textAt(line, 'title'),
    quantity: left,
    unit_price: moneyAt(line, 'originalUnitPriceSet'),
    discount: partOf(discountOf(line), left, ordered),
    currency: textAt(line, 'originalUnitPriceSet.shopMoney.currencyCode'),
    tax_included: order?.taxesIncluded ?? null,
    tax_rate: taxRateOf(line),
    kind: kindOf(line),
  }
}

const TIPS =
  /^(tip|gratuity|trinkgeld|pourboire|propina|mancia|fooi|gorjeta|dricks|drikkepenge|napiwek|チップ|小费)$/iu

/** A gift card is money paid ahead: what is bought with it is the sale. */
function kindOf(line: unknown): string | null {
  if (textAt(line, 'isGiftCard') === 'true') return 'gift_card'
  return soldId(line) === null && TIPS.test(textAt(line, 'title')?.trim() ?? '') ? 'fee' : null
}

/** All taxes of a line together; '0' where there is none. */
export function taxRateOf(line: unknown): string | null {
  const rates = arrayAt(line, 'taxLines')?.map((one) => Number(textAt(one, 'rate')))
  return rates ? String(Number(sum(rates).toFixed(6))) : null
}

/** What the whole order was given less for is already shared out among its lines. */
function discountOf(line: unknown): string | null {
  const amounts = (arrayAt(line, 'discountAllocations') ?? []).map((one) =>
    moneyAt(one, 'allocatedAmountSet'),
  )
  const parsed = amounts.map(tenThousandths)
  const wrong = parsed.indexOf(null)
  if (wrong >= 0) return amounts[wrong] ?? null
  return showTenThousandths(parsed.reduce<bigint>((sum, amount) => sum + (amount ?? 0n), 0n))
}

/** The discount of the pieces that are left. */
function partOf(discount: string | null, left: string | null, ordered: string | null): string | null {
  const [whole, some, all] = [tenThousandths(discount), Number(left), Number(ordered)]
  if (whole === null || left === ordered || !Number.isInteger(some) || !(all > 0)) return discount
  return showTenThousandths((whole * BigInt(some)) / BigInt(all))
}
