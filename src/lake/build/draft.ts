import { join } from 'node:path'
import type { Day } from '../../lib/days.ts'
import type { BuildReport, ManifestFile } from '../contract/lake.ts'
import type { BuildSession, Column } from '../engine/engine.ts'
import { shapeOf } from '../engine/parquet-files.ts'
import { byTable, manifestFile } from '../store/files.ts'
import { type Catalog, KEY_INDEX } from '../tables/catalog.ts'

type Drop = { readonly table: string; readonly dt: string | null | 'all' }

/** The lake as it will be once this build is published: published files less what is dropped, and what is staged. */
export interface Draft {
  readonly session: BuildSession
  readonly catalog: Catalog
  readonly buildId: string
  readonly staging: string
  /** how often had been published when its files were read */
  readonly builds: number
  readonly added: ManifestFile[]
  /** published files of a dropped partition that stay part of it */
  readonly kept: ManifestFile[]
  readonly drops: Drop[]
  readonly failed: BuildReport['failed'][number][]
  /** selects of the rows this build refuses */
  readonly refusals: string[]
  /** paths of a table's files as of this draft, of some days or all */
  paths(table: string, days?: ReadonlySet<Day>): string[]
  /** the same, before this build */
  before(table: string, days?: ReadonlySet<Day>): ManifestFile[]
  absolute(file: ManifestFile): string
  /** where a file this build has written lies until it is published */
  staged(file: ManifestFile): string
  columns(table: string): readonly Column[]
  /** what follows `from`: a table as it lies in these files */
  from(table: string, paths: readonly string[]): Promise<string>
  /** a temporary view of a table as of this draft; `only` narrows it, as what follows `from (..) t` */
  view(table: string, days?: ReadonlySet<Day>, only?: string): Promise<void>
  /** writes a select as one file, or as a folder a day */
  write(table: string, select: string, by: 'day' | 'whole'): Promise<ManifestFile[]>
  drop(table: string, days: ReadonlySet<Day> | null): ManifestFile[]
  /** of the files just dropped, those that stay as they are */
  keep(files: readonly ManifestFile[]): void
  /** paths of the files that are not read any more once this is published */
  replaced(): string[]
}

export function draftOf(start: {
  readonly session: BuildSession
  readonly catalog: Catalog
  readonly buildId: string
  readonly root: string
  readonly staging: string
  readonly files: readonly ManifestFile[]
  readonly builds: number
}): Draft {
  const { session, catalog, buildId, root, staging, builds } = start
  const published = byTable(start.files)
  const added: ManifestFile[] = []
  const kept: ManifestFile[] = []
  const drops: Drop[] = []
  const gone = new Set<ManifestFile>()
  const views = new Map<string, string>()
  const of = (files: readonly ManifestFile[], days?: ReadonlySet<Day>) =>
    files.filter((file) => !days || (file.dt !== null && days.has(file.dt)))
  const before = (table: string, days?: ReadonlySet<Day>) => of(published.get(table) ?? [], days)
  const columns = (table: string) => catalog.get(table) ?? (table.startsWith('keys_') ? KEY_INDEX : [])
  const from = (table: string, paths: readonly string[]) => session.from(columns(table), paths)
  const paths = (table: string, days?: ReadonlySet<Day>) => [
    ...before(table, days)
      .filter((file) => !gone.has(file))
      .map((file) => join(root, file.path)),
    ...of(
      added.filter((file) => file.table === table),
      days,
    ).map((file) => join(staging, file.path)),
  ]
  return {
    session,
    catalog,
    buildId,
    staging,
    builds,
    added,
    kept,
    drops,
    failed: [],
    refusals: [],
    paths,
    before,
    columns,
    from,
    absolute: (file) => join(root, file.path),
    staged: (file) => join(staging, file.path),
    async view(table, days, only = '') {
      const select = `select t.* from ${await from(table, paths(table, days))} t ${only}`
      // several marts in a row read the same year of files
      if (views.get(table) === select) return
      await session.view(table, select)
      views.set(table, select)
    },
    async write(table, select, by) {
      const to = { folder: join(staging, table), file: buildId + shapeOf(catalog.get(table) ?? []), by }
      const copied = await session.write(to, columns(table), select)
      const files = copied.filter((file) => file.count > 0).map((file) => manifestFile(staging, table, file))
      added.push(...files)
      return files
    },
    drop(table, days) {
      const files = days ? before(table, days) : before(table)
      for (const file of files) gone.add(file)
      for (const dt of new Set(files.map((file) => file.dt))) drops.push({ table, dt })
      return files
    },
    keep(files) {
      for (const file of files) gone.delete(file)
      kept.push(...files)
    },
    replaced: () => [...gone].map((file) => file.path),
  }
}

/** Rows and the deliveries they stand for, counted in the files themselves. */
export async function countIn(
  draft: Draft,
  table: string,
  paths: readonly string[],
): Promise<{ rows: number; copies: number }> {
  if (paths.length === 0) return { rows: 0, copies: 0 }
  const [found] = await draft.session.query<{ rows: number; copies: number }>(
    `select count(*) as "rows", cast(coalesce(sum(_copies), 0) as bigint) as copies from ${await draft.from(table, paths)}`,
  )
  return found ?? { rows: 0, copies: 0 }
}
