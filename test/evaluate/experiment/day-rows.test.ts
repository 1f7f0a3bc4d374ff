import { describe, expect, it } from 'vitest'
import { compareArms } from '../../../src/advice/experiment/experiment.ts'
import { dayMetric, dayRows, randomised } from '../../../src/evaluate/experiment/day-rows.ts'
import { measured, type Read } from '../../../src/evaluate/experiment/read.ts'
import type { Column, Table } from '../../../src/lake/ingest/read-table.ts'
import { type Random, seeded } from '../../../src/lib/random.ts'

const NAMES = ['control', 'new']

/** `days` of two arms: visitors, orders of some of them, and revenue that is busier on some days than on others. */
function byDay(random: Random, { days = 21, better = 0 }): Table {
  const rows = Array.from({ length: days }, (_, day) => {
    const busy = Math.exp(0.4 * random.normal())
    return NAMES.map((arm, i) => {
      const visitors = random.poisson(400 * busy)
      const rate = 0.1 + better * i
      let orders = 0
      for (let k = 0; k < visitors; k++) if (random.next() < rate) orders++
      const basket = 40 * busy * (1 + better * i)
      return {
        date: `2026-03-${day + 1}`,
        arm,
        visitors,
        orders,
        revenue: orders * (basket + random.normal()),
      }
    })
  }).flat()
  const text = (of: (row: (typeof rows)[number]) => string): Column => ({
    kind: 'text',
    values: rows.map(of),
  })
  const number = (of: (row: (typeof rows)[number]) => number): Column => ({
    kind: 'number',
    values: Float64Array.from(rows, of),
  })
  return {
    path: 'days.csv',
    rows: rows.length,
    columns: new Map([
      ['date', text(({ date }) => date)],
      ['arm', text(({ arm }) => arm)],
      ['visitors', number(({ visitors }) => visitors)],
      ['orders', number(({ orders }) => orders)],
      ['revenue', number(({ revenue }) => revenue)],
    ]),
  }
}

function judged(table: Table, named: string) {
  const days = dayRows(table, 'arm', NAMES, null)
  if (!days) throw new RangeError('not seen as rows of days')
  const metric = dayMetric(table, days, { names: NAMES }, named)
  const read = { control: 0, down: [] } as unknown as Read
  return { metric, found: compareArms(measured(read, metric, 1)) }
}

describe('a file of one row an arm and day', () => {
  it.each(['orders/visitors', 'orders', 'revenue/visitors', 'revenue'])(
    'says of noise in %s that it differs about as often as 1 in 20',
    (named) => {
      // 10 of 200 are due; more than 18 come once in a hundred times
      const called = Array.from({ length: 200 }, (_, seed) =>
        judged(byDay(seeded(seed), { days: 14 }), named),
      )
      expect(called.filter(({ found }) => found.absolute.p < 0.05).length).toBeLessThanOrEqual(18)
    },
  )

  it('sums counts that are part of counts, and every one of them is a unit', () => {
    const { metric, found } = judged(byDay(seeded(5), { better: 0.02 }), 'orders/visitors')
    expect(metric.kind).toBe('share')
    expect(metric.arms[0]?.units).toBeGreaterThan(5000)
    expect(found.absolute.p).toBeLessThan(0.001)
  })

  it('pairs amounts by day, which sees what days alone hide', () => {
    const table = byDay(seeded(6), { better: 0.02 })
    const { metric, found } = judged(table, 'revenue/visitors')
    expect(found.absolute.p).toBeLessThan(0.01)
    const [control, treated] = metric.arms
    if (!control || !treated) throw new RangeError('two arms')
    const apart = compareArms({ name: 'x', better: 'up', control, treated })
    expect(found.absolute.high - found.absolute.low).toBeLessThan(apart.absolute.high - apart.absolute.low)
  })

  it('counts as randomised those whom a column counts, not the days', () => {
    const table = byDay(seeded(7), {})
    const days = dayRows(table, 'arm', NAMES, null)
    const units = days && randomised(table, days, NAMES, 'orders/visitors')
    expect(units?.every((count) => count > 5000)).toBe(true)
  })

  it('is none where rows are visits, each with a time of its own', () => {
    const rows = 60
    const table: Table = {
      path: 'visits.csv',
      rows,
      columns: new Map<string, Column>([
        [
          'time',
          { kind: 'text', values: Array.from({ length: rows }, (_, i) => `2026-03-01 10:${10 + i}:00`) },
        ],
        ['arm', { kind: 'text', values: Array.from({ length: rows }, (_, i) => NAMES[i % 2] ?? '') }],
      ]),
    }
    expect(dayRows(table, 'arm', NAMES, null)).toBeNull()
  })
})
