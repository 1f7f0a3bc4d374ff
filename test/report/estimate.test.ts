import { describe, expect, it } from 'vitest'
import type { EstimateKind } from '../../src/report/words/estimate.ts'
import { localeOf } from '../../src/report/words/locale.ts'
import { roundByRange } from '../../src/report/words/round-by-range.ts'

function said(kind: EstimateKind, value: number, low: number, high: number, currency = 'EUR') {
  const shown = localeOf('en', { currency, zone: 'UTC' }).estimate(kind, { value, low, high })
  return `${shown.value} (${shown.low} to ${shown.high})`
}

describe('an estimate with its range', () => {
  it.each<[EstimateKind, number, number, number, string]>([
    // the same ±35 % over eight magnitudes
    ['money', 465_443, 323_788, 636_198, '€4,700 (€3,200 to €6,400)'],
    ['money', 46_544_300, 32_378_800, 63_619_800, '€470,000 (€320,000 to €640,000)'],
    ['money', 4_654_430_000, 3_237_880_000, 6_361_980_000, '€47,000,000 (€32,000,000 to €64,000,000)'],
    ['money', 46_544, 32_379, 63_620, '€470 (€320 to €640)'],
    ['money', 4654, 3238, 6362, '€47 (€32 to €64)'],
    ['money', 465, 324, 636, '€4.70 (€3.20 to €6.40)'],
    ['money', 47, 32, 64, '€0.47 (€0.32 to €0.64)'],
    // narrower ranges bear more
    ['money', 1_280_312, 1_101_512, 1_468_912, '€12,800 (€11,000 to €14,700)'],
    ['money', 465_443, 464_000, 467_000, '€4,654 (€4,640 to €4,670)'],
    ['money', 465_443, 465_430, 465_460, '€4,654 (€4,654 to €4,655)'],
    ['money', 46_544, 46_500, 46_600, '€465 (€465 to €466)'],
    // gains about nothing, losses, no width
    ['money', 2000, -40_000, 44_000, '€20 (−€400 to €440)'],
    ['money', 0, -40_000, 44_000, '€0 (−€400 to €400)'],
    ['money', -12_345, -20_000, -5000, '−€120 (−€200 to −€50)'],
    ['money', 24_010, 24_010, 24_010, '€240 (€240 to €240)'],
    ['money', 764, 764, 764, '€7.64 (€7.64 to €7.64)'],
    ['money-per', 24_010, 24_010, 24_010, '€240.10 (€240.10 to €240.10)'],
    ['money', 240_110, 240_110, 240_110, '€2,401 (€2,401 to €2,401)'],
    ['gain', 30_500, -20_000, 88_000, '+€300 (−€200 to +€900)'],
    ['money-per', 8234, 7912, 8570, '€82 (€79 to €86)'],
    ['rate', 0.0331, 0.031, 0.0352, '3.31 % (3.10 % to 3.52 %)'],
    ['rate', 0.0622, 0.0194, 0.1185, '6 % (2 % to 12 %)'],
    ['rate', 0.000_412, 0.000_2, 0.000_6, '0.04 % (0.02 % to 0.06 %)'],
    ['rate', 1, 1, 1, '100.00 % (100.00 % to 100.00 %)'],
    ['count', 186.4, 151, 222, '190 (150 to 220)'],
    ['count', 3.42, 0.8, 7.1, '3.4 (0.8 to 7.1)'],
    ['count', 3.42, 0.8, 9.1, '3 (1 to 9)'],
    ['money', 46_544, 46_530, 46_560, '€465 (€465 to €466)'],
    ['count', 3.42, 2.9, 3.8, '3.4 (2.9 to 3.8)'],
    ['count', 12.42, 12.3, 12.6, '12 (12 to 13)'],
    ['count', 1_234_567, 1_100_000, 1_400_000, '1,230,000 (1,100,000 to 1,400,000)'],
    ['points', -0.0042, -0.0071, -0.0013, '−0.42 pp (−0.71 pp to −0.13 pp)'],
    ['change', 0.083, -0.12, 0.31, '+8 % (−12 % to +31 %)'],
  ])('of %s %d (%d to %d) is %s', (kind, value, low, high, expected) => {
    expect(said(kind, value, low, high)).toBe(expected)
  })

  it.each([
    ['JPY', 4654, 3238, 6362, '¥4,700 (¥3,200 to ¥6,400)'],
    ['JPY', 47, 44, 49, '¥47 (¥44 to ¥49)'],
    ['JPY', 4654, 4653, 4655, '¥4,654 (¥4,653 to ¥4,655)'],
    ['KWD', 4_654_430, 3_237_880, 6_361_980, 'KWD 4,700 (KWD 3,200 to KWD 6,400)'],
    ['KWD', 4654, 3238, 6362, 'KWD 4.700 (KWD 3.200 to KWD 6.400)'],
    ['KWD', 4654, 4653, 4655, 'KWD 4.654 (KWD 4.653 to KWD 4.655)'],
    ['USD', 465_443, 323_788, 636_198, '$4,700 ($3,200 to $6,400)'],
    ['CNY', 465_443, 323_788, 636_198, 'CN¥4,700 (CN¥3,200 to CN¥6,400)'],
  ])('in %s %d (%d to %d) is %s', (currency, value, low, high, expected) => {
    expect(said('money', value, low, high, currency).replace(/\s/g, ' ')).toBe(expected)
  })

  it('never turns its order round, and moves no end by more than half a step', () => {
    for (let power = -3; power <= 9; power++)
      for (const value of [1, 1.7, 3.549, 3.56, 9.99])
        for (const width of [0.0004, 0.03, 0.35, 0.9, 4]) {
          const scale = 10 ** power
          const spread = { value: value * scale, low: (value - width) * scale, high: (value + width) * scale }
          const found = roundByRange(spread, 0.01)
          expect(found.low).toBeLessThanOrEqual(found.value)
          expect(found.value).toBeLessThanOrEqual(found.high)
          // at most a fifth of the half-width is lost, unless money has no smaller coin
          const lost = Math.abs(found.value - spread.value)
          expect(lost).toBeLessThanOrEqual(Math.max(0.005, 0.15 * width * scale) + 1e-9)
          expect(`${found.value}`).not.toMatch(/\.\d*(0000|9999)\d/)
        }
  })
})

describe('amounts', () => {
  const { money, price } = localeOf('en', { currency: 'EUR', zone: 'UTC' })
  it('have no cents from four digits on, and prices have them always', () => {
    expect([99_999, 100_000, 123_456, -123_456, 7].map(money)).toEqual([
      '€999.99',
      '€1,000',
      '€1,235',
      '−€1,235',
      '€0.07',
    ])
    expect([99_999, 129_999, 1_234_567].map(price)).toEqual(['€999.99', '€1,299.99', '€12,345.67'])
    expect(localeOf('en', { currency: 'JPY', zone: 'UTC' }).price(1299)).toBe('¥1,299')
  })
})
