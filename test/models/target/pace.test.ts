import { describe, expect, it } from 'vitest'
import { seeded } from '../../../src/lib/random.ts'
import { pace } from '../../../src/models/target/pace.ts'

const REST = { expected: 102, median: 100, low: 80, high: 130 }

describe('the pace of a target', () => {
  it('is what is done and the forecast of the rest, and what each day left would have to bring', () => {
    expect(pace({ target: 500, done: 400, daysLeft: 10, rest: REST })).toEqual({
      end: { expected: 502, low: 480, high: 530 },
      chance: 0.5,
      missing: 100,
      missingADay: 10,
    })
  })

  it.each([
    [520, 0.22],
    [530, 0.1],
    [480, 0.9],
    [900, 0.01],
    [401, 0.99],
  ])('reaches %d with a chance of %d', (target, chance) => {
    expect(pace({ target, done: 400, daysLeft: 10, rest: REST }).chance).toBeCloseTo(chance, 1)
  })

  it('never falls as the target does', () => {
    const chances = Array.from(
      { length: 300 },
      (_, i) => pace({ target: 400 + i, done: 400, daysLeft: 10, rest: REST }).chance ?? 0,
    )
    for (const [i, chance] of chances.entries()) expect(chance).toBeLessThanOrEqual(chances[i - 1] ?? 1)
  })

  it('is certain of what is over, and of what is reached', () => {
    expect(pace({ target: 500, done: 499, daysLeft: 0, rest: null })).toMatchObject({
      chance: 0,
      missing: 1,
      missingADay: null,
    })
    expect(pace({ target: 500, done: 500, daysLeft: 0, rest: null })).toMatchObject({ chance: 1, missing: 0 })
    expect(pace({ target: 500, done: 600, daysLeft: 3, rest: REST })).toMatchObject({
      chance: 1,
      missing: 0,
      missingADay: 0,
    })
  })

  it('says nothing of the end without a forecast', () => {
    expect(pace({ target: 500, done: 400, daysLeft: 10, rest: null })).toMatchObject({
      end: null,
      chance: null,
      missingADay: 10,
    })
  })

  it('is never quite sure of what has not happened, also of a range of no width', () => {
    const flat = { expected: 100, median: 100, low: 100, high: 100 }
    expect(pace({ target: 450, done: 400, daysLeft: 5, rest: flat }).chance).toBe(0.99)
    expect(pace({ target: 501, done: 400, daysLeft: 5, rest: flat }).chance).toBeCloseTo(0.01)
  })

  it('has a chance that is as often right as it says, where the forecast knows its errors', () => {
    const random = seeded(5)
    const told = { sum: 0, reached: 0 }
    for (let i = 0; i < 4000; i++) {
      const spread = 5 + 20 * random.next()
      const target = 100 + 60 * (random.next() - 0.5)
      const rest = {
        expected: 100,
        median: 100,
        low: 100 - 1.2815516 * spread,
        high: 100 + 1.2815516 * spread,
      }
      told.sum += pace({ target, done: 0, daysLeft: 5, rest }).chance ?? 0
      told.reached += 100 + spread * random.normal() >= target ? 1 : 0
    }
    expect(Math.abs(told.sum - told.reached) / 4000).toBeLessThan(0.02)
  })
})
