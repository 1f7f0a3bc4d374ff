import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { nightly } from '../../jobs/registry.ts'
import type { Context } from '../../src/context.ts'
import { demoFeeds } from '../../src/demo/serving/feeds.ts'
import { startDemoShop } from '../../src/demo/serving/shop.ts'
import { fitEverySession } from '../../src/facts/conversion/session-sums.ts'
import { ALL, sessionDays, trainingRows } from '../../src/facts/conversion/training-rows.ts'
import type { Lake } from '../../src/lake/contract/lake.ts'
import type { Params, Row } from '../../src/lake/engine/engine.ts'
import { isLarge } from '../../src/lake/store/spark-reader.ts'
import { instantOf } from '../../src/lib/days.ts'
import { conversionFeatures } from '../../src/models/conversion/conversion-features.ts'
import { trainConversion } from '../../src/models/conversion/learn.ts'
import { runJob } from '../../src/scheduler.ts'
import { importFiles } from '../../src/sources/files/import.ts'
import { loadMapping } from '../../src/sources/files/mapping.ts'
import { openHttp } from '../../src/sources/http/http.ts'
import { NO_PAGES } from '../../src/sources/http/page-queue.ts'
import { restSource } from '../../src/sources/rest/rest-source.ts'
import { openReader } from '../../src/state/database/read-only.ts'
import { schedulingContext } from '../support/scheduling.ts'
import { sharedData } from '../support/shared-data.ts'
import { differences } from './differences.ts'
import { copySeason, IS_WHOLE, REAL_SHOPS } from './season.ts'
import { buildBoth, openTwins, SPARK_URL, TODAY, type Twins } from './twins.ts'

const LONG = 1_800_000
const DEMO_DAYS = IS_WHOLE ? 40 : 28
const ZONE = 'Europe/Berlin'

const none = (tables: Record<string, number>) =>
  Object.fromEntries(Object.keys(tables).map((table) => [table, 0]))

async function sameEverywhere(twins: Twins): Promise<void> {
  const { duckdb, spark } = await buildBoth(twins)
  expect(duckdb.failed).toEqual([])
  expect({ ...spark, buildId: '' }).toEqual({ ...duckdb, buildId: '' })
  const found = await differences(twins)
  expect(Object.keys(found)).toContain('mart_kpi')
  expect(found).toEqual(none(found))
}

/** Whole real shops, each in a lake of its own: by night, for they take Spark twenty minutes. */
for (const [preset, shop] of IS_WHOLE ? Object.entries(REAL_SHOPS) : [])
  describe.skipIf(!SPARK_URL)('a lake built on Spark is the lake built here', () => {
    const dir = sharedData(preset)
    it.skipIf(dir === null)(
      `of the real orders of ${preset}`,
      async () => {
        const signal = new AbortController().signal
        const twins = await openTwins(shop, (lake) =>
          importFiles({ mapping: loadMapping(preset), dir: dir ?? '', lake, signal }),
        )
        try {
          await sameEverywhere(twins)
        } finally {
          await twins.remove()
        }
      },
      LONG,
    )
  })

describe.skipIf(!SPARK_URL)('the demo shop, and a season of real ones beside it, on Spark', () => {
  let twins: Twins
  beforeAll(async () => {
    if (!SPARK_URL) return
    twins = await openTwins({ zone: ZONE, currency: 'EUR' }, async (lake) => {
      await landDemo(lake)
      if (!IS_WHOLE) for (const preset of Object.keys(REAL_SHOPS)) await landSeason(preset, lake)
    })
  }, LONG)
  afterAll(() => twins?.remove())

  it('has every clean table, mart and KPI of the one built here', () => sameEverywhere(twins), LONG)

  it(
    'takes late rows in alike, and opens only their days',
    async () => {
      for (const { lake } of [twins.duckdb, twins.spark]) await landLate(lake)
      await sameEverywhere(twins)
    },
    LONG,
  )

  it(
    'answers every question of a night alike',
    async () => {
      const asked = await askedInANight(twins)
      expect(asked.length).toBeGreaterThan(10)
      for (const { sql, params } of asked) {
        const [here, there] = [
          await twins.duckdb.lake.query(sql, params),
          await twins.spark.lake.query(sql, params),
        ]
        expect(rounded(there), sql).toEqual(rounded(here))
      }
    },
    LONG,
  )

  it(
    'sums a Newton step over every session to the fit of the rows read here',
    async () => {
      const days = await sessionDays(twins.duckdb.lake, TODAY)
      const rows = await trainingRows(twins.duckdb.lake, days, ALL, () => {})
      const model = trainConversion(conversionFeatures, rows)
      if (model.kind === 'not-trained') throw new Error(model.because)
      const weights = model.container.classifiers[0]?.weights[0] ?? []
      const astray = {
        ...model,
        container: { ...model.container, classifiers: [{ weights: [weights.map((one) => 0.8 * one)] }] },
      }
      const range = { from: days[0]?.day ?? '', to: days.at(-1)?.day ?? '' }
      const counts = { sessions: rows.rows, purchases: model.positives }
      const found = await fitEverySession(twins.spark.lake, astray, { ...range, ...counts }, () => {})
      for (const [i, weight] of weights.entries())
        expect(
          Math.abs((found.container.classifiers[0]?.weights[0]?.[i] ?? Number.NaN) - weight),
        ).toBeLessThan(1e-6)
    },
    LONG,
  )
})

