import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseWhy } from '../../commands/why/question.ts'
import { why } from '../../commands/why.ts'
import type { Asker } from '../../src/command.ts'
import { daysIn } from '../../src/lib/days.ts'
import { toPlainText } from '../../src/messages/plain-text.ts'
import { measure } from '../../src/metrics/measure/measure.ts'
import { metrics } from '../../src/metrics/registry.ts'
import { filledMarket, type Market } from '../support/market.ts'
import { landing } from '../support/sold.ts'

const ASKER: Asker = { userId: 'U1', channelId: 'C1', roles: ['viewer'] }

/** Orders a day out of ten sessions, by platform and category. */
const MONTHS = [
  { from: '2025-10-01', to: '2025-11-01', price: '10', buy: { bazario: 2, nordmarkt: 3 } },
  { from: '2026-09-01', to: '2026-10-01', price: '10', buy: { bazario: 4, nordmarkt: 4 } },
  { from: '2026-10-01', to: '2026-11-01', price: '10', buy: { bazario: 1, nordmarkt: 4 } },
  { from: '2026-11-01', to: '2026-11-24', price: '20', buy: { bazario: 1, nordmarkt: 4 } },
] as const
const SESSIONS = 10

function visitsOf({ from, to, price, buy }: (typeof MONTHS)[number]) {
  return daysIn({ from, to }).flatMap((day) =>
    (['bazario', 'nordmarkt'] as const).flatMap((platform) =>
      (['Toys', 'Games'] as const).flatMap((category) =>
        Array.from({ length: SESSIONS }, (_, i) => ({
          ...{ day, platform, category, price, id: `${day}-${platform}-${category}-${i}` },
          buys: i < buy[platform],
        })),
      ),
    ),
  )
}

function openYears(): Promise<Market> {
  return filledMarket('market-of-months', async ({ ctx: { lake } }) => {
    const land = landing(lake)
    const visits = MONTHS.flatMap(visitsOf)
    const common = ({ platform }: { platform: string }) => ({ platform, channel: 'app', region: 'north' })
    await land(
      'sessions',
      visits.map((one) => ({
        ...common(one),
        ...{ session_id: one.id, shopper_id: one.id, started_at: `${one.day} 10:00:00` },
        ...{ product_id: `SKU-${one.category}`, category: one.category, page_views: '3' },
      })),
    )
    const bought = visits.filter(({ buys }) => buys)
    await land(
      'orders',
      bought.map((one) => ({
        ...common(one),
        ...{ order_id: one.id, session_id: one.id, customer_id: one.id, ordered_at: `${one.day} 10:05:00` },
      })),
    )
    await land(
      'order_lines',
      bought.map(({ platform, id, category, price }) => ({
        ...{ platform, order_id: id, line_id: '1', product_id: `SKU-${category}` },
        ...{ quantity: '1', unit_price: price },
      })),
    )
    await land(
      'products',
      (['bazario', 'nordmarkt'] as const).flatMap((platform) =>
        ['Toys', 'Games'].map((category) => ({
          ...{ platform, product_id: `SKU-${category}`, title: category, category },
          merchant_id: `M-${platform}`,
        })),
      ),
    )
    await lake.build()
    await measure(lake, metrics, 'all')
  })
}

describe('/why of a period', () => {
  let market: Market
  beforeAll(async () => {
    market = await openYears()
  })
  afterAll(() => market.remove())

  async function answer(text: string, language: 'en' | 'zh' = 'en'): Promise<string> {
    const query = parseWhy(text)
    if (query.kind === 'usage') return `usage: ${query.because}`
    const ctx = { ...market.ctx, config: { ...market.ctx.config, language } }
    const said = await why.answer(ctx, query, ASKER)
    return 'kind' in said ? `usage: ${said.because}` : toPlainText(said)
  }

  it('compares it with the one before and with the same a year earlier, as /kpi does', async () => {
    const text = await answer('gmv 2026-10')
    expect(text).toContain('GMV, October 2026: €3,100, −35.4 % against €4,800 of September 2026.')
    expect(text).toContain('31 days, €100 a day. A year before: ±0.0 % against €3,100 of October 2025.')
  })

  it('splits the change by factors and by segments, each of which sums to it', async () => {
    const text = await answer('gmv 2026-10')
    // 2 x 10 x (31 - 30 x 4) on bazario, and one day more of 2 x 4 x 10 on nordmarkt
    expect(text).toContain('bazario −€1,780 (€2,400 to €620), everything else +€80.')
    expect(text).toMatch(/bazario +€2,400 +€620 +−€1,780/)
    expect(text).toMatch(/nordmarkt +€2,400 +€2,480 +\+€80/)
    expect(text).toMatch(/Platform +A year before +Value +Change/)
    const factors = [...text.matchAll(/^(?:Sessions|Conversion|Average order) +([−+±])€([\d,]+)$/gmu)]
    const sums = factors.map(
      ([, sign, cents = '']) => (sign === '−' ? -1 : 1) * Number(cents.replace(',', '')),
    )
    expect(sums).toHaveLength(6)
    expect(sums.slice(0, 3).reduce((a, b) => a + b)).toBe(-1700)
    expect(sums.slice(3).reduce((a, b) => a + b)).toBe(0)
  })

  it('splits a rate into the rates of its segments and their mix', async () => {
    const text = await answer('conversion 2026-10')
    expect(text).toContain('Conversion, October 2026: 25.00 %, −15.00 pp against 40.00 %')
    expect(text).toContain('bazario −15.00 pp (40.00 % to 10.00 %), everything else ±0.00 pp')
    expect(text).toMatch(/Against October 2025\..*Conversion ±0\.00 pp/)
  })

  it('stays within what was asked for', async () => {
    const text = await answer('orders platform=bazario 2026-10')
    expect(text).toContain('Orders · bazario, October 2026: 62, −74.2 % against 240')
    expect(text).not.toContain('nordmarkt')
  })

  it('compares a running month with as many days of the month before', async () => {
    const text = await answer('gmv 2026-11')
    expect(text).toContain('GMV, 1 to 23 Nov 2026: €4,600, +100.0 % against €2,300')
    expect(text).toContain('23 days so far')
    expect(text).toContain('A year before: not in the data.')
    expect(text).toMatch(/Sessions ±€0, conversion ±€0, average order \+€2,300/i)
  })

  it('takes a span and days from to, and one day of them as a day', async () => {
    expect(await answer('orders 14d')).toContain('Orders, 10 to 23 Nov 2026: 140')
    expect(await answer('orders 2026-11-09..2026-11-15')).toContain('against 70 of 2 to 8 Nov 2026')
    expect(await answer('orders 2026-11-20..2026-11-20')).toContain('usual 10 of a Friday')
    expect(await answer('gmv 2020-01')).toMatch(/^usage: There is data from/)
    expect(await answer('gmv 2027-01')).toMatch(/^usage: There is data from/)
  })

  it('says the same in Chinese', async () => {
    const text = await answer('gmv 2026-10', 'zh')
    expect(text).toContain('对比2026年9月。 成交总额 −€1,700（−35.4%）')
    expect(text).toMatch(/平台 +去年同期 +数值 +变化/)
    // the chart of a terminal is drawn in English
    const said = text.replaceAll(/^.*(?:points|, last).*$/gm, '').replaceAll(/bazario|nordmarkt/g, '')
    expect(said).not.toMatch(/[A-Za-z]{4,}/)
  })

  it('never shows a figure that is none', async () => {
    for (const { name } of metrics)
      expect(await answer(`${name} 2026-10`)).not.toMatch(/NaN|Infinity|undefined/)
  })
})
