import { describe, expect, it } from 'vitest'
import { addDays, type Day } from '../../../src/lib/days.ts'
import { baseline, dayNumber, expectedOn, type KpiDay } from '../../../src/models/anomaly/baseline.ts'

/** a Monday */
const FIRST: Day = '2026-03-02'

function days(values: readonly (readonly [of: number, over: number])[]): KpiDay[] {
  return values.map(([of, over], at) => ({ day: addDays(FIRST, at), of, over }))
}

describe('the level of a KPI', () => {
  it('of three days of a rate, by hand: discounts .95, weekdays shrunk by 40 events', () => {
    // round 1: level 60/300 = .2; usual 20 each; shapes (10+40)/60, (20+40)/60, (30+40)/60 = 5/6, 1, 7/6
    // round 2: bases 100 x shape sum to 300, level .2 again, so the shapes stand
    const found = baseline(
      days([
        [10, 100],
        [20, 100],
        [30, 100],
      ]),
      'rate',
    )
    if (!found) throw new Error('no baseline')
    expect(found.weekdays.slice(0, 4)).toEqual([5 / 6, 1, 7 / 6, 1].map((one) => expect.closeTo(one, 12)))
    // (10 x .9025 + 20 x .95 + 30) / (83.333 x .9025 + 100 x .95 + 116.667)
    expect(found.level).toBeCloseTo(58.025 / 286.875, 12)
    expect(found.effectiveDays).toBeCloseTo(0.9025 + 0.95 + 1, 12)
    expect(found.effectiveOver).toBeCloseTo(285.25, 9)
    // a Wednesday ahead
    expect(expectedOn(found, addDays(FIRST, 9))).toBeCloseTo((58.025 / 286.875) * (7 / 6), 12)
  })

  it('before each day is what was known then, not what came', () => {
    const seen = baseline(
      days([
        [10, 100],
        [20, 100],
        [30, 100],
      ]),
      'rate',
    )?.seen
    // of the second: 10 / 83.333; of the third: (9.5 + 20) / (79.1667 + 100)
    expect(seen?.[1]?.level).toBeCloseTo(0.12, 12)
    expect(seen?.[2]?.level).toBeCloseTo(29.5 / (79 + 1 / 6 + 100), 12)
    expect(seen?.[2]?.expected).toBeCloseTo((29.5 / (79 + 1 / 6 + 100)) * (7 / 6), 12)
  })

  it('of a constant series is the constant, with no weekday, whatever the unit', () => {
    const same = days(Array.from({ length: 60 }, () => [50, 1] as const))
    for (const unit of ['count', 'money', 'money-per'] as const) {
      const found = baseline(same, unit)
      expect(found?.level).toBeCloseTo(50, 9)
      expect(found?.weekdays).toEqual(new Array(7).fill(expect.closeTo(1, 9)))
      // 1 + .95 + .95^2 + ... over 60 days
      expect(found?.effectiveDays).toBeCloseTo((1 - 0.95 ** 60) / 0.05, 9)
    }
  })

  it('learns the weekday: of twelve weeks whose Sundays bring double, Sunday is nearly double a Monday', () => {
    const weeks = days(Array.from({ length: 84 }, (_, at) => [at % 7 === 6 ? 2000 : 1000, 1] as const))
    const found = baseline(weeks, 'count')
    const [sunday, monday] = [addDays(FIRST, 90), addDays(FIRST, 91)].map((day) =>
      found ? expectedOn(found, day) : Number.NaN,
    )
    expect((sunday ?? 0) / (monday ?? 1)).toBeGreaterThan(1.99)
    expect((sunday ?? 0) / (monday ?? 1)).toBeLessThan(2)
    expect(monday).toBeCloseTo(1000, -1)
  })

  it('is frozen over days that were outside: they are seen and not learnt', () => {
    const values = days(Array.from({ length: 30 }, (_, at) => [at === 20 ? 10 : 100, 1] as const))
    const outside = new Set([addDays(FIRST, 20)])
    const found = baseline(values, 'count', outside)
    expect(found?.level).toBeCloseTo(100, 9)
    expect(found?.seen).toHaveLength(30)
    expect(found?.clean).toHaveLength(29)
    expect(found?.seen[20]?.isLearnt).toBe(false)
    expect(baseline(values, 'count')?.level).toBeLessThan(99)
  })

  it('follows a level that moves for good by a shorter memory', () => {
    const moved = days(Array.from({ length: 84 }, (_, at) => [100 * 1.03 ** at, 1] as const))
    const found = baseline(moved, 'count')
    // of the four memories the shortest: .85, six and two thirds of a day
    expect(found?.effectiveDays).toBeCloseTo(1 / 0.15, 3)
  })

  it('has none without a day that has a base, and looks back 84 days', () => {
    expect(baseline([], 'rate')).toBeNull()
    expect(
      baseline(
        days([
          [0, 0],
          [0, 0],
        ]),
        'rate',
      ),
    ).toBeNull()
    const long = days(Array.from({ length: 200 }, () => [5, 10] as const))
    expect(baseline(long, 'rate')?.seen).toHaveLength(84)
  })
})

describe('the number of a day', () => {
  // date -u -d DAY +%s, divided by 86400
  it.each([
    ['1970-01-01', 0],
    ['1969-12-31', -1],
    ['2000-02-29', 11016],
    ['2026-11-25', 20782],
    ['2100-03-01', 47541],
  ])('%s is %i', (day, number) => expect(dayNumber(day)).toBe(number))
})
