import { describe, expect, it } from 'vitest'
import { discoveries } from '../../../src/models/anomaly/discoveries.ts'

/** Benjamini and Hochberg 1995, section 3.2: fifteen p-values of a trial of thrombolysis. */
const PAPER = [
  0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528,
  0.759, 1,
]

describe('discoveries of one run', () => {
  it('of the fifteen of Benjamini and Hochberg the first four are believed at 5 %', () => {
    const believed = discoveries(PAPER.map((p) => ({ p, isAnomaly: true })))
    expect(believed).toEqual(PAPER.map((_, i) => i < 4))
  })

  it('in whatever order they come', () => {
    const order = [14, 3, 9, 0, 7, 1, 12, 2, 5, 4, 13, 6, 8, 10, 11]
    const shuffled = order.map((i) => ({ p: PAPER[i] ?? 1, isAnomaly: true }))
    expect(discoveries(shuffled)).toEqual(order.map((i) => i < 4))
  })

  it('at 10 % the adjusted p-values of R, p.adjust(p, "BH"), decide: nine', () => {
    // .0015 .003 .0095 .035625 .0603 .06386 .06386 .0645 .0765 .486 ...
    expect(
      discoveries(
        PAPER.map((p) => ({ p, isAnomaly: true })),
        0.1,
      ).filter(Boolean),
    ).toHaveLength(9)
  })

  it('what lies within its own limits is none, and still counts among those judged', () => {
    const quiet = Array.from({ length: 85 }, () => ({ p: 0.5, isAnomaly: false }))
    const found = discoveries([{ p: 0.0019, isAnomaly: true }, { p: 0.0001, isAnomaly: false }, ...quiet])
    // .0019 x 87 / 2 = .083
    expect(found.some(Boolean)).toBe(false)
    expect(discoveries([{ p: 0.0019, isAnomaly: true }])).toEqual([true])
  })

  it('of none there are none', () => expect(discoveries([])).toEqual([]))
})
