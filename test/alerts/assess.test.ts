import { describe, expect, it } from 'vitest'
import { judgeSegment } from '../../src/alerts/assess.ts'
import { addDays, type Day } from '../../src/lib/days.ts'
import { seeded } from '../../src/lib/random.ts'
import { pointOf } from '../../src/metrics/metric.ts'
import { metricNamed } from '../../src/metrics/registry.ts'

const LAST = '2026-11-23'
const NO_PROMOS = { all: new Map<Day, string>(), forCategory: () => new Map<Day, string>() }

/** About €1,000 a day for twelve weeks, and on the last day less by a share; null when nothing is known of it. */
function gmvThatFell(share: number | null) {
  const metric = metricNamed('gmv')
  if (!metric) throw new Error('there is no GMV')
  const random = seeded(3)
  const points = Array.from({ length: 84 }, (_, i) => {
    const usual = 100_000 + 4_000 * random.normal()
    const today = { of: 100_000 * (1 - (share ?? 1)), over: share === null ? 0 : 1 }
    const { of, over } = i === 83 ? today : { of: usual, over: 1 }
    return pointOf(addDays(LAST, i - 83), of, over)
  })
  return judgeSegment({ metric, segment: {}, points, worthCents: null }, LAST, NO_PROMOS)
}

describe('a fall of GMV', () => {
  const falls = Array.from({ length: 40 }, (_, i) => gmvThatFell(0.01 * i))

  it('is believed from 4.5 standard deviations on: a few large orders move money further than counts', () => {
    const scores = (isAnomaly: boolean) =>
      falls.filter((one) => one?.isAnomaly === isAnomaly).map((one) => Math.abs(one?.score ?? 0))
    expect(Math.max(...scores(false))).toBeLessThan(4.5)
    expect(Math.max(...scores(false))).toBeGreaterThan(4)
    expect(Math.min(...scores(true))).toBeGreaterThanOrEqual(4.5)
  })

  it('is judged on the day asked for, and not on a day without a value', () => {
    expect(gmvThatFell(0.3)).toMatchObject({ kind: 'finding', actual: 70_000, direction: 'down' })
    expect(gmvThatFell(null)).toBeNull()
  })
})
