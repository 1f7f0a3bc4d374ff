import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { understand, withContext } from '../../../src/ask/understand.ts'
import type { Hear } from '../../../src/command.ts'
import { KNOWN } from '../../ask/shop-words.ts'
import { soon } from '../../support/soon.ts'
import { command, edgeBots, forecast, userIs } from '../edge/edge-bots.ts'
import { answering, faulty, USER } from '../workspace.ts'

const BOT = 'UBOT'
const CHANNEL = 'C000000001'
const EXAMPLES = ['“revenue yesterday”', '“orders next week”']

/** The grammar itself, over a shop of a few names. */
const hear: Hear = async (said, about, { usage: { fault } }) => {
  const meant = about === null ? understand(said, KNOWN) : withContext(said, about, KNOWN)
  if (meant.kind === 'unclear') return { ...meant, because: fault(meant.fault), examples: EXAMPLES }
  const [name = '', ...rest] = meant.line.split(' ')
  return { kind: 'line', command: name, text: rest.join(' ') }
}

const here = edgeBots()

let count = 0
function heard(event: Record<string, unknown>, id = `Ev${++count}`) {
  const ts = `1790000000.00${String(++count).padStart(4, '0')}`
  return {
    type: 'event_callback',
    event_id: id,
    team_id: 'T000000001',
    authorizations: [{ team_id: 'T000000001', user_id: BOT, is_bot: true }],
    event: { user: USER, channel: CHANNEL, ts, event_ts: ts, ...event },
  }
}
const mention = (text: string, more: Record<string, unknown> = {}) =>
  heard({ type: 'app_mention', text: `<@${BOT}> ${text}`, ...more })
const message = (text: string, more: Record<string, unknown> = {}) =>
  heard({ type: 'message', channel_type: 'channel', text, ...more })

async function listening(given: Parameters<typeof here.bot>[0] = {}) {
  const asked: string[] = []
  const posts: { channel: string; thread: string | null; text: string; all: string }[] = []
  const posting = faulty('chat.postMessage', (_, body) => {
    const read = new URLSearchParams(body)
    posts.push({
      channel: read.get('channel') ?? '',
      thread: read.get('thread_ts'),
      text: read.get('text') ?? '',
      all: body,
    })
    return answering({ ok: true, channel: CHANNEL, ts: '1790000001.000001' })
  })
  const opening = faulty('conversations.replies', () =>
    answering({
      ok: true,
      messages: [{ text: 'Conversion of bazario × Electronics fell on Mon 23 Nov 2026' }],
    }),
  )
  const started = await here.bot({
    hear,
    commands: ['/kpi', '/why', '/forecast'].map((name) =>
      command({
        name,
        ask: async (text) => {
          asked.push(`${name} ${text}`)
          return forecast
        },
      }),
    ),
    ...given,
    fetch: (url, init) => {
      const to = String(url)
      if (to.includes('chat.postMessage')) return posting(url, init)
      if (to.includes('conversations.replies')) return opening(url, init)
      return (given.fetch ?? fetch)(url, init)
    },
  })
  return { ...started, asked, posts }
}

