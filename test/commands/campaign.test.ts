import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { campaign } from '../../commands/campaign.ts'
import { recommend } from '../../commands/recommend.ts'
import { outcomes as nightlyOutcomes } from '../../jobs/outcomes.ts'
import { recommend as nightlyRecommend } from '../../jobs/recommend.ts'
import { pairOrders } from '../../src/facts/recommend/pair-orders.ts'
import { bestSuggestions, sayGain } from '../../src/ledger/say.ts'
import { addDays, instantOf } from '../../src/lib/days.ts'
import { sum } from '../../src/lib/sum.ts'
import { toPlainText } from '../../src/messages/plain-text.ts'
import { localeOf } from '../../src/report/words/locale.ts'
import {
  approvedCampaigns,
  campaigns,
  contactsSince,
  membersOf,
} from '../../src/state/suggestions/campaigns.ts'
import { decideSuggestion, latestSuggestions } from '../../src/state/suggestions/decisions.ts'
import { outcomesOf } from '../../src/state/suggestions/outcomes.ts'
import { englishIn } from '../support/english.ts'
import {
  ASKER,
  askCampaign,
  decideRow,
  dueOn,
  FIRST_DAY,
  ledgerRow,
  openTradingShop,
  ordersFrom,
  PLANNED,
  type Status,
  ZONE,
} from './campaign-shop.ts'

