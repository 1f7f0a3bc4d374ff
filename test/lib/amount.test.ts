import { describe, expect, it } from 'vitest'
import { amountFrom, numberFrom, percentFrom } from '../../src/lib/amount.ts'

const said = (typed: string, currency: string | null = 'EUR') => {
  const read = amountFrom(typed, currency)
  return read.kind === 'amount' ? read.value : read.kind === 'ambiguous' ? read.readings : null
}

describe('what is typed as an amount', () => {
  it.each([
    ['1500', 1500],
    ['1500,50', 1500.5],
    ['1500.50', 1500.5],
    ['1.500,50', 1500.5],
    ['1,500.50', 1500.5],
    ['1.500.000', 1_500_000],
    ['1,500,000', 1_500_000],
    ['1.500.000,5', 1_500_000.5],
    ["1'500.50", 1500.5],
    ['1 500,50', 1500.5],
    ['1\u202f500,50', 1500.5],
    ['1_500', 1500],
    ['1,50,000', 150_000],
    ['42,5', 42.5],
    ['0,30', 0.3],
    ['.5', 0.5],
    [',5', 0.5],
    ['0.500', 0.5],
    ['1234.567', 1234.567],
    ['1.2345', 1.2345],
    ['5,000', 5000],
    ['€5k', 5000],
    ['5k', 5000],
    ['2,5k €', 2500],
    ['5万', 50_000],
    ['¥5000', 5000],
    ['5000円', 5000],
    ['￥５０００', 5000],
    ['5000元', 5000],
    ['R$ 12,90', 12.9],
    ['US$5', 5],
    ['EUR 12,90', 12.9],
    ['12,90 EUR', 12.9],
    ['5000 kwd', 5000],
    ['30ct', 0.3],
    ['30分', 0.3],
    ['-5', -5],
    ['−5', -5],
    ['–5,5', -5.5],
    ['—5', -5],
    ['€-5', -5],
    ['-€5', -5],
    ['+5', 5],
    ['１００', 100],
  ])('%s', (typed, value) => {
    expect(said(typed)).toBe(value)
  })

  it.each([
    '',
    '-',
    '€',
    'abc',
    '5 abc',
    'abc 5',
    '1,2,3',
    '1.50.00',
    '1,,5',
    '5,',
    '5.',
    '--5',
    '1.5.000,00',
    '12xyz',
    '5%',
  ])('%s is none', (typed) => {
    expect(amountFrom(typed, 'EUR')).toEqual({ kind: 'none' })
  })

  it('asks which of two a dot before three digits is, and each answer is one reading', () => {
    expect(said('5.000')).toEqual(['5000', '5.00'])
    expect(said('1.234')).toEqual(['1234', '1.23'])
    expect(said('€5.000k')).toEqual(['5000000', '5000.00'])
    expect(said('-5.000')).toEqual(['-5000', '-5.00'])
    for (const typed of ['5.000', '1.234', '123.456', '-5.000'])
      for (const reading of [said(typed)].flat().map(String)) expect(said(reading)).toBe(Number(reading))
  })

  it('goes by the digits of the currency: none have no dot, three have all of them', () => {
    expect(said('5.000', 'JPY')).toBe(5000)
    expect(said('1.500.000', 'KRW')).toBe(1_500_000)
    expect(said('5.000', 'KWD')).toBe(5)
    expect(said('5,000', 'KWD')).toBe(5000)
    expect(said('0.300', 'KWD')).toBe(0.3)
    expect(said('5.000', null)).toEqual(['5000', '5.00'])
  })
})

it('a count is a number, and none where it may be either of two', () => {
  expect(['30,5', '1,500', '5.000', '12 pcs'].map(numberFrom)).toEqual([30.5, 1500, null, null])
})

it.each([
  ['2,5%', 2.5],
  ['2.5 %', 2.5],
  ['–5%', -5],
  ['−5', -5],
  ['+3,25%', 3.25],
  ['2.125%', 2.125],
  ['2,125%', 2.125],
  ['５％', 5],
  ['5%%', null],
  ['%', null],
  ['1,2,3', null],
])('%s is so many per cent', (typed, value) => {
  expect(percentFrom(typed)).toBe(value)
})
