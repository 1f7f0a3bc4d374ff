import { describe, expect, it } from 'vitest'
import { addDays, type Day } from '../../../src/lib/days.ts'
import { seeded } from '../../../src/lib/random.ts'
import { withoutHabit } from '../../../src/metrics/read/promo-days.ts'

const FIRST: Day = '2026-01-05'
const DAYS = 364

/** Campaigns of some days each, one after the other, with so many days between them. */
function campaigns(seed: number, { lasts, between }: { lasts: number; between: number }): Map<Day, string> {
  const random = seeded(seed)
  const days = new Map<Day, string>()
  for (let at = random.below(10), nth = 1; at < DAYS; at += lasts + between, nth++)
    for (let day = at; day < Math.min(DAYS, at + lasts); day++)
      days.set(addDays(FIRST, day), `campaign ${nth}`)
  return days
}

describe('days with a name of their own', () => {
  it.each([
    { lasts: 14, between: 0 },
    { lasts: 30, between: 3 },
    { lasts: 7, between: 2 },
    { lasts: 5, between: 1 },
  ])('are none in a shop that always runs campaigns: $lasts days on, $between off', (asked) => {
    for (const seed of [1, 2, 3]) expect(withoutHabit(campaigns(seed, asked)).size).toBe(0)
  })

  it.each([
    { lasts: 1, between: 60 },
    { lasts: 3, between: 25 },
    { lasts: 7, between: 14 },
    { lasts: 14, between: 21 },
  ])('stay what they are where most days have none: $lasts days on, $between off', (asked) => {
    for (const seed of [1, 2, 3]) {
      const days = campaigns(seed, asked)
      expect([...withoutHabit(days)]).toEqual([...days])
    }
  })

  it('stay named before a shop began to run campaigns all the time', () => {
    const habit = new Map(
      Array.from({ length: 200 }, (_, at) => [addDays(FIRST, 150 + at), 'always'] as const),
    )
    const sale = addDays(FIRST, 20)
    expect([...withoutHabit(new Map([[sale, 'sale'], ...habit]))]).toEqual([[sale, 'sale']])
  })
})
