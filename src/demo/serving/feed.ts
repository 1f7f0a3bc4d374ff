import { addDays, weekday } from '../../lib/days.ts'
import type { Random } from '../../lib/random.ts'
import type { World } from '../market/world.ts'
import { TABLES, type Table } from './columns.ts'
import { FLAWS } from './flaws.ts'
import { type Row, renderers } from './rows.ts'

/** A table as the platform's export hands it out: what a cursor counts. */
export interface Feed {
  readonly total: number
  row(position: number): Row
}

export interface Feeds {
  readonly tables: ReadonlyMap<string, Feed>
  /** what was broken, repeated or held back on purpose: table -> kind -> rows */
  readonly injected: Readonly<Record<string, Readonly<Record<string, number>>>>
  /** what has come since is handed out below all that was there: every cursor stays good */
  grow(world: World): void
}

/** an entry is an index with, above it, how the row is told: as it is, as first placed, or spoiled */
const INDEX = 2 ** 24
const AS_PLACED = 1
const FIRST_FLAW = 2
/** the newest days arrive whole: a late batch needs later days to arrive after */
const SETTLED_DAYS = 5
const DAILY_STOCK_DAYS = 90

const LATE: ReadonlySet<Table> = new Set(['sessions', 'orders', 'order_lines'])
const REPEATED: ReadonlySet<Table> = new Set([
  'sessions',
  'orders',
  'order_lines',
  'prices',
  'refunds',
  'stock_levels',
])

type Count = (table: Table, kind: string, rows: number) => void

/** Puts every table in delivery order and works real life in: late, repeated, updated and broken rows. */
export function feeds(world: World, random: Random): Feeds {
  const injected: Record<string, Record<string, number>> = {}
  const count: Count = (table, kind, rows) => {
    const kinds = injected[table] ?? {}
    injected[table] = { ...kinds, [kind]: (kinds[kind] ?? 0) + rows }
  }
  const render = { now: renderers(world) }
  let served = sizesOf(world)
  const feed = (table: Table) => {
    const days = byDay(world, table)
    if (LATE.has(table)) holdBack(table, days, random, count)
    if (REPEATED.has(table)) repeatBatches(table, days, random, count)
    if (table === 'orders') repeatUpdated(world, days, random, count)
    spoilSome(table, days, random, count)
    return feedOf(Uint32Array.from(days.flat()), table, render)
  }
  const tables = new Map(TABLES.map((table) => [table, feed(table)]))
  return {
    tables,
    injected,
    grow(later) {
      render.now = renderers(later)
      const sizes = sizesOf(later)
      for (const table of TABLES) {
        const added = Array.from({ length: sizes[table] - served[table] }, (_, i) => served[table] + i)
        const changed = later.time.days > world.time.days ? changedSince(later, world.time.days, table) : []
        tables.get(table)?.add([...changed.filter((row) => row < served[table]), ...added])
      }
      world = later
      served = sizes
    },
  }
}

/** How many rows of each table there are. */
function sizesOf({ catalogue, time, prices, sessions, orders, lines, refunds, stock }: World) {
  return {
    merchants: catalogue.merchants.length,
    products: catalogue.products.length,
    campaigns: time.campaigns.length,
    experiments: 1,
    prices: prices.rows.length,
    sessions: sessions.count,
    orders: orders.length,
    order_lines: lines.length,
    refunds: refunds.length,
    deliveries: stock.deliveries.length,
    stock_levels: time.days * catalogue.products.length,
  } satisfies Record<Table, number>
}

/** an order is on its way no longer than this */
const UNDER_WAY_DAYS = 10

/** Rows handed out before that may stand differently now: orders and parcels under way. */
function changedSince({ orders, stock, time }: World, day: number, table: Table): number[] {
  const placedFrom = time.starts[Math.max(0, day - UNDER_WAY_DAYS)] ?? 0
  if (table === 'orders') return orders.flatMap(({ at }, i) => (at >= placedFrom ? [i] : []))
  if (table !== 'deliveries') return []
  return stock.deliveries.flatMap(({ receivedOn }, i) =>
    receivedOn >= day && receivedOn < time.days ? [i] : [],
  )
}

