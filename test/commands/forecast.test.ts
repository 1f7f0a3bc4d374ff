import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseForecast } from '../../commands/forecast/question.ts'
import { recordOf, sayRecord } from '../../commands/forecast/record.ts'
import { forecast } from '../../commands/forecast.ts'
import { type Asker, bindCommand, isUsage } from '../../src/command.ts'
import type { Context } from '../../src/context.ts'
import type { Language } from '../../src/lib/language.ts'
import { toPlainText } from '../../src/messages/plain-text.ts'
import type { Point } from '../../src/metrics/metric.ts'
import { localeOf } from '../../src/report/words/locale.ts'
import type { StoredForecast } from '../../src/state/models/forecasts.ts'
import { englishIn } from '../support/english.ts'
import { type Market, openMarket } from '../support/market.ts'

const ENGLISH = localeOf('en', { currency: 'EUR', zone: 'Europe/Berlin' })

describe('what is typed after /forecast', () => {
  const parsed = (text: string) => {
    const query = parseForecast(text)
    if (query.kind === 'usage') throw new Error(query.because)
    return [query.metric?.name ?? null, query.scope, query.days, query.priceChange]
  }

  it.each([
    ['gmv 2026-12', { from: '2026-12-01', to: '2027-01-01' }],
    ['gmv platform=bazario 2026-12-25', { from: '2026-12-25', to: '2026-12-26' }],
    ['gmv 2026-11-30..2026-12-06', { from: '2026-11-30', to: '2026-12-07' }],
    ['gmv 7', null],
  ])('%s is of those days', (text, period) => {
    expect(parseForecast(text)).toMatchObject({ period })
  })

  it.each([
    ['', null, '', 14, null],
    ['gmv', 'gmv', '', 14, null],
    ['GMV 7', 'gmv', '', 7, null],
    ['orders app 30d', 'orders', 'app', 30, null],
    ['conversion category=Home & Living 21 days', 'conversion', 'category=Home & Living', 21, null],
    ['conversion price=-5%', 'conversion', '', 14, -0.05],
    ['conversion category=Toys 7 price=+2,5%', 'conversion', 'category=Toys', 7, 0.025],
    ['conversion price=\u22125 7', 'conversion', '', 7, -0.05],
    ['bazario', null, 'bazario', 14, null],
  ])('%s', (text, metric, scope, days, priceChange) => {
    expect(parsed(text)).toEqual([metric, scope, days, priceChange])
  })

  it.each([
    ['gmv 0', /0 days cannot be forecast, only 1 to 60/],
    ['gmv 61', /61 days cannot be forecast/],
    ['gmv -3', /-3 days cannot be forecast/],
    ['conversion price=cheap', /“price=cheap” is not a change of price/],
    ['conversion price=0', /not a change of price/],
    ['conversion price=-80%', /from -50 % to 50 %/],
  ])('%s is answered with how to ask', (text, because) => {
    expect(parseForecast(text)).toMatchObject({ kind: 'usage', because: expect.stringMatching(because) })
  })
})

describe('the record of past forecasts', () => {
  const point = (day: string, value: number | null): Point => ({ day, value, of: value ?? 0, over: 1 })
  const made = (forDay: string, more: Partial<StoredForecast> = {}): StoredForecast => ({
    ...{ metric: 'orders', madeOn: '2026-11-01', forDay, expected: 100, low: 90, high: 110, isReplay: false },
    ...more,
  })

  it('counts what came within the interval, its ends included, and is silent on days without a value', () => {
    const points = [
      point('2026-11-02', 90),
      point('2026-11-03', 125),
      point('2026-11-04', null),
      point('2026-11-05', 110.01),
    ]
    const stored = ['02', '03', '04', '05', '06'].map((day) => made(`2026-11-${day}`))
    expect(recordOf(stored, points)).toEqual({
      due: 3,
      within: 1,
      replayed: 0,
      typicalError: expect.closeTo(10 / 90, 12),
    })
  })

  it('judges a day that brought nothing, but not by a share of nothing', () => {
    const record = recordOf([made('2026-11-02', { low: 0 })], [point('2026-11-02', 0)])
    expect(record).toEqual({ due: 1, within: 1, replayed: 0, typicalError: null })
  })

  it.each([
    [
      { due: 0, within: 0, replayed: 0, typicalError: null },
      /^Record: none of the forecasts .* come due yet\.$/,
    ],
    [
      { due: 52, within: 43, replayed: 0, typicalError: 0.041 },
      /^Record: of the last 52 forecasts that came due, 43 \(83 %\) lay within the 80 % interval; typically 4\.1 % off\.$/,
    ],
    [{ due: 10, within: 8, replayed: 10, typicalError: null }, /interval\. All were made afterwards/],
    [
      { due: 10, within: 8, replayed: 1, typicalError: null },
      /interval\. 1 forecast of them made afterwards/,
    ],
  ])('%j', (record, said) => {
    expect(sayRecord(record, ENGLISH)).toMatch(said)
  })
})

describe('the answer of /forecast', () => {
  const ASKER: Asker = { userId: 'U1', channelId: 'C1', roles: ['viewer'] }
  let market: Market
  beforeAll(async () => {
    market = await openMarket()
  })
  afterAll(() => market.remove())

  async function answer(text: string, language: Language = 'en'): Promise<string> {
    const { ctx } = market
    const shop: Context = { ...ctx, config: { ...ctx.config, language } }
    const said = await bindCommand(forecast, () => shop).ask(text, ASKER)
    return isUsage(said) ? `usage: ${said.because} ${said.didYouMean ?? ''}`.trim() : toPlainText(said)
  }

  it('is what to expect with its range, against the days before, day by day', async () => {
    const text = await answer('gmv 7')
    expect(text).toContain('GMV: next 7 days')
    expect(text).toMatch(/€[\d,]+ \(80 %: €[\d,]+ to €[\d,]+\), €[\d,]+ a day/)
    expect(text).toMatch(/€[\d,]+ a day in the 7 days before: [+−±][\d.]+ %\./)
    expect(text).toMatch(/Tue 24 Nov 2026 +€[\d,]+ +€[\d,]+ to €[\d,]+/)
    expect(text).toContain('Data as of Mon 23 Nov 2026')
  })

  it('holds a single day against the week before, for one day alone says little of another', async () => {
    expect(await answer('gmv 2026-11-27')).toMatch(/€[\d,]+ a day in the 7 days before: /)
  })

  it('speaks Chinese to a shop that does', async () => {
    const text = await answer('gmv 7', 'zh')
    expect(text).toContain('成交总额：未来 7 天')
    expect(text).toMatch(/此前 7 天：日均 €[\d,]+，变化 [+−±][\d.]+%。/)
    expect(englishIn(text)).toEqual([])
    const whatIf = await answer('conversion price=-5% 7', 'zh')
    expect(whatIf).toContain('如果价格降低 5.0%：未知。')
    expect(englishIn(whatIf)).toEqual([])
    expect(await answer('gmv price=-5%', 'zh')).toMatch(
      /^usage: 价格对成交总额的影响没有建模，只能看对转化率的影响。/,
    )
    expect(await answer('gmv 2026-10-01', 'zh')).toContain('已经过去')
  })
})
