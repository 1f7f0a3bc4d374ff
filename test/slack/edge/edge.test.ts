import { setTimeout as wait } from 'node:timers/promises'
import type { FetchFunction } from '@slack/web-api'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Action, BoundCommand } from '../../../src/context.ts'
import type { Message } from '../../../src/messages/message.ts'
import type { State } from '../../../src/state/database/state.ts'
import { receive, unfinished } from '../../../src/state/messages/inbox.ts'
import { digest } from '../../messages/samples.ts'
import { click, slash } from '../payloads.ts'
import {
  answering,
  clock,
  faulty,
  say,
  startAnswers,
  startBot,
  startServer,
  tempState,
  USER,
} from '../workspace.ts'

let server: Awaited<ReturnType<typeof startServer>>
let answers: Awaited<ReturnType<typeof startAnswers>>
let kept: { state: State; close: () => Promise<void> }
const open: { stop: () => Promise<void> }[] = []

beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.close())
beforeEach(async () => {
  answers = await startAnswers()
  kept = await tempState()
})
afterEach(async () => {
  for (const bot of open.splice(0)) await bot.stop()
  await answers.close()
  await kept.close()
})

const forecast: Message = { text: 'Sessions tomorrow: 3,100', blocks: digest.blocks }

function command(over: Partial<BoundCommand> = {}): BoundCommand {
  return {
    name: '/forecast',
    usage: '/forecast [kpi] [scope] [days]',
    about: 'What to expect',
    examples: ['/forecast gmv'],
    roles: ['viewer'],
    ask: async (text) =>
      text === 'gvm' ? { kind: 'usage', because: 'No KPI is called gvm.', didYouMean: 'gmv' } : forecast,
    ...over,
  }
}

async function bot(given: Partial<Parameters<typeof startBot>[0]> = {}) {
  const started = await startBot({
    apiUrl: server.apiUrl,
    state: kept.state,
    commands: [command()],
    ...given,
  })
  open.push(started.bot)
  return started
}

const userIs = (flags: object): FetchFunction =>
  faulty('users.info', () =>
    answering({ ok: true, user: { id: USER, name: 'admin', team_id: 'T000000001', ...flags } }),
  )

