import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ledger } from '../../commands/suggestions.ts'
import { outcomes } from '../../jobs/outcomes.ts'
import type { Asker } from '../../src/command.ts'
import { suggested } from '../../src/digests/suggested.ts'
import { asKind, type Kind } from '../../src/ledger/kind.ts'
import { readRules } from '../../src/ledger/outcomes/record.ts'
import { kinds } from '../../src/ledger/registry.ts'
import { toSave } from '../../src/ledger/save.ts'
import { toPlainText } from '../../src/messages/plain-text.ts'
import { shopLocale } from '../../src/report/words/locale.ts'
import { openSuggestions, saveSuggestions } from '../../src/state/suggestions/suggestions.ts'
import { openMarket, TODAY } from '../support/market.ts'
import { freeDelivery } from './free-delivery.ts'

// the one line of a sixth kind; the files of a worker share the registry, so it is taken out again
const registry = kinds as Kind[]

const ANN: Asker = { userId: 'U1', name: 'Ann', channelId: 'C1', roles: ['viewer', 'operator'] }
const DECIDED = new Date('2026-11-01T09:00:00Z')

let market: Awaited<ReturnType<typeof openMarket>>
beforeAll(async () => {
  registry.push(asKind(freeDelivery))
  market = await openMarket()
  const saved = toSave(
    freeDelivery,
    {
      subject: 'M-1',
      about: { title: 'Free delivery', merchantId: 'M-1' },
      facts: {},
      suggestion: {
        kind: 'delivery',
        rule: 'delivery small',
        subject: 'M-1',
        action: { fromCents: 3000 },
        gain: { cents: 40_000, low: 10_000, high: 70_000, days: 30 },
        cost: { cents: 0, low: 0, high: 0 },
        risk: { ofLoss: 0.07, words: 'Parcels may be dear.' },
        why: ['baskets end below it'],
        validUntil: '2026-12-01',
        modelVersion: 'test',
      },
    },
    'Europe/Berlin',
  )
  await market.ctx.state.transaction((trx) => saveSuggestions(trx, [saved], DECIDED))
}, 120_000)
afterAll(async () => {
  registry.pop()
  await market.remove()
})

async function said(text: string): Promise<string> {
  const ctx = { ...market.ctx, clock: { now: () => DECIDED } }
  const question = ledger.parse(text)
  const answer = question.kind === 'usage' ? question : await ledger.answer(ctx, question, ANN)
  return 'because' in answer ? `usage: ${answer.because}` : toPlainText(answer)
}

describe('a sixth kind, one file and one line', () => {
  it('is listed, by its name too, and shown with its words and risk', async () => {
    expect(await said('open')).toContain('Deliver for M-1 free from 30 on')
    expect(await said('open delivery')).toContain('Suggestions (delivery): 1 open')
    expect(await said('open price')).not.toContain('Deliver for M-1')
    expect(await said('1')).toContain('7 %: Parcels may be dear.')
  })

  it('is in a digest, with its buttons', async () => {
    const blocks = suggested(
      { suggestions: await openSuggestions(market.ctx.state, 'delivery'), rules: [] },
      { locale: shopLocale(market.ctx.config), confirmAbove: 500 },
    )
    const text = toPlainText({ text: '', blocks })
    expect(text).toContain(
      'Deliver for M-1 free from 30 on: earns €400 of profit in 30 days (80 % range €100 to €700), costs nothing, risk of a dear delivery 7 %.',
    )
    expect(text).toContain('[Approve free delivery from 30]')
  })

  it('is edited by its own rules, which decides it', async () => {
    expect(await said('edit 1 501')).toBe('usage: Nobody orders that much.')
    expect(await said('edit 1 cheap')).toBe('usage: “cheap” is not a valid amount.')
    expect(await said('edit 1 60')).toContain('approved by Ann, changed to free from 60.')
  })

  it('is measured as it was edited, and its rule counts', async () => {
    const due = {
      at: new Date(`${TODAY}T02:20:00Z`),
      day: TODAY,
      lane: '',
      isLate: false,
      fenced: market.ctx.state.transaction,
    }
    expect((await outcomes.run(market.ctx, due)).counts).toEqual({ looked: 1, measured: 1 })
    expect(await said('outcomes delivery')).toMatch(/Deliver for M-1 .* helped: \+€\d/)
    const [rule] = await readRules(market.ctx.state)
    expect(rule).toMatchObject({ rule: 'delivery small', measured: 1, helped: 1 })
  })
})
