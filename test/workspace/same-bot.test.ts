import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Message } from '../../src/messages/message.ts'
import type { Workspace } from '../../src/workspace/open.ts'
import { startOwnBot } from './own-bot.ts'

const stateShape = z.object({ channels: z.array(z.object({ id: z.string() })) })
const faultShape = z.object({ fault: z.string().nullable() })
const shownShape = z.array(z.object({ ts: z.string(), html: z.string(), isEphemeral: z.boolean() }))

describe('the bot itself in the local workspace', () => {
  let workspace: Workspace
  let bot: Awaited<ReturnType<typeof startOwnBot>>
  let channel = ''
  const pressed: string[] = []

  beforeAll(async () => {
    bot = await startOwnBot({
      ask: answerTo,
      actions: {
        'price.take': {
          roles: ['operator'],
          run: async ({ value, name }) => {
            pressed.push(`${value} by ${name}`)
            return { text: 'taken', blocks: [{ kind: 'text', spans: 'Taken.' }] }
          },
        },
      },
    })
    workspace = bot.workspace
    const state = stateShape.parse(await (await fetch(`${workspace.url}/page/state`)).json())
    channel = state.channels[0]?.id ?? ''
  })
  afterAll(() => bot.stop())

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
