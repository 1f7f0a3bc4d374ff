import { describe, expect, it } from 'vitest'
import {
  checkFaults,
  type DataFault,
  missingFaults,
  notEvaluatedBecause,
  rejectionFaults,
  sourceFaults,
} from '../../src/alerts/data-faults.ts'
import { silenceOf } from '../../src/alerts/silence.ts'
import { metrics } from '../../src/metrics/registry.ts'
import type { Shortfall } from '../../src/models/wholeness/judge-flow.ts'
import type { AsOf, MissingRows } from '../../src/models/wholeness/whole-day.ts'
import { sayFault } from '../../src/report/say-fault.ts'
import { localeOf } from '../../src/report/words/locale.ts'
import type { SourceState } from '../../src/state/sources/cursors.ts'

const NOW = new Date('2026-11-24T06:30:00Z')
const ago = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000)

const ORDERS = {
  name: 'nordmarkt/orders',
  platform: 'nordmarkt',
  table: 'orders',
  freshWithinMinutes: 120,
} as const
const MERCHANTS = { ...ORDERS, name: 'nordmarkt/merchants', table: 'merchants' } as const

function feed(more: Partial<SourceState>): SourceState {
  return {
    source: ORDERS.name,
    cursor: null,
    lastRowAt: ago(10),
    lastSuccessAt: ago(10),
    firstTriedAt: ago(90_000),
    rows: 5,
    refused: 0,
    error: null,
    failingSince: null,
    notes: null,
    ...more,
  }
}

const WHOLE: AsOf = {
  ...{ day: '2026-11-23', until: '2026-11-23', lastSeen: '2026-11-23', first: '2026-05-01' },
  ...{ missing: [], doubtful: null, nothingFrom: null, closedOn: [], recent: [] },
}

const texts = (faults: readonly DataFault[]) =>
  faults.map(({ fault }) => sayFault(fault, localeOf('en', { currency: 'EUR', zone: 'UTC' })))

describe('a feed', () => {
  it('is late when its last good sync is older than it may be', () => {
    expect(sourceFaults([ORDERS], [feed({ lastSuccessAt: ago(119) })], { now: NOW })).toEqual([])
    expect(texts(sourceFaults([ORDERS], [feed({ lastSuccessAt: ago(181) })], { now: NOW }))).toEqual([
      'nordmarkt/orders is late: it has sent nothing for 3 hours.',
    ])
  })

  it('of orders is late when syncs go well and bring nothing, one of merchants is not', () => {
    const silent = { lastRowAt: ago(3000) }
    expect(texts(sourceFaults([ORDERS], [feed(silent)], { now: NOW }))).toEqual([
      'nordmarkt/orders is late: it has sent nothing for 2 days.',
    ])
    expect(sourceFaults([MERCHANTS], [feed({ source: MERCHANTS.name, ...silent })], { now: NOW })).toEqual([])
  })

  it('that failed once is tried again before anyone hears of it', () => {
    const error = 'https://shop.example answered HTML'
    expect(sourceFaults([ORDERS], [feed({ error, lastSuccessAt: ago(30) })], { now: NOW })).toEqual([])
    expect(texts(sourceFaults([ORDERS], [feed({ error, lastSuccessAt: ago(61) })], { now: NOW }))).toEqual([
      'nordmarkt/orders fails: https://shop.example answered HTML',
    ])
  })

  it.each([
    ['is being read for the first time', {}, null],
    ['went well and brought nothing yet', { lastSuccessAt: ago(5) }, null],
    ['fails at its first tries', { error: 'HTTP 500', firstTriedAt: ago(50) }, null],
    ['takes hours, and rows still come', { firstTriedAt: ago(600), lastRowAt: ago(3) }, null],
    [
      'has failed for an hour',
      { error: 'HTTP 500', firstTriedAt: ago(70) },
      'nordmarkt/orders fails: HTTP 500',
    ],
    [
      'has brought nothing in its first two hours',
      { firstTriedAt: ago(121) },
      'nordmarkt/orders is late: it has sent nothing yet.',
    ],
    [
      'has brought nothing though syncs go well',
      { firstTriedAt: ago(121), lastSuccessAt: ago(5) },
      'nordmarkt/orders is late: it has sent nothing yet.',
    ],
    [
      'stopped in the middle of the first reading',
      { firstTriedAt: ago(600), lastRowAt: ago(181) },
      'nordmarkt/orders is late: it has sent nothing for 3 hours.',
    ],
  ] as const)('that %s', (_, more, said) => {
    const young = { firstTriedAt: ago(20), lastSuccessAt: null, lastRowAt: null, ...more }
    expect(texts(sourceFaults([ORDERS], [feed(young)], { now: NOW }))).toEqual(said === null ? [] : [said])
  })

  it('that was not asked yet is no fault, and neither is one that is collected no more', () => {
    expect(sourceFaults([ORDERS], [], { now: NOW })).toEqual([])
    expect(sourceFaults([], [feed({ lastSuccessAt: ago(9999) })], { now: NOW })).toEqual([])
  })
})

