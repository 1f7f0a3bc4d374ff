import { setTimeout as wait } from 'node:timers/promises'
import type { FetchFunction } from '@slack/web-api'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Action, BoundCommand } from '../../../src/command.ts'
import type { Clock } from '../../../src/lib/days.ts'
import type { Message } from '../../../src/messages/message.ts'
import { soon } from '../../support/soon.ts'
import { click, slash, submitted } from '../payloads.ts'
import { answering, startAnswers, startBot, startServer, tempState } from '../workspace.ts'

const words = (text: string): Message => ({ text, blocks: [{ kind: 'text', spans: text }] })

/** A Slack, an address for answers and a bot of one test: those that wait for seconds wait side by side. */
interface Scene {
  readonly answers: Awaited<ReturnType<typeof startAnswers>>
  readonly done: string[]
  bot(
    fetch?: FetchFunction,
    more?: { readonly tookMs?: number; readonly clock?: Clock },
  ): ReturnType<typeof startBot>
}

async function openScene(): Promise<Scene & { close(): Promise<void> }> {
  const [server, answers, kept] = [await startServer(), await startAnswers(), await tempState()]
  const done: string[] = []
  const started: Awaited<ReturnType<typeof startBot>>[] = []
  const did = async (what: string, tookMs: number): Promise<Message> => {
    done.push(what)
    await wait(tookMs)
    return words(what)
  }
  return {
    ...{ answers, done },
    async bot(fetch, { tookMs = 0, clock } = {}) {
      const one = await startBot({
        ...{ apiUrl: server.apiUrl, state: kept.state, ...(fetch && { fetch }), ...(clock && { clock }) },
        commands: [kpi((text) => did(`asked ${text}`, tookMs))],
        actions: { 'order.edit': edit((what) => did(what, tookMs)) },
      })
      started.push(one)
      return one
    },
    async close() {
      for (const { bot } of started) await bot.stop()
      await answers.close()
      await kept.close()
      await server.close()
    },
  }
}

const it = test.extend<{ scene: Scene }>({
  scene: async ({ task: _ }, use) => {
    const scene = await openScene()
    await use(scene)
    await scene.close()
  },
})

const edit = (did: (what: string) => Promise<Message>): Action => ({
  roles: ['operator'],
  run: ({ value }) => did(`pressed ${value}`),
  check: async ({ fields }) => (fields.pieces === '24' ? null : { pieces: 'It comes in packs of 12.' }),
  submit: ({ value, fields }) => did(`${value} is ${fields.pieces}`),
})

const kpi = (did: (text: string) => Promise<Message>): BoundCommand => ({
  name: '/kpi',
  usage: '/kpi <kpi>',
  about: 'a KPI',
  examples: [],
  roles: ['viewer'],
  ask: did,
})

/** Slack, slower in one place: calls whose address holds `part` wait, or are answered by `instead`. */
const slowly =
  (part: string, ms: number, instead?: () => ReturnType<FetchFunction>): FetchFunction =>
  async (url, init) => {
    if (!String(url).includes(part)) return fetch(url, init)
    await wait(ms)
    return instead?.() ?? fetch(url, init)
  }

const once = (first: () => ReturnType<FetchFunction>) => {
  let isFirst = true
  return () => {
    if (!isFirst) return undefined
    isFirst = false
    return first()
  }
}

const SLOW: readonly (readonly [string, () => FetchFunction | undefined, number])[] = [
  ['the answer address takes 2.5 s', () => slowly('/answer', 2500), 0],
  ['users.info takes 2.5 s', () => slowly('/api/users.info', 2500), 0],
  [
    'users.info is limited for 2 s',
    () => {
      const limited = once(() => answering({ ok: false, error: 'ratelimited' }, 429, { 'retry-after': '2' }))
      return (url, init) =>
        (String(url).includes('/api/users.info') ? limited() : undefined) ?? fetch(url, init)
    },
    0,
  ],
  ['the work takes 2.5 s', () => undefined, 2500],
]

/** Whatever a person does, as Slack sends it: with an id of its own, or a window that is sent once more. */
const ACTS = {
  'a command': (url: string) => slash('/kpi', 'gmv', url),
  'a click': (url: string) => click('order.edit', '7', url),
  'a form': (url: string) => submitted('order.edit', '7', { pieces: '24' }, url, 'V1'),
  'a form without a window id': (url: string) => submitted('order.edit', '7', { pieces: '24' }, url),
}

