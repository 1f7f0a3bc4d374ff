import { describe, expect, it } from 'vitest'
import type { CampaignPlan } from '../../../src/advice/campaign/campaign.ts'
import { adviseCampaign } from '../../../src/advice/campaign/campaign-advice.ts'
import { campaignOutcome } from '../../../src/advice/campaign/campaign-outcome.ts'
import { reportCampaign } from '../../../src/advice/campaign/campaign-report.ts'
import { adviseVerdict, type VerdictFacts } from '../../../src/advice/experiment/experiment-advice.ts'
import { adviseBundle, type BundleFacts } from '../../../src/advice/recommend/bundle.ts'
import { bundleOutcome } from '../../../src/advice/recommend/bundle-outcome.ts'

const tea = { productId: 'TEA', title: 'Tea', orders: 200, priceCents: 900, costCents: 400, available: 500 }
const cup = { productId: 'CUP', title: 'Cup', orders: 140, priceCents: 1500, costCents: 500, available: 500 }
const facts: BundleFacts = {
  asOf: '2026-11-24',
  days: 30,
  orders: 2000,
  halves: [tea, cup],
  together: 40,
  lift: 2.86,
  q: 0.001,
}
const offered = (over: Partial<BundleFacts> = {}) => {
  const advice = adviseBundle({ ...facts, ...over })
  if (advice.kind !== 'offer') throw new Error(`no offer but ${advice.kind}`)
  return advice.suggestion
}

describe('an offer of a pair', () => {
  it('is worth half of what its buyers take beyond chance, times the margin, and says from what to what', () => {
    const { action, gain } = offered()
    // 40 of 200 against 100 of 1800: 14.4 points of 160 orders, a half of it
    expect(action).toMatchObject({ baseId: 'TEA', offeredId: 'CUP', asked: 160, marginCents: 1000 })
    expect(action.extraOrders).toBeCloseTo(0.5 * 160 * (40 / 200 - 100 / 1800), 0)
    expect(gain.low).toBeGreaterThan(0)
    expect(gain.low).toBeLessThan(0.4 * gain.cents)
    expect(gain.high).toBeGreaterThan(1.6 * gain.cents)
  })

  it('is of no more than there is to sell', () => {
    expect(offered({ halves: [tea, { ...cup, available: 3 }] }).gain.high).toBe(3000)
    const sold = [
      { ...tea, available: 0 },
      { ...cup, available: 9 },
    ] as const
    expect(adviseBundle({ ...facts, halves: sold })).toEqual({ kind: 'nothing', because: 'no-stock' })
  })

  it('is the same pair whichever is named first', () => {
    expect(offered({ halves: [cup, tea] }).subject).toBe(offered().subject)
  })

  it('of a cost or a price nobody knows is no figure, but says what is missing', () => {
    const of = (over: Partial<typeof tea>) =>
      adviseBundle({
        ...facts,
        halves: [
          { ...tea, ...over },
          { ...cup, ...over },
        ],
      } as BundleFacts)
    expect(of({ costCents: null as never })).toEqual({ kind: 'unknown', missing: 'cost' })
    expect(of({ priceCents: null as never })).toEqual({ kind: 'unknown', missing: 'price' })
  })
})

describe('what an offer brought', () => {
  const offer = {
    decidedOn: '2026-10-01',
    horizonDays: 30,
    marginCents: 1000,
    discountCents: 0,
    asOf: '2026-11-24',
  }
  it('is the rise of the share that took both, times orders and margin', () => {
    const found = bundleOutcome(offer, { base: 400, both: 40 }, { base: 200, both: 60 })
    expect(found).toMatchObject({ kind: 'measured', verdict: 'helped' })
    if (found.kind === 'measured') expect(found.effect.cents).toBeCloseTo(1000 * 200 * 0.2, 6)
  })
  it('is no help when more traffic only brought more of the same', () => {
    const found = bundleOutcome(offer, { base: 200, both: 20 }, { base: 800, both: 80 })
    expect(found).toMatchObject({ kind: 'measured', verdict: 'inconclusive' })
  })
  it('is less what the pair was made cheaper by', () => {
    const dear = bundleOutcome(
      { ...offer, discountCents: 900 },
      { base: 400, both: 40 },
      { base: 200, both: 60 },
    )
    expect(dear.kind === 'measured' && dear.effect.cents).toBeCloseTo(40_000 - 54_000, 6)
  })
  it('waits for its days, and for thirty orders', () => {
    expect(
      bundleOutcome({ ...offer, asOf: '2026-10-12' }, { base: 9, both: 1 }, { base: 9, both: 1 }),
    ).toEqual({
      kind: 'running',
      seenOn: '2026-10-02',
      until: '2026-11-01',
    })
    expect(bundleOutcome(offer, { base: 400, both: 40 }, { base: 12, both: 1 })).toMatchObject({
      kind: 'unknown',
      lack: { missing: 'orders', need: 30, have: 12 },
    })
  })
})

