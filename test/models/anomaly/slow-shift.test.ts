import { describe, expect, it } from 'vitest'
import { addDays, type Day, weekday } from '../../../src/lib/days.ts'
import { seeded } from '../../../src/lib/random.ts'
import { judge } from '../../../src/models/anomaly/anomaly.ts'
import type { KpiDay } from '../../../src/models/anomaly/baseline.ts'

const FIRST: Day = '2026-01-05'
const DAYS = 300

/** A rate of deliveries; `at` is what it truly is on a day, and it wanders by a tenth from week to week. */
function deliveries(seed: number, truly: (at: number) => number, over = 150): KpiDay[] {
  const random = seeded(seed)
  let wander = 0
  return Array.from({ length: DAYS }, (_, at) => {
    if (at % 7 === 0) wander = 0.1 * random.normal()
    const day = addDays(FIRST, at)
    const tries = Math.round(over * (weekday(day) >= 6 ? 0.5 : 1))
    const share = Math.min(1, truly(at) * Math.exp(wander))
    return { day, of: Math.min(tries, random.poisson(tries * share)), over: tries }
  })
}

function alarms(days: readonly KpiDay[], from: number) {
  return days.flatMap((today, at) => {
    if (at < from) return []
    const found = judge({ unit: 'rate', history: days.slice(Math.max(0, at - 182), at), today })
    return found.kind === 'finding' && found.isAnomaly ? [{ at, found }] : []
  })
}

const SEEDS = [1, 2, 3, 4, 5, 6]
const START = 210
/** 5 % to 20 % in six weeks */
const decay = (at: number) => (at < START ? 0.05 : Math.min(0.2, 0.05 + (0.15 * (at - START)) / 42))

describe('a rate that gets worse by a little every week', () => {
  it.each(SEEDS)('is told before it has tripled, and goes on being told while it is so (seed %d)', (seed) => {
    const found = alarms(deliveries(seed, decay), START)
    const first = found[0]
    expect(first?.found.direction).toBe('up')
    expect((first?.at ?? DAYS) - START).toBeLessThanOrEqual(28)
    const whileHigh = found.filter(({ at }) => at >= START + 28 && at < START + 56)
    expect(whileHigh.length).toBeGreaterThanOrEqual(24)
  })

  it('is compared with the quarter before, not with last week', () => {
    const slow = alarms(deliveries(1, decay), START).filter(({ found }) => found.method === 'slow')
    expect(slow.length).toBeGreaterThan(0)
    for (const { at, found } of slow) {
      expect(found.expected).toBeGreaterThan(0.04)
      expect(found.expected).toBeLessThan(0.07)
      expect(found.since <= addDays(FIRST, at)).toBe(true)
    }
  })

  it('is over once the level is back, not when a day is', () => {
    const back = (at: number) => (at < START + 50 ? decay(at) : 0.05)
    for (const seed of SEEDS) {
      const found = alarms(deliveries(seed, back), START)
      expect(found.some(({ at }) => at >= START + 45 && at < START + 50)).toBe(true)
      expect(found.filter(({ at }) => at >= START + 66)).toEqual([])
    }
  })
})

it('a rate that wanders as ever is hardly ever said to have crept away', () => {
  const slow = [...SEEDS, 7, 8, 9, 10, 11, 12].flatMap((seed) =>
    alarms(
      deliveries(seed, () => 0.05),
      182,
    ).filter(({ found }) => found.method === 'slow'),
  )
  // twelve series of four months
  expect(slow.length).toBeLessThanOrEqual(6)
})
