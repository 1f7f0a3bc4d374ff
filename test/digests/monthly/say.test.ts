import { expect, it } from 'vitest'
import { decideMonthly } from '../../../src/digests/monthly/decide.ts'
import type { MonthlyFacts } from '../../../src/digests/monthly/read.ts'
import { sayMonthly } from '../../../src/digests/monthly/say.ts'
import { type Day, daysIn, weekday } from '../../../src/lib/days.ts'
import type { Language } from '../../../src/lib/language.ts'
import { toPlainText } from '../../../src/messages/plain-text.ts'
import { conversion } from '../../../src/metrics/conversion.ts'
import { gmv } from '../../../src/metrics/gmv.ts'
import { type Metric, pointOf } from '../../../src/metrics/metric.ts'
import { localeOf } from '../../../src/report/words/locale.ts'
import { type StoredAlert, UNTOUCHED } from '../../../src/state/alerts.ts'

const line = (metric: Metric, of: (day: Day) => number, over: number) => ({
  metric,
  scope: 'all' as const,
  points: daysIn({ from: '2025-09-01', to: '2026-11-01' }).map((day) => pointOf(day, of(day), over)),
})
const at = new Date('2026-10-10T08:00:00Z')
const alert = (number: number, kpi: string, feedback: StoredAlert['feedback']): StoredAlert => ({
  ...UNTOUCHED,
  ...{
    id: `a${number}`,
    number,
    key: `k${number}`,
    kpi,
    dayOpened: '2026-10-10',
    status: 'resolved',
    feedback,
  },
  ...{ snoozedUntil: null, ackedBy: null, value: 0, low: 0, high: 1, expected: 1, stakeCents: null },
  ...{ location: {}, finding: null, messageKey: null, openedAt: at, updatedAt: at, resolvedAt: at },
})

/** October brings a fifth more than September and a tenth more than a year before. */
const facts: MonthlyFacts = {
  range: { from: '2026-10-01', to: '2026-11-01' },
  asOf: '2026-11-01',
  lines: [
    line(
      gmv,
      (day) =>
        (weekday(day) >= 6 ? 200_000 : 100_000) *
        (day < '2025-11-01' ? 1 : day < '2026-10-01' ? 1.1 / 1.2 : 1.1),
      1,
    ),
    line(conversion, () => 3, 100),
  ],
  named: new Map(),
  targets: [],
  suggestions: { approved: 3, skipped: 1, measured: [] },
  experiments: [{ id: 'EXP-7', name: 'Green button', endedOn: '2026-10-20' }],
  alerts: [
    alert(1, 'gmv', 'useful'),
    alert(2, 'gmv', 'noise'),
    alert(3, 'conversion', null),
    alert(4, 'data', null),
  ],
  broken: [],
}

function said(language: Language, more: Partial<MonthlyFacts> = {}, isCompact = false): string {
  const given = { ...facts, ...more }
  return toPlainText(
    sayMonthly(decideMonthly(given), given, {
      ...{
        shopName: 'Kiosk',
        segment: null,
        slotDay: '2026-11-02',
        isLate: false,
        isCompact,
        confirmAbove: 500,
      },
      locale: localeOf(language, { currency: 'EUR', zone: 'Europe/Berlin' }),
    }),
  )
}

it('says how the month was, what was done, how good alerts and data were', () => {
  const text = said('en')
  expect(text).toContain(
    'October 2026: GMV €44,000, +10.0 % on a year before and +20.0 % on the period before.',
  )
  expect(text).toMatch(/GMV +€44,000 +€36,667 +\+20\.0 % +€40,000 +\+10\.0 %/)
  expect(text).toContain('Suggestions: 3 approved, 1 skipped. None was measured in this time.')
  expect(text).toContain('Green button, on 20 Oct: /experiment report EXP-7')
  expect(text).toMatch(/GMV +2 +1 +0 +1 +0/)
  expect(text).toMatch(/Data +1 +0 +0 +0 +1/)
  expect(text).toContain('every day has sales data')
  expect(text).not.toMatch(/NaN|undefined|Infinity/)
})

it('is in Chinese for who reads Chinese', () => {
  const text = said('zh')
  expect(text).toMatch(
    /2026年10月：成交总额 \(GMV\) €44,000，同比 \+10\.0%，环比 \+20\.0%。|2026年10月：成交总额/,
  )
  expect(text).toContain('批准 3 条，跳过 1 条')
  expect(text).not.toMatch(/Suggestions|Alerts|Before/)
})

it('of a segment says nothing of the data of the shop, and compact nothing but figures and targets', () => {
  expect(said('en', { broken: null, experiments: [] })).not.toMatch(/Data quality|Experiments/)
  expect(said('en', {}, true)).not.toMatch(/Suggestions|Alerts by kind|Data quality/)
})

it('says which days have no data', () => {
  const lines = facts.lines.map((one) => ({
    ...one,
    points: one.points.map((point) => (point.day === '2026-10-05' ? pointOf(point.day, 0, 0) : point)),
  }))
  expect(said('en', { lines })).toContain('1 day without sales data: 5 Oct.')
})
