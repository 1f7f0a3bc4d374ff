import { describe, expect, it } from 'vitest'
import { GMV, kpi, said } from './said-of-day.ts'

const LATE = kpi('late_delivery', { value: 0.12, usual: 0.099, mark: 'bad', score: 3 })
const CONVERSION = kpi('conversion', { value: 0.065, usual: 0.061, mark: 'good', score: 2.5 })

describe('the verdict of a day', () => {
  it.each([
    {
      day: 'money stands out above the usual',
      compared: [kpi('gmv', { ...GMV, mark: 'good', score: 3 })],
      tone: 'good',
      light: 'green',
      english: 'Good Monday: GMV €25,900, +18 % on the usual Monday. No open alerts.',
      chinese: '星期一表现良好：成交总额 €25,900，较平时的星期一 +18%。 没有未处理的告警。',
    },
    {
      day: 'money is clearly above, as it is on a third of all days',
      compared: [kpi('gmv', { ...GMV, score: 1.4 })],
      tone: 'good',
      light: 'green',
      english: 'Good Monday: GMV €25,900, +18 % on the usual Monday, within range. No open alerts.',
      chinese: '星期一表现良好：成交总额 €25,900，较平时的星期一 +18%，在正常范围内。 没有未处理的告警。',
    },
    {
      day: 'a small shop that scatters: +18 % says nothing',
      compared: [kpi('gmv', { ...GMV, score: 0.4 })],
      tone: 'ordinary',
      light: 'green',
      english: 'Ordinary Monday: GMV €25,900, +18 % on the usual Monday. No open alerts.',
    },
    {
      day: 'the two yardsticks disagree',
      compared: [kpi('gmv', { value: 900, usual: 1000, score: 1.8 })],
      tone: 'ordinary',
      light: 'green',
      english: 'Ordinary Monday: GMV €900, −10 % on the usual Monday. No open alerts.',
    },
    {
      day: 'an ordinary day with a better rate',
      compared: [kpi('gmv', { value: 1020, usual: 1000 }), CONVERSION],
      tone: 'ordinary',
      light: 'green',
      english:
        'Ordinary Monday: GMV €1,020, +2.0 % on the usual Monday, with conversion +0.40 pp. No open alerts.',
      chinese:
        '星期一表现平稳：成交总额 €1,020，较平时的星期一 +2.0%，其中转化率 +0.40 个百分点。 没有未处理的告警。',
    },
    {
      day: 'good money and a bad service',
      compared: [kpi('gmv', { ...GMV, mark: 'good', score: 3 }), CONVERSION, LATE],
      tone: 'mixed',
      light: 'amber',
      english:
        'Mixed Monday: GMV €25,900, +18 % on the usual Monday, but late deliveries +2.10 pp. No open alerts.',
      chinese:
        '星期一有好有坏：成交总额 €25,900，较平时的星期一 +18%，但延迟发货率 +2.10 个百分点。 没有未处理的告警。',
    },
    {
      day: 'money is clearly below, within range',
      compared: [kpi('gmv', { value: 880, usual: 1000, score: -1.5 })],
      tone: 'slow',
      light: 'amber',
      english: 'Slow Monday: GMV €880, −12 % on the usual Monday, within range. No open alerts.',
      chinese: '星期一略显疲软：成交总额 €880，较平时的星期一 −12%，在正常范围内。 没有未处理的告警。',
    },
    {
      day: 'below, and something is bad besides',
      compared: [kpi('gmv', { value: 880, usual: 1000, score: -1.5 }), LATE],
      tone: 'bad',
      light: 'red',
      english:
        'Bad Monday: GMV €880, −12 % on the usual Monday, with late deliveries +2.10 pp. No open alerts.',
    },
    {
      day: 'nothing was sold where something always is',
      compared: [kpi('gmv', { value: 0, usual: 900, mark: 'bad', score: -9 })],
      tone: 'bad',
      light: 'red',
      english: 'Bad Monday: GMV €0, −100 % on the usual Monday. No open alerts.',
    },
    {
      day: 'a week of history',
      compared: [kpi('gmv', { value: 600, usual: null, mark: null })],
      tone: 'not-compared',
      light: 'none',
      english: 'Monday: GMV €600; there are too few earlier days to call it good or bad. No open alerts.',
      chinese: '星期一：成交总额 €600；历史数据不足，暂不评价好坏。 没有未处理的告警。',
    },
    {
      day: 'two earlier Mondays, and no range yet',
      compared: [kpi('gmv', { value: 600, usual: 500, mark: null })],
      tone: 'not-compared',
      light: 'none',
      english:
        'Monday: GMV €600, +20 % on the usual Monday; there are too few earlier days to call it good or bad. No open alerts.',
    },
    {
      day: 'nothing is sold on Mondays',
      compared: [kpi('gmv', { value: 0, usual: 0 })],
      tone: 'ordinary',
      light: 'green',
      english: 'Ordinary Monday: GMV €0, ±€0 on the usual Monday. No open alerts.',
    },
    {
      day: 'no figure at all',
      compared: [],
      tone: 'no-sales',
      light: 'amber',
      english: 'Monday: no sales in the data. No open alerts.',
      chinese: '星期一：数据中没有销售。 没有未处理的告警。',
    },
    {
      day: 'a shop without money in its data',
      compared: [kpi('orders', { value: 45, usual: 60, mark: 'bad', score: -4 })],
      tone: 'bad',
      light: 'red',
      english: 'Bad Monday: Orders 45, −25 % on the usual Monday. No open alerts.',
    },
    {
      day: 'four other things are bad',
      compared: [
        kpi('gmv', { value: 1000, usual: 1000 }),
        LATE,
        kpi('stock_out', { value: 0.084, usual: 0.049, mark: 'bad' }),
        kpi('refund_rate', { value: 0.06, usual: 0.04, mark: 'bad' }),
        kpi('conversion', { value: 0.05, usual: 0.06, mark: 'bad' }),
      ],
      tone: 'mixed',
      light: 'amber',
      english:
        'Mixed Monday: GMV €1,000, ±0.0 % on the usual Monday, but late deliveries +2.10 pp, out of stock +3.50 pp, refunded +2.00 pp, and 1 more. No open alerts.',
    },
  ])('$day', ({ compared, day: _, ...expected }) => {
    expect(said(compared)).toMatchObject(expected)
  })

  it('is of the promotion on a day that has one, whatever its mark', () => {
    const compared = [kpi('gmv', { value: 79_000, usual: 22_000, mark: null, score: 9 })]
    expect(said(compared, [], ['Double 11'])).toMatchObject({
      tone: 'named',
      light: 'green',
      english:
        'Double 11: GMV €79,000, +259 % on the usual Monday, which is compared without holidays and promotions. No open alerts.',
      chinese: 'Double 11：成交总额 €79,000，较平时的星期一 +259%（不含节假日和促销）。 没有未处理的告警。',
    })
  })
})
