import { describe, expect, it } from 'vitest'
import { addDays } from '../../../src/lib/days.ts'
import { seeded } from '../../../src/lib/random.ts'
import { judge } from '../../../src/models/anomaly/anomaly.ts'
import { asKnown, inDoubt } from '../../../src/models/anomaly/scale-doubt.ts'
import { normalCdf } from '../../../src/stats/distributions/normal.ts'
import { studentQuantile } from '../../../src/stats/distributions/student.ts'

const MONDAY = '2026-01-05'

describe('a limit of a scatter that few days tell', () => {
  it.each([20, 42, 112])('of %d degrees is that of Student, and back', (degrees) => {
    for (const limit of [2, 3.5, 4.5]) {
      const doubt = { degrees, width: 1.2 }
      const exact = 1.2 * studentQuantile(normalCdf(limit), degrees)
      expect(inDoubt(limit, doubt) / exact).toBeCloseTo(1, 1)
      expect(asKnown(inDoubt(limit, doubt), doubt)).toBeCloseTo(limit, 9)
      expect(asKnown(-inDoubt(limit, doubt), doubt)).toBeCloseTo(-limit, 9)
    }
  })
})

/** A wholesaler whose Sundays wander so much and other days by a twentieth; the day judged is some times the usual. */
function isTold(sunday: number, { at, by, days }: { at: number; by: number; days: number }, seed: number) {
  const random = seeded(seed)
  const history = Array.from({ length: days + at }, (_, i) => {
    const spread = i % 7 === 6 ? sunday : 0.05
    return { day: addDays(MONDAY, i), of: Math.round(2000 * Math.exp(spread * random.normal())), over: 1 }
  })
  const today = { day: addDays(MONDAY, days + at), of: Math.round(2000 * by), over: 1 }
  const found = judge({ unit: 'count', history, today })
  return found.kind === 'finding' && found.because === 'outside'
}

describe('a weekday that wanders', () => {
  const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8]
  const told = (sunday: number, asked: { at: number; by: number; days: number }) =>
    SEEDS.filter((seed) => isTold(sunday, asked, seed)).length

  it('is judged by how it wanders, and the others as ever', () => {
    const [onSunday, onMonday] = [
      { at: 6, by: 1.4, days: 84 },
      { at: 0, by: 1.4, days: 84 },
    ]
    expect(told(0.05, onSunday)).toBe(SEEDS.length)
    expect(told(0.2, onMonday)).toBe(SEEDS.length)
    expect(told(0.2, onSunday)).toBeLessThanOrEqual(4)
    expect(told(0.2, { ...onSunday, by: 0.3 })).toBe(SEEDS.length)
  })
})
