import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Clock } from '../lib/days.ts'
import { buildLake } from './build.ts'
import { readCatalog } from './catalog.ts'
import { openDuckDb } from './duckdb.ts'
import { duckDbBench } from './duckdb-bench.ts'
import { eraseShopper, hashOf } from './erase.ts'
import { remove, sweep } from './files.ts'
import type { Lake, Manifest } from './lake.ts'
import { macros } from './macros.ts'
import { land } from './raw.ts'
import { MARTS, type Mart } from './registry.ts'
import { filesOf, viewKeeper } from './views.ts'
import { writeMart } from './write-mart.ts'

export interface LakeOptions {
  readonly dir: string
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
}

export async function openLake(options: LakeOptions): Promise<Lake> {
  const root = resolve(options.dir)
  const { manifest } = options
  await mkdir(join(root, 'spill'), { recursive: true })
  const files = filesOf(manifest)
  await sweep(root, new Set((await files()).map((file) => file.path)))
  const db = await openDuckDb({
    ...options,
    spillTo: join(root, 'spill'),
    within: root,
    setup: macros(options),
  })
  const catalog = await db.use(readCatalog)
  const views = viewKeeper({ db, catalog, root, manifest, files })
  const oneAtATime = queue()
  const bench = async (folder: string) => duckDbBench(await db.session(), folder)
  const place = { ...options, root, db, bench, catalog, files, marts: options.marts ?? MARTS }
  const landedAt = strictlyLater(options.clock)
  const buildId = () => `${Date.now().toString(36)}-${process.pid.toString(36)}`
  // readers in flight may still hold the files the last publish replaced: they go with the next one
  let retired: readonly string[] = []
  const retire = async (now: readonly string[]) => {
    await views.refresh()
    await remove(root, retired)
    retired = now
  }

  return {
    zone: options.zone,
    async query(sql, params) {
      await views.refresh()
      return db.use((session) => session.query(sql, params))
    },
    land: (batch) => oneAtATime(() => land({ ...place, landedAt }, batch)),
    build: (onProgress = () => {}) =>
      oneAtATime(async () => {
        const built = await buildLake(place, buildId(), onProgress)
        await retire(built.replaced)
        return built.report
      }),
    accounts: () => manifest.accounts(),
    erase: (platform, id) =>
      oneAtATime(async () => {
        const { report, replaced } = await buildLake(place, buildId(), () => {})
        await retire(replaced)
        if (report.failed.length > 0)
          throw new Error('what has landed cannot be built: erasing waits until it can')
        const hash = hashOf(options.shopperKey, id)
        const done = await eraseShopper(place, buildId(), { platform, id, hash })
        if (!done) return null
        await retire(done.replaced)
        // at once: whoever still reads them may fail, an erased name is not kept for that
        await retire([])
        return done.erased
      }),
    writeMart: (mart, parts) =>
      oneAtATime(async () => {
        await views.refresh()
        const { days, replaced } = await writeMart(place, buildId(), { mart, parts })
        if (replaced.length > 0) await retire(replaced)
        return days
      }),
    close: () => oneAtATime(() => db.close()),
  }
}

/** Landings and builds of one process follow each other; queries wait for neither. */
function queue() {
  let last: Promise<unknown> = Promise.resolve()
  return <T>(work: () => Promise<T>): Promise<T> => {
    const mine = last.then(work, work)
    last = mine.catch(() => undefined)
    return mine
  }
}

/** Of two deliveries of a row the later wins: no two batches may land at the same instant. */
function strictlyLater(clock: Clock = { now: () => new Date() }): () => Date {
  let last = 0
  return () => {
    last = Math.max(last + 1, clock.now().getTime())
    return new Date(last)
  }
}
