import { describe, expect, it } from 'vitest'
import { addDays, type Day } from '../../../src/lib/days.ts'
import { seeded } from '../../../src/lib/random.ts'
import { judge } from '../../../src/models/anomaly/anomaly.ts'
import { firstTime } from '../../../src/models/calendar/calendar.ts'

const FIRST: Day = '2026-01-05'
const TODAY = addDays(FIRST, 120)

function judged(factor: number, isNamed: boolean, seed: number) {
  const random = seeded(seed)
  const history = Array.from({ length: 120 }, (_, at) => ({
    day: addDays(FIRST, at),
    of: random.poisson(200),
    over: 1,
  }))
  const today = { day: TODAY, of: Math.round(200 * factor), over: 1 }
  const calendar = isNamed ? new Map([[TODAY, firstTime('Labour Day')]]) : new Map<Day, string>()
  const found = judge({ unit: 'count', history, today, calendar })
  return found.kind === 'finding' && found.isAnomaly
}

describe('a holiday that the history has not seen', () => {
  it.each([0.4, 0.6, 1, 1.5, 1.9])('may bring %d times as much', (factor) => {
    for (const seed of [1, 2, 3]) expect(judged(factor, true, seed)).toBe(false)
  })

  it.each([0, 0.1, 5])('at %d times as much is told all the same', (factor) => {
    for (const seed of [1, 2, 3]) expect(judged(factor, true, seed)).toBe(true)
  })

  it('on a day without a name half as much is told', () => {
    for (const seed of [1, 2, 3]) expect(judged(0.5, false, seed)).toBe(true)
  })
})
