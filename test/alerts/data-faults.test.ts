import { describe, expect, it } from 'vitest'
import {
  checkFaults,
  type DataFault,
  missingFaults,
  notEvaluatedBecause,
  rejectionFaults,
  sourceFaults,
} from '../../src/alerts/data-faults.ts'
import { metrics } from '../../src/metrics/registry.ts'
import { sayFault } from '../../src/report/say-fault.ts'
import { localeOf } from '../../src/report/words/locale.ts'
import type { SourceState } from '../../src/state/sources/cursors.ts'

const NOW = new Date('2026-11-24T06:30:00Z')
const ago = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000)

const ORDERS = { name: 'nordmarkt/orders', table: 'orders', freshWithinMinutes: 120 } as const
const MERCHANTS = { name: 'nordmarkt/merchants', table: 'merchants', freshWithinMinutes: 120 } as const

function feed(more: Partial<SourceState>): SourceState {
  return {
    source: ORDERS.name,
    cursor: null,
    lastRowAt: ago(10),
    lastSuccessAt: ago(10),
    rows: 5,
    refused: 0,
    error: null,
    notes: null,
    ...more,
  }
}

const texts = (faults: readonly DataFault[]) =>
  faults.map(({ fault }) => sayFault(fault, localeOf('en', { currency: 'EUR', zone: 'UTC' })))

describe('a feed', () => {
  it('is late when its last good sync is older than it may be', () => {
    expect(sourceFaults([ORDERS], [feed({ lastSuccessAt: ago(119) })], NOW)).toEqual([])
    expect(texts(sourceFaults([ORDERS], [feed({ lastSuccessAt: ago(181) })], NOW))).toEqual([
      'nordmarkt/orders is late: it has sent nothing for 3 hours.',
    ])
  })

  it('of orders is late when syncs go well and bring nothing, one of merchants is not', () => {
    const silent = { lastRowAt: ago(3000) }
    expect(texts(sourceFaults([ORDERS], [feed(silent)], NOW))).toEqual([
      'nordmarkt/orders is late: it has sent nothing for 2 days.',
    ])
    expect(sourceFaults([MERCHANTS], [feed({ source: MERCHANTS.name, ...silent })], NOW)).toEqual([])
  })

  it('that failed once is tried again before anyone hears of it', () => {
    const error = 'https://shop.example answered HTML'
    expect(sourceFaults([ORDERS], [feed({ error, lastSuccessAt: ago(30) })], NOW)).toEqual([])
    expect(texts(sourceFaults([ORDERS], [feed({ error, lastSuccessAt: ago(61) })], NOW))).toEqual([
      'nordmarkt/orders fails: https://shop.example answered HTML',
    ])
  })

  it('that was not asked yet is no fault, and neither is one that is collected no more', () => {
    expect(sourceFaults([ORDERS], [], NOW)).toEqual([])
    expect(sourceFaults([], [feed({ lastSuccessAt: ago(9999) })], NOW)).toEqual([])
  })
})

describe('rows', () => {
  const whole = { day: '2026-11-22', lastSeen: '2026-11-23', first: '2026-05-01', short: [] }

  it('that are half of the usual are told with both numbers', () => {
    const short = [{ day: '2026-11-23', metric: 'orders', found: 80, usual: 180.4 }] as const
    expect(texts(missingFaults({ ...whole, short }, '2026-11-23'))).toEqual([
      'orders of 23 Nov: 80; about 180 are usual.',
    ])
  })

  it('of a day without any are missing', () => {
    expect(texts(missingFaults({ ...whole, lastSeen: '2026-11-22' }, '2026-11-23'))).toEqual([
      'There are no rows for 23 Nov; the last ones are of 22 Nov.',
    ])
    expect(missingFaults({ ...whole, day: '2026-11-23' }, '2026-11-23')).toEqual([])
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