describe('a slash command', () => {
  it('is acknowledged before the work and answered to one person', async () => {
    let work = () => {}
    const worked = new Promise<void>((resolve) => {
      work = resolve
    })
    const { send, audited } = await bot({
      commands: [command({ ask: () => worked.then(() => forecast) })],
    })
    const began = performance.now()
    const response = await send(slash('/forecast', ' sessions ', answers.url))
    expect(response.status).toBe(200)
    expect(performance.now() - began).toBeLessThan(3000)
    expect(answers.heard).toEqual([])
    work()
    const said = await answers.next(1)
    expect(said.text).toBe('Sessions tomorrow: 3,100')
    expect(said.blocks?.map((block) => block.type)).toContain('data_visualization')
    expect(JSON.stringify(said.blocks?.at(-1))).toContain('Share in channel')
    expect(audited).toEqual([`${USER} /forecast sessions`])
  })

  it('with a wrong signature reaches nobody', async () => {
    const { send } = await bot()
    expect((await send(slash('/forecast', '', answers.url), 'another-secret')).status).toBe(401)
    await wait(100)
    expect(answers.heard).toEqual([])
  })

  it('that names nothing known gets the usage line and the nearest match', async () => {
    const { send } = await bot()
    await send(slash('/forecast', 'gvm', answers.url))
    expect((await answers.next(1)).text).toBe(
      'No KPI is called gvm. Did you mean gmv? Usage: /forecast [kpi] [scope] [days]',
    )
  })

  it('that takes long says so, and the answer takes that place', async () => {
    const { send } = await bot({
      commands: [command({ ask: () => wait(200).then(() => forecast) })],
      timing: { patienceMs: 30 },
    })
    await send(slash('/forecast', '', answers.url))
    expect((await answers.next(1)).text).toBe('Working on it…')
    expect(await answers.next(2)).toMatchObject({ text: forecast.text, replace_original: true })
  })

  it('that fails apologises with a reference and shows no stack', async () => {
    const { send } = await bot({
      commands: [command({ ask: () => Promise.reject(new Error('secret inner words')) })],
    })
    await send(slash('/forecast', '', answers.url))
    const { text } = await answers.next(1)
    expect(text).toMatch(/^Sorry, that did not work\. The reference for your administrator is [0-9a-f]{8}\.$/)
  })

  it('sent twice is answered once', async () => {
    const { send } = await bot()
    const once = slash('/forecast', '', answers.url, 'trigger.same')
    await Promise.all([send(once), send(once)])
    await answers.next(1)
    await wait(150)
    expect(answers.heard).toHaveLength(1)
  })

  it('that comes in while the bot starts is answered once', async () => {
    const held: { go: () => void } = { go: () => {} }
    const gate = new Promise<void>((resolve) => {
      held.go = resolve
    })
    const { send } = await bot({
      commands: [command({ ask: () => gate.then(() => forecast) })],
      slowInbox: 150,
    })
    await send(slash('/forecast', '', answers.url))
    await wait(200)
    held.go()
    await answers.next(1)
    await wait(150)
    expect(answers.heard).toHaveLength(1)
  })

  it('left unfinished by a killed process is answered at the next start', async () => {
    const body = slash('/forecast', '', answers.url, 'trigger.killed')
    await receive(kept.state, { id: 'trigger.killed', kind: 'command', body }, clock.now())
    await bot()
    expect((await answers.next(1)).text).toBe(forecast.text)
    await vi.waitFor(async () => expect(await unfinished(kept.state)).toEqual([]))
  })

  it('whose address knows no new blocks gets old ones', async () => {
    answers.control.refusing = 'data_visualization'
    const { send } = await bot()
    await send(slash('/forecast', '', answers.url))
    expect((await answers.next(1)).blocks?.map((block) => block.type)).not.toContain('data_table')
  })

  it('whose address is dead is answered by an ephemeral post', async () => {
    answers.control.status = 500
    const posts: string[] = []
    const fetch = faulty('chat.postEphemeral', (_, body) => {
      posts.push(body)
      return null
    })
    const { send } = await bot({ fetch })
    await send(slash('/forecast', '', answers.url))
    await vi.waitFor(() => expect(posts).toHaveLength(1))
    expect(posts[0]).toContain(`user=${USER}`)
  })
})

describe('who may ask', () => {
  it.each([
    ['a guest', { is_restricted: true }, 'guests'],
    ['a single-channel guest', { is_ultra_restricted: true }, 'guests'],
    ['a stranger', { is_stranger: true }, 'other workspaces'],
    ['a member of another workspace', { team_id: 'T9' }, 'other workspaces'],
    ['a bot', { is_bot: true }, 'Only members'],
  ])('%s is refused', async (_, flags, because) => {
    const { send } = await bot({ fetch: userIs(flags) })
    await send(slash('/forecast', '', answers.url))
    expect((await answers.next(1)).text).toContain(because)
  })

  it('nobody is let in when the member cannot be read', async () => {
    const { send } = await bot({ fetch: faulty('users.info', () => answering({}, 500)) })
    await send(slash('/forecast', '', answers.url))
    expect((await answers.next(1)).text).toContain('cannot check who you are')
  })

  it('a configured group that cannot be read lets nobody act', async () => {
    const { send } = await bot({
      commands: [command({ roles: ['operator'] })],
      groups: { operator: 'operators', manager: 'managers' },
    })
    await send(slash('/forecast', '', answers.url))
    expect((await answers.next(1)).text).toBe('/forecast is for: operator.')
  })

  it('a member of the group acts, and the group is asked once in five minutes', async () => {
    let asked = 0
    const fetch: FetchFunction = (url, init) => {
      if (String(url).endsWith('usergroups.list')) {
        asked++
        return answering({ ok: true, usergroups: [{ id: 'S1', handle: 'operators' }] })
      }
      if (String(url).endsWith('usergroups.users.list')) return answering({ ok: true, users: [USER] })
      return globalThis.fetch(url, init)
    }
    const { send } = await bot({
      fetch,
      commands: [command({ roles: ['operator'] })],
      groups: { operator: '@operators', manager: '@operators' },
    })
    await send(slash('/forecast', '', answers.url))
    await answers.next(1)
    await send(slash('/forecast', '', answers.url))
    expect((await answers.next(2)).text).toBe(forecast.text)
    expect(asked).toBe(1)
  })
})

