import { renameSync, writeFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { addDays, type Day, instantOf } from '../../../src/lib/days.ts'
import { type Random, seeded } from '../../../src/lib/random.ts'
import { minuteOfDay } from '../../../src/lib/schedule.ts'
import { openState } from '../../../src/state/database/connect.ts'
import { type Begun, begin } from './process.ts'
import { startShop } from './shop.ts'

const BOT = fileURLToPath(new URL('./bot.ts', import.meta.url))
const ZONE = 'Europe/Berlin'

interface Kills {
  /** how often in the midst of each job */
  readonly each: number
  /** of which jobs; null: of all */
  readonly only: readonly string[] | null
  /** how long each job takes undisturbed, in ms */
  readonly takes: ReadonlyMap<string, number>
  readonly random: Random
}

export interface Life {
  readonly dir: string
  readonly seed: number
  readonly today: Day
  /** of data before today */
  readonly days: number
  /** the shop's local times at which the clock stands, one after the other */
  readonly moments: readonly string[]
  readonly kills: Kills | null
  readonly replicas: number
  /** a PostgreSQL that they share; else SQLite in the folder */
  readonly databaseUrl?: string
  readonly note: (text: string) => void
}

export interface Lived {
  readonly dir: string
  readonly env: Readonly<Record<string, string>>
  readonly killed: ReadonlyMap<string, number>
  readonly takes: ReadonlyMap<string, number>
  readonly refusedPages: number
}

/** Goes from moment to moment, at each until every job that is due has been done, and ends its processes properly. */
export async function liveThrough(life: Life): Promise<Lived> {
  const { dir, kills, moments, note } = life
  const env = await environment(life)
  const clockFile = join(dir, 'clock')
  const shop = await startShop({
    seed: life.seed,
    first: addDays(life.today, -life.days),
    last: addDays(life.today, 10),
    faults: { failed: 0.03, limited: 0.03, cut: 0.03 },
    random: seeded(life.seed + 1),
  })
  const killed = new Map<string, number>()
  const takes = new Map<string, number>()
  const bots: Begun[] = []
  let looked = ''
  let isOver = false

  function start(place: number): void {
    const bot = begin(BOT, [shop.url, clockFile], env(place))
    bots[place] = bot
    const began = new Map<string, number>()
    bot.onLine((line) => {
      const [word, what = ''] = line.split(' ')
      if (word === 'looked') looked = what
      if (word === 'begin') began.set(what, performance.now())
      if (word === 'begin') void mayKill(bot, place, what)
      if (word === 'end') takes.set(what, performance.now() - (began.get(what) ?? 0))
    })
  }

  async function mayKill(bot: Begun, place: number, job: string): Promise<void> {
    const sofar = killed.get(job) ?? 0
    if (kills === null || sofar >= kills.each || bots[place] !== bot) return
    if (kills.only?.includes(job) === false) return
    killed.set(job, sofar + 1)
    await pause(kills.random.next() * (kills.takes.get(job) ?? 500))
    if (bots[place] !== bot || isOver) return
    await bot.kill()
    start(place)
  }

  try {
    turnTo(clockFile, moments[0] ?? '')
    shop.on(life.today)
    for (let place = 0; place < life.replicas; place++) start(place)
    for (const moment of moments) {
      note(moment)
      shop.on(moment.slice(0, 10))
      const at = turnTo(clockFile, moment)
      await allDone(String(env(0).DATABASE_URL), {
        at,
        hasLooked: () => looked === at,
        bots,
      })
    }
    isOver = true
    for (const bot of bots) {
      // one that was begun a moment ago does not hear it yet
      await bot.said('looked')
      bot.child.kill('SIGTERM')
      const code = await bot.ended()
      if (code !== 0) throw new Error(`a bot ended with ${code}: ${bot.all().slice(-2000)}`)
    }
    return { dir, env: env(0), killed, takes, refusedPages: shop.refused() }
  } finally {
    isOver = true
    for (const bot of bots) await bot.kill()
    shop.close()
  }
}

function turnTo(file: string, moment: string): string {
  const [day = '', time = ''] = moment.split(' ')
  const at = instantOf(day, minuteOfDay(time), ZONE).toISOString()
  writeFileSync(`${file}.new`, at)
  renameSync(`${file}.new`, file)
  return at
}

async function environment({ dir, databaseUrl }: Life) {
  await mkdir(join(dir, 'tmp'), { recursive: true })
  return (place: number): Readonly<Record<string, string>> => ({
    DATA_DIR: join(dir, `var-${place}`),
    LAKE_DIR: join(dir, 'lake'),
    DATABASE_URL: databaseUrl ?? `sqlite:${join(dir, 'state.sqlite')}`,
    TMPDIR: join(dir, 'tmp'),
    SHOPPER_KEY: 'a key of the chaos shop',
    SHOP_ZONE: ZONE,
    SHOP_CURRENCY: 'EUR',
    MEMORY_LIMIT_MB: '256',
    THREADS: '1',
    OPS_PORT: '0',
    LOG_LEVEL: 'silent',
  })
}

const PENDING = ['due', 'running', 'retry']
/** every so often there is something to build, once a first day is over */
const BUILT_WITHIN_MS = 5 * 60_000

interface Moment {
  readonly at: string
  /** a process has written down what is due by then */
  readonly hasLooked: () => boolean
  readonly bots: readonly Begun[]
}

async function allDone(url: string, { at, hasLooked, bots }: Moment): Promise<void> {
  const state = await openState(url)
  const latest = new Date(Date.parse(at) - BUILT_WITHIN_MS).toISOString()
  const until = Date.now() + 300_000
  try {
    for (;;) {
      const ended = bots.find(({ child }) => child.exitCode !== null)
      if (ended) throw new Error(`a bot has ended: ${ended.all().slice(-2000)}`)
      if (!hasLooked()) {
        await pause(50)
        continue
      }
      const left = await state.read('job_slot').whereIn('state', PENDING).select('job', 'state', 'error')
      const built = state
        .read('job_slot')
        .where({ job: 'build', state: 'done' })
        .where('slot_utc', '>', latest)
      if (left.length === 0 && (await built.first('job'))) return
      if (Date.now() > until) throw new Error(`by ${at} jobs do not end: ${JSON.stringify(left)}`)
      await pause(100)
    }
  } finally {
    await state.close()
  }
}
