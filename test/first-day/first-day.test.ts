import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type App, buildApp } from '../../src/app.ts'
import { readConfig } from '../../src/config/config.ts'
import { type DemoShop, startDemoShop } from '../../src/demo/serving/shop.ts'
import { DEMO_TOKEN, sourcesFileOf } from '../../src/demo/serving/sources-file.ts'
import { instantOf } from '../../src/lib/days.ts'
import { startSocketServer } from '../slack/edge/socket-server.ts'
import { freePort, send } from '../slack/http.ts'
import { slash } from '../slack/payloads.ts'
import { log, SECRET, startAnswers, startServer, TOKEN } from '../slack/workspace.ts'
import { soon } from '../support/soon.ts'

const ZONE = 'Europe/Berlin'
const TODAY = '2026-11-24'

let dir = ''
let shop: DemoShop
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'floorwalker-first-day-'))
  shop = await startDemoShop({ dir, days: 28, today: TODAY })
  writeFileSync(join(dir, 'sources.yaml'), sourcesFileOf(shop))
}, 120_000)
afterAll(async () => {
  await shop.stop()
  rmSync(dir, { recursive: true, force: true })
})

/** In the middle of the day, as real time goes on: the digest of the morning is hours late. */
function clockFromNoon() {
  const ahead = instantOf(TODAY, 12 * 60, ZONE).getTime() - Date.now()
  return { now: () => new Date(Date.now() + ahead) }
}

async function connected(mode: 'socket' | 'http') {
  const socket = mode === 'socket' ? await startSocketServer() : null
  const server = await startServer(
    socket ? { own: { 'apps.connections.open': () => ({ ok: true, url: socket.url }) } } : {},
  )
  const port = await freePort()
  const env = {
    SLACK_BOT_TOKEN: TOKEN,
    ...(socket ? { SLACK_APP_TOKEN: 'xapp-test' } : { SLACK_SIGNING_SECRET: SECRET }),
    SLACK_API_URL: server.apiUrl,
    PORT: String(port),
    OPS_PORT: '0',
    DATA_DIR: join(dir, mode),
    SOURCES_FILE: join(dir, 'sources.yaml'),
    ALLOW_PRIVATE_HOSTS: '127.0.0.1',
    SHOP_NAME: 'Nordmarkt',
    SHOP_ZONE: ZONE,
    DIGEST_CHANNEL: '#general',
    ALERT_CHANNEL: '#random',
  }
  const read = readConfig(env)
  if (read.kind === 'faults') throw new Error(JSON.stringify(read.faults))
  const secret = (name: string) => (name === DEMO_TOKEN ? shop.token : null)
  const app = await buildApp(read.config, { secret, clock: clockFromNoon(), log })
  const ask = (text: string, url: string) => {
    const payload = slash('/kpi', text, url)
    if (socket) return socket.send({ envelope_id: text, type: 'slash_commands', payload })
    const form = new URLSearchParams(payload).toString()
    return send(`http://127.0.0.1:${port}/slack/events`, form, 'application/x-www-form-urlencoded', SECRET)
  }
  return {
    app,
    server,
    ask,
    close: async () => {
      await app.stop()
      await server.close()
      await socket?.close()
    },
  }
}

const keyOf = (message: { metadata?: { event_payload: { key: string } } | undefined }) =>
  message.metadata?.event_payload.key ?? ''

async function slotsOf(app: App) {
  const rows: { job: string; state: string; summary: string | null }[] = await app.ctx.state
    .read('job_slot')
    .select('job', 'state', 'summary')
  return rows
}

describe.each(['socket', 'http'] as const)('a first day from an empty folder, by %s', (mode) => {
  it('reads, builds, runs the night and posts the digest, telling how far it is in one message', {
    timeout: 600_000,
  }, async () => {
    const { app, server, ask, close } = await connected(mode)
    const answers = await startAnswers()
    try {
      const seen = new Set<string>()
      await app.start()
      await soon(
        async () => {
          const all = await server.history()
          for (const message of all) if (keyOf(message) === 'first-day') seen.add(message.text)
          const last = all.find((message) => keyOf(message) === 'first-day')?.text ?? ''
          if (!last.startsWith('Floorwalker has read Nordmarkt')) throw new Error(last)
        },
        { timeout: 500_000, interval: 400 },
      )
      const all = await soon(
        async () => {
          const found = await server.history()
          if (!found.some((message) => keyOf(message) === `digest:#general:${TODAY}`))
            throw new Error('no digest yet')
          return found
        },
        { timeout: 30_000, interval: 300 },
      )

      // one message, edited on the way, and the digest of yesterday below it
      const [told, ...others] = all.filter((message) => keyOf(message) === 'first-day')
      expect(others).toEqual([])
      expect(seen.size).toBeGreaterThan(2)
      const shown = JSON.stringify(told?.blocks)
      expect(shown).toMatch(/✓ Read the sources: [\d,]+ rows so far/)
      expect(shown).toContain('✓ Build tables and KPIs: data from ')
      const daily = all.find((message) => keyOf(message) === `digest:#general:${TODAY}`)
      expect(JSON.stringify(daily?.blocks)).toContain('23 Nov')
      expect(daily?.blocks?.map(({ type }) => type)).toContain('rich_text')

      // nothing was spent on an empty shop, and nobody was alarmed
      const slots = await slotsOf(app)
      for (const job of ['collect', 'build', 'watch', 'forecast', 'train', 'advise', 'recommend', 'digest'])
        expect(slots.filter((slot) => slot.job === job && slot.state === 'done')).not.toEqual([])
      expect(
        slots.filter(({ summary }) => /no data yet|nothing to post|nothing is forecast/i.test(summary ?? '')),
      ).toEqual([])
      const alarms = await app.ctx.state.read('outbox').where('key', 'like', 'alert:%').select('content')
      expect(JSON.stringify(alarms)).not.toMatch(/Data incident/)

      await ask('gmv', answers.url)
      const answer = await soon(
        () => {
          const found = answers.heard.find(({ text }) => !text.startsWith('Working on'))
          if (!found) throw new Error('not answered yet')
          return found
        },
        { timeout: 60_000, interval: 100 },
      )
      expect(answer.text).toMatch(/GMV/)
      expect(answer.blocks?.map(({ type }) => type)).toContain('data_visualization')
    } finally {
      await answers.close()
      await close()
    }

    // the next start is an ordinary day
    const again = await connected(mode)
    try {
      await again.app.start()
      await new Promise((resolve) => setTimeout(resolve, 1500))
      expect((await again.server.history()).filter((message) => keyOf(message) === 'first-day')).toEqual([])
    } finally {
      await again.close()
    }
  })
})
