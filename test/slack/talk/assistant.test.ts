import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { firstQuestions, hearing } from '../../../commands/shared/in-own-words.ts'
import { localeOf } from '../../../src/report/words/locale.ts'
import { refusedCall } from '../../../src/workspace/refuse.ts'
import { type Market, openMarket } from '../../support/market.ts'
import { soon } from '../../support/soon.ts'
import { command, edgeBots, forecast, userIs } from '../edge/edge-bots.ts'
import { answering, faulty, USER } from '../workspace.ts'
import { panes } from './panes.ts'

const pane = panes()
const here = edgeBots({ own: pane.own })
const CHANNEL = 'D000000001'
const COMMANDS = ['/kpi', '/why', '/forecast', '/restock', '/alerts']
let market: Market
/** the first question opens the lake */
const SOON = { timeout: 8000 }
let count = 0
beforeAll(async () => {
  market = await openMarket()
})
afterAll(() => market.remove())
beforeEach(() => {
  pane.done.length = 0
})

const envelope = (event: object) => ({
  type: 'event_callback',
  event_id: `Ev${++count}`,
  team_id: 'T000000001',
  authorizations: [{ team_id: 'T000000001', user_id: 'UBOT', is_bot: true }],
  event,
})
const ofThread = (type: string, thread: string) =>
  envelope({
    type,
    event_ts: `${thread}1`,
    assistant_thread: {
      user_id: USER,
      context: { channel_id: 'C000000001', team_id: 'T000000001', enterprise_id: null },
      channel_id: CHANNEL,
      thread_ts: thread,
    },
  })
const typed = (text: string, thread: string) => {
  const ts = `1790000100.00${String(++count).padStart(4, '0')}`
  return envelope({
    ...{ type: 'message', channel_type: 'im', channel: CHANNEL, user: USER, text },
    ...{ ts, event_ts: ts, thread_ts: thread },
  })
}

/** The bot with its own grammar over a shop; `last` is what it answered before in the thread. */
async function listening({ person = {}, last = '' }: { person?: object; last?: string } = {}) {
  const asked: string[] = []
  const posts: { thread: string | null; text: string; afterStatus: number }[] = []
  const posting = faulty('chat.postMessage', (_, body) => {
    const read = new URLSearchParams(body)
    const afterStatus = pane.of('setStatus').length
    posts.push({ thread: read.get('thread_ts'), text: read.get('text') ?? '', afterStatus })
    return answering({ ok: true, channel: CHANNEL, ts: '1790000200.000001' })
  })
  const reading = faulty('conversations.replies', () =>
    answering({
      ok: true,
      messages: [
        { ts: '1.1', text: 'New Assistant Thread' },
        { ts: '2.1', text: last, bot_id: 'B1' },
      ],
    }),
  )
  const isPerson = userIs(person)
  const started = await here.bot({
    hear: hearing(market.ctx),
    firstQuestions: firstQuestions(market.ctx),
    commands: COMMANDS.map((name) =>
      command({
        name,
        ask: async (text) => {
          asked.push(`${name} ${text}`.trim())
          return forecast
        },
      }),
    ),
    fetch: (url, init) => {
      const to = String(url)
      if (to.includes('chat.postMessage')) return posting(url, init)
      return to.includes('conversations.replies') ? reading(url, init) : isPerson(url, init)
    },
  })
  return { ...started, asked, posts }
}

