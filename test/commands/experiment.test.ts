import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { experiment } from '../../commands/experiment.ts'
import { explore } from '../../commands/explore.ts'
import { outcomes } from '../../jobs/outcomes.ts'
import { type Asker, bindCommand, isUsage } from '../../src/command.ts'
import { armsIn } from '../../src/facts/experiment/read-experiments.ts'
import type { Language } from '../../src/lib/language.ts'
import { toPlainText } from '../../src/messages/plain-text.ts'
import { decideSuggestion, latestSuggestions } from '../../src/state/suggestions/decisions.ts'
import { outcomesOf } from '../../src/state/suggestions/outcomes.ts'
import { englishIn } from '../support/english.ts'
import { type Market, openMarket } from '../support/market.ts'
import { runTests } from './tested-market.ts'

const ASKER: Asker = { userId: 'U1', channelId: 'C1', roles: ['viewer'] }

async function ask(market: Market, text: string, language: Language = 'en'): Promise<string> {
  const [name, ...rest] = text.split(' ')
  const ctx = { ...market.ctx, config: { ...market.ctx.config, language } }
  const bound = name === '/explore' ? bindCommand(explore, () => ctx) : bindCommand(experiment, () => ctx)
  const said = await bound.ask(rest.join(' '), ASKER)
  return isUsage(said) ? `usage: ${said.because} ${said.didYouMean ?? ''}`.trim() : toPlainText(said)
}

describe('what is typed after /experiment', () => {
  it('is a plan with what is known of it, in per cent, shares or money', () => {
    expect(experiment.parse('plan conversion base=5% lift=-10% daily=1,500 power=0.9 arms=3')).toMatchObject({
      what: 'plan',
      measure: 'conversion',
      base: 0.05,
      lift: 0.1,
      daily: 1500,
      power: 0.9,
      arms: 3,
    })
    expect(experiment.parse('plan gmv base=€12.50 sd=40')).toMatchObject({
      base: 12.5,
      sd: 40,
      daily: null,
      lift: 0.1,
    })
    expect(experiment.parse('')).toMatchObject({ what: 'status', named: '' })
    expect(experiment.parse('report One-page checkout')).toMatchObject({
      what: 'report',
      named: 'One-page checkout',
    })
  })

  it.each([
    ['plan', undefined],
    ['stats', 'status'],
    ['plan conversoin', 'conversion'],
    ['plan conversion base=5', undefined],
    ['plan conversion base=95% lift=10%', undefined],
    ['plan conversion lift=0', undefined],
    ['plan conversion lfit=5%', 'lift'],
    ['plan conversion arms=2.5', undefined],
    ['plan conversion daily=-3', undefined],
    ['plan conversion base', 'base'],
  ])('is refused when wrong: %j', (text, didYouMean) => {
    const usage = experiment.parse(text)
    expect(usage.kind).toBe('usage')
    expect('didYouMean' in usage ? usage.didYouMean : undefined).toBe(didYouMean)
  })

  it('meets arms as platforms write them', () => {
    const halves = [
      { name: 'a', share: 0.5 },
      { name: 'b', share: 0.5 },
    ]
    expect(armsIn('a:0.5,b:0.5')).toEqual(halves)
    expect(armsIn('{"a":0.5,"b":"0.5"}')).toEqual(halves)
    expect(armsIn('[{"name":"a","weight":0.5},{"name":"b","weight":0.5}]')).toEqual(halves)
    expect(armsIn('["a","b"]')).toEqual(halves.map(({ name }) => ({ name, share: 1 })))
    expect(armsIn('')).toEqual([])
  })
})

