import { describe, expect, it } from 'vitest'
import { keyOf, parseIncident } from '../../src/alerts/incident.ts'
import { alertMessage } from '../../src/alerts/say.ts'
import { toPlainText } from '../../src/messages/plain-text.ts'
import { localeOf } from '../../src/report/words/locale.ts'
import { COLLAPSE, LATE_SOURCE } from './incidents.ts'

/** The column `finding` of the table `alert` as the version before wrote it, on the shop of jobs/watch.test.ts. */
const OLD_KPI = JSON.parse(
  `{"family":"sales","direction":"down","day":"2026-11-23","kpi":"conversion","label":"Conversion","unit":"rate","isBad":true,"where":{"platform":"bazario","category":"Electronics"},"value":0.016666666666666666,"expected":0.19473677498104,"low":0.05106283955175022,"high":0.38812431464674074,"since":null,"score":-4.039317110067114,"stakeCents":10630,"alongside":["Orders 1, expected 12","GMV €10.00, expected €116.30","Units 1, expected 12"],"faults":[]}`,
)
const OLD_DATA = JSON.parse(
  `{"family":"data","direction":"down","day":"2026-11-24","kpi":"data","label":"Data","unit":"count","isBad":true,"where":{},"value":null,"expected":null,"low":null,"high":null,"since":null,"score":null,"stakeCents":null,"alongside":[],"faults":["bazario/orders fails: https://bazario.example answered HTML"]}`,
)

const said = (finding: unknown) =>
  toPlainText(
    alertMessage(
      {
        id: '7',
        incident: parseIncident(finding),
        ackedBy: null,
        snoozedUntil: null,
        resolvedAt: null,
        resolvedBecause: null,
      },
      localeOf('en', { zone: 'Europe/Berlin', currency: 'EUR' }),
    ),
  )

describe('an incident that an older version has kept', () => {
  it('of a KPI is read with its segment and its figures', () => {
    expect(parseIncident(OLD_KPI)).toEqual({
      kind: 'kpi',
      family: 'sales',
      direction: 'down',
      day: '2026-11-23',
      kpi: 'conversion',
      isBad: true,
      segment: { platform: 'bazario', category: 'Electronics' },
      value: 0.016666666666666666,
      expected: 0.19473677498104,
      low: 0.05106283955175022,
      high: 0.38812431464674074,
      since: null,
      score: -4.039317110067114,
      stakeCents: 10630,
      alongside: ['Orders 1, expected 12', 'GMV €10.00, expected €116.30', 'Units 1, expected 12'],
    })
    expect(keyOf(parseIncident(OLD_KPI))).toBe('sales down platform=bazario category=Electronics')
  })

  it('of the data is read with its sentences', () => {
    const faults = ['bazario/orders fails: https://bazario.example answered HTML']
    expect(parseIncident(OLD_DATA)).toEqual({ kind: 'data', day: '2026-11-24', faults })
    expect(keyOf(parseIncident(OLD_DATA))).toBe('data')
  })

  it('is said in the words of then', () => {
    const text = said(OLD_KPI)
    expect(text).toContain('Conversion fell in bazario × Electronics on Mon 23 Nov 2026')
    expect(text).toContain('19 % (5 % to 39 %)')
    expect(text).toContain('€106 a day')
    expect(text).toContain('GMV €10.00, expected €116.30')
    expect(said(OLD_DATA)).toContain('bazario/orders fails: https://bazario.example answered HTML')
  })

  it('is read also when it was kept before shifts were told by their first day', () => {
    const { since, ...before } = OLD_KPI
    expect(since).toBeNull()
    expect(parseIncident(before)).toMatchObject({ since: null })
  })
})

it.each([
  ['a KPI', COLLAPSE],
  ['the data', LATE_SOURCE],
])('an incident of %s is read as it was kept', (_, incident) => {
  expect(parseIncident(JSON.parse(JSON.stringify(incident)))).toEqual(incident)
})

it('what is no incident is refused at the door', () => {
  expect(() => parseIncident({ score: 9.5 })).toThrow()
})
