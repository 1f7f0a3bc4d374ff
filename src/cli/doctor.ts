import { accessSync, constants, existsSync, readFileSync, statfsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { pino } from 'pino'
import { readRouting } from '../alerts/routing/read.ts'
import type { Config } from '../config/config.ts'
import { VARIABLES } from '../config/variables.ts'
import { readMerchantSettings } from '../facts/merchant/settings.ts'
import { makeFolders } from '../folders.ts'
import { explain } from '../lib/errors.ts'
import { type Misspelt, misspelt, sayMisspelt } from '../lib/misspelt.ts'
import { plural } from '../lib/text.ts'
import { readAccess } from '../settings/access.ts'
import { openState } from '../state/database/connect.ts'
import { withoutPassword } from '../state/database/postgres.ts'
import type { State } from '../state/database/state.ts'
import type { Finding } from './show/finding.ts'
import { sayShop, shopAsSet, shopInForce } from './show/shop-in-force.ts'
import { print } from './terminal.ts'
import type { Call, Verb } from './verb.ts'
import { VERBS } from './verbs.ts'

const MIN_FREE_MB = 512
/** Longer than a database, Slack or Spark is given to answer. */
const PATIENCE_MS = 20_000

export const doctor: Verb = {
  ...VERBS.doctor,
  async run(call) {
    const { config } = call
    const folder = await tried('Data folder', async () => dataFolder(config))
    const canStore = folder.mark !== '✗'
    const findings = [
      node(),
      folder,
      ...(await Promise.all([
        ...(canStore ? [tried('State database', () => stateDatabase(config))] : []),
        ...(config.engine.spark ? [tried('Spark', () => spark(config))] : []),
        tried('Sources', () => sourceList(call, canStore)),
        ...(config.alertsFile ? [tried('Alerts file', async () => alertsFile(config))] : []),
        ...(config.merchantsFile ? [tried('Merchants file', async () => merchantsFile(config))] : []),
        ...(config.accessFile ? [tried('Access file', async () => accessFile(config))] : []),
        tried('Shop', () => shop(config, canStore)),
      ])),
      ...(await triedAll('Slack', async () =>
        (await import('./show/slack-findings.ts')).slackFindings(call, pino({ level: 'silent' })),
      )),
      kept(config),
    ]
    for (const { variable, remedy } of call.faults) print(`✗ ${variable}: ${remedy}`)
    const unknown = unknownVariables(call)
    for (const one of unknown) print(`${one.isSure ? '✗' : '!'} ${sayMisspelt(one)}`)
    for (const { mark, about, said } of findings) print(`${mark} ${about.padEnd(15)} ${said}`)
    const isWell =
      call.faults.length === 0 &&
      unknown.every(({ isSure }) => !isSure) &&
      findings.every(({ mark }) => mark !== '✗')
    // what was given up may still keep the process waiting
    if (findings.some(({ said }) => said === NO_ANSWER)) process.exit(1)
    return isWell ? 0 : 1
  },
}

const NO_ANSWER = `no answer within ${PATIENCE_MS / 1000} seconds`

async function tried(about: string, look: () => Promise<Finding>): Promise<Finding> {
  const [found] = await triedAll(about, async () => [await look()])
  return found ?? { mark: '✗', about, said: NO_ANSWER }
}

async function triedAll(about: string, look: () => Promise<readonly Finding[]>): Promise<readonly Finding[]> {
  const failed = (said: string): readonly Finding[] => [{ mark: '✗', about, said }]
  const inTime = new AbortController()
  const late = pause(PATIENCE_MS, failed(NO_ANSWER), { signal: inTime.signal })
  late.catch(() => undefined)
  try {
    return await Promise.race([look(), late])
  } catch (error) {
    return failed(explain(error))
  } finally {
    inTime.abort()
  }
}

/** What is set and looks like a setting, but neither is one nor is named by the sources file. */
function unknownVariables({ variables, config }: Call): Misspelt[] {
  const { sourcesFile } = config
  const listed = sourcesFile && existsSync(sourcesFile) ? readFileSync(sourcesFile, 'utf8') : ''
  const named = new Set(listed.match(/[A-Z][A-Z0-9_]+/g))
  return misspelt(
    variables.filter((name) => !named.has(name)),
    VARIABLES,
  )
}

function node(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const isEnough = major > 20 || (major === 20 && minor >= 17)
  const said = isEnough
    ? process.versions.node
    : `${process.versions.node} is too old. Install 20.17 or later.`
  return { mark: isEnough ? '✓' : '✗', about: 'Node', said }
}

function alertsFile({ alertsFile: path, shop: { zone } }: Config): Finding {
  const { root, silences } = readRouting(path, zone)
  const said = `${path}: ${plural(root.routes.length, 'route')} below the root, ${plural(silences.length, 'silence')}`
  return { mark: '✓', about: 'Alerts file', said }
}

function merchantsFile({ merchantsFile: path }: Config): Finding {
  const owners = Object.keys(readMerchantSettings(path).owners).length
  return { mark: '✓', about: 'Merchants file', said: `${path}: ${plural(owners, 'merchant')} with an owner` }
}

function accessFile({ accessFile: path }: Config): Finding {
  const { groups, channels } = readAccess(path)
  const said = `${path}: ${plural(Object.keys(groups).length, 'group')}, ${plural(Object.keys(channels).length, 'channel')}`
  return { mark: '✓', about: 'Access file', said }
}

function dataFolder(config: Config): Finding {
  const about = 'Data folder'
  const { dataDir } = config
  const isNew = !existsSync(dataDir)
  makeFolders(config)
  if (isNew) {
    return {
      mark: '✓',
      about,
      said: `${dataDir} was made; it is empty. npm run demo fills ${join(dataDir, 'demo')}.`,
    }
  }
  accessSync(dataDir, constants.W_OK)
  const { bavail, bsize } = statfsSync(dataDir)
  const freeMb = Math.round((bavail * bsize) / 1_048_576)
  if (freeMb < MIN_FREE_MB)
    return { mark: '✗', about, said: `${dataDir} has ${freeMb} MB free. Make room or move DATA_DIR.` }
  return {
    mark: '✓',
    about,
    said: `${dataDir}, writable, ${plural(Math.round(freeMb / 1024), 'GB', 'GB')} free`,
  }
}

async function stateDatabase({ databaseUrl }: Config): Promise<Finding> {
  const state = await openState(databaseUrl)
  try {
    await state.write.raw('select 1')
    return {
      mark: '✓',
      about: 'State database',
      said: `${withoutPassword(databaseUrl)} (${state.dialect}) answers`,
    }
  } finally {
    await state.close()
  }
}

async function spark({ engine, lakeDir }: Config): Promise<Finding> {
  const { probeSpark } = await import('../lake/engine/spark-probe.ts')
  const { version, seesFolder } = await probeSpark(engine.spark ?? '', lakeDir)
  if (seesFolder) return { mark: '✓', about: 'Spark', said: `${version} answers and sees ${lakeDir}` }
  const remedy = 'Mount it under the same path for this process, the Thrift Server and its workers.'
  return { mark: '✗', about: 'Spark', said: `${version} answers but does not see ${lakeDir}. ${remedy}` }
}

/** Without a state there is nothing to try them with. */
const NOT_TRIED: readonly string[] = []

async function sourceList({ config, secret }: Call, canStore: boolean): Promise<Finding> {
  const about = 'Sources'
  const { sourcesFrom } = await import('../sources/registry.ts')
  const sources = sourcesFrom(config.sourcesFile, { secret })
  if (sources.length === 0) {
    return {
      mark: '!',
      about,
      said: 'none. List them in a file and set SOURCES_FILE, or floorwalker import <preset> <folder>.',
    }
  }
  const { sourceTries } = await import('./show/source-tries.ts')
  const faults = canStore
    ? await withState(config, (state) => sourceTries(sources, config, state), NOT_TRIED)
    : NOT_TRIED
  if (faults === NOT_TRIED)
    return { mark: '✓', about, said: `${plural(sources.length, 'source')} configured` }
  if (faults.length === 0)
    return { mark: '✓', about, said: `${plural(sources.length, 'source')} tried, each answers` }
  return { mark: '✗', about, said: `${faults.length} of ${sources.length} fail: ${faults.join('; ')}` }
}

/** A database that is down is reported once, by its own check; one without tables has nothing to read yet. */
async function withState<T>(
  { databaseUrl }: Config,
  read: (state: State) => Promise<T>,
  otherwise: T,
): Promise<T> {
  const state = await openState(databaseUrl).catch(() => null)
  if (!state) return otherwise
  try {
    return await read(state).catch(() => otherwise)
  } finally {
    await state.close()
  }
}

function kept({ keep }: Config): Finding {
  const built = keep.months === null ? 'all days' : `${plural(keep.months, 'month')} of days`
  const raw = keep.rawDays === null ? 'for ever' : plural(keep.rawDays, 'day')
  const said = `${built}; rows as they landed ${raw}. floorwalker retain --dry-run says what is older.`
  return { mark: '✓', about: 'Kept', said }
}

async function shop(config: Config, canStore: boolean): Promise<Finding> {
  const asSet = shopAsSet(config)
  const found = canStore ? await withState(config, (state) => shopInForce(state, config), asSet) : asSet
  return { mark: '✓', about: 'Shop', said: sayShop(found, config) }
}
