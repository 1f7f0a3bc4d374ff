import { expect, it } from 'vitest'
import { incidentSchema } from '../../src/alerts/incident.ts'
import { alertMessage } from '../../src/alerts/say.ts'
import { toPlainText } from '../../src/messages/plain-text.ts'
import { COLLAPSE } from './incidents.ts'

const shop = { zone: 'Europe/Berlin', currency: 'EUR' }
const told = (incident: typeof COLLAPSE) =>
  toPlainText(
    alertMessage(
      { id: '7', incident, ackedBy: null, snoozedUntil: null, resolvedAt: null, resolvedBecause: null },
      shop,
    ),
  )

it('tells a day that stands out by the day, and a shift by the days since it began', () => {
  expect(told(COLLAPSE)).toContain('Conversion fell in bazario × Electronics on Monday, 2026-11-23')
  const shift = told({ ...COLLAPSE, since: '2026-11-17' })
  expect(shift).toContain('Conversion lower in bazario × Electronics since Tuesday, 2026-11-17')
  expect(shift).toContain('the days since 2026-11-17 together lie 4.4 standard deviations from what is usual')
})

it('reads alerts that were kept before shifts were told by their first day', () => {
  const { since, ...before } = COLLAPSE
  expect(since).toBeNull()
  expect(incidentSchema.parse(before).since).toBeNull()
})
