import type { RawTableName } from '../../lake/contract/schema.ts'
import { sum } from '../../lib/sum.ts'
import { showTenThousandths, tenThousandths } from '../rows/decimal.ts'
import { arrayAt, objectAt, textAt } from '../rows/shape.ts'
import type { Tables, TextRow } from '../rows/to-pages.ts'

interface TableRow {
  readonly table: RawTableName
  readonly row: TextRow
}

/** Who reads an object: `parent` is the id of what holds it. */
interface Beside {
  readonly platform: string
  readonly parent: string | null
  /** whether prices have tax in them, by the id of the order that says so */
  readonly taxed: ReadonlyMap<string, string>
  /** the day the platform answered, in the shop's zone */
  readonly day: string | null
}

/** `gid://shopify/Order/450789469` is `450789469`. */
export function plainId(gid: string | null): string | null {
  return gid?.replace(/^gid:\/\/shopify\/\w+\//, '').replace(/\?.*$/, '') ?? null
}

function typeOf(object: unknown): string | null {
  return /^gid:\/\/shopify\/(\w+)\//.exec(textAt(object, 'id') ?? '')?.[1] ?? null
}

const idAt = (object: unknown, path: string) => plainId(textAt(object, path))
const moneyAt = (object: unknown, path: string) => textAt(object, `${path}.shopMoney.amount`)
const lower = (text: string | null) => text?.toLowerCase() ?? null
/** what is sold is a variant; a product that is gone leaves neither */
const soldId = (line: unknown) => idAt(line, 'variant.id') ?? idAt(line, 'product.id')

type Reader = (object: unknown, beside: Beside) => TableRow[]

/** By the type of the object, the same for a line of a bulk operation and for an element of a page. */
const READERS: Readonly<Record<string, Reader>> = {
  Order: (order, { platform }) => [
    {
      table: 'orders',
      row: {
        platform,
        order_id: idAt(order, 'id'),
        customer_id: idAt(order, 'customer.id'),
        ordered_at: textAt(order, 'createdAt'),
        status:
          textAt(order, 'cancelledAt') === null
            ? lower(textAt(order, 'displayFinancialStatus'))
            : 'cancelled',
        channel: textAt(order, 'sourceName'),
        region:
          textAt(order, 'shippingAddress.provinceCode') ?? textAt(order, 'shippingAddress.countryCodeV2'),
        currency: textAt(order, 'currencyCode'),
        updated_at: textAt(order, 'updatedAt'),
      },
    },
  ],
  LineItem: (line, { platform, parent, taxed }) => [
    {
      table: 'order_lines',
      row: {
        platform,
        order_id: parent,
        line_id: idAt(line, 'id'),
        product_id: soldId(line),
        merchant_id: textAt(line, 'vendor'),
        title: textAt(line, 'title'),
        quantity: textAt(line, 'quantity'),
        unit_price: moneyAt(line, 'originalUnitPriceSet'),
        discount: discountOf(line),
        currency: textAt(line, 'originalUnitPriceSet.shopMoney.currencyCode'),
        tax_included: taxed.get(parent ?? '') ?? null,
        tax_rate: taxRateOf(line),
      },
    },
  ],
  ProductVariant: (variant, { platform }) => {
    const title = textAt(variant, 'title')
    return [
      {
        table: 'products',
        row: {
          platform,
          product_id: idAt(variant, 'id'),
          merchant_id: textAt(variant, 'product.vendor'),
          title: [textAt(variant, 'product.title'), title === 'Default Title' ? null : title]
            .filter(Boolean)
            .join(' – '),
          category: textAt(variant, 'product.productType'),
          cost: textAt(variant, 'inventoryItem.unitCost.amount'),
          list_price: textAt(variant, 'price'),
          gtin: textAt(variant, 'barcode'),
          currency: textAt(variant, 'inventoryItem.unitCost.currencyCode'),
          listed_at: textAt(variant, 'createdAt'),
          updated_at: later(textAt(variant, 'updatedAt'), textAt(variant, 'product.updatedAt')),
        },
      },
    ]
  },
  InventoryItem: (item, { platform, day }) => {
    if (textAt(item, 'tracked') !== 'true') return []
    return [
      {
        table: 'stock_levels',
        row: {
          platform,
          product_id: idAt(item, 'variant.id'),
          on: day,
          on_hand: inAllPlaces(item, ['on_hand']),
          reserved: inAllPlaces(item, ['reserved', 'committed']),
          inbound: inAllPlaces(item, ['incoming']),
        },
      },
    ]
  },
}

/** All taxes of a line together; '0' where there is none. */
function taxRateOf(line: unknown): string | null {
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

function inAllPlaces(item: unknown, names: readonly string[]): string | null {
  const levels = arrayAt(item, 'inventoryLevels.nodes') ?? []
  const found = levels.flatMap((level) =>
    (arrayAt(level, 'quantities') ?? [])
      .filter((one) => names.includes(textAt(one, 'name') ?? ''))
      .map((one) => Number(textAt(one, 'quantity') ?? Number.NaN)),
  )
  return found.length === 0 ? null : String(sum(found))
}

function later(a: string | null, b: string | null): string | null {
  return Date.parse(b ?? '') > Date.parse(a ?? '') ? b : a
}

/**
 * A row a refunded line, on the tax basis the line's price has, and one for the rest of the money: freight, tax,
 * adjustments. Together they are what was paid back.
 */
export function refundRows(order: unknown, platform: string): TextRow[] {
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
    let rest = tenThousandths(paid)
    if (rest === null) return [{ ...whole, refund_id: id, amount: paid }]
    const rows: TextRow[] = []
    for (const line of arrayAt(refund, 'refundLineItems.nodes') ?? []) {
      const cost = tenThousandths(moneyAt(line, 'subtotalSet')) ?? 0n
      // taken back and put on the shelf, for less money than it cost or for none
      const mine: bigint = cost < rest ? cost : rest
      rest -= mine
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
    if (rest > 0n || rows.length === 0)
      rows.push({ ...whole, refund_id: id, amount: showTenThousandths(rest) })
    return rows
  })
}

interface Read {
  readonly object: unknown
  readonly parent: string | null
}

/** Every object by the reader of its type; those of other types say nothing. */
export function tablesOf(
  objects: readonly Read[],
  { platform, day }: Omit<Beside, 'parent' | 'taxed'>,
): Tables {
  const taxed = new Map(
    objects.flatMap(({ object }) => {
      const [id, included] = [idAt(object, 'id'), textAt(object, 'taxesIncluded')]
      return id && included ? [[id, included] as const] : []
    }),
  )
  const tables: Partial<Record<RawTableName, TextRow[]>> = {}
  for (const { object, parent } of objects) {
    for (const { table, row } of READERS[typeOf(object) ?? '']?.(object, { platform, parent, taxed, day }) ??
      []) {
      const rows = tables[table] ?? []
      tables[table] = rows
      rows.push(row)
    }
  }
  return tables
}
