import { setTimeout as wait } from 'node:timers/promises'
import type { FetchFunction } from '@slack/web-api'
import { describe, expect, it } from 'vitest'
import { receive, unfinished } from '../../../src/state/messages/inbox.ts'
import { soon } from '../../support/soon.ts'
import { slash } from '../payloads.ts'
import { answering, clock, faulty, USER } from '../workspace.ts'
import { command, edgeBots, forecast, userIs } from './edge-bots.ts'

const here = edgeBots()
const { bot } = here

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
    const response = await send(slash('/forecast', ' sessions ', here.answers.url))
    expect(response.status).toBe(200)
    expect(performance.now() - began).toBeLessThan(3000)
    expect(here.answers.heard).toEqual([])
    work()
    const said = await here.answers.next(1)
    expect(said.text).toBe('Sessions tomorrow: 3,100')
    expect(said.blocks?.map((block) => block.type)).toContain('data_visualization')
    expect(JSON.stringify(said.blocks?.at(-1))).toContain('Share in channel')
    expect(audited).toEqual([`${USER} /forecast sessions`])
  })

  it('with a wrong signature reaches nobody', async () => {
    const { send } = await bot()
    expect((await send(slash('/forecast', '', here.answers.url), 'another-secret')).status).toBe(401)
    await wait(100)
    expect(here.answers.heard).toEqual([])
  })

  it('that names nothing known gets the usage line and the nearest match', async () => {
    const { send } = await bot()
    await send(slash('/forecast', 'gvm', here.answers.url))
    expect((await here.answers.next(1)).text).toBe(
      'No KPI is called gvm. Did you mean gmv? Usage: /forecast [kpi] [scope] [days]',
    )
  })

  it('that takes long says so in words that stay true, and asks for their place', async () => {
    const { send } = await bot({
      commands: [command({ ask: () => wait(200).then(() => forecast) })],
      timing: { patienceMs: 30 },
    })
    await send(slash('/forecast', 'gmv', here.answers.url))
    expect((await here.answers.next(1)).text).toBe('Working on /forecast gmv. The answer follows.')
    expect(await here.answers.next(2)).toMatchObject({ text: forecast.text, replace_original: true })
  })

  it('that fails apologises with a reference and shows no stack', async () => {
    const { send } = await bot({
      commands: [command({ ask: () => Promise.reject(new Error('secret inner words')) })],
    })
    await send(slash('/forecast', '', here.answers.url))
    const { text } = await here.answers.next(1)
    expect(text).toMatch(/^Sorry, that did not work\. The reference for your administrator is [0-9a-f]{8}\.$/)
  })

  it('sent twice is answered once', async () => {
    const { send } = await bot()
    const once = slash('/forecast', '', here.answers.url, 'trigger.same')
    await Promise.all([send(once), send(once)])
    await here.answers.next(1)
    await wait(150)
    expect(here.answers.heard).toHaveLength(1)
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
    await send(slash('/forecast', '', here.answers.url))
    await wait(200)
    held.go()
    await here.answers.next(1)
    await wait(150)
    expect(here.answers.heard).toHaveLength(1)
  })

  it('left unfinished by a killed process is answered at the next start', async () => {
    const body = slash('/forecast', '', here.answers.url, 'trigger.killed')
    await receive(here.kept.state, { id: 'trigger.killed', kind: 'command', body }, clock.now())
    await bot()
    expect((await here.answers.next(1)).text).toBe(forecast.text)
    await soon(async () => expect(await unfinished(here.kept.state)).toEqual([]))
  })

  it('whose address knows no new blocks gets old ones', async () => {
    here.answers.control.refusing = 'data_visualization'
    const { send } = await bot()
    await send(slash('/forecast', '', here.answers.url))
    expect((await here.answers.next(1)).blocks?.map((block) => block.type)).not.toContain('data_table')
  })

  it('whose blocks are refused with status 200 gets old ones, and in the end plain text', async () => {
    here.answers.control.invalid = 'data_visualization'
    const { send } = await bot()
    await send(slash('/forecast', '', here.answers.url))
    expect((await here.answers.next(1)).blocks?.map((block) => block.type)).not.toContain('data_table')
    here.answers.control.invalid = 'rich_text'
    await send(slash('/forecast', '', here.answers.url))
    const types = (await here.answers.next(2)).blocks?.map((block) => block.type)
    expect(types).toContain('section')
    expect(types).not.toContain('rich_text')
    here.answers.control.invalid = '"blocks"'
    await send(slash('/forecast', '', here.answers.url))
    const plain = await here.answers.next(3)
    expect(plain.blocks).toBeUndefined()
    expect(plain.text).toContain('Conversion, last 7 days')
  })

  it('whose address is used up is answered by an ephemeral post, after one try', async () => {
    here.answers.control.answer = { ok: false, error: 'used_url' }
    const posts: string[] = []
    const fetch = faulty('chat.postEphemeral', (_, body) => {
      posts.push(body)
      return null
    })
    const { send } = await bot({ fetch })
    await send(slash('/forecast', '', here.answers.url))
    await soon(() => expect(posts).toHaveLength(1))
    expect(here.answers.control.tries).toBe(1)
  })

  it('whose address is dead is answered by an ephemeral post', async () => {
    here.answers.control.status = 500
    const posts: string[] = []
    const fetch = faulty('chat.postEphemeral', (_, body) => {
      posts.push(body)
      return null
    })
    const { send } = await bot({ fetch })
    await send(slash('/forecast', '', here.answers.url))
    await soon(() => expect(posts).toHaveLength(1))
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
    await send(slash('/forecast', '', here.answers.url))
    expect((await here.answers.next(1)).text).toContain(because)
  })

  it('nobody is let in when the member cannot be read', async () => {
    const { send } = await bot({ fetch: faulty('users.info', () => answering({}, 500)) })
    await send(slash('/forecast', '', here.answers.url))
    expect((await here.answers.next(1)).text).toContain('cannot check who you are')
  })

  it('a configured group that cannot be read lets nobody act', async () => {
    const { send } = await bot({
      commands: [command({ roles: ['operator'] })],
      groups: { operator: 'operators', manager: 'managers' },
    })
    await send(slash('/forecast', '', here.answers.url))
    expect((await here.answers.next(1)).text).toBe('/forecast is for: operator.')
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
    await send(slash('/forecast', '', here.answers.url))
    await here.answers.next(1)
    await send(slash('/forecast', '', here.answers.url))
    expect((await here.answers.next(2)).text).toBe(forecast.text)
    expect(asked).toBe(1)
  })
})
