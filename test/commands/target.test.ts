import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { kpi } from '../../commands/kpi.ts'
import { target } from '../../commands/target.ts'
import { type Asker, inLanguageOf } from '../../src/command.ts'
import { instantOf } from '../../src/lib/days.ts'
import { toPlainText } from '../../src/messages/plain-text.ts'
import { ENGLISH_FAULTS } from '../../src/report/words/faults.ts'
import { runNamed } from '../support/job-runs.ts'
import { type Market, openMarket, TODAY } from '../support/market.ts'

const MANAGER: Asker = {
  userId: 'U1',
  name: 'Ana',
  channelId: 'C1',
  roles: ['viewer', 'operator', 'manager'],
}
const OPERATOR: Asker = { ...MANAGER, roles: ['viewer', 'operator'] }

/** The market sells for €900 a day, and sold for €600 yesterday: €20,400 in November, seven days to go. */
describe('/target', () => {
  let market: Market
  beforeAll(async () => {
    market = await openMarket()
  })
  afterAll(() => market.remove())

  async function answer(text: string, asker = MANAGER): Promise<string> {
    const query = target.parse(text, ENGLISH_FAULTS, 'EUR')
    if (query.kind === 'usage') return `usage: ${query.because}`
    const said = await target.answer(inLanguageOf(market.ctx, asker), query, asker)
    if ('kind' in said) return `usage: ${said.because} ${said.didYouMean ?? ''}`.trim()
    return toPlainText(said)
  }

  it('says what to do where none is set', async () => {
    expect(await answer('')).toContain('/target gmv 2.5M november')
  })

  it('is set, shown with its pace, changed, and taken back', async () => {
    const set = await answer('gmv 27k november')
    expect(set).toContain('GMV, November 2026: €20,400 of €27,000 (76 %) after 23 of 30 days.')
    expect(set).toMatch(
      /Expected at the end: €2[56],\d+ \(80 %: €2\d,\d+ to €2\d,\d+\), (a \d+ % chance|hardly any chance) to reach it\./,
    )
    expect(set).toContain('Missing: €6,600, €943 a day.')
    expect(await answer('gmv 20000 november')).toContain('(102 %) after 23 of 30 days. Reached.')
    expect(await answer('')).toContain('of €20,000')
    expect(await answer('gmv november off')).toContain('is taken back')
    expect(await answer('')).toContain('No target is set')
    expect(await answer('gmv november off')).toContain('There is no such target for November 2026')
  })

  it('is of a segment, of another period, and several stand side by side', async () => {
    await answer('orders 1,000 for december platform=bazario')
    await answer('units 400 2026-11-20..2026-11-29 category=Toys')
    const all = await answer('')
    expect(all).toContain('Orders · bazario, December 2026: 0 of 1,000 (0.0 %) after 0 of 31 days.')
    expect(all).toMatch(/Orders · bazario, December 2026.*Expected at the end: [5-9]\d\d /)
    expect(all).toContain('Units · Toys, 20 to 29 Nov 2026: 120 of 400 (30 %) after 4 of 10 days.')
    expect(all).toContain('hardly any chance')
    await answer('orders december platform=bazario off')
    await answer('units 2026-11-20..2026-11-29 category=Toys off')
  })

  it('stands in the digest and beside its KPI while it runs, and nowhere else', async () => {
    await answer('gmv 27k november')
    await answer('orders 900 december')
    const line = 'GMV, November 2026: €20,400 of €27,000 (76 %) after 23 of 30 days.'
    const [morning] = await runNamed(market.ctx, 'digest', {
      at: instantOf(TODAY, 450, 'Europe/Berlin'),
      day: TODAY,
    })
    const digest = (morning?.said ?? []).map(({ message }) => toPlainText(message)).join()
    expect(digest).toContain(line)
    expect(digest).not.toContain('December')
    const ask = async (text: string) => {
      const query = kpi.parse(text)
      const said = query.kind === 'usage' ? query : await kpi.answer(market.ctx, query, MANAGER)
      return 'kind' in said ? said.because : toPlainText(said)
    }
    expect(await ask('gmv')).toContain(`Target: ${line}`)
    expect(await ask('gmv 2026-11')).toContain(`Target: ${line}`)
    for (const other of ['gmv 2026-10', 'gmv bazario', 'orders'])
      expect(await ask(other)).not.toContain('Target')
    await answer('gmv november off')
    await answer('orders december off')
  })

  it('is asked for by its KPI, its segment and its period', async () => {
    await answer('orders 1,000 december platform=bazario')
    await answer('units 400 2026-11-20..2026-11-29 category=Toys')
    const [orders, units] = ['Orders · bazario, December', 'Units · Toys']
    for (const [asked, shown, not] of [
      ['orders', orders, units],
      ['orders 2026-12', orders, units],
      ['platform=bazario', orders, units],
      ['2026-12 platform=bazario', orders, units],
      ['units 2026-11 category=Toys', units, orders],
    ] as const) {
      const said = await answer(asked)
      expect(said, asked).toContain(shown)
      expect(said, asked).not.toContain(not)
    }
    expect(await answer('gmv november')).toContain('No target is set for GMV, November 2026')
    expect(await answer('orders 2026-11')).toContain('No target is set for Orders, November 2026')
    expect(await answer('orders category=Toyz')).toContain('Toys')
    await answer('orders december platform=bazario off')
    await answer('units 2026-11-20..2026-11-29 category=Toys off')
  })

  it('that is too far away says what is missing, and no end', async () => {
    expect(await answer('gmv 900000 q3')).toContain('Its end cannot be forecast')
    await answer('gmv q3 off')
  })

  it('is said in Chinese to who reads it', async () => {
    const said = await answer('gmv 27k 11月', { ...MANAGER, language: 'zh' })
    expect(said).toContain('2026年11月：已完成 €20,400，目标 €27,000（76%），进度 23/30 天。')
    await answer('gmv 11月 off')
  })

  it.each([
    ['gmv 27k november', OPERATOR, 'Only managers set targets'],
    ['conversion 5% november', MANAGER, 'a rate has none'],
    ['active_merchants 500 november', MANAGER, 'a rate has none'],
    ['gmv 27k', MANAGER, 'Name one period'],
    ['gmv 27k october, december', MANAGER, 'Name one period'],
    ['gmv -5 november', MANAGER, 'it is above 0'],
    ['gmv 0 november', MANAGER, 'it is above 0'],
    ['gmv 27k november platfrom=bazario', MANAGER, 'is not a dimension'],
    ['gmv 27k november category=Toyz', MANAGER, 'Toys'],
    ['gmvv 27k november', MANAGER, 'gmv'],
    ['gmv 27k 2026-01-01..2028-01-01', MANAGER, '366 days at most'],
  ])('is refused when wrong: %s', async (text, asker, because) => {
    const said = await answer(text, asker)
    expect(said).toMatch(/^usage: /)
    expect(said).toContain(because)
    expect(await answer('')).toContain('No target is set')
  })
})
