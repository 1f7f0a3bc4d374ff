import { addDays } from '../../lib/days.ts'
import { PLATFORMS } from '../market/catalogue.ts'
import type { Market } from '../market/simulate.ts'
import type { World } from '../market/world.ts'
import type { Asked, Reply } from './asked.ts'

const SHOWN_DAYS = 21
const SHOWN_PRODUCTS = 40
const PASS_DAYS = 7
const LOCAL = /^(127\.0\.0\.1|localhost)(:\d+)?$/

/** The shop as its customers see it: prices, what is sold of each, and a button that lets a week pass. */
export function front(
  market: Market,
  { isLive = false, onPassed }: { readonly isLive?: boolean; readonly onPassed: (days: number) => void },
): (asked: Asked) => Reply | null {
  return ({ method, url, headers, text }) => {
    const host = headers.host ?? ''
    if (url.pathname.startsWith('/v1/') || !LOCAL.test(host)) return null
    if (url.pathname === '/days' && method === 'POST' && !isLive) {
      // a page of somebody else's must not turn this shop's calendar
      if (headers.origin !== `http://${host}`) return page('That was not asked from this page.', '', 403)
      const passed = market.live(PASS_DAYS)
      if (passed > 0) onPassed(passed)
      const back = new URLSearchParams(text).get('from') ?? '/'
      return { status: 303, body: '', headers: { location: /^\/[\w/%.-]*$/.test(back) ? back : '/' } }
    }
    if (method !== 'GET') return null
    const known = market.world()
    // its days pass by themselves
    const world = isLive ? { ...known, time: { ...known.time, room: known.time.days } } : known
    if (url.pathname === '/') return listed(world, market, url.searchParams.get('q') ?? '')
    const sku = decodeURIComponent(/^\/products\/([\w%.-]+)$/.exec(url.pathname)?.[1] ?? '')
    const p = world.catalogue.products.findIndex((one) => one.sku === sku)
    return p < 0 ? null : product(world, market, p)
  }
}

function listed(world: World, market: Market, q: string): Reply {
  const { products } = world.catalogue
  const wanted = q.trim().toLowerCase()
  const latest = [
    ...new Set(
      world.prices.rows
        .slice(-10 * SHOWN_PRODUCTS)
        .reverse()
        .map((row) => row.product),
    ),
  ]
  const isWanted = (p: number) => {
    const { sku = '', title = '' } = products[p] ?? {}
    return `${sku} ${title}`.toLowerCase().includes(wanted)
  }
  const found = (wanted ? [...products.keys()].filter(isWanted) : latest).slice(0, SHOWN_PRODUCTS)
  const rows = found.map((p) => {
    const { sku = '', title = '', platform = 0 } = products[p] ?? {}
    return `<tr><td><a href="/products/${encodeURIComponent(sku)}">${escaped(sku)}</a><td>${escaped(title)}<td>${PLATFORMS[platform]}<td class=n>${euro(market.priceOf(p))}`
  })
  const search = `<form><input name=q value="${escaped(q)}" placeholder="SKU or name" aria-label="SKU or name"> <button>Search</button></form>`
  return page(
    wanted ? `Products with “${q}”` : 'Prices that changed last',
    `${search}<table><tr><th>SKU<th>Product<th>Platform<th>Price${rows.join('')}</table>${passing(world, '/')}`,
  )
}

function product(world: World, market: Market, p: number): Reply {
  const { time, catalogue, prices, lines, orders } = world
  const one = catalogue.products[p]
  const sold = new Map<number, number>()
  for (const line of lines) {
    if (line.product !== p) continue
    const at = orders[line.order]?.at ?? 0
    const day = time.starts.findLastIndex((start) => start <= at)
    sold.set(day, (sold.get(day) ?? 0) + line.quantity)
  }
  const rows = Array.from({ length: Math.min(SHOWN_DAYS, time.days) }, (_, back) => {
    const day = time.days - 1 - back
    const price = prices.cents[p * time.room + day] ?? 0
    return `<tr><td>${addDays(time.first, day)}<td class=n>${euro(price)}<td class=n>${sold.get(day) ?? 0}`
  })
  const now = `<p class=price>${euro(market.priceOf(p))}</p>`
  return page(
    `${one?.title ?? ''} (${one?.sku ?? ''})`,
    `${now}<table><tr><th>Day<th>Price<th>Sold${rows.join('')}</table>${passing(world, `/products/${encodeURIComponent(one?.sku ?? '')}`)}<p><a href="/">All changed prices</a>`,
  )
}

function passing({ time }: World, from: string): string {
  if (time.days >= time.room) return ''
  return `<form method=post action="/days"><input type=hidden name=from value="${escaped(from)}"><button>Let ${PASS_DAYS} days pass</button> Today is ${time.today}. Floorwalker then runs its night and posts the digest.</form>`
}

const STYLE =
  'body{font:16px/1.5 system-ui;max-width:46rem;margin:2rem auto;padding:0 1rem}table{border-collapse:collapse;width:100%;margin:1rem 0}td,th{text-align:left;padding:.2rem .6rem;border-bottom:1px solid #ddd}.n{text-align:right}.price{font-size:2rem;margin:.5rem 0}'

function page(title: string, body: string, status = 200): Reply {
  return {
    status,
    body: `<!doctype html><html lang=en><meta charset=utf-8><title>${escaped(title)}</title><style>${STYLE}</style><h1>${escaped(title)}</h1>${body}`,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'",
    },
  }
}

function euro(cents: number): string {
  return `€${(cents / 100).toFixed(2)}`
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`)
}
