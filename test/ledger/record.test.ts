import { expect, it } from 'vitest'
import { kindRecords, recordsBy } from '../../src/ledger/outcomes/record.ts'
import { sayKindRecord } from '../../src/report/say-record.ts'
import { localeOf } from '../../src/report/words/locale.ts'
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
  ...{
    status: 'approved',
    createdAt: AT,
    reason: null,
    edited: null,
    dueAt: null,
    decided: { by: 'U', name, at: AT },
  },
})
const outcome = (suggestionId: number, cents: number) =>
  ({
    ...{ suggestionId, rule: 'price raise', isFinal: true, modelVersion: '', inputsHash: '', measuredAt: AT },
    outcome: {
      ...{ kind: 'measured', seenOn: '2026-11-01', days: 7, against: '', inputs: {} },
      verdict: cents > 0 ? 'helped' : 'hurt',
      effect: { cents, low: cents, high: cents, seCents: 10, baselineCents: 1000, chance: 1 },
    },
  }) satisfies StoredOutcome

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

it('the record of a kind is of its last twelve outcomes, and says when they helped less than promised', () => {
  const price = { platform: 'p', productId: '1', title: '', days: 30, fromCents: 100, toCents: 110 }
  const asked = [{ ...suggestion(1, 'price', 'Ann'), action: price }, suggestion(3, 'restock', 'Ann')]
  const measured = Array.from({ length: 15 }, (_, i): StoredOutcome => {
    const one = outcome(i, i < 10 ? 100 : -100)
    const at = { ...one, measuredAt: new Date(AT.getTime() - i * 86_400_000) }
    return { ...at, outcome: { ...at.outcome, effect: { ...at.outcome.effect, chance: i < 10 ? 1 : 0 } } }
  })
  const [raise, restock] = kindRecords(measured, asked)
  expect(raise).toMatchObject({ rule: 'price raise', last: { measured: 12, helped: 10, hurt: 2 } })
  expect(restock).toMatchObject({ last: { measured: 0 }, trust: 1 })
  const locale = localeOf('en', { currency: 'EUR', zone: 'Europe/Berlin' })
  if (!raise || !restock) throw new Error('no record')
  expect(sayKindRecord(raise, locale)).toMatch(
    /^price raise: 10 of the last 12 of this kind helped, \+6.7 % of their profit .*; it helped less than promised, so it ranks lower \(× 0\.9/,
  )
  expect(sayKindRecord({ ...raise, trust: 1.1 }, locale)).not.toContain('ranks lower')
  expect(sayKindRecord(restock, locale)).toContain('none of this kind was measured yet')
})