describe('/campaign and /recommend over a real lake', () => {
  let shop: Awaited<ReturnType<typeof openTradingShop>>
  beforeAll(async () => {
    shop = await openTradingShop()
  }, 120_000)
  afterAll(() => shop.remove())

  const asked = (text: string) => askCampaign(shop.ctx, text)
  const nightOf = (day: string) => dueOn(shop.ctx, day)

  const ledgerOf = (id: string) => ledgerRow(shop.ctx, id)
  const decideIt = (
    id: string,
    status: Status,
    edited?: Readonly<Record<string, number>>,
    at = shop.clock.now(),
  ) => decideRow(shop.ctx, { id, status, edited, at })

  it('plans for a budget, holds out a share by chance, and says that nothing is incremental yet', async () => {
    const said = await asked('plan all budget=60 cost=0.20 holdout=25%')
    expect(said.text).toMatch(
      /^CP-2026-10-31-1: 300 contacts for €60.00, \d+ customers held out by chance; expected .* orders, not incremental\.$/,
    )
    const text = toPlainText(said)
    expect(text).toContain('no holdout yet')
    expect(text).toContain('over the budget')
    expect(text).toMatch(/Minimum detectable effect:? +\d+\.\d\d pp of customers who order/)
    const members = await membersOf(shop.ctx.state, 'CP-2026-10-31-1')
    const held = members.filter(({ arm }) => arm === 'holdout').length
    expect(held).toBeGreaterThan(70)
    expect(held).toBeLessThan(140)
  })

  it('stands in the ledger with its inputs, its cost and its buttons, promising nothing it cannot know', async () => {
    const kept = await ledgerOf('CP-2026-10-31-1')
    expect(kept).toMatchObject({
      kind: 'campaign',
      status: 'open',
      gain: { cents: 0, low: -6000 },
      cost: { cents: 6000 },
      modelVersion: 'campaign-uplift-1',
      action: { contacts: 300, isIncremental: false, title: 'CP-2026-10-31-1' },
    })
    const locale = localeOf('en', { currency: 'EUR', zone: 'Europe/Berlin' })
    const line = bestSuggestions([kept], { locale, limit: 1 })[0]?.line.join('') ?? ''
    expect(line).toContain('its gain is not known')
    expect(sayGain(kept, locale)).toMatch(/^not known \(−€60 to €[\d,]+\)$/)
  })

  it('that is not approved contacted nobody: asked again it is as large, and it uses up no contact', async () => {
    const said = await asked('plan all budget=2 cost=0.20 holdout=50%')
    const id = said.text.split(':')[0] ?? ''
    const buttons = said.blocks.flatMap((block) => (block.kind === 'actions' ? block.buttons : []))
    const labels = buttons.map(({ label }) => label).join()
    expect(labels).toMatch(/^Approve \d+ contacts of CP-.+,Edit No\. \d+,Skip No\. \d+$/)
    const contacts = async () => sum((await contactsSince(shop.ctx.state, '2026-10-01')).values())
    expect(await contacts()).toBe(0)
    for (let n = 0; n < 2; n++)
      expect((await asked('plan all budget=60 cost=0.20')).text).toContain(': 300 contacts for €60.00')
    expect((await asked(`report ${id}`)).text).toContain('is open: nobody is contacted by a plan')
    await decideIt(id, 'skipped')
    expect(await contacts()).toBe(0)
    expect((await approvedCampaigns(shop.ctx.state)).map((one) => one.id)).not.toContain(id)
  })

  it('is refused where it would hold nobody out; planned twice at once both are kept', async () => {
    expect((await asked('plan all budget=0.2 cost=0.20 holdout=5%')).text).toMatch(/nobody would be held out/)
    const two = await Promise.all([1, 2].map(() => asked('plan all budget=60 cost=0.20')))
    expect(new Set(two.map(({ text }) => text.split(':')[0])).size).toBe(2)
  })

  it('hands out a list of hashed ids without a customer of the shop in it, once it is approved', async () => {
    const planned = await asked('plan all budget=1 cost=0.20 holdout=50%')
    expect(planned.files).toBeUndefined()
    const id = planned.text.split(':')[0] ?? ''
    await decideIt(id, 'approved')
    const said = await asked(`report ${id}`)
    expect(said.text).toContain('has just begun')
    const content = said.files?.[0]?.content ?? ''
    expect(content.split('\r\n')[0]).toBe('platform,shopper,arm')
    expect(content.split('\r\n')[1]).toMatch(/^bazario,[0-9a-f]{16,},(?:contact|holdout)$/)
    expect(content).not.toContain('C-1')
  })

  it('tells that a campaign of the platform cannot be judged, and what it lacked', async () => {
    expect((await asked('report SUMMER')).text).toContain('nobody was held out')
    expect((await asked('report')).text).toContain('1 known from the platforms, without one')
  })

  it('knows no campaign of another name, but the nearest', async () => {
    await expect(asked('report SUMER')).rejects.toThrow('SUMMER')
  })

  it('reports what contacts brought beyond the holdout, once its days are over', async () => {
    const [planned] = (await campaigns(shop.ctx.state)).filter(({ id }) => id === 'CP-2026-10-31-1')
    const contacted = new Set(
      (await membersOf(shop.ctx.state, planned?.id ?? ''))
        .filter(({ arm }) => arm === 'contact')
        .map(({ id }) => id),
    )
    const hashes = await shop.ctx.lake.query<{ id: string; order_id: string }>(
      "select platform || '/' || shopper_id as id, order_id from mart_orders",
    )
    const reached = new Set(
      hashes.filter(({ id }) => contacted.has(id)).map(({ order_id }) => Number(order_id.split('-').at(-1))),
    )
    shop.clock.at = instantOf(addDays(PLANNED, 15), 8 * 60, ZONE)
    await shop.trade(
      ordersFrom(addDays(PLANNED, 1), 14, (customer) => (reached.has(customer) ? 0.15 : 1 / 30), 2),
    )
    const said = await asked('report CP-2026-10-31-1')
    const [, orders, low, high] =
      /: ([\d.,]+) \(([\d.,]+) to ([\d.,]+)\) incremental orders/.exec(said.text) ?? []
    const truth = 300 * 14 * (0.15 - 1 / 30)
    const number = (text: string | undefined) => Number(text?.replace(',', ''))
    expect(number(low)).toBeLessThan(truth)
    expect(number(high)).toBeGreaterThan(truth)
    expect(number(orders)).toBeGreaterThan(0.7 * truth)
    expect(said.text).toContain('It pays.')
    expect(toPlainText(said)).toContain('In the ledger it is expired.')
    expect(toPlainText(said)).toMatch(/Difference:? +\+\d+(\.\d)? pp \(\+\d+(\.\d)? pp to \+\d+(\.\d)? pp\)/)
  })

  it('feeds the ledger with what an approved one brought, at what its contacts really cost', async () => {
    const { id } = await decideIt(
      'CP-2026-10-31-1',
      'edited',
      { costCents: 9000 },
      instantOf(PLANNED, 0, ZONE),
    )
    const said = toPlainText(await asked('report CP-2026-10-31-1'))
    expect(said).toContain('€90.00')
    const byReport = (await outcomesOf(shop.ctx.state, [id])).get(id)
    expect(byReport).toMatchObject({
      rule: 'campaign',
      isFinal: true,
      outcome: { kind: 'measured', verdict: 'helped' },
    })
    await shop.ctx.state.transaction((trx) => trx('outcome').delete())
    await nightlyOutcomes.run(shop.ctx, nightOf('2026-11-15'))
    const byNight = (await outcomesOf(shop.ctx.state, [id])).get(id)
    expect(byNight?.outcome).toEqual(byReport?.outcome)
  })

  it('plans the next one by uplift, and contacts nobody twice too often', async () => {
    const said = await asked('plan all budget=60 cost=0.20')
    expect(said.text).toMatch(/incremental orders\.$/)
    expect(said.text).not.toContain('not incremental')
    expect(toPlainText(said)).toContain('learned from earlier campaigns with a random holdout')
  })

  it('recommends what goes together, bundles it, and says what a segment buys next', async () => {
    const { text } = await nightlyRecommend.run(shop.ctx, nightOf('2026-11-15'))
    expect(text).toContain('together by EASE')
    expect(text).toContain('12 bundles, 12 suggested.')
    const ask = async (subject: string) => {
      const said = await recommend.answer(shop.ctx, { kind: 'query', subject }, ASKER)
      return 'kind' in said ? `usage: ${said.didYouMean}` : toPlainText(said)
    }
    expect(await ask('SKU-4')).toMatch(/with it +SKU-5 Thing 5 +\d+ times +1\d\.\dx/)
    expect(await ask('M-1')).toContain('12 bundles of M-1')
    expect(await ask('champions')).toContain('likely to buy next')
    expect(await ask('SKU-444')).toBe('usage: SKU-4')
    expect(await ask('M-1')).toMatch(/Offers: the best 10 of 12/)
    expect(await ask('SKU-4')).toMatch(/\[Approve [^\]]{5,}\] \[Edit No\. \d+\] \[Skip No\. \d+\]/)
  }, 60_000)

  it('speaks Chinese to a shop that does', async () => {
    const chinese = { ...shop.ctx, config: { ...shop.ctx.config, language: 'zh' as const } }
    const inChinese = async (text: string) => {
      const query = campaign.parse(text)
      if (query.kind === 'usage') throw new Error(query.because)
      const said = await campaign.answer(chinese, query, ASKER)
      return 'kind' in said ? said.because : toPlainText(said)
    }
    const recommended = async (subject: string) => {
      const said = await recommend.answer(chinese, { kind: 'query', subject }, ASKER)
      return 'kind' in said ? said.because : toPlainText(said)
    }
    const reported = await inChinese('report CP-2026-10-31-1')
    expect(reported).toMatch(/增量订单 [\d.,]+（[\d.,]+ 至 [\d.,]+），利润 €[\d.,]+（.+）。活动值得。/)
    expect(reported).toMatch(/差异:? +\+\d+(\.\d)? 个百分点（/)
    const planned = await inChinese('plan all budget=1 cost=0.20 holdout=50%')
    expect(planned).toMatch(/联系 5 位客户，费用 €1\.00，随机留出 \d+ 位作对照；预计带来增量订单/)
    const next = await recommended('champions')
    expect(next).toMatch(/\d+ 位高价值客户（champions）接下来可能购买的商品，依据其/)
    expect(await recommended('M-1')).toContain('M-1 有 12 个组合：客户一起购买的频率高于偶然。')
    for (const text of [reported, planned, next, await inChinese('report'), await inChinese('report SUMMER')])
      expect(englishIn(text.replaceAll('SUMMER Summer sale', ''))).toEqual([])
  })

  it('measures an approved offer by the share of orders that hold both', async () => {
    const subject = 'bazario/SKU-4+SKU-5'
    const kept = (await latestSuggestions(shop.ctx.state, { kind: 'bundle', subjects: [subject] })).get(
      subject,
    )
    const pair = { platform: 'bazario', baseId: 'SKU-4', offeredId: 'SKU-5' }
    const range = { from: FIRST_DAY, to: addDays(PLANNED, 15) }
    const { base, both } = await pairOrders(shop.ctx.lake, pair, range)
    expect(base).toBeGreaterThan(200)
    expect(both / base).toBeGreaterThan(0.75)
    expect(both / base).toBeLessThan(0.85)
    expect(await pairOrders(shop.ctx.lake, { ...pair, offeredId: 'SKU-9' }, range)).toEqual({ base, both: 0 })
    expect(kept).toMatchObject({ status: 'open', modelVersion: 'bundle-excess-1' })
    const at = instantOf(addDays(PLANNED, -40), 0, ZONE)
    const id = kept?.id ?? 0
    await shop.ctx.state.transaction((trx) =>
      decideSuggestion(trx, { id, status: 'approved', by: 'U1', name: 'Ann', at }),
    )
    await nightlyOutcomes.run(shop.ctx, nightOf('2026-11-15'))
    expect((await outcomesOf(shop.ctx.state, [id])).get(id)).toMatchObject({
      rule: 'bundle',
      outcome: { kind: 'measured', verdict: 'inconclusive' },
    })
  })
})
