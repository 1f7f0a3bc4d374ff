import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Config } from '../config/config.ts'
import { RAW_TABLE_NAMES } from '../lake/contract/schema.ts'
import { openDuckDb } from '../lake/engine/duckdb.ts'
import type { Engine } from '../lake/engine/engine.ts'
import { duckDbMacros } from '../lake/engine/macros.ts'
import { viewKeeper } from '../lake/store/views.ts'
import { readCatalog } from '../lake/tables/catalog.ts'
import {
  brokenFiles,
  doubledKeys,
  type LakeFault,
  unnamedFiles,
  wrongAccounts,
} from '../lake/upkeep/verify.ts'
import { plural } from '../lib/text.ts'
import { differingKpis } from '../metrics/measure/differing.ts'
import { metrics } from '../metrics/registry.ts'
import type { State } from '../state/database/state.ts'
import { droppedRows } from '../state/lake/dropped.ts'
import { manifestOf } from '../state/lake/manifest.ts'
import { setting } from '../state/settings.ts'
import { shopSettings } from '../state/shop-settings.ts'
import { type Checked, FROM_BACKUP, fault, fine, note } from './finding.ts'

type Kept = Pick<Config, 'lakeDir' | 'shop' | 'stated' | 'engine'>

/** What is kept no longer: there is nothing to hold some figures against, nor to build them from. */
interface Dropped {
  /** some of the rows as they were ingested */
  readonly raw: boolean
  /** the first day of the clean rows and marts; null: all of them */
  readonly keptFrom: string | null
}

export async function verifyLake(config: Kept, state: State): Promise<readonly Checked[]> {
  const root = resolve(config.lakeDir)
  const spillTo = await mkdtemp(join(tmpdir(), 'floorwalker-verify-'))
  const setup = duckDbMacros(await shopSettings(state, { ...config, imported: undefined }))
  const db = await openDuckDb({ ...config.engine, spillTo, within: null, setup })
  try {
    const engine = await db.session()
    const manifest = manifestOf(state, RAW_TABLE_NAMES)
    const files = await manifest.files()
    const found = await brokenFiles({ root, engine }, files)
    // what a build has replaced meanwhile is nobody's loss
    const now = await manifest.files()
    const still = new Set(now.map(({ path }) => path))
    const broken = found.filter(({ path }) => path === null || still.has(path))
    const isWhole = (table: string) => !broken.some((one) => one.table === table)
    const catalog = await db.use(readCatalog)
    const readable = async () => now.filter(({ table }) => isWhole(table))
    await viewKeeper({ db, catalog, root, manifest, files: readable }).refresh()
    const dropped: Dropped = {
      raw: (await droppedRows(state)).some(({ reason }) => reason === null),
      keptFrom: await setting(state, 'kept_from'),
    }
    const unsound = await unsoundTables(engine, state, {
      root,
      isWhole,
      dropped,
      isBroken: broken.length > 0,
    })
    const faults = [...broken, ...unsound]
    const unnamed = await unnamedFiles(root, now)
    return [
      ...faults.map((one) => asFinding(one, wayBack(one, faults, dropped))),
      ...(faults.length === 0 ? [fine('Lake', sayWell(files.length, dropped))] : []),
      ...(unnamed.length > 0 ? [note('Lake', sayUnnamed(unnamed))] : []),
    ]
  } finally {
    await db.close()
    await rm(spillTo, { recursive: true, force: true })
  }
}

async function unsoundTables(
  engine: Pick<Engine, 'query'>,
  state: State,
  seen: {
    readonly root: string
    readonly isWhole: (table: string) => boolean
    readonly dropped: Dropped
    readonly isBroken: boolean
  },
): Promise<readonly LakeFault[]> {
  const { root, isWhole, dropped, isBroken } = seen
  const place = { root, engine }
  const keys = await doubledKeys(place, isWhole)
  const isAllKept = !dropped.raw && dropped.keptFrom === null
  const accounts = await manifestOf(state, RAW_TABLE_NAMES).accounts()
  const rows = isAllKept ? await wrongAccounts(place, accounts, isWhole) : []
  // between a build and its KPIs they differ
  const isMeasured = !isBroken && (await setting(state, 'kpis_stale')) !== 'yes'
  const kpis = isMeasured ? await differingKpis(engine, metrics, dropped.keptFrom) : []
  const differing = kpis.map(({ metric, rows, firstDay }) => ({
    table: 'mart_kpi',
    path: null,
    what: `says another ${metric} than the marts in ${plural(rows, 'row')}, first on ${firstDay}`,
  }))
  return [...keys, ...rows, ...differing]
}

function asFinding({ table, path, what }: LakeFault, back: string): Checked {
  return fault(table, `${path ?? 'The table'} ${what}.`, back)
}

const isAsIngested = (table: string) => table.startsWith('raw_') || table === 'refused'
const isMart = (table: string) => table.startsWith('mart_') || table === 'shopper_orders'

/** Marts are made of clean rows, clean rows of those that were ingested: as long as these are there and whole. */
function wayBack({ table }: LakeFault, faults: readonly LakeFault[], { raw, keptFrom }: Dropped): string {
  if (isAsIngested(table))
    return 'No figure is read from it any more, but rebuild and erase need it. Restore a backup to have it again.'
  const isRawWhole = !raw && !faults.some((one) => isAsIngested(one.table))
  const isCleanWhole = !faults.some((one) => one.table.startsWith('clean_'))
  if (table === 'mart_kpi' && keptFrom !== null)
    return `KPIs before ${keptFrom} are kept nowhere else. ${FROM_BACKUP}`
  if (isRawWhole) return REBUILD
  return isMart(table) && isCleanWhole ? REBUILD : FROM_BACKUP
}

const REBUILD = 'Build it anew: floorwalker rebuild.'

function sayWell(files: number, { raw, keptFrom }: Dropped): string {
  const checked = `${plural(files, 'file')} whole; keys once; KPIs equal to the marts`
  if (!raw && keptFrom === null) return `${checked}; rows in = clean + merged + rejected.`
  return `${checked}. Rows are not added up: some are past their retention.`
}

const SHOWN = 3

function sayUnnamed(paths: readonly string[]): string {
  const shown = paths.slice(0, SHOWN).join(', ')
  const more = paths.length > SHOWN ? ` and ${paths.length - SHOWN} more` : ''
  return `${plural(paths.length, 'file')} that no table names (${shown}${more}): nothing reads them, a start removes them after an hour.`
}
