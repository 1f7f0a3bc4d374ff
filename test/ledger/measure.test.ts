import { describe, expect, it } from 'vitest'
import type { Outcome } from '../../src/advice/suggestions/outcome.ts'
import { outcomeRow } from '../../src/ledger/outcomes/measure.ts'
import type { StoredSuggestion } from '../../src/state/suggestions/suggestions.ts'
import { ACTIONS } from './samples.ts'

const DECIDED = new Date('2026-08-01T09:00:00Z')
const UNKNOWN: Outcome = { kind: 'unknown', seenOn: '2026-08-03', lack: { missing: 'cost' } }

const later = (days: number) => new Date(DECIDED.getTime() + 86_400_000 * days)

describe('an outcome for which something is missing', () => {
  const row = (days: number) => outcomeRow(APPROVED, UNKNOWN, later(days))

  it('is looked at again for 90 days after the decision', () => {
    expect(row(1).isFinal).toBe(false)
    expect(row(90).isFinal).toBe(false)
  })

  it('is left at that afterwards', () => {
    expect(row(90.5).isFinal).toBe(true)
  })

  it('and one that was never applied is final at once', () => {
    expect(outcomeRow(APPROVED, { kind: 'never-seen' }, later(1)).isFinal).toBe(true)
  })
})

const APPROVED: StoredSuggestion = {
  id: 1,
  kind: 'price',
  subject: 'nordmarkt/SKU-1',
  action: ACTIONS.price,
  gain: { cents: 9000, low: 2000, high: 15_000 },
  cost: { cents: 0, low: 0, high: 0 },
  risk: { ofLoss: 0.05, words: 'less demand than hoped.' },
  why: '',
  validUntil: later(7),
  modelVersion: 'test',
  inputsHash: 'a',
  status: 'approved',
  dueAt: null,
  decided: { by: 'U1', name: 'Ann', at: DECIDED },
  reason: null,
  edited: null,
  createdAt: DECIDED,
}
