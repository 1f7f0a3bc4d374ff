import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseRanking } from '../../../commands/merchants/question.ts'
import { merchants } from '../../../commands/merchants.ts'
import { type Asker, inLanguageOf, isUsage } from '../../../src/command.ts'
import { toPlainText } from '../../../src/messages/plain-text.ts'
import { measure } from '../../../src/metrics/measure/measure.ts'
import { metrics } from '../../../src/metrics/registry.ts'
import { type Market, openMarket } from '../../support/market.ts'

const ASKER: Asker = { userId: 'U1', name: 'Ana', channelId: 'C1', roles: ['viewer'] }

/**
 * The market of 60 days from 25 September, with merchants that say when they applied: one sells, one has listed a product
 * that nobody looks at, one is approved, one applied, and one of a platform that tells only when it signed up.
 */
async function withNewcomers(): Promise<Market> {
  const market = await openMarket()
  const land = (table: 'merchants' | 'products', rows: Record<string, string | null>[]) =>
    market.ctx.lake.ingest({
      ...{ source: table, table, id: `new ${table}`, zone: 'Europe/Berlin', currency: 'EUR' },
      page: { kind: 'rows', rows },
    })
  const of = (id: string, more: Record<string, string>) => ({
    platform: 'nordmarkt',
    merchant_id: id,
    name: `Shop ${id}`,
    region: 'north',
    ...more,
  })
  await land('merchants', [
    of('M-nordmarkt', {
      applied_at: '2026-09-25 08:00:00',
      approved_at: '2026-09-26 08:00:00',
      signed_up_at: '2026-09-27 08:00:00',
    }),
    of('N-listed', {
      applied_at: '2026-09-26 08:00:00',
      approved_at: '2026-09-28 08:00:00',
      signed_up_at: '2026-10-01 08:00:00',
    }),
    of('N-approved', { applied_at: '2026-09-26 08:00:00', approved_at: '2026-10-02 08:00:00' }),
    of('N-applied', { applied_at: '2026-11-20 08:00:00' }),
    { ...of('N-other', { signed_up_at: '2026-10-05 08:00:00' }), platform: 'bazario', region: 'south' },
    of('N-old', { applied_at: '2025-01-01 08:00:00', signed_up_at: '2025-02-01 08:00:00' }),
    of('N-future', { applied_at: '2031-01-01 08:00:00' }),
  ])
  await land('products', [
    {
      platform: 'nordmarkt',
      product_id: 'SKU-N',
      title: 'New',
      category: 'Toys',
      merchant_id: 'N-listed',
      listed_at: '2026-10-04 08:00:00',
    },
  ])
  await market.ctx.lake.build()
  await measure(market.ctx.lake, metrics, 'all')
  return market
}

describe('/merchants onboarding', () => {
  let market: Market
  beforeAll(async () => {
    market = await withNewcomers()
  })
  afterAll(() => market.remove())

  async function ask(text: string, language: 'en' | 'zh' = 'en') {
    const said = await merchants.answer(inLanguageOf(market.ctx, { language }), parseRanking(text), ASKER)
    return isUsage(said)
      ? { text: `usage: ${said.because}`, csv: '' }
      : { text: toPlainText(said), csv: said.files?.[0]?.content ?? '' }
  }

  it('is the way of those that began within the data, with who is stuck and why', async () => {
    const { text, csv } = await ask('onboarding')
    expect(text).toContain('began since')
    expect(text).toMatch(/Applied\s+\d+\s+100 %/)
    expect(text).toContain('Shop N-listed · N-listed: at “First listing” for 50 days')
    expect(text).toContain('nobody has looked at its products')
    expect(text).toContain('Shop N-approved · N-approved: at “Approved”')
    expect(text).toContain('approved, but has not opened a shop')
    expect(text).toContain('Shop N-other · N-other: at “Signed up”')
    expect(text).toContain('has listed nothing')
    expect(text).not.toContain('Shop N-applied · N-applied: at')
    expect(text).not.toContain('N-old')
    expect(csv).toMatch(
      /M-nordmarkt,Shop M-nordmarkt,2026-09-25,2026-09-25,2026-09-26,2026-09-27,,2026-\d\d-\d\d,2026-\d\d-\d\d,/,
    )
    expect(csv).toMatch(/N-approved,.*approved,52,not-signed-up/)
    expect(csv).not.toMatch(/N-old|N-future/)
  })

  it('of a platform or a region, in Chinese, and not of a category', async () => {
    const bazario = await ask('onboarding platform=bazario')
    expect(bazario.text).toContain('Not known, for no platform tells it: Applied, Approved')
    expect(bazario.text).not.toContain('N-listed')
    expect((await ask('入驻 region=north', 'zh')).text).toContain('已审核通过，但未开店')
    expect((await ask('onboarding category=Toys')).text).toContain(
      'usage: How merchants come in is not split by category',
    )
  })
})
