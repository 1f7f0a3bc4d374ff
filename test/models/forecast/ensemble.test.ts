import { describe, expect, it } from 'vitest'
import { seeded } from '../../../src/lib/random.ts'
import { sumOf } from '../../../src/lib/sum.ts'
import type { Candidate } from '../../../src/models/forecast/candidates.ts'
import { ensemble } from '../../../src/models/forecast/ensemble.ts'
import { mean } from '../../../src/stats/describe.ts'

const shown = (value: number) => value

function taskOf(period: number) {
  return { axis: { period, year: null, phase: 0 }, horizon: period, shown }
}

describe('the shares of an ensemble', () => {
  it('a season that repeats itself exactly is repeated exactly', () => {
    const shape = Float64Array.from({ length: 24 }, (_, at) => (at % 5) * 3 + (at > 12 ? 10 : 0))
    const values = Float64Array.from({ length: 24 * 8 }, (_, at) => shape[at % 24] ?? 0)
    const found = ensemble(values, taskOf(24))
    for (const [h, value] of found.path.entries()) expect(value).toBeCloseTo(shape[h] ?? 0, 6)
  })

  it('a long season whose shape wanders from one to the next is forecast no worse than by repeating it', () => {
    const errors = [1, 2, 3, 4, 5, 6].map((seed) => {
      const random = seeded(seed)
      const values = new Float64Array(24 * 12)
      for (let at = 0; at < values.length; at++)
        values[at] = at < 24 ? 10 * random.normal() : (values[at - 24] ?? 0) + 2 * random.normal()
      const origin = values.length - 24
      const { path } = ensemble(values.subarray(0, origin), taskOf(24))
      const off = (guess: (h: number) => number) =>
        mean(Array.from({ length: 24 }, (_, h) => Math.abs((values[origin + h] ?? 0) - guess(h)))) ?? 0
      return off((h) => path[h] ?? 0) / off((h) => values[origin + h - 24] ?? 0)
    })
    expect(mean(errors)).toBeLessThan(1.1)
  })

  /** Always says the same of a value that is always 100. */
  const saying = (name: string, value: number): Candidate => ({
    name,
    needs: () => 1,
    learn:
      (_, { horizon }) =>
      () =>
        new Float64Array(horizon).fill(value),
  })
  const sharesOf = (...guesses: readonly number[]) => {
    const members = guesses.map((guess) => saying(`${guess}`, guess))
    const found = ensemble(new Float64Array(70).fill(100), { ...taskOf(7), members })
    return Object.fromEntries(found.members.map(({ name, share }) => [name, Number(share.toFixed(4))]))
  }

  it('go by the inverse of the cubed error: a quarter further off is 0.51 of the weight', () => {
    // 1 / (1 + 1 / 1.25^3) = 0.6614
    expect(sharesOf(102, 102.5)).toEqual({ '102': 0.6614, '102.5': 0.3386 })
  })

  it('who is more than 1.3 times as far off as the best has none, who is just that far has some', () => {
    expect(sharesOf(102, 102.7)).toEqual({ '102': 1 })
    // 1 / (1 + 1 / 1.3^3)
    expect(sharesOf(102, 102.6)).toEqual({ '102': 0.6872, '102.6': 0.3128 })
  })

  it('what a member erred by long ago counts less than what it errs by now', () => {
    const turned = (name: string, early: number, late: number): Candidate => ({
      name,
      needs: () => 1,
      learn:
        (_, { horizon }) =>
        (origin) =>
          new Float64Array(horizon).fill(origin < 80 ? early : late),
    })
    const members = [turned('was good', 101, 102), turned('is good', 102, 101)]
    const found = ensemble(new Float64Array(110).fill(100), { ...taskOf(7), members })
    expect(found.members[0]?.name).toBe('is good')
  })

  it('of long histories of days the origins lie five days apart and fall on all weekdays, of months side by side', () => {
    const originsOf = (length: number, period: number) =>
      ensemble(new Float64Array(length).fill(100), taskOf(period)).past.map(({ origin }) => origin)
    const [long, young, months] = [originsOf(900, 7), originsOf(200, 7), originsOf(900, 12)]
    expect((long[1] ?? 0) - (long[0] ?? 0)).toBe(5)
    expect(new Set(long.map((origin) => origin % 7)).size).toBe(7)
    for (const origins of [young, months]) expect((origins[1] ?? 0) - (origins[0] ?? 0)).toBe(1)
  })

  it('of a short season repeating it has no share where others do as well', () => {
    const random = seeded(2)
    const values = Float64Array.from(
      { length: 140 },
      (_, at) => 100 + (at % 7 === 6 ? 20 : 0) + 5 * random.normal(),
    )
    const { members } = ensemble(values, taskOf(7))
    expect(members.map(({ name }) => name)).not.toContain('seasonal naive')
    expect(sumOf(members, ({ share }) => share)).toBeCloseTo(1, 12)
  })

  it('with three values there is but the last to repeat', () => {
    const { path, members } = ensemble(Float64Array.of(1, 2, 3), taskOf(7))
    expect(members).toEqual([{ name: 'seasonal naive', share: 1 }])
    // the last of the same weekday where there is one
    expect([...path]).toEqual([3, 3, 3, 3, 1, 2, 3])
  })
})
