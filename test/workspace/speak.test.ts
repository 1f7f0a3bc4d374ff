import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { startBot, type TestBot } from './bot.ts'
import { startOwnBot } from './own-bot.ts'

const channel = z.object({ id: z.string(), name: z.string() })
const stateShape = z.object({ channels: z.array(channel), direct: channel })

const sayAt = async (origin: string, body: { channel: string; text: string; threadTs: string | null }) => {
  const answer = await fetch(`${origin}/page/say`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify(body),
  })
  return z.object({ fault: z.string().nullable() }).parse(await answer.json()).fault
}
const stateAt = async (origin: string) => stateShape.parse(await (await fetch(`${origin}/page/state`)).json())

describe('what is written to the bot in the local workspace', () => {
  let bot: TestBot
  let state: z.infer<typeof stateShape>
  const heard: Record<string, unknown>[] = []

  beforeAll(async () => {
    bot = await startBot()
    bot.app.event('message', async ({ event }) => {
      // its own messages come back to an app that listens, as in Slack
      if (!('bot_id' in event)) heard.push({ ...event })
    })
    bot.app.event('app_mention', async ({ event }) => {
      heard.push({ ...event })
    })
    state = await stateAt(bot.workspace.url)
  })
  afterAll(() => bot.stop())

  const say = async (channelId: string, text: string, threadTs: string | null = null) => {
    heard.length = 0
    expect(await sayAt(bot.workspace.url, { channel: channelId, text, threadTs })).toBeNull()
  }
  const inChannel = () => state.channels[0]?.id ?? ''

  it('in a direct message comes as a message of it', async () => {
    await say(state.direct.id, 'why did conversion drop & <b>?')
    await expect.poll(() => heard).toHaveLength(1)
    expect(heard[0]).toMatchObject({
      type: 'message',
      channel_type: 'im',
      channel: state.direct.id,
      user: expect.stringMatching(/^U/),
      team: 'T000000001',
      text: 'why did conversion drop &amp; &lt;b&gt;?',
      ts: expect.stringMatching(/^\d+\.\d+$/),
      event_ts: expect.stringMatching(/^\d+\.\d+$/),
      client_msg_id: expect.any(String),
      blocks: [
        {
          type: 'rich_text',
          elements: [
            {
              type: 'rich_text_section',
              elements: [{ type: 'text', text: 'why did conversion drop & <b>?' }],
            },
          ],
        },
      ],
    })
    expect(state.direct.id).toMatch(/^D/)
    expect(heard[0]).not.toHaveProperty('thread_ts')
  })

  it('with the name of the bot comes as a message and as a mention of the same ts', async () => {
    await say(inChannel(), '@Floorwalker help')
    await expect.poll(() => heard).toHaveLength(2)
    const [message, mention] = heard
    expect(message).toMatchObject({ type: 'message', channel_type: 'channel', text: '<@U0FLOORWALK> help' })
    expect(mention).toMatchObject({ type: 'app_mention', text: '<@U0FLOORWALK> help', ts: message?.ts })
    expect(mention).not.toHaveProperty('channel_type')
  })

  it('in a thread names the message it replies to and who wrote that', async () => {
    const parent = await bot.post('#daily-digest', { text: 'digest', blocks: [] })
    await say(inChannel(), 'why?', parent)
    await expect.poll(() => heard).toHaveLength(1)
    expect(heard[0]).toMatchObject({
      type: 'message',
      channel_type: 'channel',
      thread_ts: parent,
      parent_user_id: 'U0FLOORWALK',
    })
  })
})

describe('the bot itself', () => {
  it('takes every message without a fault', async () => {
    const own = await startOwnBot({ ask: () => ({ text: 'x', blocks: [] }), actions: {} })
    try {
      const { url } = own.workspace
      const { direct, channels } = await stateAt(url)
      for (const id of [direct.id, channels[0]?.id ?? ''])
        expect(await sayAt(url, { channel: id, text: 'hello @Floorwalker', threadTs: null })).toBeNull()
    } finally {
      await own.stop()
    }
  })
})
