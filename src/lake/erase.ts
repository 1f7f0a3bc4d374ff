import { createHash } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Day } from '../lib/days.ts'
import type { BuildPlace } from './build.ts'
import { type Column, parquet, shapeOf } from './catalog.ts'
import { type Draft, draftOf } from './draft.ts'
import { name, text } from './duckdb.ts'
import { type Copied, manifestFile, settle, stagingFolder } from './files.ts'
import type { Account, Erased, ManifestFile } from './lake.ts'
import { buildMart, type Changes } from './mart-build.ts'
import { CLEAN_TABLES } from './registry.ts'
import { RAW_TABLE_NAMES } from './schema.ts'

/** How a shopper's id is stored; `land` reckons the same in SQL. */
export function hashOf(shopperKey: string, id: string): string {
  return createHash('sha256').update(`${shopperKey}:${id}`).digest('hex').slice(0, 24)
}

/** the columns that name a shopper, in raw rows and in clean ones */
const NAMES = ['shopper_id', 'customer_id']

/**
 * Takes a shopper of one platform out of everything that is kept: their orders and visits stay as anybody's, what is
 * known of the person goes, and the marts of the days concerned are computed anew. Only the files in which the shopper
 * occurs are rewritten, and all of it counts at once or not at all. Nothing may be pending. Null: nobody of that id is
 * known.
 */
export async function eraseShopper(
  place: BuildPlace,
  buildId: string,
  who: { readonly platform: string; readonly id: string; readonly hash: string },
): Promise<{ readonly erased: Erased; readonly replaced: readonly string[] } | null> {
  const files = await place.files()
  const staging = await stagingFolder(place.root, buildId)
  const session = await place.db.session()
  try {
    const draft = draftOf({ ...place, session, buildId, staging, files })
    const ids = await idsOf(draft, who)
    const where = namedBy(who.platform, ids)
    const changes: Changes = { days: new Map(), rebuilt: new Map(), touched: new Set(), first: new Set() }
    const { tables, accounts } = await eraseClean(draft, where, changes)
    tables.push(...(await eraseRaw(draft, where)), ...(await eraseRefused(draft, who, ids)))
    if (tables.length === 0) return null
    for (const mart of place.marts) await buildMart(draft, mart, changes)
    if (draft.failed.length > 0)
      throw new Error(`a check failed, nothing was erased: ${JSON.stringify(draft.failed)}`)
    await settle(place.root, staging, draft.added)
    await place.manifest.publish({
      buildId,
      drop: draft.drops,
      add: [...draft.added, ...draft.kept],
      accounts,
      consumed: [],
      erased: ids.map((shopper) => ({ platform: who.platform, shopper })),
    })
    const kept = new Set((await place.files()).map((file) => file.path))
    const replaced = files.map((file) => file.path).filter((path) => !kept.has(path))
    const days = new Set([...changes.days.values()].flatMap((changed) => [...changed]))
    return { erased: { tables, days: days.size }, replaced }
  } finally {
    await session.close()
    await rm(staging, { recursive: true, force: true })
  }
}

/** The person's own id, and those that a platform gives the same person order by order. */
async function idsOf(draft: Draft, { platform, hash }: { platform: string; hash: string }) {
  const paths = draft.paths('clean_customers')
  if (paths.length === 0) return [hash]
  const rows = await draft.session.query<{ id: string }>(
    `select distinct customer_id as id from ${parquet(paths)}
     where platform = ${text(platform)} and shopper_id = ${text(hash)} and customer_id is not null`,
  )
  return [...new Set([hash, ...rows.map(({ id }) => id)])]
}

function namedBy(platform: string, ids: readonly string[]) {
  const list = ids.map(text).join(', ')
  return (columns: readonly Column[]) => {
    const own = columns.map(({ column }) => column).filter((column) => NAMES.includes(column))
    return {
      own,
      /** the row is the shopper's */
      is: `platform = ${text(platform)} and (${own.map((column) => `coalesce(${column} in (${list}), false)`).join(' or ')})`,
      /** the row as anybody's */
      freed: own.map(
        (column) =>
          `case when platform = ${text(platform)} and ${column} in (${list}) then null else ${column} end as ${column}`,
      ),
    }
  }
}
type Named = ReturnType<typeof namedBy>

