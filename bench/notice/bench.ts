import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { seeded } from '../../src/lib/random.ts'
import { freePort } from '../../test/slack/http.ts'
import { openSlackServer, SLACK } from './slack.ts'

/**
 * From the last event of a quarter of an hour, accepted by the collector, to the message in Slack that its fall was: the bot
 * as a user starts it, its settings the defaults, the clock the machine's. A run takes 20 to 40 minutes, nearly all of it waiting.
 */
const BAR_MINUTES = 5
const QUARTER_MS = 15 * 60_000
const HISTORY_DAYS = 14
/** a quarter, day and night: what the shop usually has, and what is left of it */
const [USUAL, FALLEN] = [150, 15]
/** of the bot, before anything falls: how late rows come has to be known */
const WARM_UP_MS = 6 * 60_000
const GIVE_UP_MS = 20 * 60_000
const KEY = 'a-key-of-the-bench'
const BIN = fileURLToPath(new URL('../../bin/floorwalker.js', import.meta.url))

const random = seeded(19)
const dir = mkdtempSync(join(tmpdir(), 'floorwalker-notice-'))
const slack = await openSlackServer()
const [events, web] = [await freePort(), await freePort()]
const { PATH = '', HOME = '' } = process.env
const env = {
  ...{ PATH, HOME, DATA_DIR: join(dir, 'var'), LOG_LEVEL: 'info', OPS_PORT: '0', PORT: String(web) },
  ...{ SLACK_API_URL: slack.apiUrl, SLACK_BOT_TOKEN: SLACK.token, SLACK_SIGNING_SECRET: SLACK.secret },
  ...{ EVENTS_PORT: String(events), EVENTS_KEY: KEY, SHOP_ZONE: 'UTC' },
  ...{ ALERT_CHANNEL: '#general', DIGEST_CHANNEL: '#general' },
}
const jobsDone: { readonly job: string; readonly at: number }[] = []

await imported()
const bot = spawn(process.execPath, [BIN, 'start'], { env, stdio: ['ignore', 'ignore', 'pipe'] })
createInterface({ input: bot.stderr }).on('line', heard)
try {
  process.exitCode = (await measured()) <= BAR_MINUTES ? 0 : 1
} finally {
  bot.kill()
  await once(bot, 'exit')
  await slack.close()
  rmSync(dir, { recursive: true, force: true })
}

async function measured(): Promise<number> {
  await listens()
  const fallsAt = Math.ceil((Date.now() + WARM_UP_MS) / QUARTER_MS) * QUARTER_MS
  const endsAt = fallsAt + QUARTER_MS
  console.error(`the fall: ${shown(fallsAt)} to ${shown(endsAt)}`)
  let lastAccepted = 0
  let sent = 0
  while (Date.now() < endsAt + GIVE_UP_MS) {
    const now = Date.now()
    const aQuarter = now < fallsAt ? USUAL : FALLEN
    if (await sendEvents(random.poisson(aQuarter / 450), sent++))
      if (Date.now() < endsAt) lastAccepted = Date.now()
    const told = (await slack.said()).find((text) => /Sessions \d+ % below expected/.test(text))
    if (told) return report(told, { endsAt, lastAccepted, toldAt: Date.now() })
    await pause(Math.max(0, now + 2000 - Date.now()))
  }
  console.log(`nothing was told within ${GIVE_UP_MS / 60_000} minutes`)
  return Number.POSITIVE_INFINITY
}

function report(
  told: string,
  { endsAt, lastAccepted, toldAt }: Readonly<Record<'endsAt' | 'lastAccepted' | 'toldAt', number>>,
): number {
  const minutes = (toldAt - lastAccepted) / 60_000
  console.log(
    `sessions fall from ${USUAL} to ${FALLEN} a quarter of an hour; the bot is started as a user does, all settings default`,
  )
  console.log(`the quarter that fell ends         ${shown(endsAt)}`)
  console.log(`its last event is accepted (202)   ${shown(lastAccepted)}`)
  for (const { job, at } of jobsDone.filter((one) => one.at > lastAccepted && one.at <= toldAt))
    console.log(`  ${job.padEnd(30)}   ${shown(at)}`)
  console.log(`the message is in Slack            ${shown(toldAt)}`)
  console.log(`"${told.split('\n')[0]?.slice(0, 120)}"`)
  console.log(
    `event to Slack ${minutes.toFixed(1)} minutes, bar ${BAR_MINUTES}: ${minutes <= BAR_MINUTES ? 'met' : 'missed'}`,
  )
  return minutes
}

/** Sessions of a page view each; true when the collector took them. */
async function sendEvents(count: number, batch: number): Promise<boolean> {
  if (count === 0) return false
  const at = new Date().toISOString()
  const own = Array.from({ length: count }, (_, i) => `live-${batch}-${i}`)
  const response = await fetch(`http://127.0.0.1:${events}/v1/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' },
    body: JSON.stringify({ events: own.map((id) => ({ id, type: 'page_view', session_id: id, at })) }),
  })
  if (response.status !== 202) throw new Error(`the collector says ${response.status}`)
  return true
}

async function listens(): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    if (bot.exitCode !== null) throw new Error('the bot has ended')
    if (
      await fetch(`http://127.0.0.1:${events}/v1/snippet.js`).then(
        () => true,
        () => false,
      )
    )
      return
    await pause(200)
  }
  throw new Error('the collector does not listen')
}

/** Two weeks of the same shop, up to now, imported as a person does. */
async function imported(): Promise<void> {
  const [folder, mapping] = [join(dir, 'past'), join(dir, 'past.yaml')]
  mkdirSync(folder)
  const now = Date.now()
  const lines = ['id,at']
  const first = Math.floor(now / 86_400_000 - HISTORY_DAYS) * 86_400_000
  for (let from = first; from < now; from += QUARTER_MS)
    for (let left = random.poisson(USUAL); left > 0; left--) {
      const at = from + random.below(QUARTER_MS)
      if (at < now) lines.push(`past-${lines.length},${new Date(at).toISOString()}`)
    }
  writeFileSync(join(folder, 'sessions.csv'), lines.join('\n'))
  writeFileSync(
    mapping,
    'name: past\nplatform: web\nzone: UTC\ncurrency: EUR\ntables:\n  sessions: { files: sessions.csv, columns: { session_id: id, started_at: at } }\n',
  )
  const child = spawn(process.execPath, [BIN, 'import', mapping, folder], { env, stdio: 'ignore' })
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error(`the import ended with ${code}`)
}

function heard(line: string): void {
  const done = /"job":"([\w-]+)".*"msg":"job done"/.exec(line)
  if (done?.[1]) jobsDone.push({ job: done[1], at: Date.now() })
  if (/"msg":"job (failed|given up)"/.test(line)) console.error(line.slice(0, 400))
}

function shown(ms: number): string {
  return new Date(ms).toISOString().slice(11, 19)
}