describe('a feed of a shop that sends nothing', () => {
  const silent = feed({ lastRowAt: ago(60 * 40) })
  const asOf = (more: Partial<AsOf>): AsOf => ({ ...WHOLE, recent: [level(100)], ...more })
  const level = (perDay: number) => ({
    table: 'orders' as const,
    platform: 'nordmarkt',
    level: perDay,
    rows: new Map(),
  })
  const late = (of: AsOf) =>
    sourceFaults([ORDERS], [silent], { now: NOW, isUsuallySilent: silenceOf(of, { at: NOW, zone: 'UTC' }) })

  it('is late after 40 hours when a hundred orders a day are usual', () => {
    expect(late(asOf({}))).toHaveLength(1)
  })

  it('is not when it is closed on the day between, or has come to sell one a day', () => {
    expect(late(asOf({ recent: [level(1)] }))).toEqual([])
    expect(late(asOf({ closedOn: [7, 1] }))).toEqual([])
    expect(late(asOf({ recent: [] }))).toHaveLength(1)
  })
})

describe('rows', () => {
  const DUE = { at: NOW, yesterday: '2026-11-23' }
  const missing = (shortfall: Shortfall, more: Partial<MissingRows> = {}): MissingRows => ({
    ...{ day: '2026-11-23', table: 'orders', platform: null, hasSource: true, lateFrom: ago(200) },
    ...{ shortfall, ...more },
  })
  const STOPPED = { kind: 'stopped', found: 80, usual: 180.4, hour: 11 } as const
  const faults = (...found: readonly MissingRows[]) => missingFaults({ ...WHOLE, missing: found }, DUE)

  it('that end in the middle of a day are told with both numbers', () => {
    expect(texts(faults(missing(STOPPED)))).toEqual([
      'Orders for 23 Nov end at 12:00: 80 have arrived, about 180 are usual.',
    ])
  })

  it('of which none came, and orders without their lines, are told', () => {
    expect(
      texts(faults(missing({ kind: 'absent', usual: 40 }, { table: 'sessions', platform: 'bazario' }))),
    ).toEqual(['No sessions of bazario have arrived for 23 Nov; about 40 are usual.'])
    expect(
      texts(faults(missing({ kind: 'unmatched', found: 4, usual: 40 }, { table: 'order_lines' }))),
    ).toEqual(['Of about 40 orders for 23 Nov, 4 have arrived with their lines; usually all have.'])
  })

  it('are no fault before they usually arrive, nor where no source is to send them', () => {
    expect(faults(missing(STOPPED, { lateFrom: ago(-1) }))).toEqual([])
    expect(faults(missing(STOPPED, { hasSource: false }))).toEqual([])
    expect(faults(missing({ kind: 'not-read', source: ORDERS.name }))).toEqual([])
  })

  it('that are missing for days are told of the first, so that the message stays', () => {
    const next = missing({ kind: 'absent', usual: 180 })
    expect(texts(faults(missing(STOPPED, { day: '2026-11-22' }), next))).toEqual([
      'Orders for 22 Nov end at 12:00: 80 have arrived, about 180 are usual.',
    ])
  })

  it('of a day without any are missing', () => {
    const nothing = { ...WHOLE, lastSeen: '2026-11-22', nothingFrom: ago(1) }
    expect(texts(missingFaults(nothing, DUE))).toEqual([
      'There are no rows for 23 Nov; the last ones are of 22 Nov.',
    ])
    expect(missingFaults({ ...nothing, nothingFrom: ago(-1) }, DUE)).toEqual([])
    expect(missingFaults(WHOLE, DUE)).toEqual([])
  })

  it('rejected are no fault while they are fewer than twenty, however large their share', () => {
    const counts = { table: 'orders', rows: 40, rejectedBefore: 0, rowsBefore: 1_000 }
    expect(rejectionFaults([{ ...counts, rejected: 19 }])).toEqual([])
    expect(rejectionFaults([{ ...counts, rejected: 20 }])).toHaveLength(1)
  })

  it('refused three times as often as before are a fault, a few more are not', () => {
    const counts = { table: 'orders', rows: 1_000, rejectedBefore: 100, rowsBefore: 10_000 }
    expect(texts(rejectionFaults([{ ...counts, rejected: 200 }]))).toEqual([
      '20 % of the rows of orders were rejected since yesterday, 1.0 % before.',
    ])
    expect(rejectionFaults([{ ...counts, rejected: 50 }])).toEqual([])
    expect(rejectionFaults([{ ...counts, rejected: 200, rowsBefore: 0 }])).toEqual([])
  })
})

describe('KPIs held back', () => {
  it('are those made of the table that did not come', () => {
    const names = notEvaluatedBecause([{ fault: '', tables: ['refunds'] }], metrics)
    expect([...names]).toEqual(['refund_rate'])
  })

  it('are conversion and sessions when the sessions are late, and not GMV', () => {
    const names = notEvaluatedBecause([{ fault: '', tables: ['sessions'] }], metrics)
    expect([...names].toSorted()).toEqual(['conversion', 'sessions'])
  })

  it('are all of them when the tables could not be rebuilt', () => {
    const faults = checkFaults([{ table: 'mart_orders', check: 'one row an order', found: 3 }])
    expect(notEvaluatedBecause(faults, metrics).size).toBe(metrics.length)
  })

  it('leave none out: every KPI is made of a table that can fail', () => {
    const tables = ['sessions', 'orders', 'order_lines', 'refunds', 'stock_levels', 'merchants']
    expect(notEvaluatedBecause([{ fault: '', tables }], metrics).size).toBe(metrics.length)
  })
})
