import { describe, expect, it } from 'vitest'
import { seeded } from '../../../src/lib/random.ts'
import { calibrationInTheLarge, featureDrift, psi, psiOfWords } from '../../../src/models/conversion/drift.ts'
import { areaUnderCurve, modelMetrics } from '../../../src/models/learn/model-metrics.ts'

const random = seeded(4)
const rows = Array.from({ length: 200 }, () => {
  const v = random.next()
  return { p: (Math.floor(v * 100) + 0.5) / 100, y: random.next() < v * v ? 1 : 0 }
})
const predicted = Float64Array.from(rows, ({ p }) => p)
const labels = Uint8Array.from(rows, ({ y }) => y)

describe('model metrics', () => {
  const metrics = modelMetrics(predicted, labels)

  // scikit-learn 1.9 on these 200 rows, of which many share a score; statsmodels' Logit for the calibration
  it.each([
    ['auc', 0.8793406593406593],
    ['logLoss', 0.534683634427124],
    ['brier', 0.181684],
    ['prAuc', 0.8072610543659524],
    ['calibrationIntercept', -1.46944318],
    ['calibrationSlope', 1.274237],
    ['baseRate', 0.35],
    ['meanPrediction', 0.5492],
  ] as const)('%s is as scikit-learn has it', (name, known) => {
    expect(metrics[name]).toBeCloseTo(known, 6)
  })

  it('lift is the share of buyers among the best tenth, against among all', () => {
    const scores = Float64Array.from({ length: 100 }, (_, i) => i / 100)
    const bought = Uint8Array.from({ length: 100 }, (_, i) => (i >= 94 || i < 14 ? 1 : 0))
    expect(modelMetrics(scores, bought).lift).toBeCloseTo(0.6 / 0.2, 12)
  })

  it('lift is 1 where all scores are one', () => {
    expect(modelMetrics(new Float64Array(200).fill(0.3), labels).lift).toBeCloseTo(1, 12)
  })

  it('has no calibration slope where all scores are one', () => {
    const flat = modelMetrics(new Float64Array(200).fill(0.3), labels)
    expect(flat).toMatchObject({ calibrationSlope: null, auc: 0.5 })
  })

  it('ece is the gap between what is expected and what is seen', () => {
    expect(modelMetrics(new Float64Array(200).fill(0.5), labels).ece).toBeGreaterThan(0.14)
    const scores = Float64Array.from({ length: 100 }, (_, i) => (i < 50 ? 0.2 : 0.6))
    const asSaid = Uint8Array.from({ length: 100 }, (_, i) =>
      i < 50 ? (i % 5 === 0 ? 1 : 0) : i % 5 < 3 ? 1 : 0,
    )
    expect(modelMetrics(scores, asSaid).ece).toBeCloseTo(0, 12)
  })

  it('hold the true AUC in their interval, with few of either outcome too', () => {
    let held = 0
    for (let seed = 0; seed < 200; seed++) {
      const draws = seeded(seed)
      const bought = Uint8Array.from({ length: 400 }, (_, row) => (row < 15 ? 1 : 0))
      // two normals one apart: the true AUC is the normal probability of 1 / sqrt(2)
      const scores = Float64Array.from(bought, (label) => 1 / (1 + Math.exp(-draws.normal() - label)))
      const { aucInterval } = modelMetrics(scores, bought)
      if (aucInterval && aucInterval.low <= 0.76025 && aucInterval.high >= 0.76025) held++
    }
    expect(held).toBeGreaterThanOrEqual(184)
    expect(held).toBeLessThanOrEqual(198)
  })

  it('say nothing of calibration where too few bought to tell', () => {
    const draws = seeded(3)
    const bought = Uint8Array.from({ length: 1000 }, (_, row) => (row < 8 ? 1 : 0))
    const timid = Float64Array.from(bought, (label) => 0.008 * Math.exp(0.05 * (draws.normal() + label)))
    expect(modelMetrics(timid, bought)).toMatchObject({ calibrationSlope: null, calibrationIntercept: null })
  })

  it('need both outcomes', () => {
    expect(() => modelMetrics(predicted, new Uint8Array(200))).toThrow(RangeError)
    expect(areaUnderCurve(predicted, new Uint8Array(200))).toBe(0.5)
  })
})

describe('drift', () => {
  const normal = (seed: number, shift: number) => {
    const source = seeded(seed)
    return Float64Array.from({ length: 20_000 }, () => source.normal() + shift)
  }

  // by hand: shares 0.8 and 0.2 become 0.6 and 0.4
  it('is the sum of (b - a) ln(b / a) over words', () => {
    const words = (yes: number) => ({
      codes: Uint16Array.from({ length: 10 }, (_, i) => (i < yes ? 0 : 1)),
      members: ['yes', 'no'],
    })
    expect(psiOfWords(words(8), words(6))).toBeCloseTo(
      0.2 * Math.log(0.8 / 0.6) + 0.2 * Math.log(0.4 / 0.2),
      12,
    )
  })

  it('knows a word by its name, not by its place', () => {
    const codes = Uint16Array.from([0, 0, 1])
    expect(
      psiOfWords({ codes, members: ['a', 'b'] }, { codes: Uint16Array.from([1, 1, 0]), members: ['b', 'a'] }),
    ).toBeCloseTo(0, 12)
  })

  it('is next to nothing for another sample of the same, and large for a shift of one deviation', () => {
    expect(psi(normal(1, 0), normal(2, 0))).toBeLessThan(0.01)
    expect(psi(normal(1, 0), normal(2, 1))).toBeGreaterThan(0.8)
  })

  it('sees that values began to go missing', () => {
    const holes = normal(2, 0).map((value, row) => (row % 4 === 0 ? Number.NaN : value))
    expect(psi(normal(1, 0), holes)).toBeGreaterThan(0.25)
  })

  it('counts a thinned row for as many as it stands for', () => {
    const thinned = Float64Array.from({ length: 100 }, (_, i) => (i < 50 ? 0 : 1))
    const now = Float64Array.from({ length: 1000 }, (_, i) => (i < 900 ? 0 : 1))
    const weights = thinned.map((value) => (value === 0 ? 9 : 1))
    expect(psi(thinned, now, weights)).toBeCloseTo(0, 9)
    expect(psi(thinned, now)).toBeGreaterThan(0.25)
  })

  it('names the column that moved most first', () => {
    const columns = (shift: number) => ({
      rows: 20_000,
      numbers: { still: normal(3, 0), moved: normal(4, shift) },
      texts: {},
    })
    expect(featureDrift(columns(0), columns(1))[0]?.column).toBe('moved')
  })

  it('calibration in the large sees a base rate that the scores do not', () => {
    const scores = new Float64Array(10_000).fill(0.1)
    const seen = (rate: number) => Uint8Array.from(scores, (_, row) => (row < rate * 10_000 ? 1 : 0))
    expect(calibrationInTheLarge(scores, seen(0.1))).toBeCloseTo(0, 9)
    // (1,300 - 1,000) / sqrt(10,000 x 0.1 x 0.9)
    expect(calibrationInTheLarge(scores, seen(0.13))).toBeCloseTo(10, 9)
  })
})
