import { describe, expect, it } from 'vitest'
import { compareWeeks, lastWeek } from '../../../src/digests/weekly/compare.ts'
import { addDays, daysIn, weekday } from '../../../src/lib/days.ts'
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
})
