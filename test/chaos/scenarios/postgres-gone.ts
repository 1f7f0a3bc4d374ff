import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { runs } from '../../../src/state/slots/slots.ts'
import { freePort } from '../../slack/http.ts'
import { freshDatabase, HAS_POSTGRES, type TestDatabase } from '../../support/databases.ts'
import { alive, answersAfter, BACK_WITHIN_S, startLines } from '../parts/lines.ts'
import { beginBot } from '../parts/process.ts'
import { type Outage, startProxy } from '../parts/proxy.ts'
import { type Outcome, type Scenario, sized } from '../scenario.ts'

const KINDS: readonly Outage[] = ['refused', 'silent', 'lost']

/** Replicas as they are started by hand, and the database they share is gone for a while, or takes everything silently. */
export const postgresGone: Scenario = {
  name: 'postgres-gone',
  about: 'PostgreSQL is gone for a while, or takes everything and answers nothing, while the bot runs',
  missing: async () => (HAS_POSTGRES ? null : 'TEST_DATABASE_URL names no PostgreSQL'),
  async run({ seed, size, dir, note }) {
    const outages = sized(size, { quick: [10], usual: [10, 60], full: [10, 300] })
    // a line that is lost is silent as well, and its end costs nobody more time
    const kinds = size === 'quick' ? KINDS.filter((kind) => kind !== 'silent') : KINDS
    const replicas = size === 'quick' ? 1 : 2
    const both = await Promise.all(
      kinds.map((kind) => through({ kind, outages, replicas, seed, dir: join(dir, kind), note })),
    )
    return {
      figures: Object.assign({}, ...both.map(({ figures }) => figures)),
      faults: both.flatMap(({ faults }) => faults),
    }
  },
}

interface Given {
  readonly kind: Outage
  readonly outages: readonly number[]
  readonly replicas: number
  readonly seed: number
  readonly dir: string
  readonly note: (text: string) => void
}

async function through({ kind, outages, replicas, seed, dir, note }: Given): Promise<Outcome> {
  const database = await freshDatabase('postgres')
  const url = new URL(database.url)
  const proxy = await startProxy({ host: url.hostname, port: Number(url.port || 5432) })
  url.host = `127.0.0.1:${proxy.port}`
  const slack = await startLines(seed)
  const ops = await Promise.all(Array.from({ length: replicas }, freePort))
  await mkdir(dir)
  const bots = ops.map((port, place) =>
    beginBot(['start'], environment(dir, { place, port, apiUrl: slack.apiUrl, url: url.href }), dir),
  )
  const figures: Record<string, number | string> = {}
  const faults: string[] = []
  try {
    for (const bot of bots) await bot.said('Connected to Slack')
    while (slack.socket().connections() < bots.length) await pause(50)
    await answersAfter(slack, bots)
    for (const seconds of outages) {
      const outage = `PostgreSQL ${kind} for ${seconds} s`
      note(outage)
      proxy.goAway(kind)
      await pause(seconds * 1000)
      for (const [place, bot] of bots.entries()) faults.push(...(await alive(bot, ops[place] ?? 0, outage)))
      const from = performance.now()
      const before = await lastDone(database)
      proxy.comeBack()
      await answersAfter(slack, bots)
      const back = (performance.now() - from) / 1000
      figures[`${outage}: answers again after`] = `${back.toFixed(1)} s`
      if (back > BACK_WITHIN_S) faults.push(`${outage}: answers only after ${back} s`)
      faults.push(...(await ready(ops, outage)))
      while ((await lastDone(database)) === before && performance.now() - from < RUNS_WITHIN_MS)
        await pause(100)
      const ran = (performance.now() - from) / 1000
      figures[`${outage}: a job done after`] = `${ran.toFixed(1)} s`
      if ((await lastDone(database)) === before) faults.push(`${outage}: no job has run since`)
    }
    const all = await runs(database.state, { limit: 10_000 })
    figures[`runs (${kind})`] = all.length
    const dead = all.filter(({ state }) => state === 'dead')
    if (dead.length > 0) faults.push(`${kind}: ${dead.length} runs were given up, such as of ${dead[0]?.job}`)
    for (const bot of bots) bot.child.kill('SIGTERM')
    for (const bot of bots) {
      const code = await bot.ended()
      if (code !== 0) faults.push(`${kind}: a process ended with ${code}: ${bot.all().slice(-500)}`)
    }
    return { figures, faults }
  } finally {
    for (const bot of bots) await bot.kill()
    await slack.close()
    proxy.close()
    await database.remove()
  }
}

/** the longest lease, a look at the schedule, and a build that begins at the next fifth minute */
const RUNS_WITHIN_MS = 6 * 60_000

function environment(
  dir: string,
  { place, port, apiUrl, url }: { place: number; port: number; apiUrl: string; url: string },
) {
  return {
    DATA_DIR: join(dir, `var-${place}`),
    LAKE_DIR: join(dir, 'lake'),
    DATABASE_URL: url,
    SLACK_API_URL: apiUrl,
    SLACK_BOT_TOKEN: 'xoxb-chaos',
    SLACK_APP_TOKEN: 'xapp-chaos',
    SHOPPER_KEY: 'a key of the chaos shop',
    OPS_PORT: String(port),
  }
}

async function lastDone({ state }: TestDatabase): Promise<number> {
  const row = await state.read('job_slot').where({ state: 'done' }).count('* as n').first()
  return Number(row?.n ?? 0)
}

/** Each of them, once it has looked at the schedule again. */
async function ready(ops: readonly number[], outage: string): Promise<string[]> {
  const until = Date.now() + BACK_WITHIN_S * 1000
  const isReady = (port: number) =>
    fetch(`http://127.0.0.1:${port}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    )
  for (const port of ops)
    while (!(await isReady(port))) {
      if (Date.now() > until) return [`${outage}: /readyz is not ready a minute later`]
      await pause(200)
    }
  return []
}
