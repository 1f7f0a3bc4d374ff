import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ledger } from '../../commands/suggestions.ts'
import { outcomes } from '../../jobs/outcomes.ts'
import { weekly } from '../../jobs/weekly.ts'
import type { Asker } from '../../src/command.ts'
import type { Context, Due } from '../../src/context.ts'
import { readRules } from '../../src/ledger/outcomes/record.ts'
import { toPlainText } from '../../src/messages/plain-text.ts'
import { subscribe } from '../../src/state/messages/subscriptions.ts'
import { outcomesOf, type StoredOutcome, saveOutcome } from '../../src/state/suggestions/outcomes.ts'
import { openDecidedShop, TRUTH_CENTS } from '../support/decided-shop.ts'
import { englishIn } from '../support/english.ts'
import type { Market } from '../support/market.ts'
import { posted as inOutbox } from '../support/outbox.ts'

const ANN: Asker = { userId: 'U1', name: 'Ann', channelId: 'C1', roles: ['viewer', 'operator'] }
const MONDAY = '2026-11-23'
const NOW = new Date(`${MONDAY}T02:20:00Z`)

let market: Market
let found: Map<number, StoredOutcome>
const due = (at = NOW): Due => ({
  at,
  day: MONDAY,
  lane: '#daily-digest',
  isLate: false,
  fenced: (work) => market.ctx.state.transaction(work),
})

beforeAll(async () => {
  market = await openDecidedShop()
  await outcomes.run(market.ctx, due())
  found = await outcomesOf(market.ctx.state, [1, 2, 3, 4, 5, 6])
}, 60_000)
afterAll(() => market.remove())

async function said(text: string, asker = ANN, ctx: Context = market.ctx): Promise<string> {
  const question = ledger.parse(text)
  if ('because' in question) return `usage: ${question.because} ${question.didYouMean ?? ''}`.trim()
  const answer = await ledger.answer(ctx, question, asker)
  return 'because' in answer
    ? `usage: ${answer.because} ${answer.didYouMean ?? ''}`.trim()
    : toPlainText(answer)
}

describe('the outcome of an approved price', () => {
  it('that helped is measured, the truth within its interval', () => {
    const outcome = found.get(1)?.outcome
    if (outcome?.kind !== 'measured') throw new Error('not measured')
    expect(outcome).toMatchObject({ verdict: 'helped', seenOn: '2026-10-12', days: 30 })
    expect(outcome.effect.low).toBeLessThan(TRUTH_CENTS)
    expect(outcome.effect.high).toBeGreaterThan(TRUTH_CENTS)
    expect(outcome.against).toBe('12 untouched products of its category that sold alike')
  })

  it('that did nothing is not called a help', () => {
    const outcome = found.get(2)?.outcome
    if (outcome?.kind !== 'measured') throw new Error('not measured')
    expect(outcome.verdict).toBe('inconclusive')
    expect(outcome.effect.low).toBeLessThan(0)
    expect(outcome.effect.high).toBeGreaterThan(0)
  })

  it('that the shop does not show yet waits, and one without anything alike stays unknown', () => {
    expect(found.get(3)).toMatchObject({ outcome: { kind: 'not-seen' }, isFinal: false })
    expect(found.get(4)).toMatchObject({
      outcome: { kind: 'unknown', lack: { missing: 'matches', need: 6, have: 0 } },
      isFinal: false,
    })
  })

  it('is of what was accepted only, kept with its rule, model and inputs', () => {
    expect([...found.keys()].sort()).toEqual([1, 2, 3, 4])
    expect(found.get(1)).toMatchObject({ rule: 'price cut', modelVersion: 'matched-did-1', isFinal: true })
    expect(found.get(1)?.outcome).toHaveProperty('inputs.before.days', 56)
  })

  it('is final: another night looks only at what is not', async () => {
    const again = await outcomes.run(market.ctx, due(new Date('2026-11-24T03:20:00Z')))
    expect(again.counts).toEqual({ looked: 2, measured: 0 })
    const later = await outcomesOf(market.ctx.state, [1])
    expect(later.get(1)?.measuredAt).toEqual(NOW)
  })

  it('moves the trust in its rule', async () => {
    const [rule] = await readRules(market.ctx.state)
    expect(rule).toMatchObject({ rule: 'price cut', measured: 2, helped: 1, hurt: 0 })
    expect(rule?.trust).toBeGreaterThan(0.9)
  })
})

