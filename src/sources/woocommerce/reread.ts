import { Refusal } from '../http/faults.ts'
import { deletedOrders } from '../rows/deleted.ts'
import { textAt } from '../rows/shape.ts'
import { emptyPage, toPages } from '../rows/to-pages.ts'
import type { KnownOrder, Page, SourceClients } from '../source.ts'
import { ask, isMore, listOf, type Shop } from './ask.ts'
import { landed, type What } from './landed.ts'
import type { Place } from './place.ts'

/**
 * Reads again what leaves an element's date of change alone: refunds, edited items, variations, deletions. Elements land by
 * blocks of ids and not by pages, so that what has not changed is the same page as yesterday and lands no second time.
 */
export async function* reread(
  shop: Shop,
  what: What,
  from: Place,
  clients: SourceClients,
): AsyncGenerator<Page, Place, void> {
  let here = from
  const { since, page: first } = from.reread ?? { since: '', page: 1 }
  const narrowed = what === 'orders' ? { after: since, dates_are_gmt: 'true' } : {}
  const seen = new Set<string>()
  const inOrder: string[] = []
  let held: unknown[] = []
  const land = (next: Place) => landed(shop, what, held, { at: 'again', here, next }, clients)
  for (let page = first; ; page++) {
    const answer = await ask(shop, what, { page, ...narrowed }, clients)
    const elements = listOf(shop, what, answer)
    const fresh = elements.filter((element) => !seen.has(idOf(element)))
    for (const element of fresh) {
      if (held.length > 0 && blockOf(element) !== blockOf(held[0])) {
        here = yield* land({ ...here, reread: { since, page } })
        held = []
      }
      held.push(element)
      seen.add(idOf(element))
      inOrder.push(idOf(element))
    }
    if (fresh.length === 0 || !isMore(shop, page, elements.length, answer)) break
  }
  here = yield* land(here)
  if (what === 'orders') yield* vanished(shop, { here, since, seen, first: Number(inOrder[0] ?? 0) }, clients)
  here = { ...here, reread: null }
  yield emptyPage(JSON.stringify(here))
  return here
}

const IDS_A_BLOCK = 500

const idOf = (element: unknown) => textAt(element, 'id') ?? ''
const blockOf = (element: unknown) => Math.floor(Number(idOf(element)) / IDS_A_BLOCK)

interface Seen {
  readonly here: Place
  readonly since: string
  readonly seen: ReadonlySet<string>
  /** the first id this run has seen of it */
  readonly first: number
}

/** Asked for one by one, and so only some a day. */
const MAX_VANISHED = 200

/** Orders the lake holds that the shop did not list: in the trash, deleted, or dated anew. Each is asked for itself. */
async function* vanished(
  shop: Shop,
  { here, since, seen, first }: Seen,
  clients: SourceClients,
): AsyncGenerator<Page, void, void> {
  const known = (await clients.knownOrders?.(`${shop.name}/orders`, new Date(`${since}Z`))) ?? []
  const gone = known.filter(({ id }) => !seen.has(id) && Number(id) >= first).slice(0, MAX_VANISHED)
  const found: unknown[] = []
  const deleted: KnownOrder[] = []
  for (const order of gone) {
    const answer = await orderAt(shop, order.id, clients)
    if (answer === 'deleted') deleted.push(order)
    else if (answer !== null) found.push(answer)
  }
  const stand = { at: 'vanished', here: JSON.stringify(here), next: JSON.stringify(here) }
  if (found.length > 0) yield* landed(shop, 'orders', found, { at: 'vanished', here, next: here }, clients)
  const rows = deletedOrders(shop.platform, deleted, clients.now())
  if (rows.length > 0) yield* toPages({ orders: rows }, stand)
}

/** What the shop says of an order by its id; null where it says nothing that holds. */
export async function orderAt(shop: Shop, id: string, { http, signal }: SourceClients): Promise<unknown> {
  const { url, headers, gapMs } = shop
  try {
    const { body } = await http.getJson({ url: `${url}/orders/${id}`, headers, signal, gapMs, retries: 1 })
    return idOf(body) === id ? body : null
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return error.status === 404 || error.status === 410 ? 'deleted' : null
  }
}
