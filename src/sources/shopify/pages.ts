import { z } from 'zod'
import { dayOf } from '../../lib/days.ts'
import { Fault } from '../../lib/errors.ts'
import { textAt } from '../rows/shape.ts'
import { type Tables, type TextRow, toPages } from '../rows/to-pages.ts'
import type { Cursor, Page, SourceClients } from '../source.ts'
import { ask, changed, type Shop, TooCostly } from './ask.ts'
import { bulkPass } from './bulk.ts'
import { hinted } from './hinted.ts'
import { plainId } from './ids.ts'
import { higher, type Place, passOver, placeOf } from './place.ts'
import { ASK_SHOP, pageQuery, READINGS, type Reading } from './queries.ts'
import { refundRows } from './refunds.ts'
import { tablesOf } from './rows.ts'
import { allWithin, type Connection, connectionAt, wholeItem, wholeRefunds } from './within.ts'

export type Stream = keyof typeof READINGS

/** First the whole history by a bulk operation, where the stream has one; then pages of what was updated since. */
export async function* shopifyPages(
  shop: Shop,
  stream: Stream,
  from: Cursor,
  clients: SourceClients,
): AsyncGenerator<Page, void, void> {
  const reading: Reading = READINGS[stream]
  const rowsBy = (day: string | null) => (nodes: readonly unknown[]) =>
    rowsOf(shop, { stream, reading, day }, nodes, clients)
  let here = placeOf(from)
  if (reading.isBulk && here.after === null) {
    const next = yield* bulkPass(shop, reading, here, clients)
    if (next === null) return
    here = next
  }
  if (stream !== 'stock_levels') {
    here = yield* updated(shop, { stream, reading, day: null }, here, clients)
    yield* hinted(shop, { stream, reading, rowsOf: rowsBy(null) }, here, clients)
    return
  }
  const day = await today(shop, clients)
  if (here.cursor !== null || here.day !== day)
    here = yield* updated(shop, { stream, reading, day }, here, clients)
  yield* hinted(shop, { stream, reading, rowsOf: rowsBy(day) }, here, clients)
}

interface What {
  readonly stream: Stream
  readonly reading: Reading
  readonly day: string | null
}

async function* updated(
  shop: Shop,
  { stream, reading, day }: What,
  from: Place,
  clients: SourceClients,
): AsyncGenerator<Page, Place, void> {
  let here = from
  let size = reading.pageSize
  for (;;) {
    const page = await pageAt(shop, reading, { here, size }, clients).catch((error: unknown) => {
      if (error instanceof TooCostly && size > 1) return null
      throw error
    })
    if (page === null) {
      size = Math.ceil(size / 4)
      continue
    }
    const high = page.nodes.reduce<string | null>(
      (best, node) => higher(best, textAt(node, 'updatedAt')),
      here.high,
    )
    const { hasNextPage, endCursor } = page.pageInfo
    const goesOn = hasNextPage && endCursor !== null && endCursor !== here.cursor
    const on = { ...here, high, cursor: endCursor }
    // all of the stock is taken every day, whatever was updated since
    const over = day === null ? passOver(on) : { ...passOver(on), after: null, day }
    const next: Place = goesOn ? on : over
    yield* toPages(await rowsOf(shop, { stream, reading, day }, page.nodes, clients), {
      at: `${here.after} ${day ?? ''}`,
      here: JSON.stringify(here),
      next: JSON.stringify(next),
    })
    if (!goesOn) return next
    here = next
  }
}

async function pageAt(
  shop: Shop,
  reading: Reading,
  { here, size }: { readonly here: Place; readonly size: number },
  clients: SourceClients,
): Promise<Connection> {
  const parts = [here.after === null ? null : `updated_at:>='${here.after}'`, reading.filter]
  const query = parts.filter(Boolean).join(' AND ') || null
  const variables = { first: size, after: here.cursor, query }
  const { data } = await ask(shop, { query: pageQuery(reading), variables }, clients)
  return connectionAt(shop, data, reading.root)
}

async function rowsOf(
  shop: Shop,
  { stream, reading, day }: What,
  nodes: readonly unknown[],
  clients: SourceClients,
): Promise<Tables> {
  if (stream === 'refunds') {
    const refunds: TextRow[] = []
    for (const order of nodes)
      refunds.push(...refundRows(await wholeRefunds(shop, order, clients), shop.platform))
    return { refunds }
  }
  const read: { object: unknown; parent: string | null }[] = []
  for (const node of nodes) {
    const object = stream === 'stock_levels' ? await wholeItem(shop, node, clients) : node
    read.push({ object, parent: null })
    const id = textAt(node, 'id')
    const within = reading.nested ? await allWithin(shop, reading.nested, node, clients) : []
    read.push(...within.map((object) => ({ object, parent: plainId(id) })))
  }
  return tablesOf(read, { platform: shop.platform, day })
}

const told = z.object({ shop: z.object({ currencyCode: z.string() }) })

/** The day it is where the shop is, by Shopify's clock; money of another currency than stated would not be converted. */
async function today(shop: Shop, clients: SourceClients): Promise<string> {
  const { data, at } = await ask(shop, { query: ASK_SHOP }, clients)
  const said = told.safeParse(data)
  if (!said.success || at === null) throw changed(shop)
  const { currencyCode } = said.data.shop
  if (currencyCode !== shop.currency)
    throw new Fault(
      `${shop.name}: the shop's currency is ${currencyCode}, not ${shop.currency}.`,
      'Correct `currency` in the sources file.',
    )
  return dayOf(at, shop.zone)
}
