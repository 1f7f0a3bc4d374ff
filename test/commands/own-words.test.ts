import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { commands } from '../../commands/registry/registry.ts'
import { inOwnWords } from '../../commands/shared/in-own-words.ts'
import { type Asker, bindCommand, isUsage } from '../../src/command.ts'
import { vocabularyOf } from '../../src/facts/vocabulary.ts'
import { toPlainText } from '../../src/messages/plain-text.ts'
import { DIMENSIONS } from '../../src/metrics/metric.ts'
import { metrics } from '../../src/metrics/registry.ts'
import { saySegmentName } from '../../src/report/say-segment.ts'
import { shopLocale } from '../../src/report/words/locale.ts'
import { type Market, openMarket } from '../support/market.ts'

const ASKER: Asker = { userId: 'U1', channelId: 'C1', roles: ['viewer'] }

describe('every name that answers print is one that commands take', () => {
  let market: Market
  beforeAll(async () => {
    market = await openMarket()
  })
  afterAll(() => market.remove())

  async function ask(line: string): Promise<string> {
    const [name = '', ...rest] = line.split(' ')
    const command = commands.find((one) => one.name === name)
    if (!command) throw new Error(`no ${name}`)
    const said = await bindCommand(command, () => market.ctx, inOwnWords(market.ctx)).ask(
      rest.join(' '),
      ASKER,
    )
    return isUsage(said) ? `usage: ${said.because} ${said.didYouMean ?? ''}`.trim() : toPlainText(said)
  }

  it('every KPI by its name and by its label', async () => {
    // a name is taken exactly by each; what costs half a second an answer is asked by the label only
    for (const { name, label } of metrics)
      for (const command of ['/kpi', '/why', '/forecast', '/explore', '/alerts preview'])
        for (const typed of command === '/kpi' ? [name, label] : [label])
          expect(await ask(`${command} ${typed}`)).not.toMatch(/^usage/)
  })

  it('every member, with its dimension and without', async () => {
    const { members } = await vocabularyOf(market.ctx.lake, market.ctx.state)
    expect(new Set(members.map(({ dimension }) => dimension))).toEqual(new Set(DIMENSIONS))
    for (const { dimension, member, called } of members) {
      if (member === 'unknown') continue
      for (const typed of [`${dimension}=${member}`, `${dimension}="${called}"`, called])
        expect(await ask(`/kpi gmv ${typed}`)).not.toMatch(/^usage/)
    }
    for (const dimension of DIMENSIONS) {
      const one = members.find((known) => known.dimension === dimension && known.member !== 'unknown')
      for (const command of ['/why gmv', '/forecast gmv', '/alerts preview gmv'])
        expect(await ask(`${command} ${one?.called}`)).not.toMatch(/^usage/)
    }
  })

  it('two dimensions, as alerts write them and as commands do', async () => {
    const segment = { platform: 'bazario', category: 'Toys' }
    for (const typed of [
      saySegmentName(segment, shopLocale(market.ctx.config)),
      'Toys bazario',
      'category=Toys platform=bazario',
    ])
      for (const command of [
        '/kpi conversion',
        '/why conversion',
        '/forecast conversion',
        '/alerts preview conversion',
      ])
        expect(await ask(`${command} ${typed}`)).toContain('bazario × Toys')
    expect(await ask('/kpi late_delivery bazario × Toys')).toBe(
      'usage: Late deliveries is measured by one dimension at a time, not by two.',
    )
  })

  it('every product by its id, its id on its platform and its title', async () => {
    const { products } = await vocabularyOf(market.ctx.lake, market.ctx.state)
    expect(products.length).toBeGreaterThan(1)
    for (const { platform, id, title } of products)
      for (const typed of [`${platform}/${id}`, id, title].filter((name) => name !== ''))
        expect(await ask(`/restock ${typed}`)).not.toMatch(/^usage/)
    const [{ platform, id, title } = { platform: '', id: '', title: '' }] = products
    for (const typed of [`${platform}/${id}`, id, title])
      expect(await ask(`/price ${typed}`)).not.toMatch(/^usage/)
  })

  it('people’s own words, and says what they were understood as', async () => {
    expect(await ask('/kpi revenue yesterday')).toContain('Understood as /kpi gmv 2026-11-23')
    expect(await ask('/why did 转化率 drop 昨天？')).toContain('Understood as /why conversion 2026-11-23')
    expect(await ask('/forecast revenue next week')).toMatch(
      /Understood as \/forecast gmv 2026-11-30\.\.2026-12-06[\s\S]*GMV: 30 Nov to 6 Dec 2026/,
    )
    expect(await ask('/forecast gmv 2026-11-30..2026-12-06')).not.toContain('2026-11-29')
    expect(await ask('/alerts preview conversion rate of toys < 2 %')).toContain('below 2')
    expect(await ask('/price "sku-toys" at bazario by -5%')).not.toMatch(/No product/)
  })

  it('says what it did not understand, what lies in the future and what is no day', async () => {
    expect(await ask('/kpi revenue from Mars yesterday')).toBe(
      'usage: I did not understand “Mars”. /kpi gmv 2026-11-23',
    )
    expect(await ask('/kpi gmv next week')).toMatch(/^usage: .* is in the future.*\/forecast gmv/)
    expect(await ask('/why gmv tomorrow')).toMatch(/^usage: .* is in the future.*\/forecast gmv/)
    expect(await ask('/forecast gmv last week')).toMatch(/^usage: .* is in the past.*\/kpi gmv/)
    expect(await ask('/forecast gmv 2027-06')).toMatch(/^usage: GMV can be forecast 60 days ahead/)
    expect(await ask('/kpi gmv 2026-02-30')).toBe('usage: “2026-02-30” is not in the calendar.')
    expect(await ask('/forecast foo')).toMatch(/^usage: "foo" is neither a KPI nor[^A]*$/)
  })
})
