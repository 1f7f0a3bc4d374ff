import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Message } from '../../src/messages/message.ts'
import { type OpenSlack, openSlack } from '../../src/slack/open-slack.ts'
import { openWorkspace, type Workspace } from '../../src/workspace/open.ts'
import { COMMANDS } from './bot.ts'

const log = pino({ level: 'silent' })
const stateShape = z.object({ channels: z.array(z.object({ id: z.string() })) })
const faultShape = z.object({ fault: z.string().nullable() })
const shownShape = z.array(z.object({ ts: z.string(), html: z.string(), isEphemeral: z.boolean() }))
const clock = { now: () => new Date() }

/** The bot's own Slack side, unchanged, with nothing of its stores: what it says here needs no outbox. */
describe('the bot itself in the local workspace', () => {
  let workspace: Workspace
  let bot: OpenSlack
  let channel = ''
  const pressed: string[] = []

  beforeAll(async () => {
    workspace = await openWorkspace({ port: 0, commands: COMMANDS, log })
    bot = openSlack({
      access: { botToken: workspace.botToken, apiUrl: workspace.apiUrl },
      transport: { mode: 'http', signingSecret: workspace.signingSecret, port: 0 },
      commands: COMMANDS.map((command) => ({
        ...command,
        roles: ['viewer'],
        ask: async (text) => answerTo(text),
      })),
      actions: {
        'price.take': {
          roles: ['operator'],
          run: async ({ value, name }) => {
            pressed.push(`${value} by ${name}`)
            return { text: 'taken', blocks: [{ kind: 'text', spans: 'Taken.' }] }
          },
        },
      },
      home: async () => ({ text: 'Home', blocks: [{ kind: 'header', text: 'Good morning' }] }),
      groups: { operator: null, manager: null },
      say: async () => {},
      outbox: {
        claimNext: async () => null,
        markTrying: async () => false,
        markPosted: async () => {},
        markRetry: async () => {},
        markDead: async () => {},
      },
      inbox: { receive: async () => 'new', markDone: async () => {}, unfinished: async () => [] },
      audit: async () => {},
      clock,
      log,
    })
    const { port } = await bot.start()
    workspace.connect({ boltUrl: `http://127.0.0.1:${port}/slack/events` })
    const state = stateShape.parse(await (await fetch(`${workspace.url}/page/state`)).json())
    channel = state.channels[0]?.id ?? ''
  })
  afterAll(async () => {
    await bot.stop()
    await workspace.stop()
  })

  const act = async (path: string, body: unknown) => {
    const headers = { 'content-type': 'application/json', origin: workspace.url }
    const answer = await fetch(workspace.url + path, { method: 'POST', headers, body: JSON.stringify(body) })
    return faultShape.parse(await answer.json()).fault
  }
  const messages = async () =>
    shownShape.parse(await (await fetch(`${workspace.url}/page/messages?channel=${channel}`)).json())

  it('answers a typed command privately, with its buttons', async () => {
    expect(await act('/page/say', { channel, text: '/price SKU-1042', threadTs: null })).toBeNull()
    await expect.poll(async () => JSON.stringify(await messages())).toContain('SKU-1042 at')
    const [answer] = await messages()
    expect(answer?.isEphemeral).toBe(true)
    expect(answer?.html).toMatch(/data-place="1:0"/)
  })

  it('hears its buttons', async () => {
    const [answer] = await messages()
    expect(await act('/page/press', { channel, ts: answer?.ts, place: '1:0' })).toBeNull()
    await expect.poll(() => pressed).toEqual([expect.stringMatching(/^SKU-1042 by /)])
    await expect.poll(async () => JSON.stringify(await messages())).toContain('Taken.')
  })

  it('fills Home when it is opened', async () => {
    expect(await act('/page/open-home', {})).toBeNull()
    const home = async () => (await fetch(`${workspace.url}/page/home`)).text()
    await expect.poll(home).toContain('Good morning')
  })
})

function answerTo(text: string): Message {
  return {
    text: `${text} at €12`,
    blocks: [
      { kind: 'text', spans: `${text} at €12` },
      { kind: 'actions', buttons: [{ label: 'Take it', action: 'price.take', value: text }] },
    ],
  }
}
