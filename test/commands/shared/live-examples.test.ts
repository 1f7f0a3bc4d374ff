import { afterAll, describe, expect, it } from 'vitest'
import { commands } from '../../../commands/registry/registry.ts'
import { liveExamples, withLiveExamples } from '../../../commands/shared/live-examples.ts'
import { type Asker, bindCommand, isUsage } from '../../../src/command.ts'
import { sayUsage } from '../../../src/messages/usage.ts'
import { type Market, openMarket } from '../../support/market.ts'

const ASKER: Asker = { userId: 'U1', channelId: 'C1', roles: ['viewer'] }
const EXAMPLES = ['/kpi conversion category=Electronics 28d', '/price SKU-1042 -5%', '/restock M-007']

describe('examples', () => {
  const open: Market[] = []
  const market = async (given: Parameters<typeof openMarket>[0] = {}) => {
    const opened = await openMarket(given)
    open.push(opened)
    return opened
  }
  afterAll(async () => {
    for (const one of open) await one.remove()
  })

  it('name what this shop has', async () => {
    const { ctx } = await market()
    expect(await liveExamples(ctx, EXAMPLES)).toEqual([
      '/kpi conversion category=Games 28d',
      '/price SKU-Games -5%',
      '/restock M-bazario',
    ])
  })

  it('are the fixed ones in an empty shop', async () => {
    const { ctx } = await market({ isEmpty: true })
    expect(await liveExamples(ctx, EXAMPLES)).toEqual(EXAMPLES)
  })

  it('are said where a command could not be asked, and each that is of a KPI can be', async () => {
    const { ctx } = await market()
    const kpi = commands.find(({ name }) => name === '/kpi')
    if (!kpi) throw new Error('there is no /kpi')
    const bound = withLiveExamples(
      bindCommand(kpi, () => ctx),
      ctx,
    )
    const said = await bound.ask('nonsense', ASKER)
    if (!isUsage(said)) throw new Error('nonsense is a KPI')
    expect(JSON.stringify(sayUsage(bound, said))).toContain('category=Games')
    for (const example of said.examples ?? [])
      expect(isUsage(await bound.ask(example.slice('/kpi '.length), ASKER))).toBe(false)
  })
})
