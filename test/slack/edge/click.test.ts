import { describe, expect, it, vi } from 'vitest'
import type { Action } from '../../../src/command.ts'
import type { Message } from '../../../src/messages/message.ts'
import { soon } from '../../support/soon.ts'
import { click, slash } from '../payloads.ts'
import { answering, faulty, say, USER } from '../workspace.ts'
import { edgeBots, userIs } from './edge-bots.ts'

const here = edgeBots()
const { bot } = here

describe('a click', () => {
  const sharedId = (said: { blocks?: { type: string }[] }) =>
    /"action_id":"share","value":"([^"]+)"/.exec(JSON.stringify(said.blocks))?.[1] ?? ''

  it('on Share posts the answer that was seen, once', async () => {
    const { send, bot: slack } = await bot()
    await send(slash('/forecast', 'gmv', here.answers.url))
    const id = sharedId(await here.answers.next(1))
    await send(click('share', id, here.answers.url))
    expect((await here.answers.next(2)).text).toBe('Shared in this channel.')
    await send(click('share', id, here.answers.url))
    await here.answers.next(3)
    await slack.relay.all()
    await soon(async () => {
      const shared = (await here.server.history()).filter(
        (one) => one.metadata?.event_payload.key === `share:${id}`,
      )
      expect(shared).toHaveLength(1)
      expect(JSON.stringify(shared[0]?.blocks)).toContain('Shared by Admin User · /forecast gmv')
    })
  })

  it.each([
    ['not_in_channel', 'Type /invite @Floorwalker in this channel'],
    ['channel_not_found', 'Type /invite @Floorwalker in this channel'],
    ['is_archived', 'Type /invite @Floorwalker in this channel'],
    ['user_is_restricted', 'Slack refuses to show it here (user_is_restricted).'],
  ])('on Share says what is in the way when Slack says %s, and shares it afterwards', async (error, said) => {
    const refusing = { now: true }
    const { send } = await bot({
      fetch: faulty('chat.postMessage', () => (refusing.now ? answering({ ok: false, error }) : null)),
    })
    await send(slash('/forecast', 'gmv', here.answers.url))
    const id = sharedId(await here.answers.next(1))
    await send(click('share', id, here.answers.url))
    expect((await here.answers.next(2)).text).toContain(said)
    refusing.now = false
    await here.kept.state.write('outbox').update({ not_before: null })
    await soon(
      async () => {
        const keys = (await here.server.history()).map((one) => one.metadata?.event_payload.key)
        expect(keys.filter((key) => key === `share:${id}`)).toHaveLength(1)
      },
      { timeout: 5000 },
    )
  })

  it('on Share of nothing known says so', async () => {
    const { send } = await bot()
    await send(click('share', 'long-gone', here.answers.url))
    expect((await here.answers.next(1)).text).toContain('can no longer be shared')
  })

  it('on Acknowledge edits the alert in place', async () => {
    const alert = (status: string): Message => ({
      text: `Conversion is low (${status})`,
      blocks: [
        { kind: 'text', spans: status },
        { kind: 'actions', buttons: [{ label: 'Acknowledge', action: 'alert.ack', value: '17' }] },
      ],
    })
    await say(here.kept.state, 'alert:17', alert('open'))
    const ack: Action = {
      roles: ['operator'],
      run: async ({ name, value }) => {
        await say(here.kept.state, `alert:${value}`, alert(`acknowledged by ${name}`))
        return null
      },
    }
    const { send, audited } = await bot({ actions: { 'alert.ack': ack } })
    const standing = async () =>
      (await here.server.history()).filter((one) => one.metadata?.event_payload.key === 'alert:17')
    await soon(async () => expect(await standing()).toHaveLength(1))
    await send(click('alert.ack', '17', here.answers.url))
    await soon(
      async () => {
        const [message, ...others] = await standing()
        expect(message?.text).toBe('Conversion is low (acknowledged by Admin User)')
        expect(others).toEqual([])
      },
      { timeout: 5000 },
    )
    expect(audited).toEqual([`${USER} alert.ack 17`])
  })

  it('is checked again: a guest who sees the button may not press it', async () => {
    const run = vi.fn()
    const { send } = await bot({
      actions: { 'alert.ack': { roles: ['viewer'], run } },
      fetch: userIs({ is_restricted: true }),
    })
    await send(click('alert.ack', '17', here.answers.url))
    expect((await here.answers.next(1)).text).toContain('guests')
    expect(run).not.toHaveBeenCalled()
  })

  it('on the second button of one name reaches the same action', async () => {
    const run = vi.fn(async () => null)
    const { send } = await bot({ actions: { 'alert.snooze': { roles: ['viewer'], run } } })
    await send(click('alert.snooze~2', '17:1d', here.answers.url))
    await soon(() => expect(run).toHaveBeenCalledWith(expect.objectContaining({ value: '17:1d' })))
  })
})
