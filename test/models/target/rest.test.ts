import { describe, expect, it } from 'vitest'
import { seeded } from '../../../src/lib/random.ts'
import { restOf } from '../../../src/models/target/rest.ts'

const week = [1.2, 1.1, 1, 0.9, 1, 1.4, 0.4]
const never = () => false
const ahead = (days: number, expected = 100) => Array.from({ length: days }, () => ({ expected }))

/** Days about a level that lasts, with noise of a share of it. */
function days(count: number, noise: number, seed: number): Float64Array {
  const random = seeded(seed)
  return Float64Array.from(
    { length: count },
    (_, i) => 100 * (week[i % 7] ?? 1) * (1 + noise * random.normal()),
  )
}

describe('the rest of a period', () => {
  it('is between the forecast and the last weeks going on', () => {
    const found = restOf({ values: days(280, 0, 1), ahead: ahead(14, 200), special: never, sameDay: [] })
    expect(found?.expected).toBeCloseTo((14 * 200 + 2 * 100 * 7) / 2, 6)
    expect(found).toMatchObject({ low: found?.expected, high: found?.expected })
  })

  it('holds about four of five of what comes, for short and for long rests', () => {
    for (const left of [3, 10, 25]) {
      const told = Array.from({ length: left }, (_, h) => ({ expected: 100 * (week[(300 + h) % 7] ?? 1) }))
      let held = 0
      for (let seed = 0; seed < 200; seed++) {
        const all = days(300 + left, 0.2, 1000 + seed)
        const found = restOf({
          values: all.subarray(0, 300),
          ahead: told,
          special: never,
          sameDay: [],
        })
        const came = all.subarray(300).reduce((sum, value) => sum + value, 0)
        if (found && came >= found.low && came <= found.high) held++
      }
      expect(held / 200).toBeGreaterThan(0.7)
      expect(held / 200).toBeLessThan(0.97)
    }
  })

  it('leaves campaigns out of what is usual, and takes their days from the forecast', () => {
    const values = days(280, 0, 1)
    const campaign = (i: number) => (i >= 273 && i < 276) || i === 281
    for (const i of [273, 274, 275]) values[i] = 5000
    const found = restOf({ values, ahead: ahead(7), special: campaign, sameDay: [] })
    const usual = week.reduce((sum, one) => sum + 100 * one, 0)
    const goingOn = usual - 100 * (week[281 % 7] ?? 1) + 100
    expect(found?.expected).toBeCloseTo((goingOn + 700) / 2, 6)
  })

  it('knows what the end of a month brings less', () => {
    const [length, left] = [30 * 20 + 20, 10]
    const values = Float64Array.from({ length }, (_, i) => (i % 30 >= 20 ? 50 : 100))
    const sameDay = Array.from({ length: 20 }, (_, month) => 30 * month + 20)
    const blind = restOf({ values, ahead: ahead(left), special: never, sameDay: [] })?.expected ?? 0
    const seeing = restOf({ values, ahead: ahead(left), special: never, sameDay })?.expected ?? 0
    expect(Math.abs(seeing - 500)).toBeLessThan(0.5 * Math.abs(blind - 500))
  })

  it('says nothing of what is too short or empty', () => {
    expect(restOf({ values: days(60, 0.1, 3), ahead: ahead(14), special: never, sameDay: [] })).toBeNull()
    expect(
      restOf({
        values: new Float64Array(200).fill(Number.NaN),
        ahead: ahead(14),
        special: never,
        sameDay: [],
      }),
    ).toBeNull()
    const zeros = restOf({ values: new Float64Array(200), ahead: ahead(14, 0), special: never, sameDay: [] })
    expect(zeros).toEqual({ expected: 0, median: 0, low: 0, high: 0 })
  })
})