describe('/actions', () => {
  it('tells how many were accepted and helped, by how much, and each with who, when and its outcome', async () => {
    const text = await said('')
    expect(text).toMatch(
      /Suggestions: 1 open, 4 approved; of 2 measured 1 helped; \+\d+\.\d % of their profit \(90 % range \d+\.\d to \d+\.\d %\); 1 skipped\./,
    )
    expect(text).toMatch(/1 +Price nordmarkt\/HELPS .*approved by Ann +10 Oct +helped: \+€\d/)
    expect(text).toMatch(/3 +Price .*approved by Ann +10 Nov +approved, not yet applied in the shop/)
    expect(text).toMatch(/4 +Price .*cannot be measured: 0 of 6 untouched/)
    expect(text).toMatch(/5 +Price .*skipped by Bob: Not now +10 Oct/)
    expect(text).toMatch(/price cut +2 +1 +0/)
    expect(text).toMatch(/\[Approve [^\]]{5,}\] \[Edit No\. \d+\] \[Skip No\. \d+\]/)
  })

  it.each(['', 'open', 'outcomes', 'rules', '1', '6', 'M-nobody', 'confidence'])(
    '%s is in Chinese for who reads Chinese',
    async (typed) => {
      const { config } = market.ctx
      const text = await said(typed, ANN, { ...market.ctx, config: { ...config, language: 'zh' } })
      expect(text).toMatch(/\p{Script=Han}{2}/u)
      // the shop's own titles stay as they are
      expect(englishIn(text.replaceAll(/One of \w+/g, ''))).toEqual([])
    },
  )

  it('is filtered by kind, merchant and list', async () => {
    expect(await said('restock')).toContain('No suggestions yet (restock)')
    expect(await said('M-late')).toContain('Suggestions (of M-late): 0 open, 1 approved, none measured yet')
    const open = await said('open price')
    expect(open).toContain('nordmarkt/M1')
    expect(open).not.toContain('HELPS')
    expect(await said('outcomes')).not.toContain('skipped by Bob')
    expect(await said('M-lete')).toContain('usage: No merchant is called “M-lete”.')
    expect(await said('M-lete')).toContain('M-late')
  })

  it('offers the decision that was meant, and lets viewers list but not decide', async () => {
    expect(await said('aprove 6')).toBe('usage: “aprove” is not a decision. approve 6')
    const viewer: Asker = { ...ANN, roles: ['viewer'] }
    expect(await said('approve 6', viewer)).toContain('usage: Only operators and managers decide')
    expect(await said('rules', viewer)).toContain('price cut')
  })
})

describe('the weekly digest', () => {
  const posted = async (more: Partial<Due> = {}, ctx = market.ctx) => {
    const [said] = (await weekly.run(ctx, { ...due(new Date(`${MONDAY}T07:00:00Z`)), ...more })).said ?? []
    return said ? toPlainText(said.message) : ''
  }

  it('is this message', async () => {
    await expect(`${await posted()}\n`).toMatchFileSnapshot('../golden/weekly-digest.txt')
  })

  it('is this message in Chinese', async () => {
    const chinese = { ...market.ctx, config: { ...market.ctx.config, language: 'zh' as const } }
    await expect(`${await posted({}, chinese)}\n`).toMatchFileSnapshot('../golden/weekly-digest.zh.txt')
  })

  it('is one message a channel and week, however often its slot runs, and says when it is late', async () => {
    expect(await posted({ isLate: true })).toContain('Late: the bot could not post this at its time.')
    const rows = (await inOutbox(market.ctx.state)).filter(({ key }) => key.startsWith('weekly:'))
    expect(rows).toHaveLength(1)
  })

  it('is for Mondays unless a channel says otherwise', async () => {
    if (typeof weekly.schedule !== 'function') throw new Error('the weekly digest has lanes')
    await market.ctx.state.transaction(async (trx) => {
      await subscribe(trx, { kind: 'weekly', channel: '#a', at: '08:00', zone: 'UTC' })
      await subscribe(trx, { kind: 'weekly', channel: '#b', at: '09:00', zone: 'UTC', weekdays: [5] })
    })
    const lanes = await weekly.schedule(market.ctx)
    expect(lanes.map(({ lane, schedule }) => [lane, schedule])).toEqual([
      ['#daily-digest', { at: '08:00', zone: market.ctx.config.shop.zone, weekdays: [1] }],
      ['subscription:1', { at: '08:00', zone: 'UTC', weekdays: [1] }],
      ['subscription:2', { at: '09:00', zone: 'UTC', weekdays: [5] }],
    ])
  })

  it('names the rules that did not help and lost rank', async () => {
    const effect = { cents: -500, low: -900, high: -100, seCents: 240, baselineCents: 9000, chance: 0.02 }
    await market.ctx.state.transaction(async (trx) => {
      for (const suggestionId of [101, 102, 103])
        await saveOutcome(trx, {
          suggestionId,
          rule: 'restock lumpy',
          isFinal: true,
          outcome: {
            kind: 'measured',
            seenOn: '2026-10-01',
            days: 28,
            effect,
            verdict: 'hurt',
            against: 'the stock there was without it',
            inputs: {},
          },
          modelVersion: 'test',
          inputsHash: 'a',
          measuredAt: NOW,
        })
    })
    expect(await posted()).toContain(
      '• restock lumpy: 0 of 3 outcomes helped, so its suggestions rank lower (× 0.77)',
    )
  })
})
