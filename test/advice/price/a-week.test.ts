import { expect, it } from 'vitest'
import { type Place, withinWeek } from '../../../src/advice/price/a-week.ts'

const at = (merchant: string, category: string): Place => ({ merchant, category })
const chosen = (best: readonly Place[], approved: readonly Place[], most: number) =>
  withinWeek(best, { placeOf: (one) => one, approved, most })

it.each([
  ['all where there is room', [at('A', 'Toys'), at('B', 'Garden')], [], 1, [0, 1]],
  ['the best of a merchant', [at('A', 'Toys'), at('A', 'Garden'), at('B', 'Home')], [], 1, [0, 2]],
  ['the best of a category, whoever sells it', [at('A', 'Toys'), at('B', 'Toys')], [], 1, [0]],
  ['none where the week is full', [at('A', 'Toys')], [at('A', 'Garden'), at('B', 'Toys')], 1, []],
  ['what is left of the week', [at('A', 'X'), at('A', 'Y'), at('A', 'Z')], [at('A', 'W')], 3, [0, 1]],
  // what is left out of one takes no room of another
  ['with room kept', [at('A', 'X'), at('A', 'Y'), at('B', 'Y')], [], 1, [0, 2]],
] as const)('a week has room for %s', (_, best, approved, most, expected) => {
  expect(chosen(best, approved, most)).toEqual(expected.map((i) => best[i]))
})
