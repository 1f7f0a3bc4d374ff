import { expect, it } from 'vitest'
import { cusum } from '../../../src/stats/series/cusum.ts'

// by hand, slack .5: 1, 2, 3, then 2.5 after a zero
it('adds what is beyond the slack, and speaks above the limit', () => {
  const setting = { slack: 0.5, limit: 2.5, most: 4 }
  expect(cusum([1.5, 1.5], setting)).toBeNull()
  expect(cusum([1.5, 1.5, 1.5], setting)).toEqual({ direction: 'up', since: 0, sum: 3 })
  expect(cusum([1.5, 1.5, 1.5, 0], setting)).toBeNull()
})

it('begins anew where the sum was zero', () => {
  const setting = { slack: 0.5, limit: 2, most: 4 }
  expect(cusum([1, -2, -1.5, -1.5, -1.5], setting)).toEqual({ direction: 'down', since: 1, sum: 4 })
})

it('takes no day for more than the most', () => {
  expect(cusum([100], { slack: 0.5, limit: 3.6, most: 4 })).toBeNull()
})

// Montgomery, "Introduction to Statistical Quality Control", table 9.2 (first ten of mean 10, then 11): k = .5, h = 5
it('finds the shift of the textbook example at the 29th value', () => {
  const values = [
    9.45, 7.99, 9.29, 11.66, 12.16, 10.18, 8.04, 11.46, 9.2, 10.34, 9.03, 11.47, 10.51, 9.4, 10.08, 9.37,
    10.62, 10.31, 8.52, 10.84, 10.9, 9.33, 12.29, 11.5, 10.6, 11.08, 10.38, 11.62, 11.31, 10.52,
  ]
  const gaps = values.map((value) => value - 10)
  const setting = { slack: 0.5, limit: 5, most: 10 }
  expect(cusum(gaps.slice(0, 28), setting)).toBeNull()
  expect(cusum(gaps.slice(0, 29), setting)).toMatchObject({ direction: 'up', since: 22 })
  expect(cusum(gaps.slice(0, 29), setting)?.sum).toBeCloseTo(5.28, 9)
})
