import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseKpi } from '../../commands/kpi/question.ts'
import { kpi } from '../../commands/kpi.ts'
import { toPlainText } from '../../src/messages/plain-text.ts'
import { type Market, openMarket } from '../support/market.ts'

describe('/kpi by a dimension', () => {
  let market: Market
  beforeAll(async () => {
    market = await openMarket()
  })
  afterAll(() => market.remove())

  async function answer(text: string): Promise<string> {
    const query = parseKpi(text)
    if (query.kind === 'usage') return `usage: ${query.because}`
    const said = await kpi.answer(market.ctx, query, { userId: 'U1', channelId: 'C1', roles: ['viewer'] })
    return 'kind' in said ? `usage: ${said.because}` : toPlainText(said)
  }

  it('shows the segments of it, of a day and of a period', async () => {
    expect(await answer('orders')).toMatch(/By category on .*\n.*\n.*\n(?:Games|Toys)/)
    expect(await answer('orders by=platform')).toMatch(/By platform on .*\n.*\n.*\n(?:nordmarkt|bazario)/)
    expect(await answer('orders by=platform 2026-10')).toMatch(/By platform over the period/)
    expect(await answer('orders category=Toys by=platform')).toMatch(/By platform on /)
  })

  it('says so where the KPI is not measured by it', async () => {
    expect(await answer('stock_out by=region')).toMatch(/^usage: .*is not measured by region/)
  })
})