describe('the assistant’s pane', () => {
  it.each(['en-US', 'zh-CN'])('is greeted and offered questions that have an answer (%s)', async (locale) => {
    const { event, posts } = await listening({ person: { locale } })
    const thread = locale === 'zh-CN' ? '1790000000.000011' : '1790000000.000012'
    pane.open(CHANNEL, thread)
    await event(ofThread('assistant_thread_started', thread))
    await soon(() => expect(pane.of('setSuggestedPrompts')).toHaveLength(1), SOON)
    const { words } = localeOf(locale === 'zh-CN' ? 'zh' : 'en', { currency: 'EUR', zone: 'Europe/Berlin' })
    expect(posts).toEqual([{ thread, text: words.edge.assistant.welcome, afterStatus: 0 }])
    const offered: { title: string; message: string }[] = JSON.parse(
      String(pane.of('setSuggestedPrompts')[0]?.prompts),
    )
    expect(offered).toHaveLength(4)
    const lines = await Promise.all(offered.map(({ message }) => hearing(market.ctx)(message, null, words)))
    expect(lines.map((line) => (line.kind === 'line' ? line.command : line.because))).toEqual([
      '/why',
      '/forecast',
      '/restock',
      '/alerts',
    ])

    await event(ofThread('assistant_thread_context_changed', thread))
    await soon(() => expect(pane.of('setSuggestedPrompts')).toHaveLength(2), SOON)
    expect(posts).toHaveLength(1)
  })

  it('shows that it is looking before it answers, and is called by its first question', async () => {
    const { event, asked, posts } = await listening()
    const thread = '1790000000.000021'
    pane.open(CHANNEL, thread)
    await event(typed('How did conversion do yesterday?', thread))
    await soon(() => expect(posts).toHaveLength(1), SOON)
    await event(typed('kpi gmv app', thread))
    await soon(() => expect(posts).toHaveLength(2), SOON)
    expect(asked).toEqual(['/kpi conversion 2026-11-23', '/kpi gmv channel=app'])
    expect(posts.map((one) => one.thread)).toEqual([thread, thread])
    expect(pane.of('setTitle').map(({ title }) => title)).toEqual(['How did conversion do yesterday?'])
    // an answer takes it away, so it is never set after one
    expect(posts.map(({ afterStatus }) => afterStatus)).toEqual([1, 2])
    expect(pane.of('setStatus').map(({ status }) => status)).toEqual(['is looking…', 'is looking…'])
  })

  it('speaks Chinese to who reads it, and takes what is left out from its last answer', async () => {
    const { event, asked, posts } = await listening({
      person: { locale: 'zh-CN' },
      last: '转化率 2026-11-20：2.9 %',
    })
    const thread = '1790000000.000031'
    pane.open(CHANNEL, thread)
    await event(typed('为什么？', thread))
    await soon(() => expect(posts).toHaveLength(1), SOON)
    expect(asked).toEqual(['/why conversion 2026-11-20'])
    expect(pane.of('setStatus')).toMatchObject([{ status: '正在查询…' }])
  })

  it('is a private thread like any other where Slack knows no pane: it is answered all the same', async () => {
    const { event, asked, posts } = await listening()
    await event(typed('kpi gmv', '1790000000.000041'))
    await soon(() => expect(posts).toHaveLength(1), SOON)
    expect(asked).toEqual(['/kpi gmv'])
    expect(pane.done).toEqual([])
  })

  it('of a guest says that figures are not for guests, and offers nothing', async () => {
    const { event, asked, posts } = await listening({ person: { is_restricted: true } })
    const thread = '1790000000.000051'
    pane.open(CHANNEL, thread)
    await event(ofThread('assistant_thread_started', thread))
    await event(typed('kpi gmv', thread))
    await soon(() => expect(posts).toHaveLength(2), SOON)
    const { guests } = localeOf('en', { currency: 'EUR', zone: 'Europe/Berlin' }).words.edge.refused
    expect(posts.map(({ text }) => text)).toEqual([guests, guests])
    expect(asked).toEqual([])
    expect(pane.done).toEqual([])
  })
})

it('Slack refuses calls of a pane that its reference does not describe', () => {
  const at = { channel_id: 'D1', thread_ts: '1.1' }
  const five = Array.from({ length: 5 }, (_, one) => ({ title: `${one}`, message: 'kpi gmv' }))
  for (const [method, sent] of [
    ['setStatus', at],
    ['setStatus', { ...at, status: 'is looking…', loading_messages: Array(11).fill('…') }],
    ['setStatus', { channel_id: 'D1', status: '' }],
    ['setTitle', { ...at, title: '' }],
    ['setSuggestedPrompts', { ...at, prompts: [] }],
    ['setSuggestedPrompts', { ...at, prompts: five }],
    ['setSuggestedPrompts', { ...at, prompts: JSON.stringify([{ title: 'Sales' }]) }],
  ] as const)
    expect(refusedCall(`assistant.threads.${method}`, sent), method).toMatchObject({
      error: 'invalid_arguments',
    })
  expect(refusedCall('assistant.threads.setStatus', { ...at, status: '' })).toBeNull()
})