describe('the answer of /experiment', () => {
  let market: Market
  let beforeAny = ''
  beforeAll(async () => {
    market = await openMarket()
    beforeAny = await ask(market, '/experiment')
    await runTests(market)
  })
  afterAll(() => market.remove())

  it('of a running test is by shopper, with its split, its bound and its end', async () => {
    const text = await ask(market, '/experiment status EXP-1')
    expect(text).toContain('Short checkout (EXP-1), day 19 of 28: ship')
    expect(text).toContain('Customers who bought: 40.00 % in treatment against 20.00 % in control.')
    expect(text).toContain('Lift +100 % (+60 % to +140 %)')
    expect(text).toContain('Customers: control 760, treatment 760, as planned')
    expect(text).toContain('Planned to end after Wed 2 Dec 2026')
    expect(text).toContain('1 customer seen in several arms left out')
  })

  it('gives no verdict where one arm was filled short', async () => {
    const text = await ask(market, '/experiment status EXP-2')
    expect(text).toContain('no verdict')
    expect(text).toMatch(/Sample-ratio mismatch, no verdict: customers new 760, old 570/)
  })

  it('of all running tests leaves out those that ended', async () => {
    const text = await ask(market, '/experiment')
    expect(text).toContain('EXP-1')
    expect(text).toContain('EXP-2')
    expect(text).not.toContain('EXP-0')
  })

  it('reports every measure and the guardrails', async () => {
    const text = await ask(market, '/experiment report EXP-1')
    expect(text).toMatch(/Customers who bought +20\.00 % +40\.00 % +\+100 % .* decides/)
    expect(text).toMatch(/GMV per customer +€2\.00 +€4\.00/)
    expect(text).toMatch(/GMV per order +€10\.00 +€10\.00 .*/)
    expect(text).toContain('Guardrails')
    expect(text).not.toMatch(/NaN|Infinity|undefined/)
  })

  it('keeps in the ledger what a verdict advises and what it is worth; what came of it nobody can tell', async () => {
    const { state } = market.ctx
    const text = await ask(market, '/experiment report EXP-1')
    expect(text).toMatch(/No\. \d+: Ship treatment of Short checkout \(EXP-1\)/)
    expect(text).toMatch(/\[Approve [^\]]{5,}\] \[Edit No\. \d+\] \[Skip No\. \d+\]/)
    const subject = 'bazario/EXP-1/treatment'
    const kept = (await latestSuggestions(state, { kind: 'experiment', subjects: [subject] })).get(subject)
    expect(kept).toMatchObject({ status: 'open', action: { verdict: 'ship', rolloutPercent: 100, days: 30 } })
    // 760 of the control in 19 days, €2 a shopper more, of which 60 % are left
    expect(kept?.gain.cents).toBe(30 * 40 * 200 * 0.6)
    expect(await ask(market, '/experiment report EXP-2')).not.toContain('[Approve')
    const at = new Date('2026-11-24T05:00:00Z')
    const id = kept?.id ?? 0
    await state.transaction((trx) =>
      decideSuggestion(trx, { id, status: 'approved', by: 'U1', name: 'Ann', at }),
    )
    const fenced = state.transaction.bind(state)
    await outcomes.run(market.ctx, {
      at: new Date('2026-11-24T06:00:00Z'),
      day: '2026-11-24',
      lane: '',
      isLate: false,
      fenced,
    })
    const outcome = (await outcomesOf(state, [id])).get(id)
    expect(outcome).toMatchObject({
      isFinal: true,
      outcome: { kind: 'inconclusive', because: 'no control left' },
    })
  })

  it('says so when no session carries the variants of a test, or the test is not known', async () => {
    expect(await ask(market, '/experiment report EXP-0')).toContain('no session carries its variant yet')
    expect(await ask(market, '/experiment report EXP-11')).toMatch(
      /^usage: There is no experiment “EXP-11”.* EXP-1$/,
    )
  })

  it('plans from what is typed, and from the shop where nothing is', async () => {
    const typed = await ask(market, '/experiment plan conversion base=5% lift=10% daily=3000')
    expect(typed).toContain('31,234 customers an arm, 62,468 in all, 21 days at 3,000 a day')
    expect(typed).toMatch(/8 weeks +84,000 +\+6\.\d %/)
    const fromShop = await ask(market, '/experiment plan gmv lift=20%')
    expect(fromShop).toMatch(/GMV per customer from €\d\.\d\d, lift 20\.0 %/)
    expect(fromShop).toContain('base, spread, customers a day from 28 days to Mon 23 Nov 2026')
  })

  it.each([
    '/experiment',
    '/experiment status EXP-1',
    '/experiment report EXP-1',
    '/experiment report EXP-2',
    '/experiment report EXP-0',
    '/experiment report EXP-11',
    '/experiment plan gmv lift=20%',
    '/experiment plan conversion base=99% lift=1%',
    '/explore orders 60',
    '/explore gmv',
  ])('is in Chinese for who reads Chinese: %s', async (text) => {
    const said = await ask(market, text, 'zh')
    expect(said).toMatch(/\p{Script=Han}{4}/u)
    expect(said).not.toMatch(/NaN|Infinity|undefined/)
    const names = /Short checkout|New search/g
    expect(englishIn(said.replaceAll(names, ''))).toEqual([])
  })

  it('without data says what is missing', async () => {
    const empty = await openMarket({ isEmpty: true })
    expect(await ask(empty, '/experiment')).toContain('No data yet')
    expect(await ask(empty, '/explore gmv')).toContain('No data yet')
    expect(await ask(empty, '/experiment plan gmv base=10')).toMatch(/^usage: .* sd=, daily= must be typed/)
    expect(await ask(empty, '/experiment plan conversion base=5% daily=3000')).toContain('31,234')
    await empty.remove()
    expect(beforeAny).toContain('No source delivers experiments yet')
  })

  it('of /explore names no cause, and finds none in a shop that never changes', async () => {
    const text = await ask(market, '/explore orders 60')
    expect(text).toMatch(/Association, not cause|ordinary days? known/)
    expect(text).not.toMatch(/NaN|Infinity|undefined/)
    expect(await ask(market, '/explore ordres')).toMatch(/^usage: .* orders$/)
    expect(await ask(market, '/explore orders 5')).toMatch(/^usage: 5 days cannot be explored/)
  })
})
