import { showTenThousandths, tenThousandths } from '../rows/decimal.ts'
import { arrayAt, textAt } from '../rows/shape.ts'
import type { TextRow } from '../rows/to-pages.ts'
import { soldId, utc } from './rows.ts'

/**
 * A row a refunded line, without tax as the lines are, and one for a sum that was given back for no line. Freight, fees
 * and tax were in no sale, and are in no refund.
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
    rest -= least(besideGoods(refund), rest)
    return rest === 0n && rows.length > 0
      ? rows
      : [...rows, { ...whole, refund_id: `${id}`, ...goodsOf(order, { rest, isAll: rows.length === 0 }) }]
  })
}

function least(a: bigint, b: bigint): bigint {
  return a < b ? a : b
}

/** What was given back and never was in a sale. */
function besideGoods(refund: unknown): bigint {
  const given = (line: unknown, field: string) => {
    const size = tenThousandths(textAt(line, field)) ?? 0n
    return size < 0n ? -size : size
  }
  const sumOf = (list: string, fields: readonly string[]) =>
    (arrayAt(refund, list) ?? []).reduce<bigint>(
      (sum, line) => fields.reduce((more, field) => more + given(line, field), sum),
      0n,
    )
  return (
    sumOf('line_items', ['total_tax']) +
    sumOf('shipping_lines', ['total', 'total_tax']) +
    sumOf('fee_lines', ['total', 'total_tax'])
  )
}

/**
 * Of a sum for no line: when it is the whole order, what its lines cost; else what it is without the tax that the order
 * has in it.
 */
function goodsOf(order: unknown, { rest, isAll }: { rest: bigint; isAll: boolean }): TextRow {
  const [total, tax] = [tenThousandths(textAt(order, 'total')), tenThousandths(textAt(order, 'total_tax'))]
  const amount = showTenThousandths(rest)
  if (total === null || tax === null) return { amount }
  const goods = (arrayAt(order, 'line_items') ?? []).map(
    (line) => tenThousandths(textAt(line, 'total')) ?? 0n,
  )
  if (isAll && rest === total && goods.length > 0)
    return { amount: showTenThousandths(goods.reduce((sum, one) => sum + one, 0n)) }
  if (tax <= 0n || total <= tax) return { amount }
  return { amount, tax_included: 'true', tax_rate: (Number(tax) / Number(total - tax)).toFixed(8) }
}

function refundedLine(line: unknown): string | null {
  const meta = arrayAt(line, 'meta_data')?.find((one) => textAt(one, 'key') === '_refunded_item_id')
  return textAt(meta, 'value')
}
