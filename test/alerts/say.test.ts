import { expect, it } from 'vitest'
import type { Incident } from '../../src/alerts/incident.ts'
import { alertMessage } from '../../src/alerts/say.ts'
import type { Language } from '../../src/lib/language.ts'
import { toPlainText } from '../../src/messages/plain-text.ts'
import { localeOf } from '../../src/report/words/locale.ts'
import { COLLAPSE, LATE_SOURCE } from './incidents.ts'

const SHOP = { zone: 'Europe/Berlin', currency: 'EUR' }
const OPEN = { id: '7', ackedBy: null, snoozedUntil: null, resolvedAt: null, resolvedBecause: null }
const said = (incident: Incident, language: Language = 'en') =>
  toPlainText(alertMessage({ ...OPEN, incident }, localeOf(language, SHOP)))

it.each([
  ['en', '../golden/alert.txt'],
  ['zh', '../golden/alert.zh.txt'],
] as const)('is this message in %s', async (language, golden) => {
  const alerts = [COLLAPSE, { ...COLLAPSE, since: '2026-11-17' }, LATE_SOURCE]
  const messages = alerts.map((incident) => said(incident, language))
  await expect(`${messages.join('\n\n')}\n`).toMatchFileSnapshot(golden)
})

it('names a day that stands out by the day, and a shift by the days since it began', () => {
  expect(said(COLLAPSE)).toContain('Conversion fell in bazario × Electronics on Mon 23 Nov 2026')
  const shift = said({ ...COLLAPSE, since: '2026-11-17' })
  expect(shift).toContain('Conversion lower in bazario × Electronics since Tue 17 Nov 2026')
  expect(shift).toContain('the days since Tue 17 Nov 2026 together are 4.4 standard deviations from expected')
})

it('puts into words what the incident holds in figures', () => {
  expect(said(COLLAPSE)).toContain('Orders 3, expected 16')
  expect(said(LATE_SOURCE)).toContain('nordmarkt/orders is late: it has sent nothing for 40 hours.')
})

it('names a segment whose member is not known by its dimension', () => {
  expect(said({ ...COLLAPSE, segment: { channel: 'unknown' } })).toContain('in unknown channel on')
})

it('links to where it is written what to do, until it is over', () => {
  const runbook = 'https://wiki.example/conversion'
  const link = { kind: 'text', spans: [{ text: 'What to do (runbook)', href: runbook }] }
  const alert = { ...OPEN, incident: COLLAPSE, runbook }
  const locale = localeOf('en', SHOP)
  expect(alertMessage(alert, locale).blocks).toContainEqual(link)
  expect(alertMessage({ ...alert, resolvedAt: new Date(0) }, locale).blocks).not.toContainEqual(link)
})
