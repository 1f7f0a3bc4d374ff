import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dayMeant } from '../../commands/why/question.ts'
import { why } from '../../commands/why.ts'
import type { Asker } from '../../src/command.ts'
import { toPlainText } from '../../src/messages/plain-text.ts'
import { type Market, openMarket } from '../support/market.ts'

const ASKER: Asker = { userId: 'U1', channelId: 'C1', roles: ['viewer'] }

describe('what is typed after /why', () => {
  const parsed = (text: string) => {
    const query = why.parse(text)
    if (query.kind === 'usage') throw new Error(query.because)
    const at = { today: '2026-11-24', latest: '2026-11-22' }
    return { name: query.metric.name, scope: query.scope, day: dayMeant(query.day, at) }
  }

  it.each([
    ['conversion', 'conversion', '', '2026-11-22'],
    ['GMV Home & Living yesterday', 'gmv', 'Home & Living', '2026-11-23'],
    ['gmv category=Toys 2026-11-20', 'gmv', 'category=Toys', '2026-11-20'],
    ['orders 9.11.2026', 'orders', '', '2026-11-09'],
    ['orders last Friday', 'orders', '', '2026-11-20'],
    ['orders app tuesday', 'orders', 'app', '2026-11-17'],
    ['orders today', 'orders', '', '2026-11-24'],
  ])('%s', (text, name, scope, day) => {
    expect(parsed(text)).toEqual({ name, scope, day })
  })

  it.each([
    ['', 'Name a KPI, such as revenue or conversion.', undefined],
    ['convesion', 'There is no KPI called “convesion”.', 'conversion'],
    ['gmv 2026-13-40', /“2026-13-40” is not a day: write 2026-11-23/, undefined],
  ])('%s is answered with how to ask', (text, because, didYouMean) => {
    const said = why.parse(text)
    expect(said).toMatchObject({ kind: 'usage', because: expect.stringMatching(because) })
    expect('didYouMean' in said ? said.didYouMean : undefined).toBe(didYouMean)
  })
})

describe('/why', () => {
  let market: Market
  beforeAll(async () => {
    market = await openMarket()
  })
  afterAll(() => market.remove())

  async function answer(text: string): Promise<string> {
    const query = why.parse(text)
    if (query.kind === 'usage') return `usage: ${query.because}`
    const said = await why.answer(market.ctx, query, ASKER)
    if ('kind' in said) return `usage: ${said.because} ${said.didYouMean ?? ''}`.trim()
    return toPlainText(said)
  }

  it('locates a fall of a rate, and splits it by each dimension', async () => {
    const text = await answer('conversion')
    expect(text).toContain(
      'Conversion on Mon 23 Nov 2026: 18.75 %, −6.25 pp against the usual 25.00 % of a Monday',
    )
    expect(text).toContain('bazario × Games −6.25 pp (25.00 % to 0.00 %), everything else ±0.00 pp')
    expect(text).toMatch(/category +−6\.25 pp +±0\.00 pp +−6\.25 pp/)
    expect(text).toMatch(/bazario +25\.00 % +12\.50 % +−6\.25 pp +±0\.00 pp +−6\.25 pp/)
    expect(text).toContain('Conversion, 28 days (%)')
    expect(text).toMatch(
      /the mean of Monday 16 Nov, 9 Nov, 2 Nov, 26 Oct.*Source: mart_sessions, data as of Mon 23 Nov/,
    )
  })

  it('splits GMV into its factors, which sum to the change as they stand', async () => {
    const text = await answer('gmv yesterday')
    expect(text).toContain('GMV −€300 (−33.3 %): sessions ±€0, conversion −€213, average order −€87.')
    expect(text).toContain('bazario × Games −€300 (€300 to €0), everything else ±€0.')
    expect(text).toMatch(/Total +−€300/)
    expect(text).toMatch(/Total +€900 +€600 +−€300/)
  })

  it('stays within what was asked for', async () => {
    const text = await answer('orders platform=bazario')
    expect(text).toContain(
      'Orders · bazario on Mon 23 Nov 2026: 15, −50.0 % against the usual 30 of a Monday',
    )
    expect(text).toContain('Orders −15: Games −15 (15 to 0), everything else ±0.')
    expect(text).not.toContain('nordmarkt')
  })

  it('compares with the same weekday, and names no place where nothing moved', async () => {
    const text = await answer('orders friday')
    expect(text).toContain('Orders on Fri 20 Nov 2026: 60, ±0.0 % against the usual 60 of a Friday')
    expect(text).toContain('no single segment stands out')
  })

  it('says what it does not know, with the nearest it does', async () => {
    expect(await answer('conversion Gamse')).toMatch(/is called “Gamse”\. Games$/)
    expect(await answer('gmv 2020-01-01')).toBe(
      'usage: There is whole data from 2026-09-25 to 2026-11-23 only.',
    )
    expect(await answer('gmv today')).toMatch(/^usage: There is whole data/)
    expect(await answer('gmv 2026-09-26')).toMatch(/It needs two ordinary Saturdays/)
    expect(await answer('stock_out region=north')).toMatch(/is not measured by region/)
  })

  it('never shows a figure that is none', async () => {
    for (const text of [
      'late_delivery',
      'repurchase',
      'cancel_rate',
      'aov',
      'refund_rate',
      'merchants_onboarded',
    ])
      expect(await answer(text)).not.toMatch(/NaN|Infinity|undefined/)
  })
})
