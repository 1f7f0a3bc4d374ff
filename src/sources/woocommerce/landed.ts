import { owing } from '../rest/owed.ts'
import { type Missing, missingOf, partsOf } from '../rest/parts.ts'
import { textAt } from '../rows/shape.ts'
import { type Tables, toPages } from '../rows/to-pages.ts'
import type { Page, SourceClients } from '../source.ts'
import type { Shop } from './ask.ts'
import { idOf, refundsOf, variationsOf } from './parts.ts'
import type { Place } from './place.ts'
import { refundRows } from './refunds.ts'
import { orderRows, productRows } from './rows.ts'

export type What = 'orders' | 'products'

interface Stand {
  /** names the way these elements were found */
  readonly at: string
  readonly here: Place
  readonly next: Place
}

/** Elements with their parts, as pages. What lacks a part is rejected, once, and owed from here on. */
export async function* landed(
  shop: Shop,
  what: What,
  elements: readonly unknown[],
  { at, here, next }: Stand,
  clients: SourceClients,
): AsyncGenerator<Page, Place, void> {
  const { tables, missing } = await tablesOf(shop, what, elements, clients)
  const read = new Set(elements.map(idOf))
  const after = { ...next, owed: owing(next.owed, read, missing, clients.now()) }
  const isTold = new Set(here.owed.map(({ id }) => id))
  const rejected = missing
    .filter(({ id }) => !isTold.has(id))
    .map(({ id, because, isAnswered }, i) => ({
      line: i + 1,
      reason: reasonOf(what, { because, isAnswered }),
      text: JSON.stringify(what === 'orders' ? { order_id: id } : { product_id: id }),
    }))
  yield* toPages(
    tables,
    { at, here: JSON.stringify(here), next: JSON.stringify(after) },
    { [what === 'orders' ? 'refunds' : 'products']: rejected },
  )
  return after
}

/** The same for all of a kind, so that they are counted together. */
export function reasonOf(
  what: What,
  { because, isAnswered }: Pick<Missing, 'because' | 'isAnswered'>,
): string {
  const part = what === 'orders' ? 'refunds of the order' : 'variations of the product'
  return `${part} ${isAnswered ? because : 'could not be read'}`
}

async function tablesOf(
  shop: Shop,
  what: What,
  elements: readonly unknown[],
  clients: SourceClients,
): Promise<{ readonly tables: Tables; readonly missing: readonly Missing[] }> {
  const { platform } = shop
  const { signal } = clients
  if (what === 'products') {
    const parts = await partsOf(elements, idOf, (one) => variationsOf(shop, one, clients), signal)
    const whole = elements.flatMap((product, i) => {
      const part = parts[i]
      return part && 'found' in part ? [{ product, variations: part.found }] : []
    })
    const rows = productRows(
      platform,
      whole.map(({ product }) => product),
      whole.map(({ variations }) => variations),
    )
    return { tables: { products: rows }, missing: missingOf(parts) }
  }
  const parts = await partsOf(elements, idOf, (one) => refundsOf(shop, one, clients), signal)
  const refunds = elements.flatMap((order, i) => {
    const part = parts[i]
    return part && 'found' in part ? refundRows(platform, order, part.found) : []
  })
  return { tables: { ...orderRows(platform, elements.map(notInTrash)), refunds }, missing: missingOf(parts) }
}

/** What was thrown away is an order no more: the shop itself counts it no longer. */
function notInTrash(order: unknown): unknown {
  if (typeof order !== 'object' || textAt(order, 'status') !== 'trash') return order
  return { ...order, status: 'cancelled' }
}
