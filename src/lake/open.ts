import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Clock } from '../lib/days.ts'
import { buildLake } from './build/build.ts'
import { writeMart } from './build/write-mart.ts'
import type { Lake, Manifest } from './contract/lake.ts'
import { openDuckDb } from './engine/duckdb.ts'
import { duckDbBuildSession } from './engine/duckdb-build-session.ts'
import { duckDbMacros, sparkWords } from './engine/macros.ts'
import { fastShopDay } from './engine/shop-day.ts'
import { sparkBuildSession } from './engine/spark-build-session.ts'
import { ingest } from './ingest/ingest.ts'
import { forget, remove, sweep } from './store/files.ts'
import { ownName } from './store/owner.ts'
import { isLarge, sparkReader } from './store/spark-reader.ts'
import { filesOf, viewKeeper } from './store/views.ts'
import { readCatalog } from './tables/catalog.ts'
import { MARTS, type Mart } from './tables/marts.ts'
import { eraseShopper, hashOf } from './upkeep/erase.ts'
import { rebuildLake } from './upkeep/rebuild.ts'
import { retainLake } from './upkeep/retain.ts'

export interface LakeOptions {
  /** shared by all processes that read and build this lake */
  readonly dir: string
  /** where what does not fit in memory goes: a disk of this machine, when the lake's own folder is far */
  readonly spillTo?: string
  readonly zone: string
  readonly currency: string
  readonly manifest: Manifest
  readonly memoryLimitMb: number
  readonly threads: number
  /** shopper ids are hashed with it before they are stored */
  readonly shopperKey: string
  /** dates what lands; rows dated after it are refused */
  readonly clock?: Clock
  readonly marts?: readonly Mart[]
  /** a Thrift Server to build on; without one this process builds */
  readonly spark?: string | null
}

export async function openLake(options: LakeOptions): Promise<Lake> {
  const root = resolve(options.dir)
  const { manifest, clock = { now: () => new Date() } } = options
  const spill = resolve(options.spillTo ?? join(root, 'spill'))
  for (const folder of [root, spill]) await mkdir(folder, { recursive: true })
  const files = filesOf(manifest)
  await sweep(root, spill, new Set((await files()).map((file) => file.path)))
  const db = await openDuckDb({
    ...options,
    spillTo: join(spill, ownName('engine')),
    within: root,
    setup: duckDbMacros(options),
  })
  await db.use((session) => fastShopDay(session, options.zone, clock.now()))
  const catalog = await db.use(readCatalog)
  const views = viewKeeper({ db, catalog, root, manifest, files })
  const { spark } = options
  const here = async (folder: string) => duckDbBuildSession(await db.session(), folder)
  const sessions = spark
    ? (await import('./engine/spark-sessions.ts')).sparkSessions(spark, sparkWords(options))
    : null
  const bench = sessions ? (folder: string) => sparkBuildSession(sessions, { folder, footers: db }) : here
  const reader = sessions ? sparkReader({ bench: () => bench(spill), catalog, root, files }) : null
  const { alone, beside } = turns()
  const place = { ...options, root, spill, db, bench, catalog, files, marts: options.marts ?? MARTS }
  const landedAt = strictlyLater(clock)
  const buildId = () => `${Date.now().toString(36)}-${process.pid.toString(36)}`
  const retire = retirement(root, () => views.refresh())

  return {
    zone: options.zone,
    async query(sql, params) {
      if (reader && isLarge(sql)) return reader.query(sql, params)
      await views.refresh()
      return db.use((session) => session.query(sql, params))
    },
    ingest: (batch) => beside(() => ingest({ ...place, landedAt, threads: eachLanding(options) }, batch)),
    build: (onProgress = () => {}, accepted = new Set()) =>
      alone(async () => {
        const built = await buildLake(place, buildId(), { onProgress, accepted })
        await retire(built.replaced)
        return built.report
      }),
    rebuild: (from, onProgress = () => {}, accepted = new Set()) =>
      alone(async () => {
        const built = await rebuildLake(place, buildId(), { from, onProgress, accepted })
        if (built.replaced.length > 0) await retire(built.replaced)
        return built.report
      }),
    accounts: () => manifest.accounts(),
    erase: (platform, id) =>
      alone(async () => {
        const { report, replaced } = await buildLake(place, buildId())
        await retire(replaced)
        if (report.failed.length > 0)
          throw new Error('what has landed cannot be built: erasing waits until it can')
        const hash = hashOf(options.shopperKey, id)
        const done = await eraseShopper({ ...place, bench: here }, buildId(), { platform, id, hash })
        if (!done) return null
        await retire(done.replaced)
        // at once: whoever still reads them may fail, an erased name is not kept for that
        await retire([], { atOnce: true })
        await forget(root, new Set((await files()).map((file) => file.path)))
        return done.erased
      }),
    retain: (horizon, isRehearsal = false) =>
      alone(async () => {
        const { retained, replaced } = await retainLake(place, buildId(), { horizon, isRehearsal })
        if (replaced.length > 0) await retire(replaced)
        return retained
      }),
    writeMart: (mart, parts) =>
      alone(async () => {
        await views.refresh()
        const { days, replaced } = await writeMart(place, buildId(), { mart, parts })
        if (replaced.length > 0) await retire(replaced)
        return days
      }),
    close: () =>
      alone(async () => {
        await reader?.close()
        await sessions?.close()
        await db.close()
      }),
  }
}

/** No query lasts longer. */
const READ_WITHIN_MS = 120_000

/** Queries under way, here or in another process, may still read the files a publish has replaced: they go later. */
function retirement(root: string, refresh: () => Promise<void>) {
  let retired: { readonly paths: readonly string[]; readonly at: number }[] = []
  return async (replaced: readonly string[], { atOnce = false } = {}) => {
    await refresh()
    const now = Date.now()
    retired.push({ paths: replaced, at: now })
    const isDue = ({ at }: { readonly at: number }) => atOnce || now - at > READ_WITHIN_MS
    const due = retired.filter(isDue)
    retired = retired.filter((one) => !isDue(one))
    for (const { paths } of due) await remove(root, paths)
  }
}

const LANDINGS_AT_ONCE = 2

/** Files that land side by side share the threads: two engines that each take every core cost time and memory. */
const eachLanding = ({ threads }: LakeOptions) => Math.max(1, Math.floor(threads / LANDINGS_AT_ONCE))

/** Builds of one process follow each other and what has landed, in the order they are asked for; queries wait for neither. */
function turns() {
  const waiting: { readonly most: number; readonly start: () => void }[] = []
  let running = 0
  let most = 0
  const startNext = () => {
    for (
      let [first] = waiting;
      first && (running === 0 || running < Math.min(most, first.most));
      [first] = waiting
    ) {
      waiting.shift()
      running += 1
      most = first.most
      first.start()
    }
  }
  const among =
    (most: number) =>
    async <T>(work: () => Promise<T>): Promise<T> => {
      const turn = new Promise<void>((start) => waiting.push({ most, start }))
      startNext()
      await turn
      try {
        return await work()
      } finally {
        running -= 1
        startNext()
      }
    }
  return { alone: among(1), beside: among(LANDINGS_AT_ONCE) }
}

/** Of two deliveries of a row the later wins: no two batches may land at the same instant. */
function strictlyLater(clock: Clock): () => Date {
  let last = 0
  return () => {
    last = Math.max(last + 1, clock.now().getTime())
    return new Date(last)
  }
}
