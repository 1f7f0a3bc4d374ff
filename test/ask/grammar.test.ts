import { describe, expect, it } from 'vitest'
import { normalise } from '../../src/ask/normalise.ts'
import { understand } from '../../src/ask/understand.ts'
import { ENGLISH_FAULTS } from '../../src/report/words/faults.ts'
import { KNOWN } from './shop-words.ts'

const line = (said: string) => {
  const found = understand(said, KNOWN)
  return found.kind === 'line' ? found.line : `? ${ENGLISH_FAULTS.fault(found.fault)}`
}

describe('amounts', () => {
  it.each([
    ['budget of €5k', '5000'],
    ['budget of 1.500,50 €', '1500.50'],
    ['budget of 1500,50 euros', '1500.50'],
    ['budget of ¥12,000', '12000'],
    ['budget of 5000 kwd', '5000'],
    ['budget of 5.000 €', '5.000'],
  ])('restock with a %s is budget=%s, as a command takes it', (said, budget) => {
    expect(line(`restock with a ${said}`)).toBe(`/restock budget=${budget}`)
  })
})

describe('normalising', () => {
  it('makes full-width signs, quotes and dashes common ones', () => {
    expect(normalise('ｃｏｎｖｅｒｓｉｏｎ　＜２％？')).toBe('conversion <2%')
    expect(normalise('“Travel Jeans 25” −5%!')).toBe('"Travel Jeans 25" -5%')
  })
})

describe('a merchant and nothing else', () => {
  it.each([
    ['tell me about Isarwerk', '/merchant M-012'],
    ['Isarwerk', '/merchant M-012'],
    ['what about Isarwerk?', '/merchant M-012'],
    ['Isarwerk 的情况', '/merchant M-012'],
  ])('%s is asked of its card', (said, asked) => {
    expect(line(said)).toBe(asked)
  })

  it.each([
    'supplier lead time, Isarwerk',
    'Isarwerk on bazario',
    'Isarwerk and Nordkontor',
    'invoices of Isarwerk',
  ])('%s is not', (said) => {
    expect(line(said)).not.toContain('/merchant')
  })
})

describe('dates', () => {
  it.each([
    ['gmv yesterday', '2026-11-23'],
    ['gmv 昨天', '2026-11-23'],
    ['gmv last month', '2026-10'],
    ['gmv october', '2026-10'],
    ['gmv 十月', '2026-10'],
    ['gmv december', '2025-12'],
    ['gmv Q3', '2026-07-01..2026-09-30'],
    ['gmv last monday', '2026-11-23'],
    ['gmv between 1 November and 15 November', '2026-11-01..2026-11-15'],
    ['gmv 1.11.2026 - 15.11.2026', '2026-11-01..2026-11-15'],
    ['gmv past 4 weeks', '28d'],
    ['gmv last weekend', '2026-11-21..2026-11-22'],
    ['gmv christmas', '2025-12-25'],
    ['gmv black friday last year', '2025-11-28'],
    ['gmv since 1 October', '2026-10-01..2026-11-24'],
    ['gmv 10月1日至今', '2026-10-01..2026-11-24'],
    ['gmv from 10/11 to 15/11', '2026-11-10..2026-11-15'],
    ['gmv from 11/10 to 11/15', '2026-11-10..2026-11-15'],
    ['gmv 11月10日至15日', '2026-11-10..2026-11-15'],
    ['gmv first half of November', '2026-11-01..2026-11-15'],
    ['gmv the last week of October', '2026-10-25..2026-10-31'],
    ['gmv 11月下旬', '2026-11-21..2026-11-30'],
    ['gmv 第三季度', '2026-07-01..2026-09-30'],
    ['gmv 去年第四季度', '2025-10-01..2025-12-31'],
    ['gmv 国庆', '2026-10-01..2026-10-07'],
    ['gmv month over month', '2026-10'],
    ['gmv 2 weeks', '14d'],
    ['gmv 3 days ago', '2026-11-21'],
    ['gmv the week before last', '2026-11-09..2026-11-15'],
    ['gmv on the 15th', '2026-11-15'],
    ['gmv 上个月15号', '2026-10-15'],
    ['gmv H1', '2026-01-01..2026-06-30'],
    ['gmv 去年下半年', '2025-07-01..2025-12-31'],
    ['gmv week 47', '2026-11-16..2026-11-22'],
    ['gmv early November', '2026-11-01..2026-11-10'],
    ['gmv mon-fri', '2026-11-16..2026-11-20'],
    ['gmv sat + sun', '2026-11-21..2026-11-22'],
    ['gmv october last year', '2025-10'],
    ['gmv 中秋', '2026-09-25'],
    ['gmv easter', '2026-04-05'],
    ['gmv thanksgiving', '2025-11-27'],
  ])('%s is %s', (said, period) => {
    expect(line(said)).toBe(`/kpi gmv ${period}`)
  })

  it('ahead are those of a forecast', () => {
    expect(line('forecast gmv christmas')).toBe('/forecast gmv 2026-12-25')
    expect(line('gmv next month')).toBe('/forecast gmv 2026-12')
    expect(line('gmv in the next 7 days')).toBe('/forecast gmv 7')
    expect(understand('gmv next month', KNOWN, 'kpi')).toMatchObject({
      fault: { code: 'inTheFuture', period: '2026-12', command: '/kpi' },
      didYouMean: '/forecast gmv 2026-12',
    })
    expect(understand('gmv last week', KNOWN, 'forecast')).toMatchObject({
      fault: { code: 'inThePast', period: '2026-11-16..2026-11-22' },
      didYouMean: '/kpi gmv 2026-11-16..2026-11-22',
    })
  })

  it.each([
    ['orders 7 app', '/forecast orders channel=app 7'],
    ['app orders 14', '/forecast orders channel=app 14'],
    ['30 gmv bazario', '/forecast gmv platform=bazario 30'],
  ])('of a forecast may be a number alone: %s', (said, meant) => {
    expect(understand(said, KNOWN, 'forecast')).toEqual({ kind: 'line', line: meant })
    expect(understand(said, KNOWN, 'kpi').kind).toBe('unclear')
  })

  it('that no calendar has are called that', () => {
    for (const day of ['2026-02-30', '30 February', '31.11.2026', '2月30日', '2026-13'])
      expect(line(`gmv ${day}`)).toBe(`? “${day}” is not in the calendar.`)
  })

  it('without a year are asked back where day and month cannot be told apart', () => {
    expect(line('gmv from 10/11 to 12/11')).toMatch(/^\?/)
  })

  it('one at a time, but a period with the one before it is that period', () => {
    expect(line('sales this month vs last month')).toBe('/kpi gmv 2026-11')
    expect(line('sales in July vs October')).toMatch(/^\? One period at a time/)
  })
})

