import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { merchant } from '../../../commands/merchant.ts'
import { merchants } from '../../../commands/merchants.ts'
import { type Asker, bindCommand, inLanguageOf, isUsage, READERS } from '../../../src/command.ts'
import { toPlainText } from '../../../src/messages/plain-text.ts'
import { setTarget } from '../../../src/state/targets.ts'
import { type Market, openMarket, TODAY } from '../../support/market.ts'

const ASKER: Asker = { userId: 'U1', name: 'Ana', channelId: 'C1', roles: READERS }

/** Two merchants, each of which sells for €450 a day on a platform of its own. */
describe('/merchant and /merchants', () => {
  let market: Market
  beforeAll(async () => {
    market = await openMarket()
  })
  afterAll(() => market.remove())

  async function ask(line: string, asker = ASKER): Promise<string> {
    const [name = '', ...rest] = line.split(' ')
    const bound =
      name === merchant.name
        ? bindCommand(merchant, () => inLanguageOf(market.ctx, asker))
        : bindCommand(merchants, () => inLanguageOf(market.ctx, asker))
    const said = await bound.ask(rest.join(' '), asker)
    if (isUsage(said)) return `usage: ${said.because} ${said.didYouMean ?? ''}`.trim()
    return [toPlainText(said), ...(said.files ?? []).map(({ content }) => content)].join('\n')
  }

  it('shows a merchant by its id, in any case, or by a part that only it has', async () => {
    for (const typed of ['M-bazario', 'm-BAZARIO', 'bazario', 'merchant=M-bazario']) {
      const said = await ask(`/merchant ${typed}`)
      expect(said).toContain('Sells on bazario')
      expect(said).toContain('first sale')
      expect(said).toMatch(/GMV, 49\.\d % of the shop/)
      // nobody has any: nothing to be better in
      expect(said).not.toContain('Cancelled orders')
      expect(said).toContain('Keeps its service levels')
      expect(said).toMatch(/Average order\s+€14\.\d\d /)
    }
  })

  it('says what is open about it, and who looks after it', async () => {
    await market.ctx.state.transaction((trx) =>
      setTarget(
        trx,
        {
          ...{ kpi: 'gmv', scope: 'merchant=M-bazario', firstDay: '2026-11-01', lastDay: '2026-11-30' },
          ...{ value: 1_200_000, setBy: 'Ana' },
        },
        new Date(`${TODAY}T06:00:00Z`),
      ),
    )
    const said = await ask('/merchant M-bazario')
    expect(said).toContain('Targets')
    expect(said).toContain('of €12,000')
    expect(said).toContain('Owner: none named.')
    expect(await ask('/merchant M-nordmarkt')).not.toContain('Targets')
  })

  it('ranks, in a table and in a file of all', async () => {
    const said = await ask('/merchants')
    expect(said).toMatch(/^Merchants/)
    expect(said).toContain('2 merchants sold something; 2 are known.')
    expect(said.indexOf('M-nordmarkt')).toBeLessThan(said.indexOf('M-bazario'))
    expect(said).toContain('merchant_id,name,platforms')
    expect(await ask('/merchants platform=bazario')).toContain(
      'bazario: 1 merchant sold something; 1 is known.',
    )
    expect(await ask('/merchants falling')).toContain('No merchant falls by more than the others do')
    expect(await ask('/merchants breaching')).toContain('No merchant does not keep a service level')
  })

  it('says so where too few have left to learn from', async () => {
    expect(await ask('/merchants at-risk')).toContain('too few merchants have left')
    expect(await ask('/merchant M-bazario')).not.toContain('Risk of leaving')
  })

  it('answers in Chinese who reads it', async () => {
    expect(await ask('/merchant M-bazario', { ...ASKER, language: 'zh' })).toContain('占全店')
    expect(await ask('/merchants 下跌', { ...ASKER, language: 'zh' })).toContain('没有商家跌幅超过其他商家')
  })

  it.each([
    ['/merchant', 'Name a merchant'],
    ['/merchant M', 'Several merchants are called “M”'],
    ['/merchant M-bazzario', '/merchant M-bazario'],
    ['/merchants fallling', 'is none of top, falling'],
    ['/merchants channel=app', 'not split by channel'],
  ])('asks back where it cannot tell: %s', async (line, because) => {
    expect(await ask(line)).toContain(because)
  })
})
