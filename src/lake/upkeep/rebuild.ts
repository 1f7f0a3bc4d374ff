import type { Day } from '../../lib/days.ts'
import { type Asked, type BuildContext, type Built, buildLake } from '../build/build.ts'
import { buildMart, type Changes } from '../build/build-mart.ts'
import { onDraft, publish } from '../build/publish.ts'
import type { Manifest, ManifestFile } from '../contract/lake.ts'
import { parquet } from '../engine/parquet-files.ts'
import { CLEAN_TABLES, WAITING } from '../tables/clean-tables.ts'

/**
 * What is built anew. `raw`: all of it, from the rows as they were ingested, where these are all kept. `clean`: the marts
 * only, from the clean tables, which stand.
 */
export type RebuiltFrom = 'raw' | 'clean'

const isAsIngested = (table: string) => table.startsWith('raw_') || table === 'refused'
const CLEAN_NAMES = new Set<string>(CLEAN_TABLES.map(({ name }) => name))

/**
 * Builds as if nothing had been built before: files of what is made anew are never opened, so that broken ones are no
 * obstacle. Until it is published, what stands is read.
 */
export async function rebuildLake(
  place: BuildContext,
  buildId: string,
  { from, ...asked }: Asked & { readonly from: RebuiltFrom },
): Promise<Built> {
  const all = await place.files()
  const marts = new Set(place.marts.map(({ name }) => name))
  const kpis = (await areReadable(
    place,
    all.filter(({ table }) => table === 'mart_kpi'),
  ))
    ? []
    : ['mart_kpi']
  const isReplaced = ({ table }: ManifestFile) =>
    kpis.includes(table) ||
    marts.has(table) ||
    (from === 'raw' && table !== 'mart_kpi' && !isAsIngested(table))
  const gone = all.filter(isReplaced)
  const anew = {
    ...place,
    files: async () => all.filter((file) => !isReplaced(file)),
    manifest: await replacing(place.manifest, { all, gone, from }),
  }
  const built =
    from === 'raw' ? await buildLake(anew, buildId, asked) : await rebuildMarts(anew, buildId, asked)
  if (built.report.failed.length > 0) return built
  return { ...built, replaced: gone.map(({ path }) => path) }
}

/** The manifest of a lake in which nothing has been built: all that came waits, and what is published takes its place. */
async function replacing(
  manifest: Manifest,
  {
    all,
    gone,
    from,
  }: {
    readonly all: readonly ManifestFile[]
    readonly gone: readonly ManifestFile[]
    readonly from: RebuiltFrom
  },
): Promise<Manifest> {
  const waiting = new Set((await manifest.pending()).map(({ path }) => path))
  const tables = [...new Set(gone.map(({ table }) => table))]
  return {
    ...manifest,
    pending: async () => all.filter(({ table }) => isAsIngested(table)),
    accounts: async () => [],
    publish: (change) =>
      manifest.publish({
        ...change,
        drop: tables.map((table) => ({ table, dt: 'all' as const })),
        consumed: change.consumed.filter((path) => waiting.has(path)),
        isAnew: from === 'raw',
      }),
  }
}

async function rebuildMarts(place: BuildContext, buildId: string, { onProgress }: Asked): Promise<Built> {
  return onDraft(place, buildId, async (draft) => {
    const changes: Changes = { days: new Map(), rebuilt: new Map(), touched: new Set(), first: new Set() }
    const days = new Set<Day>()
    for (const table of CLEAN_NAMES) {
      const files = draft.before(table)
      const own = new Set(files.flatMap(({ dt }) => (dt === null || dt === WAITING ? [] : [dt])))
      for (const day of own) days.add(day)
      if (files.length > 0) changes.touched.add(table)
      changes.days.set(table, own)
      changes.rebuilt.set(table, own)
    }
    for (const [i, mart] of place.marts.entries()) {
      onProgress(i, place.marts.length, mart.name)
      await buildMart(draft, mart, changes)
    }
    onProgress(place.marts.length, place.marts.length, 'publish')
    const report = { buildId, accounts: [], days: [...days].sort(), failed: draft.failed, verdicts: [] }
    if (draft.failed.length === 0) await publish(place, draft)
    return { report, replaced: [] }
  })
}

async function areReadable({ bench, root }: BuildContext, files: readonly ManifestFile[]): Promise<boolean> {
  if (files.length === 0) return true
  const session = await bench(root)
  try {
    await session.query(
      `select count(*) as "rows" from ${parquet(files.map(({ path }) => `${root}/${path}`))} f`,
    )
    return true
  } catch {
    return false
  } finally {
    await session.close()
  }
}
