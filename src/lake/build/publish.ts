import { rm } from 'node:fs/promises'
import type { Manifest, ManifestFile } from '../contract/lake.ts'
import type { BuildSession } from '../engine/engine.ts'
import { remove, settle, stagingFolder } from '../store/files.ts'
import type { Catalog } from '../tables/catalog.ts'
import { type Draft, draftOf } from './draft.ts'

export interface DraftContext {
  readonly root: string
  /** a session of the engine that builds; what it spools may lie in the folder */
  readonly bench: (folder: string) => Promise<BuildSession>
  readonly catalog: Catalog
  readonly manifest: Manifest
  /** the manifest's files as they stand */
  readonly files: () => Promise<readonly ManifestFile[]>
}

/** One piece of work on a draft of the lake, with a session and a folder of its own that are gone after it. */
export async function onDraft<T>(
  place: DraftContext,
  buildId: string,
  work: (draft: Draft) => Promise<T>,
): Promise<T> {
  // asked first: what is published in between makes the files younger than it says, never older
  const builds = await place.manifest.builds()
  const files = await place.files()
  const staging = await stagingFolder(place.root, buildId)
  const session = await place.bench(staging)
  try {
    return await work(draftOf({ ...place, session, buildId, staging, files, builds }))
  } finally {
    await session.close()
    await rm(staging, { recursive: true, force: true })
  }
}

type Change = Parameters<Manifest['publish']>[0]

/** Makes a draft the lake, all of it at once; gives the files that are no longer read. */
export async function publish(
  { root, manifest }: DraftContext,
  draft: Draft,
  {
    accounts = [],
    consumed = [],
    ...more
  }: Partial<Pick<Change, 'accounts' | 'consumed' | 'erased' | 'dropped'>> = {},
): Promise<readonly string[]> {
  await settle(root, draft.staging, draft.added)
  try {
    await manifest.publish({
      buildId: draft.buildId,
      drop: draft.drops,
      add: [...draft.added, ...draft.kept],
      accounts,
      consumed,
      after: draft.builds,
      ...more,
    })
  } catch (error) {
    await remove(
      root,
      draft.added.map(({ path }) => path),
    )
    throw error
  }
  return draft.replaced()
}
