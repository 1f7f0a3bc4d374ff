import { describe, expect, it } from 'vitest'
import { sayIncident, sayVerdict } from '../../src/digests/say-verdict.ts'
import { incidentOf, lightOf, verdictOf } from '../../src/digests/verdict.ts'
import { pointOf } from '../../src/metrics/metric.ts'
import { metricNamed } from '../../src/metrics/registry.ts'
import type { Comparison } from '../../src/report/compare.ts'
import { localeOf } from '../../src/report/words/locale.ts'
import type { StoredAlert } from '../../src/state/alerts.ts'

const SHOP = { currency: 'EUR', zone: 'Europe/Berlin' }
const en = localeOf('en', SHOP)
const zh = localeOf('zh', SHOP)
const MONDAY = '2026-11-23'

interface Kpi {
  readonly value: number
  readonly usual?: number | null
  readonly mark?: Comparison['mark']
  readonly score?: number
}

/** Values of money in euros, of rates as shares. */
function kpi(name: string, { value, usual = null, mark = 'normal', score = 0 }: Kpi): Comparison {
  const metric = metricNamed(name)
  if (!metric) throw new Error(name)
  const scale = metric.unit === 'money' || metric.unit === 'money-per' ? 100 : 1
  const finding = {
    kind: 'finding',
    expected: (usual ?? value) * scale,
    low: 0,
    high: 0,
    actual: value * scale,
    score,
    p: 0.5,
    method: 'gamma',
    isAnomaly: false,
    direction: 'up',
    because: 'inside',
    since: MONDAY,
    stakeCents: null,
  }
  return {
    metric,
    today: pointOf(MONDAY, value * scale, 1),
    usual: usual === null ? null : pointOf(MONDAY, usual * scale, 1),
    expected: finding as Comparison['expected'],
    mark,
  }
}

const alert = (one: Partial<StoredAlert>): StoredAlert => ({
  id: '1',
  key: 'conversion',
  kpi: 'conversion',
  dayOpened: MONDAY,
  status: 'open',
  snoozedUntil: null,
  ackedBy: null,
  value: 0.0074,
  low: 0.04,
  high: 0.08,
  expected: 0.0622,
  stakeCents: 172_351,
  location: { platform: 'bazario', category: 'Electronics' },
  finding: {},
  messageKey: null,
  openedAt: new Date('2026-11-24T06:00:00Z'),
  updatedAt: new Date('2026-11-24T06:00:00Z'),
  resolvedAt: null,
  ...one,
})

function said(compared: readonly Comparison[], alerts: readonly StoredAlert[] = [], names: string[] = []) {
  const how = verdictOf(compared, names.length > 0)
  const incident = incidentOf(alerts)
  const [english, chinese] = [en, zh].map((locale) =>
    [
      sayVerdict(how, locale.words.verdict.day(MONDAY), { names, locale }),
      sayIncident(incident, locale),
    ].join(' '),
  )
  return { tone: how.tone, light: lightOf(how, incident, false), english, chinese }
}

const GMV = { value: 25_900, usual: 21_950 }
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

describe('the worst of the open alerts', () => {
  const good = [kpi('gmv', { ...GMV, mark: 'good', score: 3 })]
  it.each([
    {
      of: [alert({})],
      light: 'red',
      english: 'One open alert: bazario × Electronics takes almost no orders, €1,724 a day at stake.',
      chinese: '1 条未处理的告警：bazario × Electronics 几乎没有订单，每天影响 €1,724。',
    },
    {
      of: [alert({ value: 0, stakeCents: null })],
      light: 'red',
      english: 'One open alert: bazario × Electronics takes no orders.',
      chinese: '1 条未处理的告警：bazario × Electronics 没有订单。',
    },
    {
      of: [alert({ value: 0.04 })],
      light: 'red',
      english:
        'One open alert: conversion in bazario × Electronics at 4.00 %, expected 6.2 %, €1,724 a day at stake.',
      chinese: '1 条未处理的告警：bazario × Electronics的转化率为 4.00%，预期值 6.2%，每天影响 €1,724。',
    },
    {
      of: [alert({ value: 0.1, stakeCents: 990_000 }), alert({}), alert({ value: 0.05, stakeCents: 5000 })],
      light: 'red',
      english:
        '3 open alerts, the worst: bazario × Electronics takes almost no orders, €1,724 a day at stake.',
    },
    {
      of: [
        alert({
          kpi: 'late_delivery',
          value: 0.3,
          expected: 0.1,
          low: 0.07,
          high: 0.13,
          stakeCents: null,
          location: {},
        }),
      ],
      light: 'red',
      english: 'One open alert: late deliveries in the whole shop at 30.00 %, expected 10.0 %.',
    },
    {
      of: [alert({ value: 0.1, stakeCents: 990_000 })],
      light: 'green',
      english:
        'One open alert: conversion in bazario × Electronics at 10.00 %, expected 6.2 %, €9,900 a day above usual.',
    },
    {
      of: [
        alert({ value: 0.1 }),
        alert({
          kpi: 'data',
          key: 'data',
          value: null,
          expected: null,
          stakeCents: null,
          finding: { faults: [{ kind: 'late', source: 'demo.orders', hours: 30 }] },
        }),
      ],
      light: 'red',
      english: /^2 open alerts, the worst: the data are incomplete \(demo\.orders .*\)\.$/,
    },
  ])('$english', ({ of, light, english, chinese }) => {
    const found = said(good, of)
    expect(found.light).toBe(light)
    const [incident, inChinese] = [found.english, found.chinese].map((text) =>
      text?.slice(text.search(/[.。] /) + 2),
    )
    if (typeof english === 'string') expect(incident).toBe(english)
    else expect(incident).toMatch(english)
    if (chinese) expect(inChinese).toBe(chinese)
  })
})