describe('a click', () => {
  const sharedId = (said: { blocks?: { type: string }[] }) =>
    /"action_id":"share","value":"([^"]+)"/.exec(JSON.stringify(said.blocks))?.[1] ?? ''

  it('on Share posts the answer that was seen, once', async () => {
    const { send, bot: slack } = await bot()
    await send(slash('/forecast', 'gmv', answers.url))
    const id = sharedId(await answers.next(1))
    await send(click('share', id, answers.url))
    expect((await answers.next(2)).text).toBe('Shared in this channel.')
    await send(click('share', id, answers.url))
    await answers.next(3)
    await slack.relay.all()
    await vi.waitFor(async () => {
      const shared = (await server.history()).filter(
        (one) => one.metadata?.event_payload.key === `share:${id}`,
      )
      expect(shared).toHaveLength(1)
      expect(JSON.stringify(shared[0]?.blocks)).toContain('Shared by Admin User · /forecast gmv')
    })
  })

  it('on Share of nothing known says so', async () => {
    const { send } = await bot()
    await send(click('share', 'long-gone', answers.url))
    expect((await answers.next(1)).text).toContain('can no longer be shared')
  })

  it('on Acknowledge edits the alert in place', async () => {
    const alert = (status: string): Message => ({
      text: `Conversion is low (${status})`,
      blocks: [
        { kind: 'text', spans: status },
        { kind: 'actions', buttons: [{ label: 'Acknowledge', action: 'alert.ack', value: '17' }] },
      ],
    })
    await say(kept.state, 'alert:17', alert('open'))
    const ack: Action = {
      roles: ['operator'],
      run: async ({ name, value }) => {
        await say(kept.state, `alert:${value}`, alert(`acknowledged by ${name}`))
        return null
      },
    }
    const { send, audited } = await bot({ actions: { 'alert.ack': ack } })
    const standing = async () =>
      (await server.history()).filter((one) => one.metadata?.event_payload.key === 'alert:17')
    await vi.waitFor(async () => expect(await standing()).toHaveLength(1), { timeout: 5000 })
    await send(click('alert.ack', '17', answers.url))
    await vi.waitFor(
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
    await send(click('alert.ack', '17', answers.url))
    expect((await answers.next(1)).text).toContain('guests')
    expect(run).not.toHaveBeenCalled()
  })

  it('on the second button of one name reaches the same action', async () => {
    const run = vi.fn(async () => null)
    const { send } = await bot({ actions: { 'alert.snooze': { roles: ['viewer'], run } } })
    await send(click('alert.snooze~2', '17:1d', answers.url))
    await vi.waitFor(() => expect(run).toHaveBeenCalledWith(expect.objectContaining({ value: '17:1d' })))
  })
})

it('the home page shows what is open and the commands', async () => {
  const views: string[] = []
  const fetch = faulty('views.publish', (_, body) => {
    views.push(body)
    return null
  })
  const { bot: slack, event } = await bot({
    fetch,
    home: async () => ({ text: 'home', blocks: [{ kind: 'header', text: '2 open alerts' }] }),
  })
  expect(await slack.isReachable()).toBe(true)
  const opened = { type: 'app_home_opened', user: USER, tab: 'home', channel: 'D1', event_ts: '1' }
  await event({ type: 'event_callback', event_id: 'Ev1', team_id: 'T000000001', event: opened })
  await vi.waitFor(() => expect(views).toHaveLength(1))
  expect(views[0]).toContain('2 open alerts')
  expect(views[0]).toContain('/forecast')
})
