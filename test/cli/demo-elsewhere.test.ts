import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { z } from 'zod'
import { startSocketServer } from '../slack/edge/socket-server.ts'
import { freePort } from '../slack/http.ts'
import { slash } from '../slack/payloads.ts'
import { startAnswers, startServer, TOKEN } from '../slack/workspace.ts'
import { soon } from '../support/soon.ts'
import { floorwalker, floorwalkerUntil } from './terminal.ts'

const TODAY = '2026-11-24'
const closing: (() => unknown)[] = []
let dir = ''
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'floorwalker-elsewhere-'))
})
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
  rmSync(dir, { recursive: true, force: true })
})

it('demo --serve is a source like any other: what is printed makes the bot collect every row it serves', {
  timeout: 300_000,
}, async () => {
  const shop = await floorwalkerUntil(
    ['demo', '--serve', '--days', '22', '--today', TODAY],
    { DATA_DIR: dir },
    /Ctrl-C/,
  )
  closing.push(() => shop.stop())
  expect(shop.out).toContain(`with 22 days of data to ${TODAY}`)
  const printed = Object.fromEntries(
    [...shop.out.matchAll(/\b([A-Z][A-Z_]+)=(\S+)/g)].map(([, name = '', value = '']) => [name, value]),
  )
  const truth = z
    .object({ served: z.record(z.string(), z.number()) })
    .parse(JSON.parse(readFileSync(join(dir, 'demo', 'ground-truth.json'), 'utf8')))
  const served = Object.values(truth.served).reduce((sum, rows) => sum + rows, 0)

  const own = {
    DATA_DIR: join(dir, 'bot'),
    LOG_LEVEL: 'silent',
    OPS_PORT: '0',
    PORT: String(await freePort()),
  }
  const bot = { ...printed, ...own }
  const collected = await floorwalker(['job', 'collect', '--post'], bot)
  expect(collected.out.replaceAll(',', '')).toContain(
    `Collected ${served} rows from ${Object.keys(truth.served).length} feeds`,
  )
  expect(collected).toMatchObject({ code: 0, out: expect.stringContaining('0 failed') })
  const again = await floorwalker(['job', 'collect', '--post'], bot)
  expect(again.out).toContain('Collected 0 rows')
  expect(await shop.stop()).toMatchObject({ code: 0 })
})

it('demo --slack plays in one’s own Slack, by the rules of its reference: a digest, an answer, an end', {
  timeout: 600_000,
}, async () => {
  const socket = await startSocketServer()
  const server = await startServer({
    own: { 'apps.connections.open': () => ({ ok: true, url: socket.url }) },
  })
  const answers = await startAnswers()
  closing.push(socket.close, server.close, answers.close)
  const env = {
    DATA_DIR: dir,
    SLACK_BOT_TOKEN: TOKEN,
    SLACK_APP_TOKEN: 'xapp-test',
    SLACK_API_URL: server.apiUrl,
    DIGEST_CHANNEL: '#general',
    ALERT_CHANNEL: '#random',
  }
  const demo = await floorwalkerUntil(
    ['demo', '--slack', '--days', '36', '--today', TODAY],
    env,
    /Ctrl-C ends it/,
  )
  closing.push(() => demo.stop())
  const posted = await server.history()
  const digest = posted.find(({ metadata }) => metadata?.event_payload.key === `digest:#general:${TODAY}`)
  expect(JSON.stringify(digest?.blocks)).toContain('23 Nov')
  // nothing was refused, so nothing was made simpler
  expect(digest?.blocks?.map(({ type }) => type)).toContain('rich_text')

  socket.send({ envelope_id: 'e1', type: 'slash_commands', payload: slash('/kpi', 'gmv', answers.url) })
  const answer = await soon(
    () => {
      const found = answers.heard.find(({ text }) => !text.startsWith('Working on'))
      if (!found) throw new Error('not answered yet')
      return found
    },
    { timeout: 240_000, interval: 200 },
  )
  expect(answer.text).toMatch(/GMV/)
  expect(answer.blocks?.map(({ type }) => type)).toContain('data_visualization')
  expect(await demo.stop()).toMatchObject({ code: 0 })
})
