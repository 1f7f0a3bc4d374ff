import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { price } from '../../../commands/price.ts'
import { ledger } from '../../../commands/suggestions.ts'
import { advise } from '../../../jobs/advise.ts'
import type { Asker } from '../../../src/command.ts'
import type { Due } from '../../../src/context.ts'
import { toPlainText } from '../../../src/messages/plain-text.ts'
import { audited } from '../../../src/state/audit.ts'
import { openSuggestions } from '../../../src/state/suggestions/suggestions.ts'
import { TODAY } from '../../support/market.ts'
import { openPricedShop } from '../../support/priced-shop.ts'

const MANAGER: Asker = {
  userId: 'U1',
  name: 'Ann',
  channelId: 'C1',
  roles: ['viewer', 'operator', 'manager'],
}

let market: Awaited<ReturnType<typeof openPricedShop>>
beforeAll(async () => {
  market = await openPricedShop()
})
afterAll(() => market.remove())

async function typed(text: string, asker = MANAGER): Promise<string> {
  const question = ledger.parse(text)
  const answer = 'because' in question ? question : await ledger.answer(market.ctx, question, asker)
  return 'because' in answer ? `usage: ${answer.because}` : answer.text
}

async function night(): Promise<void> {
  const { state } = market.ctx
  const due: Due = {
    at: new Date(`${TODAY}T02:30:00Z`),
    day: TODAY,
    lane: '',
    isLate: false,
    fenced: (work) => state.transaction(work),
  }
  await advise.run(market.ctx, due)
}

const chances = async () =>
  (await openSuggestions(market.ctx.state, 'price')).map(({ action }) => Number(Object(action).chanceOfGain))

async function asked(text: string): Promise<string> {
  const question = price.parse(text)
  if ('because' in question) throw new Error(question.because)
  const answer = await price.answer(market.ctx, question, MANAGER)
  return 'because' in answer ? answer.because : toPlainText(answer)
}

describe('how sure advice must be', () => {
  it('is 90 % for a price and nothing for an order until somebody sets it', async () => {
    expect(await typed('confidence')).toBe(
      'A price is suggested from 90 % probability of a gain. Orders are suggested whatever the chance that all of it sells.',
    )
  })

  it('is set by managers only, within reason, and kept in the audit', async () => {
    expect(await typed('confidence price 85%', { ...MANAGER, roles: ['viewer', 'operator'] })).toContain(
      'Only managers set',
    )
    expect(await typed('confidence price 40%')).toContain('from 50 % to 99.9 %')
    expect(await typed('confidence price high')).toContain('from 50 % to 99.9 %')
    expect(await typed('confidence prise 85%')).toContain('not of “prise”')
    expect(await typed('confidence restock 60%')).toContain('from 60 % chance that all of it is sold')
    expect(await audited(market.ctx.state, { limit: 5 })).toMatchObject([
      { who: 'U1', did: 'confidence.set', what: { of: 'restock', share: 0.6 } },
    ])
  })

  it('withdraws what is open and less sure, at once, and the night is silent below it', async () => {
    await typed('confidence price 50%')
    await night()
    const before = await chances()
    expect(before.length).toBeGreaterThan(3)
    const level = [...before].sort((a, b) => a - b)[Math.floor(before.length / 2)] ?? 1
    const least = Math.min(0.999, Math.ceil(1000 * level) / 1000)
    const less = before.filter((chance) => chance < least).length
    expect(less).toBeGreaterThan(0)
    expect(await typed(`confidence price ${least}`)).toContain(`${less} open suggestion`)
    expect(await chances()).toHaveLength(before.length - less)
    await night()
    for (const chance of await chances()) expect(chance).toBeGreaterThanOrEqual(least)
  })

  it('of the same facts is the same suggestion at night and when asked, neighbours and all', async () => {
    await typed('confidence price 50%')
    await night()
    const ids = async () => (await openSuggestions(market.ctx.state, 'price')).map(({ id }) => id)
    const before = await ids()
    expect(await asked('TOY-0')).toContain('price change')
    await asked('Toys')
    expect(await ids()).toEqual(before)
  })

  it('is what /price goes by where no confidence is typed, and a typed one is for that answer only', async () => {
    await typed('confidence price 99.9%')
    const silent = await asked('M-toys')
    await typed('confidence price 50%')
    const open = await asked('M-toys')
    const count = (text: string) => Number(/(\d+) price change/.exec(text)?.[1] ?? '0')
    expect(count(open)).toBeGreaterThan(count(silent))
    expect(count(await asked('M-toys confidence=99.9%'))).toBe(count(silent))
  })
})
