import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { QUALITY } from '../../src/lake/build/quality/rules.ts'
import type { Look } from '../../src/lake/contract/rule.ts'
import { sayFault } from '../../src/report/say-fault.ts'
import { localeOf } from '../../src/report/words/locale.ts'

const SHOP = { currency: 'EUR', zone: 'Europe/Berlin' }
const english = localeOf('en', SHOP)
const chinese = localeOf('zh', SHOP)

/** What a rule of each kind has seen. */
const SEEN: Readonly<Record<Look['kind'], object>> = {
  key: { found: 3 },
  share: { rows: 1000, found: 120 },
  known: { rows: 1000, found: 120 },
  'of-order': { rows: 1000, found: 120 },
  waiting: { rows: 1000, found: 120 },
  'price-scale': { ratio: 100.2 },
  paid: { rows: 1000, found: 120 },
  'paid-scale': { ratio: 2.5 },
  behind: { days: 3, since: '2026-11-20', rows: 400, of: 'orders' },
  volume: { day: '2026-11-22', found: 900, usual: 300 },
  refused: { rows: 1000, found: 120, reason: 'unit_price is not a number' },
  columns: {
    changes: [
      { source: 'shop', column: 'region', share: 0.1, before: 0.9 },
      { source: 'shop', column: 'title', share: 0.8 },
    ],
  },
}

const RULES = QUALITY.flatMap(({ table, rules }) =>
  rules.map((rule) => ({ id: `${table}/${rule.name}`, look: rule.look.kind })),
)

describe('a broken rule', () => {
  it.each(RULES)('$id is said in Chinese, with its figures', ({ id, look }) => {
    const said = chinese.words.quality.rule(id, 'In English.', { look, ...SEEN[look] })
    expect(said).toMatch(/^[^A-Z]*\p{Script=Han}.*：.+。$/u)
    expect(said).not.toContain('English')
    expect(said).not.toMatch(/undefined|NaN|null/)
  })

  it('is said as it was stored in English, and where no figures were stored', () => {
    const says = 'The typical price of the order lines is 100 times the list price: cents.'
    const seen = { look: 'price-scale', ratio: 100 }
    expect(english.words.quality.rule('order_lines/price-scale', says, seen)).toBe(says)
    expect(chinese.words.quality.rule('order_lines/price-scale', says, undefined)).toBe(says)
    const fault = { kind: 'rule-broken', rule: 'order_lines/price-scale', says } as const
    expect(sayFault(fault, chinese)).toContain(says)
    expect(sayFault({ ...fault, seen }, chinese)).toContain('订单行的典型值是标价的 100 倍')
  })
})

describe('why a row was rejected', () => {
  const folder = new URL('../../src/lake/clean/', import.meta.url)
  const sql = readdirSync(folder).map((file) => readFileSync(new URL(file, folder), 'utf8'))
  const engine = ['cell-faults', 'sales'].map((file) =>
    readFileSync(new URL(`../../src/lake/engine/${file}.ts`, import.meta.url), 'utf8'),
  )
  const fixed = [...sql, engine[1] ?? ''].flatMap((text) =>
    [...text.matchAll(/then '((?:neither |\w+ (?:is|lies|times) )[^']+)'/g)].map(([, reason = '']) => reason),
  )
  const ofFields = [...(engine[0] ?? '').matchAll(/field \|\| '( [^']+)'/g)].map(
    ([, end = '']) => `unit_price${end}`,
  )
  const others = [
    'no order_id',
    'no exchange rate for USD on 2026-11-23',
    'no exchange rate for USD: the day of its order is not known',
    'unreadable: quote is not closed',
  ]

  it('is said in Chinese for every reason that the lake gives', () => {
    const reasons = [...new Set([...fixed, ...ofFields, ...others])]
    expect(reasons.length).toBeGreaterThan(20)
    for (const reason of reasons)
      expect(chinese.words.quality.reason(reason), reason).toMatch(/\p{Script=Han}/u)
    expect(chinese.words.quality.reason('unit_price is negative')).toBe('unit_price 为负数')
  })

  it('is shown as it stands where no words are known, and in English', () => {
    expect(chinese.words.quality.reason('some older sentence')).toBe('some older sentence')
    expect(english.words.quality.reason('no order_id')).toBe('no order_id')
  })
})
