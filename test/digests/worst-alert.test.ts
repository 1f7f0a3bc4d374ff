import { describe, expect, it } from 'vitest'
import { alert, GMV, kpi, said } from './said-of-day.ts'

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
