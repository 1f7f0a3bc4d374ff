import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { actions } from '../../commands/actions/actions.ts'
import { alerts } from '../../commands/alerts.ts'
import { bindCommand } from '../../src/command.ts'
import { alertRules, ruleHistory } from '../../src/state/alert-rules.ts'
import { type Market, openMarket } from '../support/market.ts'
import { soon } from '../support/soon.ts'
import { click, slash, submitted } from './payloads.ts'
import { faulty, startAnswers, startBot, startServer, USER } from './workspace.ts'

let server: Awaited<ReturnType<typeof startServer>>
let answers: Awaited<ReturnType<typeof startAnswers>>
let bot: Awaited<ReturnType<typeof startBot>>
let market: Market
const views: string[] = []

beforeAll(async () => {
  server = await startServer()
  market = await openMarket()
  answers = await startAnswers()
  const { ctx } = market
  bot = await startBot({
    apiUrl: server.apiUrl,
    state: ctx.state,
    commands: [bindCommand(alerts, () => ctx)],
    actions: actions(ctx),
    fetch: faulty('views.open', (_, body) => {
      views.push(body)
      return null
    }),
  })
})
afterAll(async () => {
  await bot.bot.stop()
  await answers.close()
  await market.remove()
  await server.close()
})

const triggerShape = z.object({ trigger_id: z.string() })
let count = 0
const next = async () => answers.next(++count)
const press = (action: string, value: string, trigger?: string) =>
  bot.send(click(action, value, answers.url, trigger))
const state = () => market.ctx.state

/** What a button with this label carries. */
function carriedBy(said: unknown, label: string): string {
  const text = JSON.stringify(said)
  const found = new RegExp(`"text":"${label}"[^}]*}[^}]*?"value":"((?:[^"\\\\]|\\\\.)*)"`).exec(text)
  if (!found) throw new Error(`no button ${label} in ${text.slice(0, 2000)}`)
  return JSON.parse(`"${found[1]}"`)
}

const FILLED = {
  ...{ kpi: 'conversion', segment: 'platform=bazario category=Games', kind: 'below', value: '10 %' },
  ...{ volume: '', money: '', hours: '' },
}

describe('a rule in Slack, from the window to its end', () => {
  it('is put together in a window, tried on the past, saved, changed, paused and deleted by buttons', async () => {
    await bot.send(slash('/alerts', 'rule', answers.url))
    expect(carriedBy(await next(), 'New rule…')).toBe('new')

    const { trigger_id } = triggerShape.parse(await server.call('views.generateTriggerId', { user_id: USER }))
    await press('rule.form', 'new', trigger_id)
    await soon(() => expect(views).toHaveLength(1))
    expect(views[0]).toContain('New alert rule')

    const faulted = await bot.send(submitted('rule.form', 'new', { ...FILLED, value: 'much' }, answers.url))
    expect(await faulted.json()).toMatchObject({
      response_action: 'errors',
      errors: { value: expect.stringContaining('is not a limit') },
    })
    await bot.send(submitted('rule.form', 'new', FILLED, answers.url))
    const tried = await next()
    expect(tried.text).toContain('would have fired 1 time in 90 days. On 23 Nov.')
    expect(await alertRules(state())).toEqual([])

    await press('rule.save', carriedBy(tried, 'Save rule'))
    expect((await next()).text).toContain('Rule 1 is saved')
    await bot.send(
      submitted('rule.form', '1', { ...FILLED, kind: 'down', value: '4', volume: '50' }, answers.url),
    )
    await press('rule.save', carriedBy(await next(), 'Save rule'))
    expect((await next()).text).toContain('Rule 1 is changed')

    await press('rule.pause', '1')
    expect((await next()).text).toContain('Rule 1 is paused')
    await press('rule.show', '1')
    expect((await next()).text).toContain('more than 4 standard deviations below expected')
    await press('rule.delete', '1')
    expect((await next()).text).toContain('Rule 1 is deleted')
    const history = await ruleHistory(state(), 1)
    expect(history.map(({ did, after: { limit, minVolume } }) => [did, limit.kind, minVolume])).toEqual([
      ['made', 'below', null],
      ['changed', 'unusual', 50],
      ['paused', 'unusual', 50],
      ['deleted', 'unusual', 50],
    ])
  })
})
