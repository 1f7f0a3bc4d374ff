import { join } from 'node:path'
import type { Manifest, ManifestFile } from '../contract/lake.ts'
import type { DuckDb, Session } from '../engine/duckdb.ts'
import { type Catalog, viewOf } from '../tables/catalog.ts'
import { byTable } from './files.ts'

type Files = () => Promise<readonly ManifestFile[]>

/** The manifest's files, read anew only when its version has grown: there are some thousand after a year. */
export function filesOf(manifest: Pick<Manifest, 'version' | 'files'>): Files {
  let known: { readonly version: number; readonly files: readonly ManifestFile[] } | null = null
  return async () => {
    const version = await manifest.version()
    if (known?.version !== version) known = { version, files: await manifest.files() }
    return known.files
  }
}

/** Views follow the manifest: another process may have published since they were made. */
export function viewKeeper(place: {
  readonly db: DuckDb
  readonly catalog: Catalog
  readonly root: string
  readonly manifest: Pick<Manifest, 'version'>
  readonly files: Files
}) {
  const publish = publisher(place.catalog, place.root)
  let shown = -1
  let running: Promise<void> | null = null
  const renew = async () => {
    const version = await place.manifest.version()
    if (version === shown) return
    const files = await place.files()
    await place.db.use((session) => publish(session, files))
    shown = version
  }
  return {
    async refresh() {
      if ((await place.manifest.version()) === shown) return
      running ??= renew().finally(() => {
        running = null
      })
      await running
    },
  }
}

/**
 * Points every published view at the manifest's files, at once: a query sees all of a build or nothing of it. A view
 * whose files are those it shows already is left alone: naming a year of them costs more than most queries.
 */
function publisher(catalog: Catalog, root: string) {
  // the catalogue was read over empty views
  const standing = new Map<string, string>()
  return async (session: Session, files: readonly ManifestFile[]) => {
    const tables = byTable(files)
    const changed = new Map<string, string>()
    await session.begin(async () => {
      for (const [view, columns] of catalog) {
        const paths = (tables.get(view) ?? []).map((file) => join(root, file.path))
        const listed = paths.join('\n')
        if (listed === (standing.get(view) ?? '')) continue
        await session.run(viewOf(view, columns, paths, ''))
        changed.set(view, listed)
      }
    })
    for (const [view, listed] of changed) standing.set(view, listed)
  }
}
