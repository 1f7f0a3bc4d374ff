import { describe, expect, it } from 'vitest'
import { compareWeeks, lastWeek } from '../../../src/digests/weekly/compare.ts'
import { addDays, daysIn, weekday } from '../../../src/lib/days.ts'
import { seeded } from '../../../src/lib/random.ts'
import { type Metric, pointOf } from '../../../src/metrics/metric.ts'
import { metricNamed } from '../../../src/metrics/registry.ts'

const WEEK = '2026-11-16'
const FIRST = addDays(WEEK, -147)
const NONE = new Map<string, string>()

function named(name: string): Metric {
  const metric = metricNamed(name)
  if (!metric) throw new Error(`no KPI ${name}`)
  return metric
}

/** Some units a day, `last` on the days of the last week; every other week sells 2 more on its Monday. */
function pointsOf(last: number, perDay = 100) {
  return daysIn({ from: FIRST, to: addDays(WEEK, 7) }).map((day, i) =>
    pointOf(day, day >= WEEK ? last : perDay + (i % 14 === 0 ? 2 : 0), 1),
  )
}

describe('a week', () => {
  it('is the last one that is whole', () => {
    const first = '2026-01-01'
    expect(lastWeek({ day: '2026-11-22', first })).toBe(WEEK)
    expect(lastWeek({ day: '2026-11-23', first })).toBe(WEEK)
    expect(lastWeek({ day: '2026-11-28', first })).toBe(WEEK)
    expect(lastWeek({ day: '2026-11-22', first: '2026-11-18' })).toBeNull()
  })

  it('stands beside the one before and the usual one, and stands out when it scatters otherwise', () => {
    const week = (last: number) =>
      compareWeeks({ metric: named('units'), points: pointsOf(last) }, WEEK, NONE)
    expect(week(80)).toMatchObject({ today: { value: 560 }, before: { value: 702 }, mark: 'bad' })
    expect(week(120)).toMatchObject({ mark: 'good' })
    expect(week(100)).toMatchObject({ mark: 'normal', usual: { value: expect.closeTo(701, 6) } })
  })

  it('with a day missing is none, but for a rate', () => {
    const holed = pointsOf(100).filter(({ day }) => day !== addDays(WEEK, 3))
    expect(compareWeeks({ metric: named('units'), points: holed }, WEEK, NONE)).toBeNull()
    expect(compareWeeks({ metric: named('aov'), points: holed }, WEEK, NONE)).not.toBeNull()
  })

  it('of a shop that is closed on Saturdays has its sum and its usual one', () => {
    const open = pointsOf(80).filter(({ day }) => weekday(day) !== 6)
    expect(compareWeeks({ metric: named('units'), points: open }, WEEK, NONE)).toMatchObject({
      ...{ today: { value: 480 }, before: { value: 602 }, usual: { value: expect.closeTo(601, 6) } },
      mark: 'bad',
    })
  })

  it('of a count of the same ones every day is their mean, not their sum', () => {
    const points = pointsOf(14, 14)
    expect(compareWeeks({ metric: named('active_merchants'), points }, WEEK, NONE)).toMatchObject({
      today: { value: 14 },
    })
  })

  it('is not judged by a past of less than four weeks', () => {
    const points = pointsOf(50).filter(({ day }) => day >= addDays(WEEK, -35))
    expect(compareWeeks({ metric: named('units'), points }, WEEK, NONE)).toMatchObject({ mark: null })
  })

  describe('of a rate that creeps', () => {
    const SEEDS = [1, 2, 3, 4, 5, 6]
    const END = addDays(WEEK, 7)
    const HALF_YEAR = addDays(WEEK, -182)

    /** `level` of the weeks that end before the last six, from there on what it moves by each week. */
    function crept(
      seed: number,
      { level, by, tries, badWeeks = 0 }: { level: number; by: number; tries: number; badWeeks?: number },
    ) {
      const random = seeded(seed)
      return daysIn({ from: HALF_YEAR, to: END }).map((day, i) => {
        const weeks = Math.max(0, Math.floor((i - 147) / 7) + 1)
        const over = random.poisson(tries)
        // weeks as bad as the last one, four months ago
        const isBad = i >= 70 && i < 70 + 7 * badWeeks
        return pointOf(day, Math.min(over, random.poisson(over * (level + by * (isBad ? 5 : weeks)))), over)
      })
    }

    it.each([
      { kpi: 'late_delivery', level: 0.05, by: 0.025, tries: 90 },
      { kpi: 'late_delivery', level: 0.08, by: 0.02, tries: 250 },
      { kpi: 'stock_out', level: 0.04, by: 0.01, tries: 1000 },
      { kpi: 'conversion', level: 0.06, by: -0.004, tries: 3000 },
    ])('is bad against the quarter before where the weeks before crept along: $kpi by $by', (asked) => {
      const marks = SEEDS.map((seed) => {
        const points = crept(seed, asked)
        return compareWeeks({ metric: named(asked.kpi), points }, WEEK, NONE)
      })
      expect(marks.map((one) => one?.mark)).toEqual(SEEDS.map(() => 'bad'))
      for (const one of marks) {
        expect(one?.creptSince).not.toBeNull()
        expect(Math.abs((one?.usual?.value ?? 0) / asked.level - 1)).toBeLessThan(0.15)
      }
    })

    it.each([1, 3, 5])('is bad too where the half year before had %d bad weeks', (badWeeks) => {
      for (const seed of SEEDS) {
        const points = crept(seed, { level: 0.04, by: 0.03, tries: 40, badWeeks })
        const found = compareWeeks({ metric: named('late_delivery'), points }, WEEK, NONE)
        expect(found).toMatchObject({ mark: 'bad' })
      }
    })

    it.each([90, 1000])('that does not is compared with the four weeks before: %d a day', (tries) => {
      for (const seed of SEEDS) {
        const points = crept(seed, { level: 0.06, by: 0, tries })
        const found = compareWeeks({ metric: named('conversion'), points }, WEEK, NONE)
        expect(found).toMatchObject({ creptSince: null })
      }
    })
  })
})
