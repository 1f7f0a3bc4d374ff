import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { actions } from '../../commands/actions/actions.ts'
import { alerts } from '../../commands/alerts.ts'
import { watch } from '../../jobs/watch.ts'
import { bindCommand } from '../../src/command.ts'
import { addDays } from '../../src/lib/days.ts'
import { runJob } from '../../src/scheduler.ts'
import { addRule, alertRules, ruleHistory } from '../../src/state/alert-rules.ts'
import { type Feedback, type StoredAlert, saveAlert, UNTOUCHED } from '../../src/state/alerts.ts'
import { COLLAPSE } from '../alerts/incidents.ts'
import { type Market, openMarket, TODAY } from '../support/market.ts'
import { allPosted } from '../support/outbox.ts'
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
  const found = new RegExp(
    `"(?:text|label)":"${label}"[^}]*?(?:}[^}]*?)?"value":"((?:[^"\\\\]|\\\\.)*)"`,
  ).exec(text)
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
    expect(tried.text).toContain('would have fired 1 time in 60 days. On 23 Nov.')
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
  it('that is mostly noise is told with another limit, which a button approves in place', async () => {
    const spec = {
      kpi: 'orders',
      segment: { platform: 'bazario' },
      minVolume: null,
      minCents: null,
      hours: null,
    }
    const limit = { kind: 'below', value: 1000 } as const
    const made = addDays(TODAY, -30)
    const number = await state().transaction((trx) =>
      addRule(trx, { ...spec, limit }, { who: 'Mara', at: new Date(`${made}T08:00:00Z`) }),
    )
    // 30 orders on every day, 15 on the last one
    for (const [back, feedback] of [
      ...[[5, 'noise'] as const, [4, 'noise'] as const, [3, 'expected'] as const],
      ...[[2, 'noise'] as const, [1, 'useful'] as const],
    ])
      await state().transaction((trx) => saveAlert(trx, ratedAlert(number, addDays(TODAY, -back), feedback)))
    const watched = () => runJob(market.ctx, watch, { at: new Date(`${TODAY}T06:45:00Z`), day: TODAY })
    await watched()
    const told = async () => (await allPosted(state())).filter(({ key }) => key.startsWith('rule:'))
    const [proposal] = await told()
    expect(proposal?.text).toContain('1 of 5 rated alerts were useful. Proposed: Orders in bazario below 2')
    expect(proposal?.text).toContain('It would have fired 1 time in 180 days instead of 60')
    await watched()
    expect((await told()).map(({ revision }) => revision)).toEqual([1])

    await press('rule.approve', carriedBy(proposal?.content, 'Approve'))
    await next()
    const [approved, ...more] = await told()
    expect(more).toEqual([])
    expect(approved?.text).toContain(
      `Admin User approved it: rule ${number} is now Orders in bazario below 2`,
    )
    const after = (await alertRules(state())).find((one) => one.number === number)
    expect(after?.spec.limit).toMatchObject({ kind: 'below', value: 23 })
    // what was said of the earlier limit is no reason to change this one
    await watched()
    expect((await told()).map(({ revision }) => revision)).toEqual([2])
  })
})

function ratedAlert(number: number, day: string, feedback: Feedback): StoredAlert {
  const at = new Date(`${day}T05:00:00Z`)
  const rule = { number, limit: { kind: 'below', value: 1000 } as const, hours: null }
  const { low, high, expected, value } = COLLAPSE
  const segment = { platform: 'bazario' }
  return {
    ...{ ...UNTOUCHED, id: `rated-${day}`, number: Number(day.slice(-2)) + 100, key: `rule ${number} down` },
    ...{ kpi: 'orders', dayOpened: day, status: 'resolved', snoozedUntil: null, ackedBy: null, feedback },
    ...{ low, high, expected, value, stakeCents: null, location: segment, messageKey: null },
    finding: { ...COLLAPSE, family: `rule ${number}`, kpi: 'orders', day, segment, rule },
    ...{ openedAt: at, updatedAt: at, resolvedAt: at },
  }
}
