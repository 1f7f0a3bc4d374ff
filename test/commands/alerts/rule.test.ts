import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { parseAlerts } from '../../../commands/alerts/question.ts'
import { alerts } from '../../../commands/alerts.ts'
import { watch } from '../../../jobs/watch.ts'
import { watchToday } from '../../../jobs/watch-today.ts'
import { tryRule } from '../../../src/alerts/rules/try-rule.ts'
import { bindCommand, isUsage } from '../../../src/command.ts'
import { saveReadThrough } from '../../../src/facts/intraday/read-through.ts'
import { addDays, instantOf } from '../../../src/lib/days.ts'
import { toPlainText } from '../../../src/messages/plain-text.ts'
import { sayUsage } from '../../../src/messages/usage.ts'
import { metricNamed } from '../../../src/metrics/registry.ts'
import { runJob } from '../../../src/scheduler.ts'
import { alertRules, ruleHistory } from '../../../src/state/alert-rules.ts'
import { openAlerts, resolvedAlerts, saveAlert } from '../../../src/state/alerts.ts'
import { type Market, openMarket, TODAY } from '../../support/market.ts'

const read = (typed: string) => {
  const asked = parseAlerts(typed)
  if (isUsage(asked)) return asked
  if (asked.kind !== 'rule-draft') return asked
  const { metric, ...parts } = asked.parts
  return { number: asked.number, isSaved: asked.isSaved, kpi: metric?.name, ...parts }
}

describe('/alerts rule is read', () => {
  const fresh = { number: null, isSaved: false, scope: '' }
  it.each([
    ['rules', { kind: 'rules' }],
    ['rule', { kind: 'rules' }],
    ['rule 3', { kind: 'rule', number: 3 }],
    ['rule #3 log', { kind: 'rule', number: 3 }],
    ['rule 3 pause', { kind: 'rule-act', number: 3, act: 'pause' }],
    ['Rule 3 DELETE', { kind: 'rule-act', number: 3, act: 'delete' }],
    ['rule gmv', { ...fresh, kpi: 'gmv' }],
    [
      'rule conversion category=Home & Living below 2%',
      {
        ...{ ...fresh, kpi: 'conversion', scope: 'category=Home & Living' },
        limit: { kind: 'below', value: '2%' },
      },
    ],
    [
      'rule save orders beyond 4 sd low volume 20 money 1,000 hours 09:00-18:30',
      {
        ...{
          ...fresh,
          isSaved: true,
          kpi: 'orders',
          limit: { kind: 'beyond', value: '4', direction: 'down' },
        },
        ...{ minVolume: 20, minCents: 100_000, hours: { from: 540, to: 1110 } },
      },
    ],
    [
      'rule orders 低于 5 数量 20',
      { ...fresh, kpi: 'orders', limit: { kind: 'below', value: '5' }, minVolume: 20 },
    ],
    [
      'rule 3 above 7 hours off',
      { number: 3, isSaved: false, limit: { kind: 'above', value: '7' }, hours: null },
    ],
    ['rule 3 save money off', { number: 3, isSaved: true, minCents: null }],
  ])('%s', (typed, asked) => expect(read(typed)).toEqual(asked))

  it.each([
    ['rule below 2%', 'A rule for which KPI?'],
    ['rule gvm below 5', 'gvm'],
    ['rule orders below 5 hours 9-18', '“9-18” are no hours'],
    ['rule orders below 5 hours 18:00-09:00', 'are no hours'],
    ['rule orders below 5 hours 09:10-10:00', 'are no hours'],
    ['rule orders below 5 volume many', '“many” is no number'],
  ])('%s is asked back', (typed, because) =>
    expect(read(typed)).toMatchObject({ kind: 'usage', because: expect.stringContaining(because) }),
  )
})

let market: Market

const bound = () => bindCommand(alerts, () => market.ctx)
const type = async (typed: string, roles: ('viewer' | 'operator')[] = ['viewer', 'operator']) => {
  const said = await bound().ask(typed, { userId: 'U1', name: 'Mara', channelId: 'C1', roles })
  return toPlainText(isUsage(said) ? sayUsage(bound(), said) : said)
}
const BELOW = 'conversion platform=bazario category=Games below 10%'
const watched = (day = TODAY, minute = 465) =>
  runJob(market.ctx, watch, { at: instantOf(day, minute, 'Europe/Berlin'), day })
const ruled = async () => (await openAlerts(market.ctx.state)).filter(({ key }) => key.startsWith('rule '))

