import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Config, readConfig } from '../../src/config/config.ts'
import type { Lake } from '../../src/lake/contract/lake.ts'
import { measure } from '../../src/metrics/measure/measure.ts'
import { metrics } from '../../src/metrics/registry.ts'
import { line, order, rows, type Shop, shopIn } from '../lake/shop.ts'

const DAYS = ['2026-11-20', '2026-11-21', '2026-11-22']

/** Three days of sessions and orders in two builds, a row that came twice and one that was rejected; KPIs measured. */
export async function fillShop(folder: string): Promise<void> {
  const shop = await shopIn(folder)
  await take(shop.lake, DAYS.slice(0, 2))
  await take(shop.lake, DAYS.slice(1))
  await shop.close()
}

/** A day comes, is built and measured. */
export async function take(lake: Lake, days: readonly string[]): Promise<void> {
  const of = <Row>(row: (day: string, n: number) => Row) =>
    days.flatMap((day) => [1, 2, 3].map((n) => row(day, n)))
  const at = (day: string, n: number) => `${day} 1${n}:00:00`
  await lake.ingest(
    rows(
      'sessions',
      of((day, n) => ({ session_id: `s-${day}-${n}`, started_at: at(day, n), channel: 'app' })),
    ),
  )
  await lake.ingest(
    rows('orders', [
      ...of((day, n) => order(`o-${day}-${n}`, at(day, n), { session_id: `s-${day}-${n}` })),
      order('', at(days[0] ?? '', 1)),
    ]),
  )
  await lake.ingest(
    rows(
      'order_lines',
      of((day, n) => line(`o-${day}-${n}`, '1')),
    ),
  )
  await lake.ingest(rows('products', [{ product_id: 'SKU-1', title: 'Lamp', category: 'Home' }]))
  const { failed } = await lake.build()
  if (failed.length > 0) throw new Error(JSON.stringify(failed))
  await measure(lake, metrics, 'all')
}

/** The settings of a bot whose data lie there. */
export function configOf(dir: string, more: Readonly<Record<string, string>> = {}): Config {
  const read = readConfig({ DATA_DIR: dir, SHOP_ZONE: 'Europe/Berlin', SHOP_CURRENCY: 'EUR', ...more })
  if (read.kind === 'faults') throw new Error(JSON.stringify(read.faults))
  return read.config
}

export async function emptyFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'restored-'))
}

export async function anotherOf(dir: string): Promise<string> {
  const to = await emptyFolder()
  await cp(dir, to, { recursive: true })
  return to
}

export const removed = (...dirs: readonly string[]) =>
  Promise.all(dirs.map((dir) => rm(dir, { recursive: true, force: true })))

const TABLES = [
  ...['raw_orders', 'clean_orders', 'clean_order_lines', 'clean_sessions', 'quarantine'],
  ...['shopper_orders', 'mart_orders', 'mart_order_lines', 'mart_sessions', 'mart_product_days', 'mart_kpi'],
]

/** Every row of every table that figures are made of. */
export async function figures({ lake }: Pick<Shop, 'lake'>): Promise<Readonly<Record<string, unknown>>> {
  const found: Record<string, unknown> = {}
  for (const table of TABLES)
    found[table] = await lake.query(`select columns(c -> c <> '_k') from ${table} order by all`)
  return found
}

export async function figuresIn(dir: string): Promise<Readonly<Record<string, unknown>>> {
  const shop = await shopIn(dir)
  try {
    return await figures(shop)
  } finally {
    await shop.close()
  }
}