describe('segments and products', () => {
  it.each([
    ['conversion bazario × Electronics', '/kpi conversion platform=bazario category=Electronics'],
    ['electronics on bazario: conversion', '/kpi conversion platform=bazario category=Electronics'],
    ['gmv category=Home & Living platform=bazario', '/kpi gmv platform=bazario category="Home & Living"'],
    ['gmv home and living', '/kpi gmv category="Home & Living"'],
    ['Isarwerk orders', '/kpi orders merchant=M-012'],
    ['price of “Travel Jeans 25” -5%', '/price bazario/SKU-2872 -5%'],
    ['restock M-007 top 10', '/restock M-007 top 10'],
    ['orders per channel on bazario last month', '/kpi orders platform=bazario by=channel 2026-10'],
    ['各地区转化率', '/kpi conversion by=region'],
    ['SKU-2872 打八五折', '/price SKU-2872 -15%'],
    ['SKU-2872减一成', '/price SKU-2872 -10%'],
    ['SKU-2872 minus ten percent', '/price SKU-2872 -10%'],
    ['which platform sold the most in October', '/kpi gmv by=platform 2026-10'],
    ['雙十一網頁訪問', '/kpi sessions channel=web 2026-11-11'],
    ['restock with 两千五百欧', '/restock budget=2500'],
  ])('%s', (said, meant) => {
    expect(line(said)).toBe(meant)
  })

  it('two members of one dimension are refused, and so is a member that is none', () => {
    expect(line('gmv toys fashion')).toBe('? One category at a time, not Toys and Fashion.')
    expect(line('gmv category=Tyos')).toBe('? No category is called “Tyos”.')
  })
})

describe('what was not understood', () => {
  it('is said, with what would be answered without it', () => {
    expect(understand('revenue from France last week', KNOWN)).toEqual({
      kind: 'unclear',
      fault: { code: 'notUnderstood', words: ['France'] },
      didYouMean: '/kpi gmv 2026-11-16..2026-11-22',
    })
  })

  it('is never led back to another id, nor from far away', () => {
    expect(line('price of SKU-2873')).toMatch(/^\?/)
    expect(line('wbsite visitrs yesterday')).toMatch(/^\?/)
  })
})
