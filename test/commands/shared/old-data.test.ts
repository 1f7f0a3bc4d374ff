import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { commands } from '../../../commands/registry/registry.ts'
import { bindCommand, isUsage, READERS } from '../../../src/command.ts'
import type { Language } from '../../../src/lib/language.ts'
import { toPlainText } from '../../../src/messages/plain-text.ts'
import { measure } from '../../../src/metrics/measure/measure.ts'
import { metrics } from '../../../src/metrics/registry.ts'
import { type Market, openMarket } from '../../support/market.ts'
import { landing } from '../../support/sold.ts'

describe('an answer over data that', () => {
  let market: Market
  beforeAll(async () => {
    market = await openMarket()
  })
  afterAll(() => market.remove())

  /** The first line of the answer, as it is on that day. */
  async function firstLine(line: string, now: string, language: Language = 'en'): Promise<string> {
    const [name, ...words] = line.split(' ')
    const command = commands.find((one) => one.name === name)
    if (!command) throw new Error(`there is no command ${name}`)
    const config = { ...market.ctx.config, language }
    const ctx = { ...market.ctx, config, clock: { now: () => new Date(now) } }
    const asker = { userId: 'U1', channelId: 'C1', roles: READERS }
    const answer = await bindCommand(command, () => ctx).ask(words.join(' '), asker)
    if (isUsage(answer)) throw new Error(answer.because)
    return toPlainText(answer).split('\n')[0] ?? ''
  }

  it.each(['/forecast gmv 7', '/kpi gmv', '/why gmv', '/restock'])(
    'ends days or years ago begins with that: %s',
    async (line) => {
      const warning = '⚠ Old data: nothing newer than Mon 23 Nov 2026, '
      expect(await firstLine(line, '2026-11-29T08:00:00Z')).toContain(`${warning}6 days ago.`)
      expect(await firstLine(line, '2034-12-01T08:00:00Z')).toContain(`${warning}8 years ago.`)
    },
  )

  it('is of yesterday, or of before a weekend, has no such line', async () => {
    expect(await firstLine('/kpi gmv', '2026-11-24T08:00:00Z')).not.toContain('Old data')
    expect(await firstLine('/kpi gmv', '2026-11-26T08:00:00Z')).not.toContain('Old data')
  })

  it('is said in Chinese to who reads Chinese', async () => {
    const line = await firstLine('/kpi gmv', '2026-11-29T08:00:00Z', 'zh')
    expect(line).toBe(
      '⚠ 数据过旧：最新数据为2026年11月23日周一，距今 6 天。未来各天从该日起算，不从今天起算。',
    )
  })

  it('trails off in a stray row is as old as its last real day, as the answer below takes it', async () => {
    const { lake } = market.ctx
    const stray = { platform: 'nordmarkt', order_id: 'stray', ordered_at: '2026-12-20 10:00:00' }
    await landing(lake)('orders', [stray])
    await measure(lake, metrics, (await lake.build()).days)
    const said = await firstLine('/kpi gmv', '2026-12-21T08:00:00Z')
    expect(said).toContain('⚠ Old data: nothing newer than Mon 23 Nov 2026, 28 days ago.')
  })

  it('is not asked for has no such line', async () => {
    expect(await firstLine('/sources', '2034-12-01T08:00:00Z')).not.toContain('Old data')
  })
})