describe('a campaign as a suggestion', () => {
  const plan: CampaignPlan = {
    kind: 'plan',
    members: [],
    contacts: 300,
    holdout: 33,
    costCents: 6000,
    isIncremental: true,
    orders: { expected: 20, low: 12, high: 28 },
    profit: { cents: 14_000, low: 6000, high: 22_000 },
    detectable: 0.05,
    leftOut: {
      'without consent': 0,
      'contacted enough': 0,
      'better left alone': 0,
      'not worth a contact': 0,
      'over the budget': 0,
    },
  }
  const of = { id: 'CP-1', audience: 'all', asOf: '2026-11-24', days: 14 }
  it('gains its incremental profit where an effect was measured', () => {
    const { gain, risk } = adviseCampaign(plan, of)
    expect(gain).toEqual({ cents: 14_000, low: 6000, high: 22_000, days: 14 })
    expect(risk.ofLoss).toBeLessThan(0.05)
  })
  it('promises nothing where nobody was ever held out, and says so', () => {
    const { gain, risk, action } = adviseCampaign({ ...plan, isIncremental: false }, of)
    expect(gain).toEqual({ cents: 0, low: -6000, high: 22_000, days: 14 })
    expect(action.isIncremental).toBe(false)
    expect(risk.words).toContain('nobody was ever held out')
  })

  const arm = (customers: number, cents: number) => ({
    customers,
    buyers: customers,
    orders: { count: customers, sum: customers, squares: customers },
    marginCents: { count: customers, sum: customers * cents, squares: customers * (cents ** 2 + 2500) },
  })
  const outcome = (contact: ReturnType<typeof arm>, holdout: ReturnType<typeof arm>) =>
    campaignOutcome({
      contact,
      holdout,
      costCents: 100,
      found: reportCampaign(contact, holdout, 100),
      seenOn: '2026-11-25',
      days: 14,
    })
  it('is measured against the held out', () => {
    const found = outcome(arm(100, 300), arm(100, 200))
    expect(found).toMatchObject({ kind: 'measured', verdict: 'helped' })
    if (found.kind !== 'measured') throw new Error(found.kind)
    expect(found.effect.cents).toBeCloseTo(100 * 100 - 100, 6)
    expect(found.effect.baselineCents).toBeCloseTo(20_000, 6)
  })
  it('can never be told without a holdout, and not yet with a small one', () => {
    expect(outcome(arm(100, 300), arm(0, 0))).toEqual({ kind: 'inconclusive', because: 'nobody held out' })
    expect(outcome(arm(100, 300), arm(9, 200))).toMatchObject({
      kind: 'unknown',
      lack: { missing: 'customers', need: 30, have: 9 },
    })
  })
})

describe('a verdict as a suggestion', () => {
  const verdict: VerdictFacts = {
    experiment: 'EXP-7',
    arm: 'B',
    verdict: 'ship',
    because: 'it got better',
    asOf: '2026-11-24',
    gmv: { estimate: 20, low: 4, high: 36 },
    margin: 0.5,
    shoppers: { own: 100, others: 300 },
  }
  const worth = (over: Partial<VerdictFacts> = {}) => {
    const advice = adviseVerdict({ ...verdict, ...over })
    if (advice.kind !== 'act') throw new Error('nothing to do')
    return advice.suggestion
  }
  it('gains the margin of all who do not have it yet', () => {
    expect(worth().gain).toMatchObject({ cents: 30 * 300 * 0.5 * 20, days: 30 })
    expect(worth().gain.low).toBeGreaterThan(0)
    expect(worth().risk.ofLoss).toBeCloseTo(0.0071, 3)
  })
  it('rolled back saves what it costs those who have it', () => {
    const gmv = { estimate: -20, low: -36, high: -4 }
    expect(worth({ verdict: 'roll back', gmv }).gain.cents).toBe(30 * 100 * 0.5 * 20)
    expect(worth({ verdict: 'roll back' }).gain.cents).toBe(-30 * 100 * 0.5 * 20)
  })
  it('gives the arm that is shipped to everybody, and the one rolled back to nobody', () => {
    expect(worth().action.rolloutPercent).toBe(100)
    expect(worth({ verdict: 'roll back' }).action.rolloutPercent).toBe(0)
  })
  it('is worth an unknown amount where no cost is known', () => {
    expect(adviseVerdict({ ...verdict, margin: null })).toEqual({ kind: 'unknown', missing: 'margin' })
  })
})
