import { describe, expect, it } from 'vitest'
import { words } from '../../src/messages/words.ts'
import { withOpenAlerts } from '../../src/report/say-open-alert.ts'
import { localeOf } from '../../src/report/words/locale.ts'
import { type StoredAlert, UNTOUCHED } from '../../src/state/alerts.ts'

const at = new Date('2026-11-24T06:00:00Z')
const ALERT: StoredAlert = {
  ...UNTOUCHED,
  number: 1,
  id: 'a1',
  key: 'sales down',
  kpi: 'conversion',
  dayOpened: '2026-11-23',
  status: 'open',
  snoozedUntil: null,
  ackedBy: null,
  value: 0.01,
  low: 0.05,
  high: 0.07,
  expected: 0.06,
  stakeCents: 172_400,
  location: { platform: 'bazario', category: 'Electronics' },
  finding: { alongside: [{ kpi: 'orders', value: 3, expected: 16 }] },
  messageKey: null,
  openedAt: at,
  updatedAt: at,
  resolvedAt: null,
}
const SHOP = localeOf('en', { currency: 'EUR', zone: 'Europe/Berlin' })
const member = (dimension: 'category' | 'platform' | 'channel', name: string) => ({ dimension, member: name })
const said = (kpi: string, scope: Parameters<typeof withOpenAlerts>[1]['scope'], day = '2026-11-23') =>
  withOpenAlerts(words('The answer.'), { kpi, scope, day, alerts: [ALERT] }, SHOP)

describe('an answer about a KPI', () => {
  it('begins with its open alert', () => {
    const { text, blocks } = said('conversion', 'all')
    expect(text).toMatch(/^Open alert: Conversion in bazario × Electronics at 1\.00 %.* The answer\.$/)
    expect(blocks).toHaveLength(2)
    expect(JSON.stringify(blocks[0])).toContain('Open alert: ')
  })

  it('about an earlier day says nothing of what began after it', () => {
    expect(said('conversion', 'all', '2026-11-22').text).toBe('The answer.')
  })

  it.each([
    ['orders', 'all', true],
    ['conversion', member('category', 'Electronics'), true],
    ['conversion', member('channel', 'app'), true],
    ['conversion', member('category', 'Toys'), false],
    ['conversion', { ...member('category', 'Electronics'), and: member('platform', 'nordmarkt') }, false],
    ['refund_rate', 'all', false],
  ] as const)('tells an alert of the same KPI and rows only: %s %j', (kpi, scope, isTold) => {
    expect(said(kpi, scope).text.startsWith('Open alert')).toBe(isTold)
  })
})
