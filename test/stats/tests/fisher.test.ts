import { describe, expect, it } from 'vitest'
import { fisherMore } from '../../../src/stats/tests/fisher.ts'

describe("the one-sided Fisher test, as in R's phyper and fisher.test", () => {
  it.each([
    [{ both: 8, ofA: 10, ofB: 12, all: 30 }, 0.00265471659775],
    [{ both: 40, ofA: 100, ofB: 300, all: 9835 }, 4.77388655782e-35],
    [{ both: 30, ofA: 100, ofB: 1500, all: 9835 }, 0.000131249409],
    [{ both: 0, ofA: 5, ofB: 6, all: 20 }, 1],
  ])('of %o is %d', (overlap, p) => {
    expect(fisherMore(overlap) / p).toBeCloseTo(1, 6)
  })

  it('refuses an overlap that cannot be', () => {
    expect(() => fisherMore({ both: 5, ofA: 4, ofB: 9, all: 20 })).toThrow(RangeError)
  })
})
