import { z } from 'zod'
import { type Day, dayOf } from '../../lib/days.ts'
import { Fault } from '../../lib/errors.ts'
import type { HttpAnswer } from '../http/http.ts'
import { partsOf } from '../rest/parts.ts'
import { textAt } from '../rows/shape.ts'
import { toPages } from '../rows/to-pages.ts'
import type { Cursor, Page, SourceClients } from '../source.ts'
import { ask, isMore, listOf, type Shop } from './ask.ts'
import { reasonOf } from './landed.ts'
import { idOf, variationsOf } from './parts.ts'
import { stockRows } from './rows.ts'

/** `taken`: the last day whose stock was taken whole; `of`: the day that is being taken, up to `page`. */
const place = z.object({
  taken: z.string().nullable(),
  of: z.string().nullable(),
  page: z.number().int().min(1),
})

/**
 * The stock of every product that has one, once a day: an order that takes a piece leaves the product's own date of
 * change alone.
 */
export async function* stockPages(
  shop: Shop & { readonly zone: string },
  from: Cursor,
  clients: SourceClients,
): AsyncGenerator<Page, void, void> {
  let here: z.output<typeof place> =
    from === null ? { taken: null, of: null, page: 1 } : place.parse(JSON.parse(from))
  let lastIds: string | null = null
  for (;;) {
    const answer = await ask(shop, 'products', { page: here.page }, clients)
    const day = dayOfAnswer(shop, answer)
    if (here.of === null && here.taken === day) return
    if (here.of !== null && here.of !== day) {
      // begun on another day: what is left is of today, and so is to be the rest
      here = { ...here, of: null, page: 1 }
      continue
    }
    const elements = listOf(shop, 'products', answer)
    const { signal } = clients
    const parts = await partsOf(elements, idOf, (one) => variationsOf(shop, one, clients), signal)
    const whole = elements.flatMap((product, i) => {
      const part = parts[i]
      return part && 'found' in part ? [{ product, variations: part.found }] : []
    })
    const rejected = parts.flatMap((part, i) =>
      'missing' in part
        ? [
            {
              line: i + 1,
              reason: reasonOf('products', part.missing),
              text: JSON.stringify({ product_id: part.missing.id }),
            },
          ]
        : [],
    )
    const ids = elements.map((element) => textAt(element, 'id')).join()
    // a server that ignores the page gives the same one again
    const goesOn = elements.length > 0 && ids !== lastIds && isMore(shop, here.page, elements.length, answer)
    lastIds = ids
    const next = goesOn ? { ...here, of: day, page: here.page + 1 } : { taken: day, of: null, page: 1 }
    yield* toPages(
      {
        stock_levels: stockRows(
          shop.platform,
          day,
          whole.map(({ product }) => product),
          whole.map(({ variations }) => variations),
        ),
      },
      { at: day, here: JSON.stringify(here), next: JSON.stringify(next) },
      { stock_levels: rejected },
    )
    if (!goesOn) return
    here = next
  }
}

/** The day it is where the shop is, by the shop's own clock. */
function dayOfAnswer({ name, zone }: Shop & { readonly zone: string }, { headers }: HttpAnswer): Day {
  const at = new Date(headers.date ?? '')
  if (Number.isNaN(at.getTime()))
    throw new Fault(
      `${name}: an answer says no time, so the day of its stock is not known.`,
      'Let the shop’s server, or what stands before it, send a Date header.',
    )
  return dayOf(at, zone)
}