/** A few weeks of a real shop as one more platform: a build on Spark costs by its statements, whatever they read. */
async function landSeason(preset: string, lake: Lake): Promise<void> {
  const [dir, season] = [sharedData(preset), REAL_SHOPS[preset]?.season]
  if (dir === null || !season) return
  const few = await mkdtemp(join(tmpdir(), 'season-'))
  await copySeason(dir, few, season)
  const mapping = { ...loadMapping(preset), zone: ZONE, currency: 'EUR' }
  await importFiles({ mapping, dir: few, lake, signal: new AbortController().signal })
  await rm(few, { recursive: true, force: true })
}

async function landDemo(lake: Lake): Promise<void> {
  const dir = await mkdtemp(join(tmpdir(), 'demo-'))
  const shop = await startDemoShop({ dir, days: DEMO_DAYS, today: TODAY })
  const http = openHttp({
    userAgent: 'test',
    timeoutMs: 10_000,
    maxBytes: 50_000_000,
    retries: 9,
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    now: () => new Date(),
    chance: () => 0.5,
    allowPrivate: true,
  })
  const signal = new AbortController().signal
  const clients = { http, signal, openSql: openReader, pageQueue: NO_PAGES, now: () => new Date() }
  let pages = 0
  for (const source of demoFeeds(shop).map(restSource))
    for await (const { content } of source.pages(null, clients))
      if (content.kind === 'rows')
        await lake.ingest({
          source: source.name,
          table: source.table,
          id: `page-${++pages}`,
          zone: ZONE,
          currency: 'EUR',
          page: content,
        })
  await shop.stop()
  await rm(dir, { recursive: true, force: true })
}

async function landLate(lake: Lake): Promise<void> {
  const land = (table: 'orders' | 'order_lines' | 'refunds', row: Record<string, string>) =>
    lake.ingest({
      source: 'late',
      table,
      id: `late-${table}`,
      zone: ZONE,
      currency: 'EUR',
      page: { kind: 'rows', rows: [{ platform: 'nordmarkt', order_id: 'late-1', ...row }] },
    })
  await land('orders', {
    ordered_at: '2026-11-02 23:30:00',
    customer_id: 'late shopper',
    region: "Côte d'Or",
  })
  await land('order_lines', { line_id: '1', product_id: 'late', quantity: '2', unit_price: '7.125' })
  await land('refunds', { refund_id: 'r', amount: '3', refunded_at: '2026-11-20 10:00:00' })
}

interface Asked {
  readonly sql: string
  readonly params: Params | undefined
}

/** What the jobs of a night ask of tables that grow with trade, each text once. */
async function askedInANight({ duckdb }: Twins): Promise<Asked[]> {
  const asked = new Map<string, Asked>()
  const clock = { now: () => new Date(`${TODAY}T06:45:00Z`) }
  const query = <T extends Row>(sql: string, params?: Params) => {
    if (isLarge(sql) && !asked.has(sql)) asked.set(sql, { sql, params })
    return duckdb.lake.query<T>(sql, params)
  }
  const ctx: Context = { ...schedulingContext(duckdb.state, clock), lake: { ...duckdb.lake, query } }
  const slot = { at: instantOf(TODAY, 7 * 60, ZONE), day: TODAY }
  for (const job of nightly.slice(2).flat()) await runJob(ctx, job, slot)
  return [...asked.values()]
}

/** Without the last digits of a sum, and in an order of their own where none is asked for. */
function rounded(rows: readonly Row[]): string[] {
  return rows.map((row) => digits(gathered(row))).sort()
}

const digits = (value: unknown) =>
  JSON.stringify(value, (_, cell) => (typeof cell === 'number' ? Number(cell.toPrecision(9)) : cell))

/** Lists of one length are the columns of rows, gathered as they came. */
function gathered(row: Row): unknown[] {
  const lists = Object.values(row).flatMap((cell) => (Array.isArray(cell) ? [cell] : []))
  const tables = [...new Set(lists.map(({ length }) => length))].map((length) => {
    const columns = lists.filter((list) => list.length === length)
    return Array.from({ length }, (_, i) => digits(columns.map((list) => list[i]))).sort()
  })
  return [...Object.entries(row).filter(([, cell]) => !Array.isArray(cell)), ...tables]
}