async function eraseClean(draft: Draft, where: Named, changes: Changes) {
  const tables: Erased['tables'][number][] = []
  const accounts: Account[] = []
  for (const clean of CLEAN_TABLES) {
    const columns = draft.columns(clean.name)
    const { own, is, freed } = where(columns)
    if (own.length === 0) continue
    const found = await filesWith(draft, draft.before(clean.name), is)
    const rows = found.reduce((sum, file) => sum + file.found, 0)
    if (rows === 0) continue
    const days = clean.partition === 'day' ? new Set(found.map(({ file }) => file.dt ?? '')) : null
    const old = draft.drop(clean.name, days).map(draft.absolute)
    if (clean.table === 'customers') {
      const [gone] = await draft.session.query<{ rows: number; copies: number }>(
        `select count(*) as rows, cast(sum(_copies) as bigint) as copies from ${parquet(old)} where ${is}`,
      )
      const { rows: clean = 0, copies = 0 } = gone ?? {}
      accounts.push({
        table: 'customers',
        rowsIn: -copies,
        clean: -clean,
        merged: clean - copies,
        quarantined: 0,
        reasons: [],
      })
      await draft.write('clean_customers', `select * from ${parquet(old)} where not (${is})`, 'whole')
    } else {
      await draft.write(
        clean.name,
        `select * replace (${freed.join(', ')}) from ${parquet(old)}`,
        days ? 'day' : 'whole',
      )
    }
    changes.touched.add(clean.name)
    changes.days.set(clean.name, new Set<Day>(days ?? []))
    tables.push({ table: clean.name, rows })
  }
  return { tables, accounts }
}

/** Raw rows of a customer's record keep their place without a name: as they came they were counted. */
async function eraseRaw(draft: Draft, where: Named): Promise<Erased['tables'][number][]> {
  const tables: Erased['tables'][number][] = []
  for (const table of RAW_TABLE_NAMES.map((raw) => `raw_${raw}`)) {
    const { own, is, freed } = where(draft.columns(table))
    if (own.length === 0) continue
    const found = await filesWith(draft, draft.before(table), is)
    if (found.length === 0) continue
    await rewrite(
      draft,
      table,
      found.map(({ file }) => file),
      `* replace (${freed.join(', ')})`,
    )
    tables.push({ table, rows: found.reduce((sum, file) => sum + file.found, 0) })
  }
  return tables
}

/**
 * Rows that were refused are kept as text: the text goes, its reason stays. What the reader could not take apart may
 * hold the id as it came, and does not say of which platform it is.
 */
async function eraseRefused(
  draft: Draft,
  { platform, id }: { readonly platform: string; readonly id: string },
  hashes: readonly string[],
): Promise<Erased['tables'][number][]> {
  const word = id.replace(/[^A-Za-z0-9]/g, (sign) => `\\${sign}`)
  const asItCame = `regexp_matches(raw, ${text(`(^|[^A-Za-z0-9_-])${word}([^A-Za-z0-9_-]|$)`)})`
  const asHash = hashes.map((hash) => `contains(raw, ${text(hash)})`).join(' or ')
  const ofPlatform = `json_extract_string(raw, '$.platform') = ${text(platform)}`
  const tables: Erased['tables'][number][] = []
  for (const [table, is] of [
    ['refused', asItCame],
    ['quarantine', `case when json_valid(raw) then ${ofPlatform} and (${asHash}) else ${asItCame} end`],
  ] as const) {
    const found = await filesWith(draft, draft.before(table), is)
    if (found.length === 0) continue
    await rewrite(
      draft,
      table,
      found.map(({ file }) => file),
      `* replace (case when ${is} then null else raw end as raw)`,
    )
    tables.push({ table, rows: found.reduce((sum, file) => sum + file.found, 0) })
  }
  return tables
}

async function filesWith(draft: Draft, files: readonly ManifestFile[], is: string) {
  if (files.length === 0) return []
  const rows = await draft.session.query<{ filename: string; found: number }>(
    `select filename, count(*) as found from ${parquet(files.map(draft.absolute)).replace(/\)$/, ', filename = true)')}
     where ${is} group by filename`,
  )
  const byPath = new Map(files.map((file) => [draft.absolute(file), file]))
  return rows.flatMap(({ filename, found }) => {
    const file = byPath.get(filename)
    return file ? [{ file, found }] : []
  })
}

/** File by file, each beside where it lay; the other files of its day stay. */
async function rewrite(
  draft: Draft,
  table: string,
  files: readonly ManifestFile[],
  shown: string,
): Promise<void> {
  const days = new Set(files.map(({ dt }) => dt ?? ''))
  const old = draft.drop(table, days)
  draft.keep(old.filter((file) => !files.includes(file)))
  for (const [i, file] of files.entries()) {
    const folder = dirname(file.path)
    const path = join(draft.staging, folder, `${draft.buildId}-${i}${shapeOf(draft.columns(table))}.parquet`)
    await mkdir(dirname(path), { recursive: true })
    const columns = draft
      .columns(table)
      .filter(({ column }) => column !== 'dt')
      .map(({ column }) => name(column))
    const [copied] = await draft.session.query<Copied & Record<string, never>>(
      `copy (select ${columns.join(', ')} from (select ${shown} from ${parquet([draft.absolute(file)])}))
       to ${text(path)} (format parquet, return_stats true)`,
    )
    if (!copied) continue
    const { source, batchId } = file
    draft.added.push({
      ...manifestFile(draft.staging, table, copied),
      ...(source && batchId && { source, batchId }),
    })
  }
}
