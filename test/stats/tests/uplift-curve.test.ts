import { describe, expect, it } from 'vitest'
import { qini, qiniCurve, upliftAt } from '../../../src/stats/tests/uplift-curve.ts'

/** best first: treated who bought, control who did not, treated who did not, control who bought */
const FOUR = {
  scores: Float64Array.of(4, 3, 2, 1),
  treated: Uint8Array.of(1, 0, 1, 0),
  outcome: Float64Array.of(1, 0, 0, 1),
}

describe('the Qini curve', () => {
  it('is what the treated gained over what the controls lead one to expect', () => {
    expect(qiniCurve(FOUR).map(({ gained }) => gained)).toEqual([0, 1, 1, 1, 0])
  })

  it('targets those of one score together', () => {
    const tied = { ...FOUR, scores: Float64Array.of(4, 3, 3, 1) }
    expect(qiniCurve(tied)).toEqual([
      { targeted: 0, gained: 0 },
      { targeted: 1, gained: 1 },
      { targeted: 3, gained: 1 },
      { targeted: 4, gained: 0 },
    ])
  })
})

describe('the Qini coefficient', () => {
  it('is by hand a quarter for six customers', () => {
    // Q: 0, 1, 1, 2, 2, 2, 2 - a perfect order; area 9, less the triangle 6, over 6 times 2
    const six = {
      scores: Float64Array.of(6, 5, 4, 3, 2, 1),
      treated: Uint8Array.of(1, 0, 1, 0, 1, 0),
      outcome: Float64Array.of(1, 0, 1, 0, 0, 0),
    }
    expect(qiniCurve(six).map(({ gained }) => gained)).toEqual([0, 1, 1, 2, 2, 2, 2])
    expect(qini(six)).toBeCloseTo((9 - 6) / 12, 12)
  })

  it('is 0 when everybody scores alike', () => {
    const alike = { scores: new Float64Array(4), treated: FOUR.treated, outcome: Float64Array.of(1, 0, 1, 1) }
    expect(qini(alike)).toBe(0)
  })

  it('is not known without an effect', () => {
    expect(qini(FOUR)).toBeNaN()
  })
})

describe('uplift among the best', () => {
  it('is the difference of the arms among them', () => {
    expect(upliftAt(FOUR, 0.5)).toBe(1)
    expect(upliftAt(FOUR, 1)).toBe(0)
  })

  it('is not known where an arm is missing', () => {
    expect(upliftAt(FOUR, 0.25)).toBeNaN()
  })
})
