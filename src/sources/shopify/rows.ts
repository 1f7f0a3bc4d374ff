import type { RawTableName } from '../../lake/contract/schema.ts'
import { countsAs } from '../../lake/engine/sales.ts'
import { sum } from '../../lib/sum.ts'
import { arrayAt, textAt } from '../rows/shape.ts'
import type { Tables, TextRow } from '../rows/to-pages.ts'
import { idAt } from './ids.ts'
import { lineOf, type OrderOfLine, orderOfLine } from './lines.ts'

interface TableRow {
  readonly table: RawTableName
  readonly row: TextRow
}

/** Who reads an object: `parent` is the id of what holds it. */
interface Beside {
  readonly platform: string
  readonly parent: string | null
  /** what orders say of their lines, by their id */
  readonly orders: ReadonlyMap<string, OrderOfLine>
  /** the day the platform answered, in the shop's zone */
  readonly day: string | null
}

function typeOf(object: unknown): string | null {
  return /^gid:\/\/shopify\/(\w+)\//.exec(textAt(object, 'id') ?? '')?.[1] ?? null
}

/** A cancelled order keeps the financial status it had. */
function statusOf(order: unknown): string | null {
  return textAt(order, 'cancelledAt') === null
    ? (textAt(order, 'displayFinancialStatus')?.toLowerCase() ?? null)
    : 'cancelled'
}

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
        // an order that was brought in from elsewhere was created here on the day of the import
        ordered_at: textAt(order, 'processedAt') ?? textAt(order, 'createdAt'),
        status: statusOf(order),
        counts_as: textAt(order, 'test') === 'true' ? 'test' : countsAs('shopify', statusOf(order)),
        channel: textAt(order, 'sourceName'),
        region:
          textAt(order, 'shippingAddress.provinceCode') ?? textAt(order, 'shippingAddress.countryCodeV2'),
        currency: textAt(order, 'currencyCode'),
        updated_at: textAt(order, 'updatedAt'),
      },
    },
  ],
  LineItem: (line, { platform, parent, orders }) => [
    { table: 'order_lines', row: { platform, order_id: parent, ...lineOf(line, orders.get(parent ?? '')) } },
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

interface Read {
  readonly object: unknown
  readonly parent: string | null
}

/** Every object by the reader of its type; those of other types say nothing. */
export function tablesOf(
  objects: readonly Read[],
  { platform, day }: Omit<Beside, 'parent' | 'orders'>,
): Tables {
  const orders = new Map(
    objects.flatMap(({ object }) => {
      const id = typeOf(object) === 'Order' ? idAt(object, 'id') : null
      return id ? [[id, orderOfLine(object)] as const] : []
    }),
  )
  const tables: Partial<Record<RawTableName, TextRow[]>> = {}
  for (const { object, parent } of objects) {
    for (const { table, row } of READERS[typeOf(object) ?? '']?.(object, { platform, parent, orders, day }) ??
      []) {
      const rows = tables[table] ?? []
      tables[table] = rows
      rows.push(row)
    }
  }
  return tables
}
