import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ReadSuggestion } from '../../src/ledger/kind.ts'
import { touchedBy } from '../../src/ledger/outcomes/measure.ts'
import { kinds } from '../../src/ledger/registry.ts'
import { localeOf } from '../../src/report/words/locale.ts'
import { openMarket } from '../support/market.ts'
import { ACTIONS } from './samples.ts'

const SUBJECT = 'nordmarkt/none'
const EUR = localeOf('en', { currency: 'EUR', zone: 'Europe/Berlin' })
const JPY = localeOf('en', { currency: 'JPY', zone: 'Asia/Tokyo' })
const SHOWN = { about: SUBJECT, locale: EUR }
const samples: Readonly<Record<string, object>> = ACTIONS

/** What comes of each kind when nobody knows what it is about: never a measured effect. */
const OF_UNKNOWN: Readonly<Record<string, unknown>> = {
  price: { kind: 'never-seen' },
  restock: { kind: 'never-seen' },
  bundle: { kind: 'unknown', lack: { missing: 'orders' } },
  campaign: null,
  experiment: { kind: 'inconclusive', because: 'no control left' },
  promotion: { kind: 'inconclusive', because: 'no control left' },
}

/** What is typed in the place of each sample's setting, the field it sets, and how it is read back. */
const CHANGED: Readonly<Record<string, readonly [number, Readonly<Record<string, number>>, string]>> = {
  price: [19.5, { toCents: 1950 }, '€19.50'],
  restock: [30, { order: 30 }, '30 pieces'],
  bundle: [27.5, { pairCents: 2750 }, '€27.50'],
  campaign: [60, { costCents: 6000 }, '€60.00 for all contacts'],
  promotion: [3, { pauseDays: 3 }, 'a pause of 3 days'],
  experiment: [25, { rolloutPercent: 25 }, '25 % of customers'],
}
/** What costs more or less when it is changed: 30 of 24 pieces, and a campaign's own sum. */
const COSTS: Readonly<Record<string, number>> = { restock: 5625, campaign: 6000 }

let market: Awaited<ReturnType<typeof openMarket>>
beforeAll(async () => {
  market = await openMarket()
}, 120_000)
afterAll(() => market.remove())

const textOf = (read: ReadSuggestion) =>
  read
    .doing(EUR)
    .map((span) => (typeof span === 'string' ? span : span.text))
    .join('')

describe.each(kinds)('a suggestion of $kind', ({ kind, read }) => {
  const action = samples[kind] ?? {}
  const of = (changed: object = {}) => {
    const found = read({ subject: SUBJECT, action: JSON.parse(JSON.stringify({ ...action, ...changed })) })
    if (!found) throw new Error(`the sample of ${kind} is none`)
    return found
  }

  it('is read as it was stored, also with more than is read', () => {
    expect(of({ elasticity: -2 })).toMatchObject({ title: expect.any(String), days: expect.any(Number) })
    expect(of().confidence).toBeGreaterThan(0)
    expect(read({ subject: SUBJECT, action: { ...action, confidence: undefined } })?.confidence).toBeNull()
  })

  it('is not read from what is none, nor from any other kind', () => {
    const others = Object.keys(samples).filter((other) => other !== kind)
    for (const other of [null, 'text', {}, ...others.map((name) => samples[name])])
      expect(read({ subject: SUBJECT, action: other })).toBeNull()
  })

  it('has words for what is to be done, its gain and its risk', () => {
    const { gains, risk } = of()
    expect(textOf(of()).length).toBeGreaterThan(10)
    for (const words of [gains(EUR), risk(EUR)]) expect(words).toMatch(/^[a-z][a-z ]+$/)
  })

  it('is edited to what is suggested, and stays itself', () => {
    const { label, initial, wanted, edited } = of().editable(SHOWN)
    expect(label).toContain(SUBJECT)
    expect(wanted).toMatch(/^[a-z]+$/)
    const changed = edited(Number(initial))
    if (typeof changed === 'string') throw new Error(changed)
    expect(Object.keys(changed)).toHaveLength(1)
    expect(of(changed).editable(SHOWN).initial).toBe(initial)
    expect(textOf(of(changed))).toBe(textOf(of()))
  })

  it('names what a button does, short enough for one', () => {
    expect(`Approve ${of().brief(EUR)}`.length).toBeLessThanOrEqual(75)
    expect(of().brief(EUR)).toMatch(/\S{2}/)
  })

  it('tells what it was changed to as people read it, never as it is stored', () => {
    expect(of().changedTo(EUR)).toBeNull()
    const [typed, field, said] = CHANGED[kind] ?? [0, {}, '']
    expect(of().editable(SHOWN).edited(typed)).toEqual(field)
    const stored = JSON.parse(JSON.stringify(action))
    const found = read({ subject: SUBJECT, action: stored, edited: field })
    expect(found?.changedTo(EUR)).toBe(said)
    expect(found?.changedTo(JPY)).not.toContain('€')
  })

  it('tells what may be typed, and costs what it was changed to', () => {
    expect(of().editable(SHOWN).allowed).toMatch(/\d/)
    const cost = { cents: 4500, low: 4000, high: 5000 }
    expect(of().costOf(cost)).toMatchObject({ cents: 4500 })
    const [, field] = CHANGED[kind] ?? [0, {}]
    const found = read({ subject: SUBJECT, action: JSON.parse(JSON.stringify(action)), edited: field })
    expect(found?.costOf(cost).cents).toBe(COSTS[kind] ?? cost.cents)
  })

  it('is counted by its kind, or by a class of case of it', () => {
    expect(of().rule === kind || of().rule.startsWith(`${kind} `)).toBe(true)
  })

  it('names the products and merchants it is about', () => {
    const { products, merchants } = of().subjects
    for (const product of products) expect(product).toMatch(/^nordmarkt\/SKU-\d$/)
    expect(merchants).toEqual('merchantId' in action ? ['M-1'] : [])
    expect(products.length > 0).toBe('platform' in action)
  })

  it('has the outcome it declares for what nobody knows', async () => {
    const { lake, state } = market.ctx
    const unknown = of({ platform: 'nowhere' })
    const on = { decidedOn: '2026-09-01', asOf: '2026-11-23' }
    const outcome = await unknown.measure(on, { lake, state, touched: new Set() })
    expect(kind in OF_UNKNOWN).toBe(true)
    if (OF_UNKNOWN[kind] === null) expect(outcome).toBeNull()
    else expect(outcome).toMatchObject(OF_UNKNOWN[kind] ?? {})
  })
})

describe('an accepted offer of a pair', () => {
  it('touches both of its products', () => {
    const offer = { kind: 'bundle', subject: 'nordmarkt/SKU-1+SKU-2', action: ACTIONS.bundle }
    const old = { kind: 'bundle', subject: 'SKU-8', action: null }
    expect([...touchedBy([offer, old])]).toEqual(['nordmarkt/SKU-1', 'nordmarkt/SKU-2', 'SKU-8'])
  })
})