describe.each(SLOW)('while %s', (_, fetch, tookMs) => {
  const acts = Object.keys(ACTS) as (keyof typeof ACTS)[]
  const scenes: (Awaited<ReturnType<typeof openScene>> & {
    send: Awaited<ReturnType<typeof startBot>>['send']
  })[] = []
  // all of them up before any is timed
  beforeAll(async () => {
    for (const _ of acts) {
      const scene = await openScene()
      scenes.push({ ...scene, send: (await scene.bot(fetch(), { tookMs })).send })
    }
  })
  afterAll(async () => {
    for (const scene of scenes) await scene.close()
  })

  test.concurrent.for(acts)(
    '%s is acknowledged in time, and done once when it comes three times',
    { timeout: 20_000 },
    async (act, { expect }) => {
      const scene = scenes[acts.indexOf(act)]
      if (!scene) throw new Error('its bot is not up')
      const { answers, done, send } = scene
      const body = ACTS[act](answers.url)
      for (let time = 0; time < 3; time++) {
        const before = Date.now()
        const acknowledged = await send(body)
        expect(acknowledged.status).toBe(200)
        expect(await acknowledged.text()).toBe('')
        expect(Date.now() - before).toBeLessThan(2000)
      }
      await soon(() => expect(done).toHaveLength(1))
      await answers.next(1)
      await wait(200)
      expect(done).toHaveLength(1)
    },
  )
})

describe('a form that is sent again by a person, with a trigger of its own', () => {
  it('is taken once', async ({ scene: { answers, done, bot } }) => {
    const { send } = await bot()
    for (const _ of [1, 2, 3]) await send(submitted('order.edit', '7', { pieces: '24' }, answers.url, 'V1'))
    await answers.next(1)
    expect(done).toEqual(['7 is 24'])
  })

  it.for(['V1', undefined])(
    'after a fault is taken as corrected (window %s)',
    async (id, { scene: { answers, done, bot } }) => {
      const { send } = await bot()
      for (const pieces of ['20', '21']) {
        const refused = await send(submitted('order.edit', '7', { pieces }, answers.url, id))
        expect(await refused.json()).toMatchObject({ response_action: 'errors' })
      }
      await send(submitted('order.edit', '7', { pieces: '24' }, answers.url, id))
      expect((await answers.next(1)).text).toBe('7 is 24')
      expect(done).toEqual(['7 is 24'])
    },
  )

  it('says its faults in words where the check came too late for the window', async ({
    scene: { answers, done, bot },
  }) => {
    const { send } = await bot(slowly('/api/users.info', 2500))
    const acknowledged = await send(submitted('order.edit', '7', { pieces: '20' }, answers.url, 'V1'))
    expect(await acknowledged.text()).toBe('')
    expect((await answers.next(1)).text).toBe('Nothing was saved. It comes in packs of 12.')
    expect(done).toEqual([])
  })
})

describe('who asks, once known', () => {
  it.concurrent.for([
    ['slow', () => slowly('/api/users.info', 3000)],
    [
      'limited',
      () => slowly('/api/users.info', 0, () => answering({ ok: false }, 429, { 'retry-after': '600' })),
    ],
    ['failing', () => slowly('/api/users.info', 0, () => answering({ ok: false, error: 'fatal_error' }))],
  ] as const)(
    'is remembered for an hour while users.info is %s',
    { timeout: 20_000 },
    async ([kind, later], { scene: { answers, bot }, expect }) => {
      const time = { now: new Date('2026-11-30T08:00:00Z') }
      let through: FetchFunction = (url, init) => fetch(url, init)
      const started = await bot((url, init) => through(url, init), { clock: { now: () => time.now } })
      await started.send(slash('/kpi', 'first', answers.url))
      await answers.next(1)
      through = later()
      time.now = new Date('2026-11-30T08:40:00Z')
      await started.send(slash('/kpi', 'second', answers.url))
      expect((await answers.next(2)).text).toBe('asked second')
      time.now = new Date('2026-11-30T09:10:00Z')
      await started.send(slash('/kpi', 'third', answers.url))
      if (kind !== 'slow') expect((await answers.next(3)).text).toContain('I cannot check who you are')
    },
  )
})
