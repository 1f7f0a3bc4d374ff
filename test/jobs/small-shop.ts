import type { Lake } from '../../src/lake/contract/lake.ts'
import type { RawTableName } from '../../src/lake/contract/schema.ts'
import { type Day, daysIn } from '../../src/lib/days.ts'
import { measure } from '../../src/metrics/measure/measure.ts'
import { metrics } from '../../src/metrics/registry.ts'

const PLATFORMS = ['nordmarkt', 'bazario'] as const
const CATEGORIES = ['Toys', 'Garden', 'Electronics'] as const
const SESSIONS = 60
const ORDERS = [12, 10, 13, 11, 14]

const COLLAPSED = {
  day: '2026-11-23',
  platform: 'bazario',
  category: 'Electronics',
  orders: 1,
} as const

type Rows = Partial<Record<RawTableName, Record<string, string>[]>>

/**
 * Five weeks of a shop of two platforms and three categories, a merchant each: 60 sessions and about 12 orders of €10
 * a day in each. On one day one of the six takes a single order.
 */
export async function openedFor(lake: Lake): Promise<void> {
  const days = daysIn({ from: '2026-10-20', to: '2026-11-25' })
  const rows: Required<Pick<Rows, 'sessions' | 'orders' | 'order_lines' | 'products'>> = {
    sessions: [],
    orders: [],
    order_lines: [],
    products: [],
  }
  for (const platform of PLATFORMS) {
    for (const category of CATEGORIES) {
      const of = { platform, product_id: `P-${category}`, merchant_id: `M-${platform}-${category}` }
      rows.products.push({ ...of, title: category, category })
      for (const [i, day] of days.entries()) aDay({ of, category, day, i }, rows)
    }
  }
  for (const [table, some] of Object.entries(rows)) {
    await lake.ingest({
      source: `small-${table}`,
      table: table as keyof typeof rows,
      id: table,
      zone: 'Europe/Berlin',
      currency: 'EUR',
      page: { kind: 'rows', rows: some },
    })
  }
  const { failed } = await lake.build()
  if (failed.length > 0) throw new Error(`the shop of the test does not build: ${JSON.stringify(failed)}`)
  await measure(lake, metrics, 'all')
}

function aDay(
  cell: {
    readonly of: { readonly platform: string; readonly product_id: string; readonly merchant_id: string }
    readonly category: string
    readonly day: Day
    readonly i: number
  },
  rows: Record<'sessions' | 'orders' | 'order_lines', Record<string, string>[]>,
): void {
  const { of, category, day, i } = cell
  const isHit = day === COLLAPSED.day && of.platform === COLLAPSED.platform && category === COLLAPSED.category
  const orders = isHit ? COLLAPSED.orders : (ORDERS[i % ORDERS.length] ?? 20)
  for (let n = 0; n < SESSIONS; n++) {
    const id = `${of.platform}-${category}-${day}-${n}`
    const at = `${day}T${String(6 + (n % 12)).padStart(2, '0')}:00:00Z`
    rows.sessions.push({ ...of, session_id: id, started_at: at, category, channel: 'app' })
    if (n >= orders) continue
    const order = { platform: of.platform, order_id: `O-${id}`, ordered_at: at }
    rows.orders.push({ ...order, session_id: id, customer_id: `C-${id}`, status: 'paid', channel: 'app' })
    rows.order_lines.push({
      ...of,
      order_id: order.order_id,
      ordered_at: at,
      line_id: '1',
      quantity: '1',
      unit_price: '10.00',
    })
  }
}
