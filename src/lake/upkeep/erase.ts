import { createHash } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Day } from '../../lib/days.ts'
import type { BuildContext } from '../build/build.ts'
import { buildMart, type Changes } from '../build/build-mart.ts'
import type { Draft } from '../build/draft.ts'
import { onDraft, publish } from '../build/publish.ts'
import type { Account, Erased, ManifestFile } from '../contract/lake.ts'
import { RAW_TABLE_NAMES } from '../contract/schema.ts'
import { name, text } from '../engine/duckdb.ts'
import type { Column, Copied } from '../engine/engine.ts'
import { parquet, selectFrom, shapeOf } from '../engine/parquet-files.ts'
import { manifestFile, rowsOf } from '../store/files.ts'
import { CLEAN_TABLES } from '../tables/clean-tables.ts'

type Rewritten = Erased['tables'][number]

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
  place: BuildContext,
  buildId: string,
  who: { readonly platform: string; readonly id: string; readonly hash: string },
): Promise<{ readonly erased: Erased; readonly replaced: readonly string[] } | null> {
  return onDraft(place, buildId, async (draft) => {
    const ids = await idsOf(draft, who)
    const where = namedBy(who.platform, ids)
    const changes: Changes = { days: new Map(), rebuilt: new Map(), touched: new Set(), first: new Set() }
    const { tables, accounts } = await eraseClean(draft, where, changes)
    tables.push(...(await eraseRaw(draft, where)), ...(await eraseRefused(draft, who, ids)))
    if (tables.length === 0) return null
    for (const mart of place.marts) await buildMart(draft, mart, changes)
    if (draft.failed.length > 0)
      throw new Error(`a check failed, nothing was erased: ${JSON.stringify(draft.failed)}`)
    const erased = ids.map((shopper) => ({ platform: who.platform, shopper }))
    const replaced = await publish(place, draft, { accounts, erased })
    const days = new Set([...changes.days.values()].flatMap((changed) => [...changed]))
    return { erased: { tables, days: days.size }, replaced }
  })
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
  const tables: Rewritten[] = []
  const accounts: Account[] = []
  for (const clean of CLEAN_TABLES) {
    const columns = draft.columns(clean.name)
    const { own, is, freed } = where(columns)
    const found = own.length > 0 ? await filesWith(draft, clean.name, is) : []
    if (found.length === 0) continue
    const days = clean.partition === 'day' ? new Set(found.map(({ file }) => file.dt ?? '')) : null
    const old = draft.drop(clean.name, days).map(draft.absolute)
    if (clean.table === 'customers') {
      const stands = selectFrom(columns, old)
      accounts.push(await accountWithout(draft, `${stands} where ${is}`))
      await draft.write(clean.name, `${stands} where not (${is})`, 'whole')
    } else await draft.write(clean.name, freedFrom(columns, old, freed), days ? 'day' : 'whole')
    changes.touched.add(clean.name)
    changes.days.set(clean.name, new Set<Day>(days ?? []))
    tables.push({ table: clean.name, rows: rowsOf(found) })
  }
  return { tables, accounts }
}

/** A customer's record goes, and so does the account of it. */
async function accountWithout(draft: Draft, records: string): Promise<Account> {
  const [gone] = await draft.session.query<{ rows: number; copies: number }>(
    `select count(*) as rows, cast(sum(_copies) as bigint) as copies from (${records})`,
  )
  const { rows = 0, copies = 0 } = gone ?? {}
  return {
    table: 'customers',
    rowsIn: -copies,
    clean: -rows,
    merged: rows - copies,
    quarantined: 0,
    reasons: [],
  }
}

/** Raw rows of a customer's record keep their place without a name: as they came they were counted. */
async function eraseRaw(draft: Draft, where: Named): Promise<Rewritten[]> {
  const tables: Rewritten[] = []
  for (const table of RAW_TABLE_NAMES.map((raw) => `raw_${raw}`)) {
    const { own, is, freed } = where(draft.columns(table))
    if (own.length > 0) tables.push(...(await rewrite(draft, table, { is, freed })))
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
): Promise<Rewritten[]> {
  const word = id.replace(/[^A-Za-z0-9]/g, (sign) => `\\${sign}`)
  const asItCame = `regexp_matches(raw, ${text(`(^|[^A-Za-z0-9_-])${word}([^A-Za-z0-9_-]|$)`)})`
  const asHash = hashes.map((hash) => `contains(raw, ${text(hash)})`).join(' or ')
  const ofPlatform = `json_extract_string(raw, '$.platform') = ${text(platform)}`
  const inJson = `case when json_valid(raw) then ${ofPlatform} and (${asHash}) else ${asItCame} end`
  const without = (is: string) => ({ is, freed: [`case when ${is} then null else raw end as raw`] })
  return [
    ...(await rewrite(draft, 'refused', without(asItCame))),
    ...(await rewrite(draft, 'quarantine', without(inJson))),
  ]
}

interface Found {
  readonly file: ManifestFile
  readonly rows: number
}

/** The files of a table in which there are such rows, and how many. */
async function filesWith(draft: Draft, table: string, is: string): Promise<Found[]> {
  const files = draft.before(table)
  if (files.length === 0) return []
  const rows = await draft.session.query<{ filename: string; rows: number }>(
    `select filename, count(*) as rows from ${parquet(files.map(draft.absolute), { hasFilename: true })}
     where ${is} group by filename`,
  )
  const byPath = new Map(files.map((file) => [draft.absolute(file), file]))
  return rows.flatMap(({ filename, rows }) => {
    const file = byPath.get(filename)
    return file ? [{ file, rows }] : []
  })
}

/** As every reader has it: what an earlier version's file lacks is null. */
function freedFrom(columns: readonly Column[], paths: readonly string[], freed: readonly string[]): string {
  return `select * replace (${freed.join(', ')}) from (${selectFrom(columns, paths)})`
}

/** File by file, each beside where it lay; the other files of its day stay. Nothing where no row is meant. */
async function rewrite(
  draft: Draft,
  table: string,
  { is, freed }: { readonly is: string; readonly freed: readonly string[] },
): Promise<Rewritten[]> {
  const found = await filesWith(draft, table, is)
  if (found.length === 0) return []
  const files = found.map(({ file }) => file)
  const old = draft.drop(table, new Set(files.map(({ dt }) => dt ?? '')))
  draft.keep(old.filter((file) => !files.includes(file)))
  const columns = draft.columns(table)
  const shown = columns.filter(({ column }) => column !== 'dt').map(({ column }) => name(column))
  for (const [i, file] of files.entries()) {
    const folder = join(draft.staging, dirname(file.path))
    await mkdir(folder, { recursive: true })
    const [copied] = await draft.session.query<Copied & Record<string, never>>(
      `copy (select ${shown.join(', ')} from (${freedFrom(columns, [draft.absolute(file)], freed)}))
       to ${text(join(folder, `${draft.buildId}-${i}${shapeOf(columns)}.parquet`))} (format parquet, return_stats true)`,
    )
    if (!copied) continue
    const { source, batchId } = file
    draft.added.push({
      ...manifestFile(draft.staging, table, copied),
      ...(source && batchId && { source, batchId }),
    })
  }
  return [{ table, rows: rowsOf(found) }]
}
