import { DATA, type Incident } from '../../src/alerts/incident.ts'

export const COLLAPSE: Incident = {
  family: 'sales',
  direction: 'down',
  day: '2026-11-23',
  kpi: 'conversion',
  label: 'Conversion',
  unit: 'rate',
  isBad: true,
  where: { platform: 'bazario', category: 'Electronics' },
  value: 0.007,
  expected: 0.062,
  low: 0.012,
  high: 0.113,
  since: null,
  score: -4.4,
  stakeCents: 172_351,
  alongside: ['Orders 3, expected 16'],
  faults: [],
}

export const BROKEN_FEED: Incident = {
  ...COLLAPSE,
  family: DATA,
  kpi: DATA,
  label: 'Data',
  unit: 'count',
  where: {},
  value: null,
  expected: null,
  low: null,
  high: null,
  score: null,
  stakeCents: null,
  alongside: [],
  faults: ['nordmarkt/orders is late: nothing has come from it for 40 hours.'],
}
