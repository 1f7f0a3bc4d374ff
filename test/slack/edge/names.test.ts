import { describe, expect, it } from 'vitest'
import type { BoundCommand } from '../../../src/command.ts'
import { buildManifest } from '../../../src/slack/edge/manifest.ts'
import { afterRoot, commandNames } from '../../../src/slack/edge/names.ts'
import { slash } from '../payloads.ts'
import { edgeBots } from './edge-bots.ts'

const NAMES = ['/kpi', '/why', '/floorwalker']

describe('the names of commands', () => {
  it.each([
    [null, '/kpi', '/kpi', '/kpi'],
    [null, '/floorwalker', '/floorwalker', '/floorwalker'],
    ['fw-', '/kpi', '/fw-kpi', '/fw-kpi'],
    ['fw-', '/floorwalker', '/fw-floorwalker', '/fw-floorwalker'],
    ['floorwalker', '/kpi', '/floorwalker kpi', null],
    ['floorwalker', '/floorwalker', '/floorwalker', '/floorwalker'],
  ])('with the prefix %s: %s', (prefix, name, shown, registered) => {
    const names = commandNames(prefix, NAMES)
    expect(names.shown(name)).toBe(shown)
    expect(names.registered(name)).toBe(registered)
    const about = { command: name, usage: name, about: 'x', name }
    const made = buildManifest([about], { prefix }).features.slash_commands.map(({ command }) => command)
    expect(made).toEqual(registered === null ? [] : [registered])
  })

  it.each([
    ['fw-', 'Type /kpi gmv or /why.', 'Type /fw-kpi gmv or /fw-why.'],
    ['fw-', 'https://x.example/kpi and /kpis and a/why', 'https://x.example/kpi and /kpis and a/why'],
    ['floorwalker', '/floorwalker help, /kpi', '/floorwalker help, /floorwalker kpi'],
    [null, '/kpi', '/kpi'],
  ])('with the prefix %s are read as “%s” says', (prefix, text, said) => {
    const value = { type: 'button', action_id: 'ask', value: '/kpi gmv', text: { type: 'plain_text', text } }
    const payload = { text, blocks: [{ type: 'actions', elements: [value] }] } as never
    const { text: top, blocks } = commandNames(prefix, NAMES).in(payload)
    expect(top).toBe(said)
    expect(JSON.stringify(blocks)).toContain('"value":"/kpi gmv"')
    expect(JSON.stringify(blocks)).toContain(JSON.stringify(said))
  })

  it.each([
    ['kpi gmv yesterday', { name: '/kpi', text: 'gmv yesterday' }],
    ['/KPI gmv', { name: '/kpi', text: 'gmv' }],
    ['status', null],
    ['', null],
    ['floorwalker', null],
  ])('after the root: %s', (text, meant) => expect(afterRoot(text, NAMES)).toEqual(meant))
})

describe('a command', () => {
  const here = edgeBots()
  const command = (name: string): BoundCommand => ({
    name,
    usage: name,
    about: '',
    examples: [],
    roles: ['viewer'],
    ask: async (text) => ({ text: `${name} was asked: ${text}`, blocks: [] }),
  })
  const commands = NAMES.map(command)

  it.each([
    [null, '/kpi', 'gmv', '/kpi was asked: gmv'],
    [null, '/floorwalker', 'kpi gmv', '/kpi was asked: gmv'],
    [null, '/floorwalker', 'status', '/floorwalker was asked: status'],
    ['fw-', '/fw-kpi', 'gmv', '/fw-kpi was asked: gmv'],
    ['floorwalker', '/floorwalker', 'why gmv', '/floorwalker why was asked: gmv'],
  ])('with the prefix %s: %s %s', async (prefix, typed, text, said) => {
    const { send } = await here.bot({ commands, prefix })
    await send(slash(typed, text, here.answers.url))
    expect((await here.answers.next(1)).text).toBe(said)
  })
})
