import type { Day } from '../../lib/days.ts'
import { groupBy } from '../../lib/group.ts'
import { sumOf } from '../../lib/sum.ts'
import type { BuildContext } from '../build/build.ts'
import { buildMart, type Changes } from '../build/build-mart.ts'
import type { Draft } from '../build/draft.ts'
import { onDraft, publish } from '../build/publish.ts'
import type { Horizon, ManifestFile, Retained } from '../contract/lake.ts'
import { RAW_TABLE_NAMES } from '../contract/schema.ts'
import { text } from '../engine/duckdb.ts'
import { rowsOf } from '../store/files.ts'
import { CLEAN_TABLES, WAITING } from '../tables/clean-tables.ts'

/** As they came, by the day they landed. Refused rows are kept as text, so no longer than the raw ones. */
const AS_LANDED = [...RAW_TABLE_NAMES.map((table) => `raw_${table}`), 'refused', 'quarantine']

interface Dropped {
  readonly table: string
  readonly files: readonly ManifestFile[]
}

/**
 * Drops the days before a horizon, whole partitions and nothing else, and makes what is kept without a day agree with
 * what is left. All of it counts at once or not at all. What waits for its order or for a build stays.
 */
export async function retainLake(
  place: BuildContext,
  buildId: string,
  { horizon, isRehearsal }: { readonly horizon: Horizon; readonly isRehearsal: boolean },
): Promise<{ readonly retained: Retained; readonly replaced: readonly string[] }> {
  const pending = await place.manifest.pending()
  return onDraft(place, buildId, async (draft) => {
    const landed = AS_LANDED.flatMap((table) => expired(draft, table, horizon.rawFrom, pending))
    const built = [...CLEAN_TABLES, ...place.marts].flatMap(({ name }) =>
      expired(draft, name, horizon.keptFrom),
    )
    const retained = [...landed, ...built].map(summed)
    if (isRehearsal || retained.length === 0) return { retained, replaced: [] }
    const counts = await countsOf(draft, landed)
    for (const { table, files } of [...landed, ...built]) draft.drop(table, daysOf(files))
    await forgetKeys(draft, built, horizon.keptFrom)
    await buildWithout(draft, place, built)
    if (draft.failed.length > 0)
      throw new Error(`a check failed, nothing was dropped: ${JSON.stringify(draft.failed)}`)
    return { retained, replaced: await publish(place, draft, { dropped: counts }) }
  })
}

const daysOf = (files: readonly ManifestFile[]) => new Set<Day>(files.map(({ dt }) => dt ?? WAITING))

/** A day of which something still waits for a build stays as a whole. */
function expired(
  draft: Draft,
  table: string,
  from: Day | null,
  pending: readonly ManifestFile[] = [],
): Dropped[] {
  if (from === null) return []
  const waiting = daysOf(pending.filter((file) => file.table === table))
  const files = draft
    .before(table)
    .filter(({ dt }) => dt !== null && dt !== WAITING && dt < from && !waiting.has(dt))
  return files.length === 0 ? [] : [{ table, files }]
}

function summed({ table, files }: Dropped): Retained[number] {
  const sum = (of: (file: ManifestFile) => number) => sumOf(files, of)
  return { table, days: daysOf(files).size, rows: sum(({ rows }) => rows), bytes: sum(({ bytes }) => bytes) }
}

/** What each source had brought and what of it was refused stays known, though the rows go. */
async function countsOf(draft: Draft, landed: readonly Dropped[]) {
  const raw = landed.flatMap(({ table, files }) => (table.startsWith('raw_') ? files : []))
  const rows = [...groupBy(raw, ({ source }) => source ?? '')].map(([source, files]) => ({
    source,
    reason: null,
    rows: rowsOf(files),
  }))
  const quarantined = landed.find(({ table }) => table === 'quarantine')?.files ?? []
  if (quarantined.length === 0) return rows
  const refused = await draft.session.query<{ source: string; reason: string; rows: number }>(
    `select _source as source, reason, count(*) as "rows"
     from ${await draft.from('quarantine', quarantined.map(draft.absolute))} q group by _source, reason`,
  )
  return [...rows, ...refused]
}

/** Where the keys of dropped days lay is not known any more: what comes again of them comes as if it were new. */
async function forgetKeys(draft: Draft, built: readonly Dropped[], from: Day | null): Promise<void> {
  for (const { table, name } of CLEAN_TABLES) {
    const index = `keys_${table}`
    const isDropped = built.some((dropped) => dropped.table === name)
    const old = isDropped ? draft.drop(index, null) : []
    if (from === null || old.length === 0) continue
    await draft.write(
      index,
      `select k, max_by(dt, build) as dt, max(build) as build
       from ${await draft.from(index, old.map(draft.absolute))} i group by k
       having max_by(dt, build) >= date ${text(from)} or max_by(dt, build) = date ${text(WAITING)}`,
      'whole',
    )
  }
}

/** Marts that are kept without a day are computed anew from the days that are left, as far as a dropped one is in them. */
async function buildWithout(draft: Draft, { marts }: BuildContext, built: readonly Dropped[]): Promise<void> {
  if (built.length === 0) return
  const changes: Changes = { days: new Map(), rebuilt: new Map(), touched: new Set(), first: new Set() }
  for (const { table, files } of built) {
    changes.touched.add(table)
    changes.days.set(table, daysOf(files))
    changes.rebuilt.set(table, daysOf(files))
  }
  for (const mart of marts) if (mart.partition !== 'day') await buildMart(draft, mart, changes)
}
