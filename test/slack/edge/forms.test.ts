import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Action } from '../../../src/command.ts'
import type { Message } from '../../../src/messages/message.ts'
import type { State } from '../../../src/state/database/state.ts'
import { soon } from '../../support/soon.ts'
import { click, submitted } from '../payloads.ts'
import { faulty, startAnswers, startBot, startServer, tempState, USER } from '../workspace.ts'

let server: Awaited<ReturnType<typeof startServer>>
let answers: Awaited<ReturnType<typeof startAnswers>>
let kept: { state: State; close: () => Promise<void> }
let stop: (() => Promise<void>) | null = null

beforeEach(async () => {
  server = await startServer()
  answers = await startAnswers()
  kept = await tempState()
})
afterEach(async () => {
  await stop?.()
  stop = null
  await answers.close()
  await kept.close()
  await server.close()
})

const triggerShape = z.object({ trigger_id: z.string() })
const words = (text: string): Message => ({ text, blocks: [{ kind: 'text', spans: text }] })

const edit: Action = {
  roles: ['operator'],
  run: async ({ value }) => ({
    kind: 'form',
    language: 'zh',
    title: 'Change the order',
    submit: 'Save',
    action: 'order.edit',
    value,
    fields: [{ name: 'pieces', label: 'Pieces', kind: 'number', initial: '19' }],
    otherwise: words('Say it as /actions edit 7 24'),
  }),
  check: async ({ fields }) => (fields.pieces === '24' ? null : { pieces: 'It comes in packs of 12.' }),
  submit: async ({ value, name }) => words(`${value} is 24 by ${name}`),
}

async function bot(given: Partial<Parameters<typeof startBot>[0]> = {}) {
  const views: string[] = []
  const fetch = faulty('views.open', (_, body) => {
    views.push(body)
    return null
  })
  const started = await startBot({
    apiUrl: server.apiUrl,
    state: kept.state,
    fetch,
    actions: { 'order.edit': edit },
    ...given,
  })
  stop = () => started.bot.stop()
  return { ...started, views }
}

describe('a form', () => {
  it('opens for whoever clicked, with what it is about', async () => {
    const { send, views } = await bot()
    const { trigger_id } = triggerShape.parse(await server.call('views.generateTriggerId', { user_id: USER }))
    await send(click('order.edit', '7', answers.url, trigger_id))
    await soon(() => expect(views).toHaveLength(1))
    for (const part of ['number_input', 'order.edit', '19', '"value":"7"', '取消'])
      expect(views[0]?.replaceAll('\\"', '"')).toContain(part)
    expect(answers.heard).toEqual([])
  })

  it('is said in words where none can be opened', async () => {
    const { send } = await bot()
    await send(click('order.edit', '7', answers.url))
    expect((await answers.next(1)).text).toBe('Say it as /actions edit 7 24')
  })

  it('stays open with the fault under its field', async () => {
    const { send } = await bot()
    const answer = await send(submitted('order.edit', '7', { pieces: '20' }, answers.url))
    expect(await answer.json()).toEqual({
      response_action: 'errors',
      errors: { pieces: 'It comes in packs of 12.' },
    })
    expect(answers.heard).toEqual([])
  })

  it('that is taken is answered where the button was, and recorded', async () => {
    const { send, audited } = await bot()
    const answer = await send(submitted('order.edit', '7', { pieces: ' 24 ' }, answers.url))
    expect(await answer.text()).toBe('')
    expect((await answers.next(1)).text).toBe('7 is 24 by Admin User')
    expect(audited).toEqual([`${USER} order.edit {"value":"7","pieces":"24"}`])
  })

  it('is checked again: who may not act may not send it', async () => {
    const { send, audited } = await bot({ groups: { operator: 'operators', manager: 'managers' } })
    await send(submitted('order.edit', '7', { pieces: '24' }, answers.url))
    expect((await answers.next(1)).text).toContain('Only these may do that: operator')
    expect(audited).toEqual([])
  })

  it('of nothing known says so', async () => {
    const { send } = await bot({ actions: {} })
    await send(submitted('order.edit', '7', { pieces: '24' }, answers.url))
    expect((await answers.next(1)).text).toBe('This form does nothing any more.')
  })
})
