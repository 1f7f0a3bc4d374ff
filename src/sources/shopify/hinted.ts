import { followHints } from '../follow-hints.ts'
import { deletedOrders } from '../rows/deleted.ts'
import { arrayAt, textAt } from '../rows/shape.ts'
import { type Tables, toPages } from '../rows/to-pages.ts'
import type { KnownOrder, Page, SourceClients } from '../source.ts'
import { ask, type Shop, TooCostly } from './ask.ts'
import { plainId } from './ids.ts'
import type { Place } from './place.ts'
import { nodesQuery, type Reading, typeOf } from './queries.ts'

interface What {
  readonly stream: string
  readonly reading: Reading
  readonly rowsOf: (nodes: readonly unknown[]) => Promise<Tables>
}

/** Elements that the shop has sent word of, asked for by their ids; orders it has no more become cancelled. */
export async function* hinted(
  shop: Shop,
  { stream, reading, rowsOf }: What,
  here: Place,
  clients: SourceClients,
): AsyncGenerator<Page, void, void> {
  const stand = { here: JSON.stringify(here), next: JSON.stringify(here) }
  const following = {
    source: `${shop.name}/${stream}`,
    atOnce: reading.pageSize,
    ask: async (ids: readonly string[], at: string) => {
      const nodes = await nodesOf(shop, reading, ids, clients)
      const isThere = new Set(nodes.map((node) => plainId(textAt(node, 'id'))))
      const pages = [...toPages(await rowsOf(nodes), { at, ...stand })]
      return { pages, gone: ids.filter((id) => !isThere.has(id)) }
    },
    ...(stream === 'orders' && {
      deleted: (known: readonly KnownOrder[], at: string) =>
        toPages({ orders: deletedOrders(shop.platform, known, clients.now()) }, { at, ...stand }),
    }),
  }
  yield* followHints(following, clients)
}

async function nodesOf(
  shop: Shop,
  reading: Reading,
  ids: readonly string[],
  clients: SourceClients,
): Promise<unknown[]> {
  const variables = { ids: ids.map((id) => `gid://shopify/${typeOf(reading)}/${id}`) }
  try {
    const { data } = await ask(shop, { query: nodesQuery(reading), variables }, clients)
    return (arrayAt(data, 'nodes') ?? []).filter((node) => textAt(node, 'id') !== null)
  } catch (error) {
    if (!(error instanceof TooCostly) || ids.length === 1) throw error
    const half = Math.ceil(ids.length / 2)
    const first = await nodesOf(shop, reading, ids.slice(0, half), clients)
    return [...first, ...(await nodesOf(shop, reading, ids.slice(half), clients))]
  }
}
