import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { actions } from '../../../commands/actions/actions.ts'
import { alerts } from '../../../commands/alerts.ts'
import { ledger } from '../../../commands/suggestions.ts'
import { outcomes } from '../../../jobs/outcomes.ts'
import type { KpiIncident } from '../../../src/alerts/incident.ts'
import { followUp } from '../../../src/alerts/lifecycle.ts'
import { remediesOf, runsThere } from '../../../src/alerts/remedies.ts'
import type { Asker } from '../../../src/command.ts'
import { forAlertsRecord } from '../../../src/ledger/outcomes/for-alerts.ts'
import type { Language } from '../../../src/lib/language.ts'
import { isForm } from '../../../src/messages/form.ts'
import { toPlainText } from '../../../src/messages/plain-text.ts'
import { shopLocale } from '../../../src/report/words/locale.ts'
import { alertEvents } from '../../../src/state/alert-events.ts'
import { openAlerts } from '../../../src/state/alerts.ts'
import { acceptedFor, saveForAlert } from '../../../src/state/suggestions/for-alerts.ts'
import { decidedSuggestions, measuredOutcomes } from '../../../src/state/suggestions/outcomes.ts'
import { COLLAPSE, LATE_SOURCE } from '../../alerts/incidents.ts'
import { openDecidedShop } from '../../support/decided-shop.ts'
import { type Market, TODAY } from '../../support/market.ts'
import { allPosted, outboxDoor } from '../../support/outbox.ts'

const NOW = new Date(`${TODAY}T09:00:00Z`)
const ANN: Asker = { userId: 'U1', name: 'Ann', channelId: 'C1', roles: ['operator'] }
/** shoppers of toys buy smaller baskets */
const SMALL: KpiIncident = {
  ...COLLAPSE,
  kpi: 'aov',
  segment: { platform: 'nordmarkt', category: 'Toys' },
  value: 1800,
  expected: 2400,
}

let market: Market
let ctx: Market['ctx']
let id: string
beforeAll(async () => {
  market = await openDecidedShop()
  const clock = { now: () => NOW }
  ctx = { ...market.ctx, clock, deliver: outboxDoor(clock) }
  const { config, deliver, state } = ctx
  const voice = { deliver, channel: config.alertChannel, locale: shopLocale(config) }
  const min = { change: 0.05, stakeCents: 0 }
  await state.transaction((trx) =>
    followUp(trx, { found: [SMALL], notEvaluated: new Set(), min, at: NOW }, voice),
  )
  id = (await openAlerts(state))[0]?.id ?? ''
}, 120_000)
afterAll(() => market.remove())

async function alertSaid(text: string, language: Language = 'en'): Promise<string> {
  const question = alerts.parse(text)
  if ('because' in question) throw new Error(question.because)
  const said = await alerts.answer({ ...ctx, config: { ...ctx.config, language } }, question, ANN)
  return 'because' in said ? `usage: ${said.because}` : toPlainText(said)
}

async function ledgerSaid(text: string): Promise<string> {
  const question = ledger.parse(text)
  if ('because' in question) throw new Error(question.because)
  const said = await ledger.answer(ctx, question, ANN)
  return 'because' in said ? `usage: ${said.because}` : toPlainText(said)
}

const threads = async () =>
  (await allPosted(ctx.state)).filter(({ parentKey }) => parentKey !== null).map(({ text }) => text)

const press = (action: string, value: string) => actions(ctx)[action]?.run({ asker: ANN, name: 'Ann', value })

describe('what fits an incident', () => {
  const of = (kpi: string, more: Partial<KpiIncident> = {}) => remediesOf({ ...SMALL, kpi, ...more })
  it.each([
    ['conversion', ['price', 'restock', 'bundle'], ['/price Toys', '/restock Toys'], false, false],
    ['sessions', ['campaign'], [], true, false],
    ['gmv', ['price', 'restock', 'bundle', 'campaign'], ['/price Toys', '/restock Toys'], true, false],
    ['stock_out', ['restock'], ['/restock Toys'], false, true],
    ['refund_rate', [], [], false, true],
    ['active_merchants', [], ['/merchants falling'], false, false],
    ['nobody knows', [], [], false, false],
  ])('of %s', (kpi, kinds, lines, asksCampaign, mayPause) => {
    expect(of(kpi)).toEqual({ kinds, lines, asksCampaign, mayPause })
  })

  it('names a merchant before its category, and nothing where all of the shop fell', () => {
    expect(of('conversion', { segment: { category: 'Toys', merchant: 'M-007' } }).lines).toEqual([
      '/price M-007',
      '/restock M-007',
    ])
    expect(of('conversion', { segment: {} }).lines).toEqual(['/actions open price', '/restock'])
  })

  it('is stock where more is sold than expected, and no price where nobody can pay', () => {
    expect(of('units', { isBad: false }).kinds).toEqual(['restock'])
    expect(of('aov', { isBad: false }).kinds).toEqual([])
    expect(remediesOf(LATE_SOURCE).lines).toEqual(['/sources'])
  })

  it.each([
    [{ platform: 'nordmarkt', category: 'Toys' }, true],
    [{ platform: 'nordmarkt', category: null }, true],
    [{ platform: 'nordmarkt', category: 'Garden' }, false],
    [{ platform: 'bazario', category: 'Toys' }, false],
  ])('a promotion of %j runs there: %s', (promotion, is) => {
    expect(runsThere(promotion, SMALL)).toBe(is)
  })
})

