import { expect, it } from 'vitest'
import { recentTail } from '../../../src/stats/distributions/tail-surprise.ts'

function after(values: readonly number[], memory = 1000) {
  const past = recentTail({ memory })
  for (const value of values) past.learn(value)
  return past
}
const hundred = Array.from({ length: 100 }, (_, i) => ((i * 37) % 100) + 1)

it('inside is a matter of rank: of 1 to 100, 51 are at or above 50', () => {
  expect(after(hundred).surprise(50, 'up')).toBeCloseTo(-Math.log10(52 / 101), 9)
})

it('beyond is an exponential of the mean excess: of 1 to 100 the edge is 96, the excess 2', () => {
  // 6 of 101 lie at the edge or beyond, then exp(-(120 - 96) / 2.475): a twentieth of the range of 49.5 is the floor
  const floor = 0.05 * 50
  expect(after(hundred).surprise(120)).toBeCloseTo(-Math.log10(6 / 101) + 24 / floor / Math.LN10, 9)
})

it('one earlier spike makes the next less surprising', () => {
  expect(after([...hundred, 400]).surprise(400)).toBeLessThan(after(hundred).surprise(400) / 2)
})

it('is the same on both sides', () => {
  expect(after(hundred).surprise(-19)).toBeCloseTo(after(hundred).surprise(120), 9)
})

it('forgets what lies further back than its memory', () => {
  const past = after([...Array.from({ length: 50 }, () => 1e6), ...hundred], 100)
  expect(past.surprise(200)).toBe(after(hundred, 100).surprise(200))
})

it('says nothing of fewer than 20 values', () => {
  expect(after([1, 2, 3]).surprise(1000)).toBe(0)
})
