import { z } from 'zod'
import { arrayAt, objectAt, textAt } from '../rows/shape.ts'
import type { SourceClients } from '../source.ts'
import { ask, changed, type Shop } from './ask.ts'
import {
  ASK_REFUND,
  ASK_REFUND_IDS,
  FIRST_REFUNDS,
  LEVELS,
  type Nested,
  REFUND_PARTS,
  restQuery,
} from './queries.ts'

const connection = z.object({
  pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
  nodes: z.array(z.unknown()),
})
export type Connection = z.output<typeof connection>

export function connectionAt(shop: Shop, data: unknown, path: string): Connection {
  const found = connection.safeParse(objectAt(data, path))
  if (!found.success) throw changed(shop)
  return found.data
}

/** A list within an element to its end: an order of hundreds of lines does not fit into the page it comes in. */
export async function allWithin(
  shop: Shop,
  nested: Nested,
  node: unknown,
  clients: SourceClients,
): Promise<unknown[]> {
  let some = connectionAt(shop, node, nested.name)
  const all = [...some.nodes]
  const seen = new Set<string | null>([null])
  while (some.pageInfo.hasNextPage && !seen.has(some.pageInfo.endCursor)) {
    const after = some.pageInfo.endCursor
    seen.add(after)
    const { data } = await ask(
      shop,
      { query: restQuery(nested), variables: { id: textAt(node, 'id'), after } },
      clients,
    )
    // deleted meanwhile: what has been read of it is what there was
    if (objectAt(data, 'node') === null) break
    some = connectionAt(shop, data, `node.${nested.name}`)
    all.push(...some.nodes)
  }
  return all
}

/** The element with these lists to their ends. */
async function whole(
  shop: Shop,
  lists: readonly Nested[],
  node: unknown,
  clients: SourceClients,
): Promise<object> {
  const read: Record<string, unknown> = { ...objectAt(node, '') }
  for (const nested of lists)
    if (objectAt(node, nested.name) !== null)
      read[nested.name] = { nodes: await allWithin(shop, nested, node, clients) }
  return read
}

/** An inventory item with its levels in all places. */
export const wholeItem = (shop: Shop, item: unknown, clients: SourceClients) =>
  whole(shop, [LEVELS], item, clients)

/** An order with all its refunds, and each of them with all its lines. */
export async function wholeRefunds(shop: Shop, order: unknown, clients: SourceClients): Promise<object> {
  const first = arrayAt(order, 'refunds') ?? []
  const refunds =
    first.length < FIRST_REFUNDS ? first : [...first, ...(await others(shop, order, first, clients))]
  const read: object[] = []
  for (const refund of refunds) read.push(await whole(shop, REFUND_PARTS, refund, clients))
  return { ...objectAt(order, ''), refunds: read }
}

/** Refunds are a list without pages: of those that did not come with the order only the ids are asked for at once. */
async function others(
  shop: Shop,
  order: unknown,
  known: readonly unknown[],
  clients: SourceClients,
): Promise<unknown[]> {
  const ids = new Set(known.map((refund) => textAt(refund, 'id')))
  const { data } = await ask(shop, { query: ASK_REFUND_IDS, variables: { id: textAt(order, 'id') } }, clients)
  const found: unknown[] = []
  for (const refund of arrayAt(data, 'node.refunds') ?? []) {
    const id = textAt(refund, 'id')
    if (ids.has(id)) continue
    const asked = await ask(shop, { query: ASK_REFUND, variables: { id } }, clients)
    const node = objectAt(asked.data, 'node')
    if (node) found.push(node)
  }
  return found
}
