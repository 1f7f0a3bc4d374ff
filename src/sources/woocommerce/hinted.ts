import { followHints } from '../follow-hints.ts'
import { deletedOrders } from '../rows/deleted.ts'
import { textAt } from '../rows/shape.ts'
import { toPages } from '../rows/to-pages.ts'
import type { Page, SourceClients } from '../source.ts'
import { ask, listOf, type Shop } from './ask.ts'
import { landed, type What } from './landed.ts'
import type { Place } from './place.ts'
import { orderAt } from './reread.ts'

/** Elements that the shop has sent word of, with their parts; orders it has no more become cancelled. */
export async function* hinted(
  shop: Shop,
  what: What,
  from: Place,
  clients: SourceClients,
): AsyncGenerator<Page, Place, void> {
  let here = from
  const stand = () => ({ here: JSON.stringify(here), next: JSON.stringify(here) })
  const following = {
    source: `${shop.name}/${what}`,
    atOnce: shop.perPage,
    ask: async (ids: readonly string[], at: string) => {
      const listed = listOf(shop, what, await ask(shop, what, { page: 1, include: ids.join() }, clients))
      const isThere = new Set(listed.map((one) => textAt(one, 'id')))
      const gone: string[] = []
      const found = listed.filter((one) => ids.includes(textAt(one, 'id') ?? ''))
      for (const id of what === 'orders' ? ids.filter((one) => !isThere.has(one)) : []) {
        // what was thrown away is in no list of any status
        const one = await orderAt(shop, id, clients)
        if (one === 'deleted') gone.push(id)
        else if (one !== null) found.push(one)
      }
      const pages: Page[] = []
      const reading = landed(shop, what, found, { at, here, next: here }, clients)
      for (let step = await reading.next(); ; step = await reading.next()) {
        if (step.done) {
          here = step.value
          return { pages, gone }
        }
        pages.push(step.value)
      }
    },
    ...(what === 'orders' && {
      deleted: (known: Parameters<typeof deletedOrders>[1], at: string) =>
        toPages({ orders: deletedOrders(shop.platform, known, clients.now()) }, { at, ...stand() }),
    }),
  }
  yield* followHints(following, clients)
  return here
}
