import { describe, expect, it } from 'vitest'
import { alignedPoint, lastPeriod, periodPoint } from '../../../src/digests/monthly/align.ts'
import { addDays, type Day, daysIn, weekday } from '../../../src/lib/days.ts'
import { conversion } from '../../../src/metrics/conversion.ts'
import { gmv } from '../../../src/metrics/gmv.ts'
import { pointOf } from '../../../src/metrics/metric.ts'

const seriesOf = (from: Day, to: Day, value: (day: Day) => number) =>
  daysIn({ from, to }).map((day) => pointOf(day, value(day), 1))
/** 100 on weekdays, 300 at weekends */
const weekly = (day: Day) => (weekday(day) >= 6 ? 300 : 100)
const NONE: ReadonlyMap<Day, string> = new Map()

describe('the period that ended last', () => {
  it.each([
    ['2026-10-31', 1, { from: '2026-10-01', to: '2026-11-01' }],
    ['2026-11-01', 1, { from: '2026-10-01', to: '2026-11-01' }],
    ['2026-11-29', 1, { from: '2026-10-01', to: '2026-11-01' }],
    ['2026-09-30', 3, { from: '2026-07-01', to: '2026-10-01' }],
    ['2026-11-29', 3, { from: '2026-07-01', to: '2026-10-01' }],
    ['2027-01-01', 1, { from: '2026-12-01', to: '2027-01-01' }],
    ['2024-02-29', 1, { from: '2024-02-01', to: '2024-03-01' }],
  ] as const)('with data to %s, of %d months', (until, months, range) => {
    expect(lastPeriod({ first: '2020-01-01', until }, months)).toEqual(range)
  })

  it('is none before the data has one', () => {
    expect(lastPeriod({ first: '2026-10-02', until: '2026-11-20' }, 1)).toBeNull()
    expect(lastPeriod({ first: '2026-10-01', until: '2026-11-20' }, 1)).not.toBeNull()
  })
})

describe('an earlier period with the days of this one', () => {
  const points = seriesOf('2025-01-01', '2026-12-01', weekly)
  const months = Array.from({ length: 10 }, (_, i) => `2026-${String(i + 1).padStart(2, '0')}-01`)

  it('of a shop that never changes is this one, however many weekends either has', () => {
    for (const from of months.slice(1)) {
      const to = addDays(from, 32).slice(0, 8).concat('01')
      const before = { from: addDays(from, -1).slice(0, 8).concat('01'), to: from }
      const range = { from, to }
      const now = periodPoint(gmv, points, range)?.value
      expect(alignedPoint(gmv, points, { range, earlier: before, named: NONE })?.value).toBeCloseTo(
        now ?? 0,
        6,
      )
    }
  })

  it('has the holiday that moved into it', () => {
    const named = new Map([
      ['2025-04-20', 'Easter'],
      ['2026-04-05', 'Easter'],
      ['2024-03-31', 'Easter'],
    ])
    const easter = (day: Day) => (named.has(day) ? 1000 : weekly(day))
    const all = seriesOf('2024-01-01', '2026-05-01', easter)
    const march = {
      range: { from: '2026-03-01', to: '2026-04-01' },
      earlier: { from: '2025-03-01', to: '2025-04-01' },
      named,
    }
    expect(alignedPoint(gmv, all, march)?.value).toBe(periodPoint(gmv, all, march.range)?.value)
    // Easter of 2024 lay in March, that of 2025 in April: a year before is given its own
    const april = {
      range: { from: '2025-04-01', to: '2025-05-01' },
      earlier: { from: '2024-04-01', to: '2024-05-01' },
      named,
    }
    expect(alignedPoint(gmv, all, april)?.value).toBe(periodPoint(gmv, all, april.range)?.value)
  })

  it('leaves out a sale of the earlier period that this one has not', () => {
    const named = new Map([['2026-09-10', 'Flash sale']])
    const all = seriesOf('2026-09-01', '2026-11-01', (day) => (named.has(day) ? 9000 : weekly(day)))
    const range = { from: '2026-10-01', to: '2026-11-01' }
    const earlier = { from: '2026-09-01', to: '2026-10-01' }
    expect(alignedPoint(gmv, all, { range, earlier, named })?.value).toBe(periodPoint(gmv, all, range)?.value)
  })

  it('of a rate weighs days by what they count', () => {
    const all = daysIn({ from: '2026-09-01', to: '2026-11-01' }).map((day) =>
      pointOf(day, weekday(day) >= 6 ? 30 : 1, weekday(day) >= 6 ? 300 : 100),
    )
    const range = { from: '2026-10-01', to: '2026-11-01' }
    const earlier = { from: '2026-09-01', to: '2026-10-01' }
    const aligned = alignedPoint(conversion, all, { range, earlier, named: NONE })
    expect(aligned?.value).toBeCloseTo(periodPoint(conversion, all, range)?.value ?? 0, 9)
  })

  it('is none where a fifth of its days has no data', () => {
    const all = seriesOf('2026-09-08', '2026-11-01', weekly)
    const of = {
      range: { from: '2026-10-01', to: '2026-11-01' },
      earlier: { from: '2026-09-01', to: '2026-10-01' },
      named: NONE,
    }
    expect(alignedPoint(gmv, all, of)).toBeNull()
    expect(periodPoint(gmv, all, of.earlier)).toBeNull()
  })
})
