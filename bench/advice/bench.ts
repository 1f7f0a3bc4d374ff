import { spawnSync } from 'node:child_process'
import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buffersOf, readPrices } from '../../src/facts/price/price-table.ts'
import { readAssortment, stockBuffersOf } from '../../src/facts/restock/assortment.ts'
import type { ManifestFile } from '../../src/lake/contract/lake.ts'
import { RAW_TABLE_NAMES } from '../../src/lake/contract/schema.ts'
import { openDuckDb, text } from '../../src/lake/engine/duckdb.ts'
import { openLake } from '../../src/lake/open.ts'
import { addDays } from '../../src/lib/days.ts'
import { migrate, openState } from '../../src/state/database/connect.ts'
import { manifestOf } from '../../src/state/lake/manifest.ts'
import { inThread } from '../../src/threads/worker-pool.ts'

/**
 * Nightly price and restock advice for 100,000 products of half a year: in under 10 minutes and 2 GB, and never silent
 * for long. Without an argument 20,000 products are advised on and the time is told as it would be for 100,000, were it
 * linear; `run 100000` measures it.
 * Everything from the published marts on is the job's own: its SQL through the lake, its columns, its thread. The
 * marts themselves are made here by the engine, for building them is `increment`'s figure.
 */
const CLAIMED = 100_000
const PRODUCTS = Number(process.argv[3] ?? 20_000)
const DAYS = 182
const AS_OF = '2026-11-24'
const BARS = { seconds: 600, megabytes: 2048, silentMs: 200 }

if (process.argv[2] === 'make') await make(process.argv[4] ?? '')
else process.exitCode = await measure()