/** Row indexes by the day the platform would deliver them. */
function byDay(world: World, table: Table): number[][] {
  const { days, starts } = world.time
  const { products } = world.catalogue
  const buckets: number[][] = Array.from({ length: days }, () => [])
  const on = (day: number, index: number) => buckets[Math.min(days - 1, Math.max(0, day))]?.push(index)
  const each = <T>(rows: readonly T[], day: (row: T) => number) =>
    rows.forEach((row, i) => void on(day(row), i))
  const dayOfSecond = (at: number) => {
    const guess = Math.floor((at - (starts[0] ?? 0)) / 86_400)
    return at < (starts[guess] ?? 0) ? guess - 1 : at >= (starts[guess + 1] ?? Infinity) ? guess + 1 : guess
  }
  const fill: Readonly<Record<Table, () => void>> = {
    merchants: () => each(world.catalogue.merchants, (m) => m.signedUpOn),
    products: () => each(products, (p) => p.listedOn),
    campaigns: () => each(world.time.campaigns, (c) => c.from),
    experiments: () => on(world.time.experiment.from, 0),
    prices: () => each(world.prices.rows, (row) => row.day),
    sessions: () => {
      for (let i = 0; i < world.sessions.count; i++) on(dayOfSecond(world.sessions.at[i] ?? 0), i)
    },
    orders: () => each(world.orders, (o) => dayOfSecond(o.at)),
    order_lines: () => each(world.lines, (l) => dayOfSecond(world.orders[l.order]?.at ?? 0)),
    refunds: () => each(world.refunds, (r) => dayOfSecond(r.at)),
    deliveries: () => each(world.stock.deliveries, (d) => d.orderedOn),
    stock_levels: () => {
      // the platform keeps daily counts for 90 days and Monday's before that
      for (let day = 0; day < days; day++) {
        if (day < days - DAILY_STOCK_DAYS && weekday(addDays(world.time.first, day)) !== 1) continue
        products.forEach((p, i) => {
          if (p.listedOn <= day) on(day, day * products.length + i)
        })
      }
    },
  }
  fill[table]()
  return buckets
}

/** An eighth of the orders is delivered twice: as placed on its day, and again as it stands now. */
function repeatUpdated(world: World, days: number[][], random: Random, count: Count): void {
  const updates: number[][] = days.map(() => [])
  const times = new Uint8Array(world.orders.length)
  for (const index of days.flat()) times[index] = (times[index] ?? 0) + 1
  days.slice(0, -1).forEach((rows, day) => {
    rows.forEach((index, i) => {
      const order = world.orders[index]
      // an order already repeated is left alone: its older version must never come last
      if (!order || order.status === 'placed' || times[index] !== 1 || random.next() > 0.125) return
      rows[i] = AS_PLACED * INDEX + index
      const later = Math.min(
        days.length - 1,
        day + Math.max(1, Math.round((order.updatedAt - order.at) / 86_400)),
      )
      updates[later]?.push(index)
      count('orders', 'updated version', 1)
    })
  })
  updates.forEach((rows, day) => void days[day]?.push(...rows))
}

/** A batch of one day comes one to three days after its time. */
function holdBack(table: Table, days: number[][], random: Random, count: Count): void {
  for (let day = days.length - SETTLED_DAYS; day > 0; day--) {
    if (random.next() > 0.03) continue
    const rows = days[day] ?? []
    const held = rows.splice(Math.floor(rows.length / 2))
    days[day + 1 + random.below(3)]?.push(...held)
    count(table, 'late', held.length)
  }
}

/** A few batches are sent twice, and here and there a single row. */
function repeatBatches(table: Table, days: number[][], random: Random, count: Count): void {
  for (let n = 0; n < 3; n++) {
    const rows = days[random.below(days.length)] ?? []
    const again = rows.slice(0, 400)
    rows.push(...again)
    count(table, 'exact duplicate', again.length)
  }
  for (const rows of days) {
    const row = rows[random.below(Math.max(1, rows.length))]
    if (row === undefined || random.next() > 0.5) continue
    rows.push(row)
    count(table, 'exact duplicate', 1)
  }
}

function spoilSome(table: Table, days: number[][], random: Random, count: Count): void {
  FLAWS.forEach((flaw, kind) => {
    if (flaw.table !== table) return
    for (let left = flaw.count; left > 0; ) {
      const rows = days[random.below(days.length)] ?? []
      const index = rows[random.below(Math.max(1, rows.length))]
      if (index === undefined || index >= INDEX) continue
      rows.push((FIRST_FLAW + kind) * INDEX + index)
      count(table, flaw.name, 1)
      left--
    }
  })
}

function feedOf(
  first: Uint32Array,
  table: Table,
  render: { readonly now: ReturnType<typeof renderers> },
): Feed & { add(rows: readonly number[]): void } {
  let entries = first
  return {
    get total() {
      return entries.length
    },
    add(rows) {
      const longer = new Uint32Array(entries.length + rows.length)
      longer.set(entries)
      longer.set(rows, entries.length)
      entries = longer
    },
    row(position) {
      const { [table]: plain, ordersAsPlaced: asPlaced } = render.now
      const entry = entries[position] ?? 0
      const index = entry % INDEX
      const told = Math.floor(entry / INDEX)
      if (told === AS_PLACED) return asPlaced(index)
      const row = plain(index)
      return told < FIRST_FLAW ? row : (FLAWS[told - FIRST_FLAW]?.spoil(row, position) ?? row)
    },
  }
}
