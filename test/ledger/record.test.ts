import { expect, it } from 'vitest'
import { recordsBy } from '../../src/ledger/outcomes/record.ts'
import type { StoredOutcome } from '../../src/state/suggestions/outcomes.ts'
import type { StoredSuggestion } from '../../src/state/suggestions/suggestions.ts'

const AT = new Date('2026-11-24')
const suggestion = (id: number, kind: string, name: string): StoredSuggestion => ({
  ...{
    id,
    kind,
    subject: `p/${id}`,
    action: {},
    why: '',
    validUntil: AT,
    modelVersion: null,
    inputsHash: '',
  },
  ...{
    gain: { cents: 1, low: 0, high: 2 },
    cost: { cents: 0, low: 0, high: 0 },
    risk: { ofLoss: 0.1, words: '' },
  },
  ...{ status: 'approved', createdAt: AT, reason: null, edited: null, decided: { by: 'U', name, at: AT } },
})
const outcome = (suggestionId: number, cents: number): StoredOutcome => ({
  ...{ suggestionId, rule: 'price raise', isFinal: true, modelVersion: '', inputsHash: '', measuredAt: AT },
  outcome: {
    ...{ kind: 'measured', seenOn: '2026-11-01', days: 7, against: '', inputs: {} },
    verdict: cents > 0 ? 'helped' : 'hurt',
    effect: { cents, low: cents, high: cents, seCents: 10, baselineCents: 1000, chance: 1 },
  },
})

it('what came of suggestions is told by kind and by person, of whom something was measured', () => {
  const all = [
    suggestion(1, 'price', 'Ann'),
    suggestion(2, 'price', 'Bob'),
    suggestion(3, 'restock', 'Ann'),
    suggestion(4, 'campaign', 'Cem'),
  ]
  const measured = [outcome(1, 50), outcome(2, -20), outcome(3, 30)]
  const shown = (parts: ReturnType<typeof recordsBy>) =>
    parts.map(({ part, approved, record }) => [
      part,
      approved,
      record.helped,
      record.hurt,
      record.share?.estimate,
    ])
  expect(shown(recordsBy(all, measured, ({ kind }) => kind))).toEqual([
    ['price', 2, 1, 1, 0.015],
    ['restock', 1, 1, 0, 0.03],
  ])
  expect(shown(recordsBy(all, measured, ({ decided }) => decided?.name ?? ''))).toEqual([
    ['Ann', 2, 2, 0, 0.04],
    ['Bob', 1, 0, 1, -0.02],
  ])
})