async function measure(): Promise<0 | 1> {
  const dir = await mkdtemp(join(tmpdir(), 'bench-advice-'))
  try {
    // in a process of its own, so that the memory measured is the advice's
    const args = ['--import', 'tsx', fileURLToPath(import.meta.url), 'make', String(PRODUCTS), dir]
    const made = spawnSync(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit'] })
    if (made.status !== 0) throw new Error('the marts could not be made')
    const state = await openState(`sqlite:${join(dir, 'state.sqlite')}`)
    await migrate(state)
    const manifest = manifestOf(state, RAW_TABLE_NAMES)
    await manifest.publish({
      buildId: 'bench',
      drop: [],
      add: await filesOf(join(dir, 'lake')),
      accounts: [],
      consumed: [],
    })
    const lake = await openLake({
      dir: join(dir, 'lake'),
      zone: 'Europe/Berlin',
      currency: 'EUR',
      manifest,
      memoryLimitMb: 320,
      threads: 2,
      shopperKey: 'a key of the bench',
      clock: { now: () => new Date(`${AS_OF}T03:30:00Z`) },
    })
    const silence = watchLoop()
    const from = performance.now()
    const read = await readPrices(lake, 'EUR', { kind: 'all' })
    if (!read) throw new Error('the marts are empty')
    const readSeconds = (performance.now() - from) / 1000
    const weeks = read.table.weeks.week.length
    const task = { table: read.table, model: null, limits: {}, most: 200 }
    const answer = await inThread({ name: 'price', task }, buffersOf(read.table))
    const priceSeconds = (performance.now() - from) / 1000
    const stock = await readAssortment({ lake, state })
    if (!stock) throw new Error('the marts are empty')
    const stockSeconds = (performance.now() - from) / 1000 - priceSeconds
    const { orderCount } = await inThread(
      { name: 'restock', task: { table: stock.table, only: null, most: 200 } },
      stockBuffersOf(stock.table),
    )
    const seconds = (performance.now() - from) / 1000
    const scaled = (seconds * CLAIMED) / PRODUCTS
    const lag = silence.end()
    await lake.close()
    await state.close()
    const megabytes = process.resourceUsage().maxRSS / 1024
    const say = (isMet: boolean) => (isMet ? 'met' : 'missed')
    console.log(
      `price advice for ${read.names.length} products, ${weeks} product weeks: ${answer.changeCount} changes; kept ${JSON.stringify(answer.keeps)}`,
    )
    console.log(
      `  read ${readSeconds.toFixed(1)} s, reckoned ${(priceSeconds - readSeconds).toFixed(1)} s in a thread`,
    )
    console.log(`restock advice for ${stock.products.length} products: ${orderCount} orders`)
    console.log(
      `  read ${stockSeconds.toFixed(1)} s, reckoned ${(seconds - priceSeconds - stockSeconds).toFixed(1)} s in a thread`,
    )
    const asClaimed =
      PRODUCTS === CLAIMED
        ? ''
        : `, times ${CLAIMED / PRODUCTS} for ${CLAIMED} products ${scaled.toFixed(0)} s`
    console.log(
      `together ${seconds.toFixed(1)} s${asClaimed}, bar ${BARS.seconds} s: ${say(scaled < BARS.seconds)}`,
    )
    console.log(
      `peak memory ${megabytes.toFixed(0)} MB, bar ${BARS.megabytes} MB: ${say(megabytes < BARS.megabytes)}`,
    )
    console.log(
      `the bot was silent for ${lag.p99.toFixed(0)} ms (p99), ${lag.most.toFixed(0)} ms at most; bar for p99 ${BARS.silentMs} ms: ${say(lag.p99 < BARS.silentMs)}`,
    )
    return scaled < BARS.seconds && megabytes < BARS.megabytes && lag.p99 < BARS.silentMs ? 0 : 1
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
}

/** How late a timer of 10 ms comes: how long nobody would have been answered. */
function watchLoop() {
  const lags: number[] = []
  let last = performance.now()
  const timer = setInterval(() => {
    const now = performance.now()
    lags.push(Math.max(0, now - last - 10))
    last = now
  }, 10)
  return {
    end() {
      clearInterval(timer)
      const sorted = lags.toSorted((a, b) => a - b)
      return { p99: sorted[Math.floor(0.99 * sorted.length)] ?? 0, most: sorted.at(-1) ?? 0 }
    },
  }
}

/** A third of the products hardly sell, prices move up to three times, campaigns cut them; all from hashes, no chance. */
async function make(dir: string): Promise<void> {
  const lake = join(dir, 'lake')
  await mkdir(lake, { recursive: true })
  const db = await openDuckDb({ memoryLimitMb: 1024, threads: 2, spillTo: dir, within: null, setup: [] })
  const chance = (...parts: string[]) => `((hash(${parts.join(', ')}) % 1000003) / 1000003.0)`
  await db.use(async (session) => {
    await session.run(`create table product as
      select 'SKU-' || lpad(cast(i as varchar), 6, '0') as product_id, i,
        exp(1 + 5 * ${chance('i', '1')}) as base_price, exp(-4 + 5 * ${chance('i', '2')}) as rate,
        -1.2 - 1.6 * ${chance('i', '3')} as elasticity, 'C' || (i % 40) as category
      from range(${PRODUCTS}) t(i)`)
    await session.run(`copy (
      select 'bench' as platform, product_id, 'M' || (i % 500) as merchant_id, product_id as title, category,
        cast(base_price * 60 as bigint) as cost_cents, cast(base_price * 100 as bigint) as list_price_cents,
        cast(null as bigint) as competitor_cents, cast(null as bigint) as least_price_cents,
        cast(base_price * 100 as bigint) as price_cents, 7 as lead_time_days, 1 as moq, 1 as pack_size,
        cast(60 * rate * ${chance('i', '10')} as int) as on_hand, 0 as reserved, 0 as inbound, date '${AS_OF}' as stock_on
      from product) to ${text(join(lake, 'mart_products.parquet'))} (format parquet)`)
    for (let day = 0; day < DAYS; day++) {
      const dt = addDays(AS_OF, day - DAYS + 1)
      const isPromo = `(${chance('i % 40', String(Math.floor(day / 7)), '4')} < 0.1)`
      await mkdir(join(lake, 'mart_product_days', `dt=${dt}`), { recursive: true })
      await session.run(`copy (
        with priced as (
          select *, ${isPromo} as is_promo,
            base_price * exp(0.3 * (${chance('i', `floor((${day} + i % 60) / 60)`, '5')} - 0.5))
              * case when ${isPromo} and i % 3 > 0 then 0.85 else 1 end as price
          from product
        ),
        wanted as (
          select *, rate * (1 + 0.3 * sin(${day} / 29.0)) * pow(price / base_price, elasticity)
            * case when is_promo then 1.3 else 1 end as mean,
            sqrt(-2 * ln(${chance('i', String(day), '6')} + 1e-9)) * cos(6.2832 * ${chance('i', String(day), '7')}) as z
          from priced
        ),
        sold as (
          select *, cast(greatest(0, floor(mean + sqrt(mean) * z + ${chance('i', String(day), '8')})) as int) as units from wanted
        )
        select 'bench' as platform, product_id, 'M' || (i % 500) as merchant_id, category,
          cast(10 * mean as int) as sessions, units, cast(units * price * 100 as bigint) as gmv_cents,
          cast(price * 100 as bigint) as price_cents, cast(base_price * 100 as bigint) as list_price_cents,
          cast(base_price * 60 as bigint) as cost_cents, is_promo, cast(20 as int) as on_hand, cast(0 as int) as inbound,
          ${chance('i', String(Math.floor(day / 3)), '9')} < 0.03 as is_stocked_out
        from sold) to ${text(join(lake, 'mart_product_days', `dt=${dt}`, 'bench.parquet'))} (format parquet)`)
    }
  })
  await db.close()
}

async function filesOf(lake: string): Promise<ManifestFile[]> {
  const folder = join(lake, 'mart_product_days')
  const days = (await readdir(folder)).map((name) => ({
    table: 'mart_product_days',
    dt: name.slice(3),
    path: join('mart_product_days', name, 'bench.parquet'),
    rows: PRODUCTS,
  }))
  const products = { table: 'mart_products', dt: null, path: 'mart_products.parquet', rows: PRODUCTS }
  return Promise.all(
    [...days, products].map(async (file) => ({ ...file, bytes: (await stat(join(lake, file.path))).size })),
  )
}