describe('what people write to the bot', () => {
  it('as a mention is answered in its thread, and says what it was understood as', async () => {
    const { event, asked, posts, audited } = await listening()
    const said = mention('why did conversion drop yesterday?')
    await event(said)
    await soon(() => expect(posts).toHaveLength(1))
    expect(asked).toEqual(['/why conversion 2026-11-23'])
    expect(posts[0]).toMatchObject({ channel: CHANNEL, thread: said.event.ts, text: forecast.text })
    expect(posts[0]?.all).toContain('Understood')
    expect(audited).toEqual([`${USER} /why conversion 2026-11-23`])
  })

  it('in a direct message is answered there, with a slash or without, in Chinese too', async () => {
    const { event, asked, posts } = await listening()
    const direct = { type: 'message', channel: 'D1', channel_type: 'im' }
    for (const text of ['预测下周的销售额', 'kpi gmv yesterday', '/kpi gmv app'])
      await event(heard({ ...direct, text }))
    await soon(() => expect(posts).toHaveLength(3))
    expect(asked.toSorted()).toEqual([
      '/forecast gmv 2026-11-30..2026-12-06',
      '/kpi gmv 2026-11-23',
      '/kpi gmv app',
    ])
    expect(posts.map(({ channel, thread }) => [channel, thread])).toEqual(Array(3).fill(['D1', null]))
  })

  it('below a message of the bot’s takes from it what it leaves out', async () => {
    const { event, asked, posts } = await listening()
    await event(message('why?', { thread_ts: '1.1', parent_user_id: BOT }))
    await soon(() => expect(posts).toHaveLength(1))
    expect(asked).toEqual(['/why conversion platform=bazario category=Electronics 2026-11-23'])
    expect(posts[0]?.thread).toBe('1.1')
  })

  it('and is not understood gets a short line with two examples; a slip of the finger its command', async () => {
    const { event, asked, posts } = await listening()
    await event(mention('sing me a song'))
    await event(mention('/forcast gmv 7'))
    await event(mention('revenue from Mars yesterday'))
    await soon(() => expect(posts).toHaveLength(3))
    const texts = posts.map(({ text }) => text).join('\n')
    expect(asked).toEqual([])
    expect(texts).toContain('There is no command /forcast. Did you mean /forecast gmv 7?')
    expect(texts).toContain('I did not understand “Mars”. Did you mean /kpi gmv 2026-11-23?')
    expect(posts.filter(({ all }) => EXAMPLES.every((one) => all.includes(one)))).toHaveLength(2)
  })

  it('and may be either of two is asked back with a button for each', async () => {
    const near = ['/kpi orders region=Cologne 2026-11-19', '/why orders region=Cologne 2026-11-19'] as const
    const { event, posts } = await listening({
      hear: async () => ({
        kind: 'unclear',
        because: 'Two things may be meant.',
        didYouMean: near[0],
        options: near,
        examples: [],
      }),
    })
    await event(mention('Cologne orders Thursday, hm'))
    await soon(() => expect(posts).toHaveLength(1))
    expect(posts[0]?.text).toBe(`Two things may be meant. Did you mean ${near.join(' or ')}?`)
    const blocks: { type: string; elements?: { type: string; value: string; text: { text: string } }[] }[] =
      JSON.parse(new URLSearchParams(posts[0]?.all).get('blocks') ?? '[]')
    const buttons = blocks.filter(({ type }) => type === 'actions').flatMap(({ elements = [] }) => elements)
    expect(buttons.map(({ value }) => value)).toEqual(near)
    expect(buttons.map(({ text }) => text.text)).toEqual(near)
  })

  it('is never answered where it was not addressed, nor kept', async () => {
    const { event, asked, posts } = await listening()
    for (const one of [
      message('why did conversion drop yesterday?'),
      message('why did conversion drop?', { thread_ts: '1.1', parent_user_id: 'U2' }),
      message('thanks, I will look at it', { thread_ts: '1.1', parent_user_id: BOT }),
      // the same words come as a mention too, which is answered
      message(`<@${BOT}> why did conversion drop?`),
      mention('why did conversion drop?', { bot_id: 'B1' }),
      mention('why did conversion drop?', { user: BOT }),
      heard({ type: 'message', channel: 'D1', channel_type: 'im', text: 'kpi gmv', bot_id: 'B1' }),
      message('why did conversion drop?', { subtype: 'message_changed', channel_type: 'im' }),
    ])
      expect((await event(one)).status).toBe(200)
    await wait(150)
    expect(asked).toEqual([])
    expect(posts).toEqual([])
    expect((await here.kept.state.read('inbox').select('id')).length).toBeLessThanOrEqual(1)
  })

  it('sent twice by Slack is answered once', async () => {
    const { event, posts } = await listening()
    const once = mention('revenue yesterday')
    await Promise.all([event(once), event(once)])
    await soon(() => expect(posts).toHaveLength(1))
    await wait(150)
    expect(posts).toHaveLength(1)
  })

  it('by a guest is refused, and by whom the command is not for', async () => {
    const guest = await listening({ fetch: userIs({ is_restricted: true }) })
    await guest.event(mention('revenue yesterday'))
    await soon(() => expect(guest.posts).toHaveLength(1))
    expect(guest.posts[0]?.text).toBe('Shop figures are not shown to guests.')
    expect(guest.asked).toEqual([])
  })
})
