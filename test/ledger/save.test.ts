import { describe, expect, it } from 'vitest'
import type { Suggestion } from '../../src/advice/suggestions/suggestion.ts'
import { price } from '../../src/ledger/price.ts'
import { toSave } from '../../src/ledger/save.ts'
import { bestSuggestions } from '../../src/ledger/say.ts'
import { localeOf } from '../../src/report/words/locale.ts'

const PRICE: Suggestion = {
  kind: 'price',
  rule: 'price cut',
  subject: 'SKU-1',
  action: { fromCents: 2000, toCents: 1800 },
  gain: { cents: 9_000, low: -1_000, high: 15_000, days: 30 },
  cost: { cents: 0, low: 0, high: 0 },
  risk: { ofLoss: 0.12, words: 'Demand may not answer.' },
  why: [],
  validUntil: '2026-12-01',
  modelVersion: 'test',
}
const ABOUT = { platform: 'nordmarkt', productId: 'SKU-1', title: '' }

function line(suggestion: Suggestion): string {
  const saved = toSave(
    price,
    { subject: 'nordmarkt/SKU-1', about: ABOUT, facts: {}, suggestion },
    'Europe/Berlin',
  )
  const [best] = bestSuggestions([saved], {
    locale: localeOf('en', { currency: 'EUR', zone: 'Europe/Berlin' }),
    limit: 1,
  })
  return best?.line.map((span) => (typeof span === 'string' ? span : span.text)).join('') ?? ''
}

describe('the print of the facts a suggestion comes from', () => {
  const print = (facts: unknown) =>
    toSave(price, { subject: 'nordmarkt/SKU-1', about: ABOUT, facts, suggestion: PRICE }, 'Europe/Berlin')
      .inputsHash

  it('is the same when a mean differs in its last digits only, as the engine sums in any order', () => {
    expect(print({ units: 3.1000000000000001 + 1e-12 })).toBe(print({ units: 3.1 }))
    expect(print({ units: 3.1001 })).not.toBe(print({ units: 3.1 }))
  })
})

describe('the risk a digest says', () => {
  it('is the one the model reckoned with', () => {
    expect(line(PRICE)).toBe(
      'Price nordmarkt/SKU-1 from €20.00 to €18.00 (−10.0 %): brings €90 of profit in 30 days (80 % range −€10 to €150), costs nothing, risk of a loss 12 %.',
    )
  })

  it.each([
    [0.004, 'under 1 %'],
    [0.01, '1 %'],
    [0.5, '50 %'],
  ])('of %d is said as %s', (ofLoss, said) => {
    expect(line({ ...PRICE, risk: { ...PRICE.risk, ofLoss } })).toContain(`risk of a loss ${said}.`)
  })
})
