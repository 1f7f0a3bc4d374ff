import { expect, it } from 'vitest'
import { sayAlert } from '../../src/report/say-alerts.ts'
import { localeOf } from '../../src/report/words/locale.ts'
import { type StoredAlert, UNTOUCHED } from '../../src/state/alerts.ts'

const SHOP = localeOf('en', { currency: 'EUR', zone: 'Europe/Berlin' })
const OPENED = new Date('2026-11-24T06:30:00Z')

const DATA: StoredAlert = {
  ...UNTOUCHED,
  number: 1,
  id: 'd6530385b701',
  key: 'data',
  kpi: 'data',
  dayOpened: '2026-11-24',
  status: 'open',
  snoozedUntil: null,
  ackedBy: null,
  value: null,
  low: null,
  high: null,
  expected: null,
  stakeCents: null,
  location: {},
  finding: {
    kind: 'data',
    day: '2026-11-24',
    faults: [{ kind: 'late', source: 'bazario/orders', hours: 40 }],
  },
  messageKey: 'alert:d6530385b701',
  openedAt: OPENED,
  updatedAt: OPENED,
  resolvedAt: null,
}

it('an alert about the data is said by its faults, also by those an older version kept as sentences', () => {
  const line = 'Data: bazario/orders is late: it has sent nothing for 40 hours; open since 24 Nov.'
  expect(sayAlert(DATA, SHOP)).toBe(line)
  const faults = ['bazario/orders is late: it has sent nothing for 40 hours.']
  expect(sayAlert({ ...DATA, finding: { family: 'data', faults } }, SHOP)).toBe(line)
})

it('an alert about a KPI is said by where it moved, its figures and its money', () => {
  const alert = {
    ...DATA,
    kpi: 'conversion',
    dayOpened: '2026-11-23',
    value: 0.012,
    expected: 0.059,
    stakeCents: 410_000,
    location: { platform: 'bazario', category: 'Electronics' },
  }
  expect(sayAlert(alert, SHOP)).toBe(
    'Conversion in bazario × Electronics at 1.20 %, expected 5.90 %; €4,100 a day at stake; open since 23 Nov.',
  )
})
