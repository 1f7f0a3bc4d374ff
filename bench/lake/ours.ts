import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { readConfig } from '../../src/config/config.ts'
import { RAW_TABLE_NAMES } from '../../src/lake/contract/schema.ts'
import { openLake } from '../../src/lake/open.ts'
import { sumOf } from '../../src/lib/sum.ts'
import { measure } from '../../src/metrics/measure/measure.ts'
import { metrics } from '../../src/metrics/registry.ts'
import { importFiles } from '../../src/sources/files/import.ts'
import type { Mapping } from '../../src/sources/files/mapping.ts'
import { migrate, openState } from '../../src/state/database/connect.ts'
import { manifestOf } from '../../src/state/lake/manifest.ts'
import { LOG } from './files.ts'

/** The whole way as the bot takes it, with the settings it has when nobody sets any: files, clean, marts, KPIs. */
const MAPPING: Mapping = {
  name: 'logs',
  platform: 'web',
  zone: LOG.zone,
  currency: 'EUR',
  feeds: [
    {
      table: 'products',
      files: ['products.csv'],
      columns: {
        product_id: { from: 'product_id' },
        merchant_id: { from: 'merchant_id' },
        category: { from: 'category' },
      },
    },
    {
      table: 'events',
      files: ['events-*'],
      columns: Object.fromEntries(
        [
          'event_id',
          'happened_at',
          'type',
          'shopper_id',
          'product_id',
          'channel',
          'device',
          'region',
          'price',
          'quantity',
          'platform',
        ].map((column) => [column, { from: column }]),
      ),
    },
  ],
}

const [logs = '', more = ''] = process.argv.slice(2)
const { ENGINE, SPARK_URL } = process.env
const config = readConfig({ ENGINE, SPARK_URL })
if (config.kind === 'faults') throw new Error('the defaults are wrong')
const dir = await mkdtemp(join(dirname(logs), 'ours-'))
const state = await openState(`sqlite:${join(dir, 'state.sqlite')}`)
await migrate(state)
const lake = await openLake({
  dir: join(dir, 'lake'),
  zone: LOG.zone,
  currency: 'EUR',
  manifest: manifestOf(state, RAW_TABLE_NAMES),
  shopperKey: 'a key of the bench',
  clock: { now: () => new Date('2026-11-24T09:00:00Z') },
  ...config.config.engine,
})
const steps: Record<string, number> = {}
try {
  const first = await takeIn(logs)
  const bytes = {
    lake: await bytesBelow(join(dir, 'lake')),
    raw: await bytesBelow(join(dir, 'lake', 'raw_events')),
  }
  const kpis = await lake.query<{
    metric: string
    day: string
    dimension: string
    member: string
    of: number
  }>(`select metric, day, dimension, member, of from mart_kpi where metric in ('sessions', 'conversion')`)
  const [clean] = await lake.query<{ rows: number }>('select count(*) as rows from clean_events')
  const quarantined = (await lake.accounts()).find(({ table }) => table === 'events')?.quarantined ?? 0
  const peakKb = process.resourceUsage().maxRSS
  const told = { seconds: first, steps: { ...steps }, bytes, peakKb, clean: clean?.rows ?? 0, quarantined }
  // the same lake a day later: what one more day costs
  const day = more === '' ? null : await takeIn(more)
  const rows = kpis.map((row) => [row.metric, row.day, row.dimension, row.member, row.of])
  console.log(JSON.stringify({ ...told, day, kpis: rows }))
} finally {
  await lake.close()
  await state.close()
  await rm(dir, { recursive: true, force: true })
}

async function takeIn(from: string): Promise<number> {
  const start = performance.now()
  let last = start
  const step = (named: string) => {
    const now = performance.now()
    steps[named] = (steps[named] ?? 0) + (now - last) / 1000
    last = now
  }
  const landed = await importFiles({
    mapping: MAPPING,
    dir: from,
    lake,
    signal: new AbortController().signal,
  })
  const failed = landed.flatMap(({ error }) => error ?? [])
  if (failed.length > 0) throw new Error(failed.join(' '))
  step('land')
  let doing = ''
  const report = await lake.build((_, _total, next) => {
    if (doing) step(doing)
    doing = next
  })
  step('publish')
  if (report.failed.length > 0) throw new Error(`checks failed: ${JSON.stringify(report.failed)}`)
  await measure(lake, metrics, report.days)
  step('KPIs')
  return (performance.now() - start) / 1000
}

async function bytesBelow(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true }).catch(() => [])
  const sizes = await Promise.all(names.map((name) => stat(join(folder, name))))
  return sumOf(sizes, (one) => (one.isFile() ? one.size : 0))
}
