import type { DataIncident, KpiIncident } from '../../src/alerts/incident.ts'

export const COLLAPSE: KpiIncident = {
  kind: 'kpi',
  family: 'sales',
  direction: 'down',
  day: '2026-11-23',
  kpi: 'conversion',
  isBad: true,
  segment: { platform: 'bazario', category: 'Electronics' },
  value: 0.007,
  expected: 0.062,
  low: 0.012,
  high: 0.113,
  since: null,
  score: -4.4,
  stakeCents: 172_351,
  alongside: [{ kpi: 'orders', value: 3, expected: 16 }],
}

export const LATE_SOURCE: DataIncident = {
  kind: 'data',
  day: '2026-11-23',
  faults: [{ kind: 'late', source: 'nordmarkt/orders', hours: 40 }],
}
