import { accessSync, constants, existsSync, mkdirSync, statfsSync } from 'node:fs'
import { pino } from 'pino'
import type { Config } from '../config.ts'
import { explain } from '../lib/errors.ts'
import { plural } from '../lib/text.ts'
import { openState } from '../state/database/connect.ts'
import { sourceStates } from '../state/sources/cursors.ts'
import { print } from './terminal.ts'
import type { Call, Verb } from './verb.ts'
import { VERBS } from './verbs.ts'

interface Finding {
  readonly mark: '✓' | '!' | '✗'
  readonly about: string
  readonly said: string
}

const MIN_FREE_MB = 512

export const doctor: Verb = {
  ...VERBS.doctor,
  async run(call) {
    const findings = [
      node(),
      ...(await Promise.all([
        tried('Data folder', () => dataFolder(call.config)),
        tried('State database', () => stateDatabase(call.config)),
        ...(call.config.engine.spark ? [tried('Spark', () => spark(call.config))] : []),
        tried('Feeds', () => feedList(call)),
        tried('Slack', () => slack(call.config)),
      ])),
      shop(call.config),
      kept(call.config),
    ]
    for (const { mark, about, said } of findings) print(`${mark} ${about.padEnd(15)} ${said}`)
    return findings.some(({ mark }) => mark === '✗') ? 1 : 0
  },
}

async function tried(about: string, look: () => Promise<Finding>): Promise<Finding> {
  try {
    return await look()
  } catch (error) {
    return { mark: '✗', about, said: explain(error) }
  }
}

function node(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const isEnough = major > 20 || (major === 20 && minor >= 17)
  const said = isEnough
    ? process.versions.node
    : `${process.versions.node} is too old. Install 20.17 or later.`
  return { mark: isEnough ? '✓' : '✗', about: 'Node', said }
}

async function dataFolder({ dataDir }: Config): Promise<Finding> {
  const about = 'Data folder'
  if (!existsSync(dataDir)) {
    mkdirSync(dataDir, { recursive: true })
    return { mark: '✓', about, said: `${dataDir} was made; it is empty. npm run demo fills one of its own.` }
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
    const shown = databaseUrl.replace(/\/\/[^@/]*@/, '//…@')
    return { mark: '✓', about: 'State database', said: `${shown} (${state.dialect}) answers` }
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

async function feedList({ config, secret }: Call): Promise<Finding> {
  const about = 'Feeds'
  const { sourcesFrom } = await import('../sources/registry.ts')
  const sources = sourcesFrom(config.sourcesFile, { secret })
  if (sources.length === 0) {
    return {
      mark: '!',
      about,
      said: 'none. Name them in a file and set SOURCES_FILE, or floorwalker import <preset> <folder>.',
    }
  }
  const state = await openState(config.databaseUrl)
  const known = await sourceStates(state).catch(() => [])
  await state.close()
  const failing = known.filter((feed) => feed.error !== null)
  if (failing.length === 0) return { mark: '✓', about, said: `${plural(sources.length, 'feed')} configured` }
  const words = failing.map((feed) => `${feed.source}: ${feed.error}`).join('; ')
  return { mark: '✗', about, said: `${failing.length} of ${sources.length} failed last: ${words}` }
}

async function slack({ slack, port }: Config): Promise<Finding> {
  const about = 'Slack'
  if (slack.mode === 'workspace') {
    return {
      mark: '!',
      about,
      said: `no token: the local workspace at http://localhost:${port} is used. See README, Connecting Slack.`,
    }
  }
  const { readSlackIdentity } = await import('../chat.ts')
  const who = await readSlackIdentity(slack, pino({ level: 'silent' }))
  return {
    mark: '✓',
    about,
    said: `${who} answers (${slack.mode === 'socket' ? 'Socket Mode' : `HTTP on port ${port}`})`,
  }
}

function kept({ keep }: Config): Finding {
  const built = keep.months === null ? 'all days' : `${plural(keep.months, 'month')} of days`
  const raw = keep.rawDays === null ? 'for ever' : plural(keep.rawDays, 'day')
  const said = `${built}; rows as they landed ${raw}. floorwalker retain --dry-run says what is older.`
  return { mark: '✓', about: 'Kept', said }
}

function shop({ shop, digest, alertChannel }: Config): Finding {
  const said = `${shop.name}, ${shop.zone}, ${shop.currency}; digest ${digest.at} in ${digest.channel}, alerts in ${alertChannel}`
  return { mark: '✓', about: 'Shop', said }
}
