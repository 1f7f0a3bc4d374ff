import { describe, expect, it } from 'vitest'
import { credits, nabScore, probationRows, scaledSigmoid } from '../../../src/evaluate/anomaly/nab-score.ts'

const STANDARD = { tpWeight: 1, fpWeight: 0.11, fnWeight: 1 }
/** 100 rows, the first 15 on probation, one window of 20 rows */
const FILE = { rows: 100, windows: [[40, 59] as const] }

function scoresAt(...rows: readonly number[]): Float64Array {
  const scores = new Float64Array(FILE.rows)
  for (const row of rows) scores[row] = 1
  return scores
}

describe('the scaled sigmoid', () => {
  // 2 / (1 + e^(5 y)) - 1 by hand, as in Lavin and Ahmad 2015, section III
  it.each([
    [-1, 0.986614],
    [-0.5, 0.848284],
    [0, 0],
    [0.5, -0.848284],
    [1, -0.986614],
    [3.01, -1],
  ])('at %f is %f', (position, value) => {
    expect(scaledSigmoid(position)).toBeCloseTo(value, 6)
  })
})

describe('credit', () => {
  it('is 1 for the first row of a window, falls towards its end, and is -1 before any window', () => {
    const credit = credits(FILE)
    expect(credit[39]).toBe(-1)
    expect(credit[40]).toBe(1)
    expect(credit[50]).toBeCloseTo(0.848284 / 0.986614, 5)
    expect(credit[59]).toBeCloseTo(scaledSigmoid(-1 / 20) / scaledSigmoid(-1), 9)
  })

  it('after a window sinks to -1 within three widths of it', () => {
    const credit = credits({ rows: 200, windows: [[40, 59]] })
    expect(credit[60]).toBeCloseTo(scaledSigmoid(1 / 19), 9)
    expect(credit[78]).toBeCloseTo(-0.986614, 6)
    expect(credit[150]).toBe(-1)
  })
})

describe('probation', () => {
  it.each([
    [100, 15],
    [5000, 750],
    [22_695, 750],
  ])('of %i rows is %i', (rows, probation) => {
    expect(probationRows(rows)).toBe(probation)
  })
})

describe('the NAB score', () => {
  it('is 0 for a detector that never speaks, at any profile', () => {
    const silent = [{ ...FILE, scores: new Float64Array(100).fill(0.5) }]
    expect(nabScore(silent, STANDARD).score).toBe(0)
    expect(nabScore(silent, { ...STANDARD, fnWeight: 2 }).score).toBe(0)
  })

  it('is 100 for one that is right at the first row of each window', () => {
    expect(nabScore([{ ...FILE, scores: scoresAt(40) }], STANDARD)).toMatchObject({
      score: 100,
      found: 1,
      falseRows: 0,
    })
  })

  it('charges a false alarm its weight: (1 - .11 + 1) / 2 of a hundred', () => {
    expect(nabScore([{ ...FILE, scores: scoresAt(40, 20) }], STANDARD).score).toBeCloseTo(94.5, 9)
  })

  it('pays a window once, for its best row', () => {
    expect(nabScore([{ ...FILE, scores: scoresAt(40, 45, 50) }], STANDARD).score).toBe(100)
  })

  it('takes the one threshold that is best over all files', () => {
    const loud = { ...FILE, scores: scoresAt(40).map((score, i) => (i >= 16 && i < 36 ? 0.4 : score * 0.9)) }
    const result = nabScore([loud, { ...FILE, scores: scoresAt(42) }], STANDARD)
    expect(result).toMatchObject({ threshold: 0.9, found: 2, falseRows: 0 })
  })

  it('does not look at the rows on probation', () => {
    expect(nabScore([{ ...FILE, scores: scoresAt(3, 14, 40) }], STANDARD).score).toBe(100)
  })

  it('of files without a window is not known', () => {
    expect(nabScore([{ rows: 100, windows: [], scores: scoresAt(40) }], STANDARD).score).toBeNaN()
  })
})
