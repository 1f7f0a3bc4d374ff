import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { kpi } from '../../commands/kpi.ts'
import type { Asker } from '../../src/command.ts'
import { toPlainText } from '../../src/messages/plain-text.ts'
import { type Market, openMarket } from '../support/market.ts'

const ASKER: Asker = { userId: 'U1', channelId: 'C1', roles: ['viewer'] }

describe('what is typed after /kpi', () => {
  const parsed = (text: string) => {
    const query = kpi.parse(text)
    if (query.kind === 'usage') throw new Error(query.because)
    return { name: query.metric.name, scope: query.scope, range: query.range }
  }

  it('is a KPI, a scope of any words, and a range', () => {
    expect(parsed('conversion')).toEqual({ name: 'conversion', scope: '', range: { days: 28 } })
    expect(parsed('GMV Home & Living 7d')).toEqual({
      name: 'gmv',
      scope: 'Home & Living',
      range: { days: 7 },
    })
    expect(parsed('gmv platform=bazario')).toEqual({
      name: 'gmv',
      scope: 'platform=bazario',
      range: { days: 28 },
    })
  })

  it('names whole months and days, both ends in', () => {
    expect(parsed('gmv 2026-10').range).toEqual({ from: '2026-10-01', to: '2026-11-01' })
    expect(parsed('gmv 2026-12').range).toEqual({ from: '2026-12-01', to: '2027-01-01' })
    expect(parsed('gmv 2026-02').range).toEqual({ from: '2026-02-01', to: '2026-03-01' })
    expect(parsed('gmv 2026-11-01..2026-11-15').range).toEqual({ from: '2026-11-01', to: '2026-11-16' })
    expect(parsed('gmv 2026-11-15').range).toEqual({ from: '2026-11-15', to: '2026-11-16' })
  })

  it('reaches back a leap year and no further', () => {
    expect(parsed('gmv 366d').range).toEqual({ days: 366 })
    expect(kpi.parse('gmv 367d')).toMatchObject({ because: '“367d” is not 1 to 366 days.' })
    expect(parsed('gmv 2025-11-01..2026-11-01').range).toEqual({ from: '2025-11-01', to: '2026-11-02' })
    expect(kpi.parse('gmv 2025-11-01..2026-11-02')).toMatchObject({
      because: '“2025-11-01..2026-11-02” is not 1 to 366 days.',
    })
  })

  it.each([
    ['', undefined],
    ['convesion', 'conversion'],
    ['zzzzzzzzzz', undefined],
    ['gmv 2026-13', undefined],
    ['gmv 2026-11-15..2026-11-01', undefined],
    ['gmv 2026-02-30..2026-03-01', undefined],
    ['gmv 0d', undefined],
    ['gmv 9999d', undefined],
  ])('is refused when wrong: %j', (text, didYouMean) => {
    const usage = kpi.parse(text)
    expect(usage.kind).toBe('usage')
    expect('didYouMean' in usage ? usage.didYouMean : undefined).toBe(didYouMean)
  })
})

describe('the answer of /kpi', () => {
  let market: Market
  beforeAll(async () => {
    market = await openMarket()
  })
  afterAll(() => market.remove())

  async function answer(text: string): Promise<string> {
    const query = kpi.parse(text)
    if (query.kind === 'usage') return `usage: ${query.because}`
    const said = await kpi.answer(market.ctx, query, ASKER)
    if ('kind' in said) return `usage: ${said.because} ${said.didYouMean ?? ''}`.trim()
    return toPlainText(said)
  }

  it('is the value against the usual, what was expected, the days in all, a chart and the slices', async () => {
    const text = await answer('conversion')
    expect(text).toContain(
      'Conversion on Mon 23 Nov 2026: 18.75 %, −6.25 pp against the usual 25.00 % of a Monday (▼ bad).',
    )
    expect(text).toMatch(/Ordinary days lie between 1\d % and 3\d % \(last 12 weeks\)\./)
    // one expected value for one thing
    expect(text).not.toContain('Expected')
    expect(text).toContain('From 27 Oct to 23 Nov 2026: 24.78 % over all days.')
    expect(text).toContain('Conversion, 28 days (%)')
    expect(text).toMatch(/Games +12\.50 % +25\.00 % +−12\.50 pp +▼ bad/)
    expect(text).toMatch(/Toys +25\.00 % +25\.00 % +±0\.00 pp +=/)
  })

  it('looks at one slice by the next dimension', async () => {
    const text = await answer('conversion category=Games')
    expect(text).toContain('Conversion · Games on Mon 23 Nov 2026: 12.50 %')
    expect(text).toContain('By platform on Mon 23 Nov 2026')
    expect(text).toMatch(/bazario +0\.00 % +25\.00 % +−25\.00 pp/)
    expect(text).toMatch(/nordmarkt +25\.00 % +25\.00 % +±0\.00 pp/)
  })

  it('sums an amount over the days asked for, first and last in', async () => {
    const text = await answer('gmv 2026-11-10..2026-11-12')
    expect(text).toContain('GMV, 10 to 12 Nov 2026: €2,700, ±0.0 % against €2,700 of 7 to 9 Nov 2026.')
    expect(text).toContain('3 days, €900 a day. A year before: not in the data.')
    expect(text).toMatch(/By category over the period[\s\S]*Games +€1,800 +€1,800 +±0.0 %/)
  })

  it('ends a running month with the last day of data', async () => {
    expect(await answer('orders 2026-11')).toContain(
      'Orders, 1 to 23 Nov 2026: 1,365, −1.1 % against 1,380 of 1 to 23 Oct 2026.\n23 days so far, 59.3 a day.',
    )
  })

  it('compares a whole month with the month before, a rate over all of its days', async () => {
    expect(await answer('gmv 2026-10')).toContain(
      'GMV, October 2026: €27,900, with no whole period before it in the data.',
    )
    expect(await answer('conversion platform=bazario 2026-11-16..2026-11-22')).toContain(
      'Conversion · bazario, 16 to 22 Nov 2026: 25.00 %, ±0.00 pp against 25.00 % of 9 to 15 Nov 2026.',
    )
  })

  it('says what it does not know, with the nearest it does', async () => {
    expect(await answer('gmv Gamse')).toBe(
      'usage: No platform, category, channel, region or merchant is called “Gamse”. Games',
    )
    expect(await answer('stock_out region=north')).toMatch(/^usage: Out of stock is not measured by region/)
    expect(await answer('gmv 2020-01')).toBe(
      'usage: There is data from Fri 25 Sep 2026 to Mon 23 Nov 2026 only.',
    )
    expect(await answer('gmv 2027-01')).toMatch(/^usage: There is data from/)
  })

  it('says so when a KPI has no data, and never shows a figure that is none', async () => {
    expect(await answer('late_delivery')).toContain('Late deliveries: no data from 27 Oct to 23 Nov 2026.')
    for (const text of ['late_delivery', 'repurchase', 'cancel_rate', 'units 1d', 'active_merchants']) {
      expect(await answer(text)).not.toMatch(/NaN|Infinity|undefined|no rows/)
    }
  })
})
