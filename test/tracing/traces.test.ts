import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { build } from '../../jobs/build.ts'
import { collect } from '../../jobs/collect.ts'
import { type App, buildApp } from '../../src/app.ts'
import { readConfig } from '../../src/config/config.ts'
import { timed } from '../../src/monitoring/answers.ts'
import { runJob } from '../../src/scheduler.ts'
import type { Source } from '../../src/sources/source.ts'
import { openTraces } from '../../src/tracing/open.ts'
import { command, edgeBots } from '../slack/edge/edge-bots.ts'
import { click, slash } from '../slack/payloads.ts'
import { jobOf } from '../support/scheduling.ts'
import { startReceiver } from './receiver.ts'

const log = pino({ level: 'silent' })
const SLOT = { at: new Date('2026-11-24T06:00:00Z'), day: '2026-11-24' }
let receiver: Awaited<ReturnType<typeof startReceiver>>
beforeEach(async () => {
  receiver = await startReceiver()
})
afterEach(() => receiver.close())

describe('what a person does', () => {
  const here = edgeBots()

  it('is one trace from the click to the message, and the id in the log is on it', async () => {
    const traced = openTraces(
      { endpoint: `${receiver.url}/`, headers: { 'x-key': 'k' } },
      { log, version: '1' },
    )
    const asked = command({ ask: async (text) => ({ text, blocks: [{ kind: 'text', spans: text }] }) })
    const { send, bot } = await here.bot({ traced, commands: [timed(asked, log, traced)] })
    await send(slash('/forecast', 'secret words', here.answers.url))
    const answer = JSON.stringify(await here.answers.next(1))
    const id = /"action_id":"share","value":"([^"]+)"/.exec(answer)?.[1] ?? ''
    await send(click('share', id, here.answers.url))
    await here.answers.next(2)
    await bot.relay.all()
    await traced.close()

    const question = await receiver.named('/forecast')
    expect(question.parentSpanId).toBeUndefined()
    expect(question.attributes).toEqual({ request: expect.stringMatching(/^[0-9a-f]{8}$/) })
    expect(await receiver.named('answer /forecast')).toMatchObject({
      ...{ traceId: question.traceId, parentSpanId: question.spanId },
      attributes: { command: '/forecast' },
    })
    const pressed = await receiver.named('block_actions')
    expect(pressed.traceId).not.toBe(question.traceId)
    expect(await receiver.named('post')).toMatchObject({
      ...{ traceId: pressed.traceId, parentSpanId: pressed.spanId },
      attributes: { key: `share:${id}`, outcome: 'posted' },
    })
    // what was typed is nobody's who looks at traces
    expect(JSON.stringify(receiver.spans)).not.toContain('secret words')
    expect(receiver.heard[0]).toEqual({ path: '/v1/traces', key: 'k', service: 'floorwalker' })
  })
})

describe('what runs by itself', () => {
  let folder = ''
  let app: App
  const source = (name: string, pages: Source['pages']): Source => ({
    ...{ name, platform: 'shop', table: 'merchants', write: 'merge', freshWithinMinutes: 60 },
    ...{ zone: 'UTC', currency: 'EUR', pages },
  })
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'traces-'))
    const read = readConfig({
      DATA_DIR: folder,
      OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
      LOG_LEVEL: 'silent',
    })
    if (read.kind === 'faults') throw new Error('the settings of the test are wrong')
    const sources = [
      source('shop/merchants', async function* () {
        const rows = [{ platform: 'shop', merchant_id: 'm1', name: 'Anna' }]
        yield { id: '1', content: { kind: 'rows', rows }, next: '1' }
      }),
      source('shop/broken', async function* () {
        yield await Promise.reject(new Error('The token has passed.'))
      }),
    ]
    app = await buildApp(read.config, { sources })
  })
  afterEach(async () => {
    await app.stop()
    await rm(folder, { recursive: true })
  })

  it('is a trace a run: of the sources, of the build, of a message that it says', async () => {
    const { ctx } = app
    await runJob(ctx, collect, SLOT)
    await runJob(ctx, build, SLOT)
    const saying = jobOf({
      name: 'saying',
      async run({ state, deliver }) {
        const message = { text: 'hello', blocks: [] }
        await state.transaction((trx) => deliver.say(trx, { key: 'hello', channel: '#a', message }))
        return { text: '' }
      },
    })
    await runJob(ctx, saying, SLOT)
    const job = await receiver.named('job collect')
    expect(job.attributes).toMatchObject({ job: 'collect', slot: '2026-11-24T06:00:00.000Z', attempt: 1 })
    const within = { traceId: job.traceId, parentSpanId: job.spanId }
    expect(await receiver.named('collect shop/merchants')).toMatchObject({
      ...within,
      attributes: { rows: 1, refused: 0, outcome: 'read' },
    })
    expect(await receiver.named('collect shop/broken')).toMatchObject({
      ...within,
      attributes: { outcome: 'failed' },
    })
    const building = await receiver.named('job build')
    expect((await receiver.named('build lake')).parentSpanId).toBe(building.spanId)
    expect((await receiver.named('measure KPIs')).parentSpanId).toBe(building.spanId)
    const said = await receiver.named('job saying')
    const row = await ctx.state.read('outbox').where({ key: 'hello' }).first('trace')
    expect(row.trace).toBe(`00-${said.traceId}-${said.spanId}-01`)
  })

  it('has its error on it where it failed', async () => {
    const failing = jobOf({ name: 'failing', run: () => Promise.reject(new Error('disk full')) })
    await expect(runJob(app.ctx, failing, SLOT)).rejects.toThrow('disk full')
    expect((await receiver.named('job failing')).status).toEqual({ code: 2, message: 'disk full' })
  })
})

describe('a trace', () => {
  it.each(['', 'nonsense', '00-00000000000000000000000000000000-0000000000000000-01', '00-zz-1-01'])(
    'begins anew where what is written down is no step: %j',
    async (from) => {
      const traced = openTraces({ endpoint: receiver.url, headers: {} }, { log, version: '1' })
      await traced.step('work', {}, async () => {}, { from })
      await traced.close()
      expect((await receiver.named('work')).parentSpanId).toBeUndefined()
    },
  )

  it('keeps nothing from work when nobody takes it, and says so in the log', async () => {
    const lines: string[] = []
    const warn = pino({}, { write: (line: string) => void lines.push(JSON.parse(line).msg) })
    const traced = openTraces({ endpoint: 'http://127.0.0.1:9', headers: {} }, { log: warn, version: '1' })
    expect(await traced.step('work', {}, async () => 7)).toBe(7)
    expect(traced.current()).toBeNull()
    await traced.close()
    expect(lines).toContain('traces not sent')
  })
})
