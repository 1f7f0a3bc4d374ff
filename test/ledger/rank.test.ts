import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ledger } from '../../commands/suggestions.ts'
import { ranked, type Suggestion } from '../../src/advice/suggestions/suggestion.ts'
import type { Asker } from '../../src/command.ts'
import { price } from '../../src/ledger/price.ts'
import { bestFirst } from '../../src/ledger/rank.ts'
import { toSave } from '../../src/ledger/save.ts'
import { bestSuggestions } from '../../src/ledger/say.ts'
import { toPlainText } from '../../src/messages/plain-text.ts'
import { localeOf } from '../../src/report/words/locale.ts'
import { openSuggestions, saveSuggestions } from '../../src/state/suggestions/suggestions.ts'
import { freshDatabase, type TestDatabase } from '../support/databases.ts'
import { schedulingContext } from '../support/scheduling.ts'

const ANN: Asker = { userId: 'U1', channelId: 'C1', roles: ['viewer'] }
const NOW = new Date('2026-11-24T09:00:00Z')

function suggestion(subject: string, cents: number, ofLoss: number): Suggestion {
  return {
    kind: 'price',
    rule: 'price cut',
    subject,
    action: { fromCents: 2000, toCents: 1800 },
    gain: { cents, low: -5000, high: 20_000, days: 30 },
    cost: { cents: 0, low: 0, high: 0 },
    risk: { ofLoss, words: 'Demand may not answer.' },
    why: ['its weeks'],
    validUntil: '2026-12-01',
    modelVersion: 'test',
  }
}
/** each pair changes places when its risk is rounded to whole percents */
const EXACT = [
  suggestion('SKU-1', 10_000, 0.004),
  suggestion('SKU-2', 9980, 0.0001),
  suggestion('SKU-3', 8000, 0.1249),
  suggestion('SKU-4', 8020, 0.1251),
]

let database: TestDatabase
beforeAll(async () => {
  database = await freshDatabase('sqlite')
  const rows = EXACT.map((one) => {
    const about = { platform: 'nordmarkt', productId: one.subject, title: 'Lamp' }
    const given = { subject: `nordmarkt/${one.subject}`, about, facts: one, suggestion: one }
    return toSave(price, given, 'Europe/Berlin')
  })
  await database.state.transaction((trx) => saveSuggestions(trx, rows, NOW))
})
afterAll(() => database.remove())

describe('suggestions that were stored', () => {
  it.each([
    ['without outcomes', {}],
    ['with a rule that lost trust', { 'price cut': 0.6 }],
  ])('rank as they did before they were, %s', async (_, trust) => {
    const stored = await openSuggestions(database.state, 'price')
    const exact = ranked(EXACT, trust).map((one) => `nordmarkt/${one.subject}`)
    expect(bestFirst(stored, trust).map(({ subject }) => subject)).toEqual(exact)
    expect(exact.indexOf('nordmarkt/SKU-2')).toBeLessThan(exact.indexOf('nordmarkt/SKU-1'))
  })
})

describe('the risk of one suggestion', () => {
  it('is the same below a digest and in /actions: under 1 % is not 0 %', async () => {
    const stored = await openSuggestions(database.state, 'price')
    const line = bestSuggestions(
      stored.filter(({ id }) => id === 1),
      { locale: localeOf('en', { currency: 'EUR', zone: 'Europe/Berlin' }), limit: 1 },
    )[0]?.line.at(-1)
    expect(line).toContain('risk of a loss under 1 %')
    const question = ledger.parse('1')
    if ('because' in question) throw new Error(question.because)
    const ctx = schedulingContext(database.state, { now: () => NOW })
    const answer = await ledger.answer(ctx, question, ANN)
    if ('because' in answer) throw new Error(answer.because)
    expect(toPlainText(answer)).toContain('under 1 %: Demand may not answer.')
  })
})
