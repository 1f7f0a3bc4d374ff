import { z } from 'zod'
import { Fault } from '../../lib/errors.ts'
import { Refusal } from '../http/faults.ts'
import { textAt } from '../rows/shape.ts'
import { emptyPage } from '../rows/to-pages.ts'
import type { Cursor, Page, SourceClients } from '../source.ts'
import { ask, count, isMore, listOf, modifiedSince, type Shop } from './ask.ts'
import { hinted } from './hinted.ts'
import { landed, type What } from './landed.ts'
import { type Place, passOver, placeOf, rereading } from './place.ts'
import { reread } from './reread.ts'

/** Pages asked for again in one pass because something left those before: more, and the shop is being emptied. */
const MAX_STEPS_BACK = 50

const modified = z.object({ date_modified_gmt: z.string().nullish() })

/** What was modified since the last pass; once a day what may have changed without a date of its own; what is owed. */
export async function* wooPages(
  shop: Shop,
  what: What,
  from: Cursor,
  clients: SourceClients,
): AsyncGenerator<Page, void, void> {
  let here = placeOf(from)
  const isFirst = here.after === null
  if (!isFirst && what === 'orders' && here.page === 1) here = yield* thrownAway(shop, here, clients)
  here = yield* modifiedPages(shop, what, here, clients)
  const again = isFirst ? null : rereading(here, shop.rereadDays, clients.now())
  if (again) here = yield* reread(shop, what, again, clients)
  here = yield* hinted(shop, what, here, clients)
  here = yield* owedAgain(shop, what, here, clients)
  const [example] = here.owed
  if (!example) return
  const part = what === 'orders' ? 'refunds' : 'variations'
  const said = `${what === 'orders' ? 'order' : 'product'} ${example.id} ${example.because}`
  const note = { kind: 'left-out', part, count: here.owed.length, example: said } as const
  yield { ...emptyPage(JSON.stringify(here)), note }
}

/**
 * By ascending id. Something modified meanwhile only joins the pass. Something deleted leaves it and moves all after it one
 * place forward: then the page before is asked for again.
 */
async function* modifiedPages(
  shop: Shop,
  what: What,
  from: Place,
  clients: SourceClients,
): AsyncGenerator<Page, Place, void> {
  let here = from
  let lastTotal: number | null = null
  let lastIds: string | null = null
  let stepsBack = 0
  for (;;) {
    const answer = await ask(shop, what, { page: here.page, ...modifiedSince(here.after) }, clients)
    const elements = listOf(shop, what, answer)
    const total = count(answer, 'x-wp-total')
    if (lastTotal !== null && total !== null && total < lastTotal && here.page > 1) {
      if (++stepsBack > MAX_STEPS_BACK)
        throw new Fault(
          `${shop.name}: ${what} vanish while they are read.`,
          'They are read on at the next run.',
        )
      here = {
        ...here,
        page: here.page - Math.min(here.page - 1, Math.ceil((lastTotal - total) / shop.perPage)),
      }
      lastTotal = total
      continue
    }
    lastTotal = total
    const ids = elements.map((element) => textAt(element, 'id')).join()
    // a server that ignores the page gives the same one again
    const goesOn = elements.length > 0 && ids !== lastIds && isMore(shop, here.page, elements.length, answer)
    lastIds = ids
    const on = { ...here, high: youngest(here.high, elements) }
    const next = goesOn ? { ...on, page: here.page + 1 } : passOver(on)
    here = yield* landed(shop, what, elements, { at: String(here.after), here, next }, clients)
    if (!goesOn) return here
  }
}

/** Orders in the trash are in no list of any status: they are asked for by theirs. */
async function* thrownAway(
  shop: Shop,
  from: Place,
  clients: SourceClients,
): AsyncGenerator<Page, Place, void> {
  let here = from
  for (let page = 1; ; page++) {
    const narrowed = { ...modifiedSince(here.after), status: 'trash' }
    const answer = await ask(shop, 'orders', { page, ...narrowed }, clients).catch(noSuchStatus)
    if (answer === null) return here
    const elements = listOf(shop, 'orders', answer)
    const trash = elements.filter((order) => textAt(order, 'status') === 'trash')
    if (trash.length > 0)
      here = yield* landed(shop, 'orders', trash, { at: `trash ${here.after}`, here, next: here }, clients)
    if (trash.length === 0 || !isMore(shop, page, elements.length, answer)) return here
  }
}

/** A shop before WooCommerce 3 does not know the status. */
function noSuchStatus(error: unknown): null {
  if (error instanceof Refusal && error.status === 400) return null
  throw error
}

/** What could not be read and is due again; what the shop has no more is owed no more. */
async function* owedAgain(
  shop: Shop,
  what: What,
  from: Place,
  clients: SourceClients,
): AsyncGenerator<Page, Place, void> {
  let here = from
  const now = clients.now().toISOString()
  const due = here.owed.filter((one) => one.due <= now).map(({ id }) => id)
  for (let i = 0; i < due.length; i += shop.perPage) {
    const ids = due.slice(i, i + shop.perPage)
    const answer = await ask(shop, what, { page: 1, include: ids.join() }, clients)
    const elements = listOf(shop, what, answer).filter((one) => ids.includes(textAt(one, 'id') ?? ''))
    const found = elements.map((one) => textAt(one, 'id'))
    const next = { ...here, owed: here.owed.filter(({ id }) => !ids.includes(id) || found.includes(id)) }
    here = yield* landed(shop, what, elements, { at: 'owed', here, next }, clients)
  }
  return here
}

/** Times without an offset that are UTC by name; they sort as text. */
function youngest(high: string | null, elements: readonly unknown[]): string | null {
  return elements.reduce<string | null>((best, element) => {
    const at = modified.safeParse(element).data?.date_modified_gmt
    const utc = at && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(at) ? `${at}Z` : null
    return utc !== null && (best === null || utc > best) ? utc : best
  }, high)
}