describe('from an alert to what is done about it', () => {
  it('shows the open suggestions of its segment, the promotion that runs there, and what to ask', async () => {
    const text = await alertSaid('1')
    expect(text).toContain('What can be done about it: 2 of 2 open suggestions that fit.')
    expect(text).toContain('Pause the promotion Toy week (20 % off, nordmarkt, Toys) for 1 day')
    expect(text).toContain('Price nordmarkt/M1')
    expect(text).toContain('/price Toys')
    expect(await alertSaid('1')).toBe(text)
    expect(await alertSaid('1', 'zh')).toContain('暂停促销')
  })

  it('keeps what is approved below it, tells its thread, and forgets it when it is taken back', async () => {
    await press('suggestion.approve', '6||/alerts 1')
    expect(await acceptedFor(ctx.state, id)).toMatchObject([
      { suggestionId: 6, name: 'Ann', value: 1800, expected: 2400 },
    ])
    expect((await threads()).at(-1)).toContain('Ann approved suggestion 6 for it: Price nordmarkt/M1')
    const text = await alertSaid('1')
    expect(text).toContain('Done about it')
    expect(text).toContain('Average order was €18.00, expected €24.00. Outcome:')
    await ledgerSaid('undo 6')
    expect(await acceptedFor(ctx.state, id)).toEqual([])
    expect((await threads()).at(-1)).toContain('took the decision on suggestion 6 back')
    const kinds = (await alertEvents(ctx.state, id)).map(({ kind }) => kind)
    expect(kinds.slice(-2)).toEqual(['accepted', 'taken-back'])
  })

  it('is kept when it is typed, with its alert or with none', async () => {
    expect(await ledgerSaid('approve 6 alert 9')).toContain('There is no alert 9')
    expect(await ledgerSaid('approve 7 for alert 1')).toContain('approved')
    expect((await acceptedFor(ctx.state, id)).map(({ suggestionId }) => suggestionId)).toEqual([7])
    await press('suggestion.approve', '6||/actions open')
    expect(await acceptedFor(ctx.state, id)).toHaveLength(1)
  })

  it('tells the thread once what came of it, and the week how many helped', async () => {
    const tied = { alertId: id, who: 'U1', name: 'Ann', at: NOW, value: 1800, expected: 2400 }
    await ctx.state.transaction((trx) => saveForAlert(trx, { ...tied, suggestionId: 1 }))
    const due = {
      ...{ at: NOW, day: TODAY, lane: '', isLate: false },
      fenced: <T>(work: (trx: Parameters<Parameters<typeof ctx.state.transaction>[0]>[0]) => Promise<T>) =>
        ctx.state.transaction(work),
    }
    await outcomes.run(ctx, due)
    await outcomes.run(ctx, due)
    const said = (await threads()).filter((text) => text.includes('What suggestion 1 brought'))
    expect(said).toHaveLength(1)
    expect(said[0]).toContain('helped')
    const measured = await measuredOutcomes(ctx.state)
    const accepted = (await decidedSuggestions(ctx.state)).filter(({ id: no }) => no === 1)
    const record = await forAlertsRecord(ctx.state, { accepted, measured, since: NOW })
    expect(record).toEqual({ approved: 1, alerts: 1, resolved: 0, measured: 1, helped: 1 })
  })

  it('asks for the sums of a campaign in a window', async () => {
    const form = await press('campaign.form', id)
    if (!form || !isForm(form)) throw new Error('no window was opened')
    expect(form.fields.map(({ name }) => name)).toEqual(['audience', 'budget', 'cost'])
    const filled = { asker: ANN, name: 'Ann', value: id }
    const check = actions(ctx)['campaign.form']?.check
    expect(
      await check?.({ ...filled, fields: { audience: 'at risk', budget: '0', cost: '0.30' } }),
    ).not.toBeNull()
    expect(
      await check?.({ ...filled, fields: { audience: 'at risk', budget: '500', cost: '0.30' } }),
    ).toBeNull()
  })
})
