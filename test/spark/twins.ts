import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BuildReport, Lake, Manifest } from '../../src/lake/contract/lake.ts'
import { RAW_TABLE_NAMES } from '../../src/lake/contract/schema.ts'
import { openLake } from '../../src/lake/open.ts'
import { addDays } from '../../src/lib/days.ts'
import { measure } from '../../src/metrics/measure/measure.ts'
import { metrics } from '../../src/metrics/registry.ts'
import { migrate, openState } from '../../src/state/database/connect.ts'
import type { State } from '../../src/state/database/state.ts'
import { manifestOf } from '../../src/state/lake/manifest.ts'

/** A Thrift Server to build on; without one these tests are skipped. */
export const SPARK_URL = process.env.TEST_SPARK_URL ?? null
if (!SPARK_URL) console.warn('skipped: no Spark to build on (TEST_SPARK_URL names a Thrift Server)')

export const TODAY = '2026-11-24'

export interface Shop {
  readonly zone: string
  readonly currency: string
}

interface Twin {
  readonly lake: Lake
  readonly manifest: Manifest
  readonly state: State
  readonly root: string
  close(): Promise<void>
}

/** What lands in both at the same hour is told apart by nothing. */
const hourOf = (day: string) => ({ now: () => new Date(`${day}T08:00:00Z`) })

async function open(
  dir: string,
  shop: Shop,
  { spark, day }: { spark: string | null; day: string },
): Promise<Twin> {
  const state = await openState(`sqlite:${join(dir, 'state.sqlite')}`)
  await migrate(state)
  const manifest = manifestOf(state, RAW_TABLE_NAMES)
  const root = join(dir, 'lake')
  const lake = await openLake({
    ...shop,
    dir: root,
    manifest,
    spark,
    memoryLimitMb: 1024,
    threads: 2,
    shopperKey: 'a key of the twins',
    clock: hourOf(day),
  })
  return {
    lake,
    manifest,
    state,
    root,
    async close() {
      await lake.close()
      await state.close()
    },
  }
}

/** Two lakes of the same raw rows: one is built in this process, the other on Spark. */
export interface Twins {
  readonly shop: Shop
  readonly duckdb: Twin
  readonly spark: Twin
  remove(): Promise<void>
}

export async function openTwins(shop: Shop, landIn: (lake: Lake) => Promise<unknown>): Promise<Twins> {
  const dir = await mkdtemp(join(tmpdir(), 'twins-'))
  const first = await open(join(dir, 'duckdb'), shop, { spark: null, day: TODAY })
  await landIn(first.lake)
  await first.close()
  await cp(join(dir, 'duckdb'), join(dir, 'spark'), { recursive: true })
  const day = addDays(TODAY, 1)
  const duckdb = await open(join(dir, 'duckdb'), shop, { spark: null, day })
  const spark = await open(join(dir, 'spark'), shop, { spark: SPARK_URL, day })
  return {
    shop,
    duckdb,
    spark,
    async remove() {
      await duckdb.close()
      await spark.close()
      await rm(dir, { recursive: true, force: true })
    },
  }
}

/** A build and its KPIs, each of both engines in turn. */
export async function buildBoth({
  duckdb,
  spark,
}: Twins): Promise<{ duckdb: BuildReport; spark: BuildReport }> {
  return { duckdb: await build(duckdb), spark: await build(spark) }
}

async function build({ lake }: Twin): Promise<BuildReport> {
  const isFirst = (await lake.accounts()).length === 0
  const report = await lake.build()
  await measure(lake, metrics, isFirst ? 'all' : report.days)
  return report
}