describe('a rule that is not saved', () => {
  beforeAll(async () => {
    market = await openMarket()
  })
  afterAll(() => market.remove())

  it('is tried on the past before it is saved, and nothing is kept until then', async () => {
    const said = await type(`rule ${BELOW}`)
    expect(said).toContain('would have fired 1 time in 60 days')
    expect(said).toContain('23 Nov')
    expect(said).toContain(`/alerts rule save ${BELOW}`)
    expect(await alertRules(market.ctx.state)).toEqual([])
  })

  it.each([
    ['volume 61', 0],
    ['volume 60', 1],
    ['money 120.01', 0],
    ['money 120', 1],
  ])('says nothing of what is below %s', async (least, times) => {
    // 60 sessions; 10 % of them would have brought six orders of €20
    expect(await type(`rule ${BELOW} ${least}`)).toContain(
      times === 0 ? 'would not have fired' : 'would have fired 1 time',
    )
  })

  it.each([
    ['rule gmv below 5 volume 10', 'has no number of cases'],
    ['rule late_delivery above 5% money 10', 'No money can be put on'],
    ['rule units below 5 hours 09:00-10:00', 'Hours can be counted of'],
    ['rule conversion below 5% rubbish', 'rubbish'],
    ['rule conversion category=Tosy below 5%', 'Toys'],
    ['rule 7 below 5%', 'There is no rule 7'],
    ['rule conversion below much', 'is not a limit'],
  ])('%s is refused with a reason', async (typed, because) => expect(await type(typed)).toContain(because))

  it('is made by operators and managers only', async () => {
    expect(await type(`rule save ${BELOW}`, ['viewer'])).toContain('Only operators and managers')
    expect(await alertRules(market.ctx.state)).toEqual([])
  })
})

describe('a rule', () => {
  beforeEach(async () => {
    market = await openMarket()
  })
  afterEach(() => market.remove())

  it('once saved fires in the watch on the very day that its preview named, and ends with a pause', async () => {
    expect(await type(`rule save ${BELOW}`)).toContain('Rule 1 is saved')
    await watched()
    const [alert, ...more] = await ruled()
    expect(more).toEqual([])
    expect(alert).toMatchObject({
      kpi: 'conversion',
      dayOpened: addDays(TODAY, -1),
      value: 0,
      severity: 'critical',
    })
    const { spec } = (await alertRules(market.ctx.state))[0] ?? {}
    const metric = metricNamed('conversion')
    if (!spec || !metric) throw new Error('the rule is not kept')
    const { fired } = await tryRule(market.ctx, { metric, spec, last: addDays(TODAY, -1), days: 90 })
    expect(fired.map(({ day, stakeCents }) => [day, stakeCents])).toEqual([
      [alert?.dayOpened, alert?.stakeCents],
    ])
    expect(await type(`${alert?.number} log`)).toContain('Conversion in bazario × Games below 10.00 %')
    expect(await type('rule 1 pause')).toContain('Rule 1 is paused')
    await watched(TODAY, 495)
    expect(await ruled()).toEqual([])
    expect(await type('rules')).toContain('paused')
  })

  it('over some hours counts only these, and is judged as soon as they are over', async () => {
    // everybody comes at ten, and orders five minutes later
    const inside = await type('rule save orders category=Games below 20 hours 10:00-11:00')
    expect(inside).toContain('would have fired 1 time in 60 days')
    expect(await type('rule save orders category=Games above 0 hours 11:00-24:00')).toContain(
      'would not have fired in 60 days',
    )
    await market.ctx.state.transaction((trx) => saveReadThrough(trx, {}))
    const slot = { at: instantOf(TODAY, 780, 'Europe/Berlin'), day: TODAY }
    await runJob(market.ctx, watchToday, slot)
    // no source is known to be read so far: nothing is judged within the day, and the daily watch takes the last whole one
    expect(await ruled()).toEqual([])
    await watched()
    expect((await ruled()).map(({ dayOpened, value }) => [dayOpened, value])).toEqual([
      [addDays(TODAY, -1), 15],
    ])
  })

  it('is changed, and who changed what is kept', async () => {
    await type(`rule save ${BELOW} volume 10`)
    expect(await type('rule 1 below 5%')).toContain('Rule 1 is not changed yet')
    expect(await type('rule 1 save below 5% volume off')).toContain('Rule 1 is changed')
    await type('rule 1 delete')
    expect(await type('rule 1 pause')).toContain('There is no rule 1')
    const history = await ruleHistory(market.ctx.state, 1)
    expect(history.map(({ did, who, after: { limit, minVolume } }) => [did, who, limit, minVolume])).toEqual([
      ['made', 'Mara', { kind: 'below', value: 0.1 }, 10],
      ['changed', 'Mara', { kind: 'below', value: 0.05 }, null],
      ['deleted', 'Mara', { kind: 'below', value: 0.05 }, null],
    ])
    expect(await type('rule 1')).toContain('deleted')
    expect(await type('rules')).toContain('No rule yet')
  })

  it('shows how useful people found its alerts, beside those of the watch itself', async () => {
    await type(`rule save ${BELOW}`)
    await watched()
    for (const alert of await openAlerts(market.ctx.state)) {
      const feedback = alert.key.startsWith('rule ') ? 'useful' : 'noise'
      await market.ctx.state.transaction((trx) => saveAlert(trx, { ...alert, feedback }))
    }
    const said = await type('rules')
    expect(said).toContain('1 alert, 1 of 1 rated useful: precision 100 %')
    expect(said).toMatch(/Conversion \(the watch itself\)\s+1\s+1\s+0\s+0 %/)
    expect(await resolvedAlerts(market.ctx.state, new Date(0))).toEqual([])
  })
})
