import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Clock } from '../lib/days.ts'
import { buildLake } from './build.ts'
import { publishViews, readCatalog, selectFrom } from './catalog.ts'
import { draftOf } from './draft.ts'
import { type DuckDb, openDuckDb, text } from './duckdb.ts'
import { remove, settle, stagingFolder, sweep } from './files.ts'
import type { Lake, Manifest } from './lake.ts'
import { macros } from './macros.ts'
import { land } from './raw.ts'
import { MARTS, type Mart } from './registry.ts'

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
  await sweep(root, new Set((await manifest.files()).map((file) => file.path)))
  const db = await openDuckDb({
    ...options,
    spillTo: join(root, 'spill'),
    within: root,
    setup: macros(options),
  })
  const catalog = await db.use(readCatalog)
  const views = viewKeeper(
    db,
    async (session) => publishViews(session, catalog, root, await manifest.files()),
    manifest,
  )
  const oneAtATime = queue()
  const place = { ...options, root, db, catalog, marts: options.marts ?? MARTS }
  const landedAt = strictlyLater(options.clock)
  const buildId = () => `${Date.now().toString(36)}-${process.pid.toString(36)}`
  // readers in flight may still hold the files the last publish replaced: they go with the next one
  let replaced: readonly string[] = []
  const retire = async (now: readonly string[]) => {
    await views.refresh()
    await remove(root, replaced)
    replaced = now
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
    writeMart: (mart, sql, { params, days } = {}) =>
      oneAtATime(async () => {
        await views.refresh()
        const files = await manifest.files()
        const id = buildId()
        const staging = await stagingFolder(root, id)
        const session = await db.session()
        try {
          const draft = draftOf({ session, catalog, buildId: id, root, staging, files })
          const old = draft.drop(mart, null)
          const columns = draft.columns(mart)
          const shown = columns
            .map(({ column, type }) => `cast("${column}" as ${type}) as "${column}"`)
            .join(', ')
          await session.run(`create temp table fresh as select ${shown} from (${sql})`, params)
          const listed = days?.map(text).join(', ')
          const kept = days
            ? `union all select * from (${selectFrom(columns, old.map(draft.absolute))}) ${listed ? `where "day" not in (${listed})` : ''}`
            : ''
          const mine = listed ? `where "day" in (${listed})` : days ? 'where false' : ''
          await draft.write(
            mart,
            `select * from fresh ${mine} ${kept} order by metric, dimension, member, "day"`,
            'whole',
          )
          await settle(root, staging, draft.added)
          await manifest.publish({
            buildId: id,
            drop: draft.drops,
            add: draft.added,
            accounts: [],
            consumed: [],
          })
          await retire(old.map((file) => file.path))
        } finally {
          await session.close()
        }
      }),
    close: () => oneAtATime(() => db.close()),
  }
}

/** Views follow the manifest: another process may have published since they were made. */
function viewKeeper(db: DuckDb, publish: Parameters<DuckDb['use']>[0], manifest: Manifest) {
  let shown = -1
  let running: Promise<void> | null = null
  const renew = async () => {
    const version = await manifest.version()
    if (version === shown) return
    await db.use(publish)
    shown = version
  }
  return {
    async refresh() {
      if ((await manifest.version()) === shown) return
      running ??= renew().finally(() => {
        running = null
      })
      await running
    },
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
