import { describe, expect, it } from 'vitest'
import { decide, type OpenAlert } from '../../src/alerts/decide.ts'
import type { Incident, KpiIncident } from '../../src/alerts/incident.ts'
import { asFound } from '../../src/alerts/silence.ts'
import { COLLAPSE, LATE_SOURCE } from './incidents.ts'

const NOW = new Date('2026-11-24T06:30:00Z')
const HOUR = 3_600_000

function alertOf(incident: Incident, more: Partial<OpenAlert> = {}): OpenAlert {
  return { id: 'a1', snoozedUntil: null, incident, ...more }
}

function decided(
  found: readonly Incident[],
  open: readonly OpenAlert[] = [],
  notEvaluated: readonly string[] = [],
) {
  const min = { change: 0.05, stakeCents: 1_000 }
  return decide({ found, open, notEvaluated: new Set(notEvaluated), now: NOW, min }).map((decision) => [
    decision.act,
    decision.because,
  ])
}

describe('what is found and was not posted', () => {
  const cases: readonly [string, Partial<KpiIncident>, string, string][] = [
    ['opens', {}, 'open', 'outside its range'],
    ['is left when it moved by less than 5 %', { value: 0.0598 }, 'hold', 'too small a change'],
    ['is left when little money is at stake', { stakeCents: 999 }, 'hold', 'too little money'],
    ['opens when no money can be put on it', { stakeCents: null }, 'open', 'outside its range'],
    ['opens when it fell by 5 % to the digit', { value: 95, expected: 100 }, 'open', 'outside its range'],
    ['opens when it rose by 5 % to the digit', { value: 105, expected: 100 }, 'open', 'outside its range'],
    [
      'opens when the least money that counts is at stake',
      { stakeCents: 1_000 },
      'open',
      'outside its range',
    ],
  ]
  it.each(cases)('%s', (_, change, act, because) => {
    expect(decided([{ ...COLLAPSE, ...change }])).toEqual([[act, because]])
  })

  it('opens for a data fault, which has no value', () => {
    expect(decided([LATE_SOURCE])).toEqual([['open', 'data fault']])
  })
})

describe('what was posted', () => {
  const cases: readonly [string, Incident, string, string][] = [
    ['is kept when it is found as it was', COLLAPSE, 'keep', 'nothing changed'],
    [
      'is kept when only the last bits differ',
      { ...COLLAPSE, value: 0.007 + 1e-12 },
      'keep',
      'nothing changed',
    ],
    ['is edited when the numbers move', { ...COLLAPSE, stakeCents: 190_000 }, 'update', 'other numbers'],
    ['is edited when it goes on another day', { ...COLLAPSE, day: '2026-11-24' }, 'update', 'another day'],
    [
      'is edited when it spreads',
      { ...COLLAPSE, segment: { platform: 'bazario' } },
      'update',
      'another place',
    ],
    ['is followed also when it shrinks', { ...COLLAPSE, stakeCents: 1 }, 'update', 'other numbers'],
  ]
  it.each(cases)('%s', (_, incident, act, because) => {
    expect(decided([incident], [alertOf(COLLAPSE)])).toEqual([[act, because]])
  })

  it('is resolved when it is not found any more', () => {
    expect(decided([], [alertOf(COLLAPSE)])).toEqual([['resolve', 'back inside its range']])
  })

  it('is not resolved while its KPI cannot be judged', () => {
    expect(decided([], [alertOf(COLLAPSE)], ['conversion'])).toEqual([['hold', 'its feed did not come']])
  })

  it('of the data is resolved in words of its own', () => {
    expect(decided([], [alertOf(LATE_SOURCE)])).toEqual([['resolve', 'the data is complete again']])
  })

  it.each([
    [{ kind: 'day-absent', table: 'orders', platform: null, day: '2026-11-23', usual: 40 }, 0],
    [
      {
        kind: 'day-stopped',
        table: 'orders',
        platform: null,
        day: '2026-11-23',
        usual: 40,
        found: 18,
        hour: 12,
      },
      18,
    ],
    [{ kind: 'thin-day', metric: 'orders', day: '2026-11-23', found: 30, usual: 104 }, 30],
  ] as const)('of a day’s rows (%o) is not called complete when none came', (fault, found) => {
    const ended = (rows: number) =>
      decide({
        ...{
          found: [],
          open: [alertOf({ ...LATE_SOURCE, faults: [fault] })],
          notEvaluated: new Set<string>(),
        },
        ...{ now: NOW, min: { change: 0.05, stakeCents: 1_000 } },
        isAsFound: asFound([
          { table: 'orders', platform: 'nordmarkt', level: 40, rows: new Map([['2026-11-23', rows]]) },
        ]),
      })[0]?.because
    expect(ended(found)).toBe('no more rows came')
    expect(ended(found + 20)).toBe('the data is complete again')
  })

  it('is left alone while it is snoozed, and edited once that is over', () => {
    const moved = { ...COLLAPSE, stakeCents: 190_000 }
    const snoozed = (ms: number) => alertOf(COLLAPSE, { snoozedUntil: new Date(NOW.getTime() + ms) })
    expect(decided([moved], [snoozed(HOUR)])).toEqual([['hold', 'snoozed']])
    expect(decided([COLLAPSE], [snoozed(-HOUR)])).toEqual([['update', 'the snooze is over']])
    expect(decided([COLLAPSE], [snoozed(0)])).toEqual([['update', 'the snooze is over']])
  })

  it('is resolved when it is over, snoozed or not', () => {
    const snoozed = alertOf(COLLAPSE, { snoozedUntil: new Date(NOW.getTime() + HOUR) })
    expect(decided([], [snoozed])).toEqual([['resolve', 'back inside its range']])
  })
})

describe('several at once', () => {
  it('opens another alert for another place, and none for the same place twice', () => {
    const toys = { ...COLLAPSE, segment: { platform: 'bazario', category: 'Toys' } }
    expect(decided([COLLAPSE, toys], [alertOf(COLLAPSE)])).toEqual([
      ['keep', 'nothing changed'],
      ['open', 'outside its range'],
    ])
  })

  it('takes the same place in the other direction for another incident', () => {
    expect(decided([{ ...COLLAPSE, direction: 'up' }], [alertOf(COLLAPSE)])).toEqual([
      ['resolve', 'back inside its range'],
      ['open', 'outside its range'],
    ])
  })

  it('ends the wider of two alerts once one incident accounts for both', () => {
    const wide = alertOf({ ...COLLAPSE, segment: { platform: 'bazario' } }, { id: 'a0' })
    expect(decided([COLLAPSE], [wide, alertOf(COLLAPSE)])).toEqual([
      ['keep', 'nothing changed'],
      ['resolve', 'told in another alert'],
    ])
  })
})
