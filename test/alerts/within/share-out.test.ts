import { describe, expect, it } from 'vitest'
import { decide } from '../../../src/alerts/decide.ts'
import type { KpiIncident, WithinDay } from '../../../src/alerts/incident.ts'

const WITHIN: WithinDay = {
  ...{ since: '2026-11-24T10:00:00Z', from: '2026-11-24T10:00:00Z', to: '2026-11-24T10:15:00Z' },
  ...{ until: '2026-11-24T10:30:00Z', step: 'orders', funnel: [], lostOrders: 12, lostCents: 24_000 },
  ...{ anHourCents: 48_000, hours: [], promos: [], priceChanges: 0, marks: [] },
}

function fall(day: string, { isWithin = false, platform = 'south' } = {}): KpiIncident {
  return {
    ...{ kind: 'kpi', family: 'sales', direction: 'down', day, kpi: 'orders', isBad: true },
    segment: { platform },
    ...{ value: 0, expected: 12, low: null, high: null, since: null, score: null, stakeCents: 90_000 },
    alongside: [],
    ...(isWithin && { within: WITHIN }),
  }
}

const now = new Date('2026-11-24T10:35:00Z')
const TODAY = '2026-11-24'
const alert = (incident: KpiIncident) => ({ id: 'A1', snoozedUntil: null, incident })
const asked = { notEvaluated: new Set<string>(), now, min: { change: 0.05, stakeCents: 0 } }

describe('a fall that is watched within the day', () => {
  it('is left alone by the daily watch, which neither ends it nor tells it again', () => {
    const open = [alert(fall(TODAY, { isWithin: true }))]
    const held = [{ act: 'hold', id: 'A1', because: 'watched within the day' }]
    expect(decide({ ...asked, open, found: [] })).toEqual(held)
    expect(decide({ ...asked, open, found: [fall('2026-11-23')] })).toEqual([
      ...held,
      { act: 'hold', id: null, because: 'watched within the day' },
    ])
  })

  it('is not told the next morning when it was told and over on its day', () => {
    const closed = [
      { ...alert(fall(TODAY, { isWithin: true })), resolvedAt: now, isByHand: false, isNoNews: false },
    ]
    const found = [fall(TODAY)]
    expect(decide({ ...asked, open: [], closed, found })).toEqual([
      { act: 'hold', id: null, because: 'watched within the day' },
    ])
    const other = [fall(TODAY, { platform: 'north' })]
    expect(decide({ ...asked, open: [], closed, found: other })).toMatchObject([{ act: 'open' }])
    expect(decide({ ...asked, open: [], closed, found: [fall('2026-11-25')] })).toMatchObject([
      { act: 'reopen', id: 'A1' },
    ])
  })

  it('ends when it is not found any more, and ends nothing that the daily watch tells', () => {
    const within = [alert(fall(TODAY, { isWithin: true }))]
    expect(decide({ ...asked, watcher: 'within', open: within, found: [] })).toMatchObject([
      { act: 'resolve', id: 'A1', because: 'back inside its range' },
    ])
    expect(decide({ ...asked, watcher: 'within', open: [alert(fall('2026-11-23'))], found: [] })).toEqual([])
  })

  it('is not opened where the daily watch tells of it already', () => {
    const open = [alert(fall('2026-11-23'))]
    const found = [fall(TODAY, { isWithin: true })]
    expect(decide({ ...asked, watcher: 'within', open, found })).toEqual([
      { act: 'hold', id: null, because: 'told by the day' },
    ])
  })
})
