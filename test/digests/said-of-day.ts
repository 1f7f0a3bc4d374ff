import { sayIncident, sayVerdict } from '../../src/digests/say-verdict.ts'
import { incidentOf, lightOf, verdictOf } from '../../src/digests/verdict.ts'
import { pointOf } from '../../src/metrics/metric.ts'
import { metricNamed } from '../../src/metrics/registry.ts'
import type { Comparison } from '../../src/report/compare.ts'
import { localeOf } from '../../src/report/words/locale.ts'
import { type StoredAlert, UNTOUCHED } from '../../src/state/alerts.ts'

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
export function kpi(name: string, { value, usual = null, mark = 'normal', score = 0 }: Kpi): Comparison {
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

export const alert = (one: Partial<StoredAlert>): StoredAlert => ({
  ...UNTOUCHED,
  number: 1,
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

export function said(
  compared: readonly Comparison[],
  alerts: readonly StoredAlert[] = [],
  names: string[] = [],
) {
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

export const GMV = { value: 25_900, usual: 21_950 }
