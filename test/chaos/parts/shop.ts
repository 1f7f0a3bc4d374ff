import { createServer, type ServerResponse } from 'node:http'
import { addDays, type Day, daysIn, weekday } from '../../../src/lib/days.ts'
import { type Random, seeded } from '../../../src/lib/random.ts'
import type { RestSpec } from '../../../src/sources/rest/spec.ts'
import { listening } from '../../slack/http.ts'

const ZONE = 'Europe/Berlin'
const PAGE = 400
const PRICES = { Toys: 10, Games: 20, Books: 8 } as const
const COLUMNS = {
  products: ['platform', 'product_id', 'title', 'category', 'merchant_id', 'cost', 'list_price'],
  sessions: [
    'platform',
    'session_id',
    'shopper_id',
    'started_at',
    'product_id',
    'category',
    'page_views',
    'channel',
  ],
  orders: ['platform', 'order_id', 'session_id', 'customer_id', 'ordered_at', 'channel'],
  order_lines: ['platform', 'order_id', 'line_id', 'product_id', 'quantity', 'unit_price'],
} as const
type Table = keyof typeof COLUMNS
type Row = Readonly<Record<string, string>>
const TABLES: readonly Table[] = ['products', 'sessions', 'orders', 'order_lines']
const isTable = (name: string | undefined): name is Table => TABLES.some((table) => table === name)

/** How often a page is refused, limited, or cut off in the midst. */
interface ShopFaults {
  readonly failed: number
  readonly limited: number
  readonly cut: number
}

/**
 * A small shop over HTTP, the same by its seed: two platforms, three categories, every day some sessions and orders. It
 * gives what it had up to the day before the one it is told.
 */
export async function startShop(given: {
  readonly seed: number
  readonly first: Day
  readonly last: Day
  readonly faults: ShopFaults
  readonly random: Random
}) {
  const { faults, random } = given
  const all = rowsOf(given)
  let today = given.first
  let refused = 0
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://shop')
    const table = url.pathname.slice(1)
    if (!isTable(table)) return void response.writeHead(404).end()
    const rows = all[table].filter(({ day }) => day < today)
    const from = Number(url.searchParams.get('offset') ?? 0)
    const body = JSON.stringify({ data: rows.slice(from, from + PAGE).map(({ row }) => row) })
    if (goesWrong(response, body)) refused++
    else response.end(body)
  })

  function goesWrong(response: ServerResponse, body: string): boolean {
    const drawn = random.next()
    const { failed, limited, cut } = faults
    if (drawn < failed) response.writeHead(503).end()
    else if (drawn < failed + limited) response.writeHead(429, { 'retry-after': '0' }).end()
    else if (drawn < failed + limited + cut) {
      response.writeHead(200, { 'content-length': String(body.length) })
      response.write(body.slice(0, body.length / 2))
      response.socket?.destroySoon()
    } else return false
    return true
  }

  const url = `http://127.0.0.1:${await listening(server)}`
  return {
    url,
    refused: () => refused,
    on: (day: Day) => {
      today = day
    },
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

/** How the bot reads it. */
export function shopFeeds(url: string): RestSpec[] {
  return TABLES.map((table) => ({
    name: `chaos.${table}`,
    platform: 'chaos',
    table,
    url: `${url}/${table}`,
    headers: {},
    query: {},
    paging: { by: 'offset', send: 'offset' },
    rows: 'data',
    each: null,
    total: null,
    columns: Object.fromEntries(COLUMNS[table].map((column) => [column, column])),
    write: 'merge',
    zone: ZONE,
    currency: 'EUR',
    freshWithinMinutes: 36 * 60,
  }))
}

interface Dated {
  readonly day: Day
  readonly row: Row
}

function rowsOf({ seed, first, last }: { readonly seed: number; readonly first: Day; readonly last: Day }) {
  const random = seeded(seed)
  const all: Record<Table, Dated[]> = { products: [], sessions: [], orders: [], order_lines: [] }
  const places = ['nordmarkt', 'bazario'].flatMap((platform) =>
    (['Toys', 'Games', 'Books'] as const).map((category) => ({ platform, category })),
  )
  for (const { platform, category } of places)
    all.products.push({
      day: '',
      row: {
        ...{ platform, product_id: `SKU-${category}`, title: `One of the ${category}`, category },
        ...{
          merchant_id: `M-${platform}`,
          cost: String(PRICES[category] / 2),
          list_price: String(PRICES[category]),
        },
      },
    })
  for (const day of daysIn({ from: first, to: addDays(last, 1) }))
    for (const { platform, category } of places) {
      const count = random.poisson(weekday(day) > 5 ? 16 : 12)
      for (let i = 0; i < count; i++) {
        const id = `${day}-${platform}-${category}-${i}`
        const customer = `C${random.below(300)}`
        const of = { platform, channel: random.next() < 0.5 ? 'app' : 'web' }
        const product = { product_id: `SKU-${category}` }
        all.sessions.push({
          day,
          row: {
            ...{ ...of, session_id: id, shopper_id: customer, started_at: `${day} 10:00:00`, ...product },
            ...{ category, page_views: String(1 + random.below(6)) },
          },
        })
        if (random.next() > 0.3) continue
        const order = {
          ...of,
          order_id: id,
          session_id: id,
          customer_id: customer,
          ordered_at: `${day} 10:05:00`,
        }
        all.orders.push({ day, row: order })
        const line = { platform, order_id: id, line_id: '1', ...product }
        all.order_lines.push({ day, row: { ...line, quantity: '1', unit_price: String(PRICES[category]) } })
      }
    }
  return all
}
