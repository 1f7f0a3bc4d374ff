import { describe, expect, it } from 'vitest'
import { sum, sumOf } from '../../src/lib/sum.ts'

describe('a sum', () => {
  it('is added from the first to the last, as a loop would', () => {
    const values = [1e16, 1, -1e16, 0.1, 0.2]
    expect(sum(values)).toBe(1e16 + 1 - 1e16 + 0.1 + 0.2)
    expect(sumOf(values, (value) => value)).toBe(sum(values))
  })

  it('of nothing is 0, and of a number that is none is none', () => {
    expect([sum([]), sum([1, Number.NaN])]).toEqual([0, Number.NaN])
  })

  it('takes whatever can be gone through, with the place of each', () => {
    expect(sum(Uint8Array.of(200, 100))).toBe(300)
    expect(sumOf(new Set(['a', 'bcd']), (word, at) => word.length * (at + 1))).toBe(7)
  })
})
