import { showTenThousandths, tenThousandths } from '../rows/decimal.ts'
import type { TextRow } from '../rows/to-pages.ts'
import type { Event } from './event.ts'

/** A row a session, from all of its events; the same event twice counts once. */
export function sessionRow(platform: string, given: readonly Event[]): TextRow {
  const byId = new Map(given.map((event) => [event.id, event]))
  const events = [...byId.values()].sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
  const first = <K extends keyof Event>(field: K) =>
    events.find((event) => event[field] !== undefined)?.[field]
  const count = (type: Event['type']) => String(events.filter((event) => event.type === type).length)
  const views = events.filter(({ type }) => type === 'product_view')
  const about = mostSeen(views)
  const seen = events.filter(({ product_id }) => product_id !== undefined && product_id === about?.product_id)
  const lastSeen = <K extends keyof Event>(field: K) =>
    seen.findLast((event) => event[field] !== undefined)?.[field]
  const stocked = views.filter(({ in_stock }) => in_stock !== undefined)
  const [from, to] = [events[0], events.at(-1)].map((event) => Date.parse(event?.at ?? ''))
  return {
    platform,
    session_id: events[0]?.session_id ?? null,
    shopper_id: first('shopper_id') ?? null,
    started_at: events[0]?.at ?? null,
    channel: first('channel') ?? null,
    device: first('device') ?? null,
    region: first('region') ?? null,
    merchant_id: lastSeen('merchant_id') ?? null,
    product_id: about?.product_id ?? null,
    category: lastSeen('category') ?? first('category') ?? null,
    page_views: String(Number(count('page_view')) + views.length),
    product_views: String(views.length),
    searches: count('search'),
    cart_adds: count('cart_add'),
    duration_s: String(Math.round(((to ?? 0) - (from ?? 0)) / 1000)),
    is_returning: text(first('is_returning')),
    price_seen: lastSeen('price') ?? null,
    discount_seen: text(lastSeen('discount')),
    in_stock_share:
      stocked.length === 0
        ? null
        : (stocked.filter(({ in_stock }) => in_stock).length / stocked.length).toFixed(4),
    variant: first('variant') ?? null,
    purchases: count('purchase'),
    bought: boughtFor(events),
  }
}

/** What its purchases came to; null where none says a price. An order of the session, once it is known, goes before. */
function boughtFor(events: readonly Event[]): string | null {
  const sums = events.flatMap(({ type, price, quantity = 1 }) => {
    const each = type === 'purchase' ? tenThousandths(price) : null
    return each === null ? [] : [each * BigInt(quantity)]
  })
  return sums.length === 0 ? null : showTenThousandths(sums.reduce((sum, one) => sum + one, 0n))
}

/** What a session is about: the product looked at most, of several the one looked at first. */
function mostSeen(views: readonly Event[]): Event | undefined {
  const times = new Map<string, number>()
  for (const { product_id } of views) if (product_id) times.set(product_id, (times.get(product_id) ?? 0) + 1)
  const most = Math.max(0, ...times.values())
  return views.find(({ product_id }) => product_id !== undefined && times.get(product_id) === most)
}

function text(value: boolean | number | undefined): string | null {
  return value === undefined ? null : String(value)
}
