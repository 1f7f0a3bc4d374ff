import { describe, expect, it } from 'vitest'
import { seeded } from '../../../src/lib/random.ts'
import { sum, sumOf } from '../../../src/lib/sum.ts'
import type { LogisticData } from '../../../src/models/learn/curvature.ts'
import { fitLogistic } from '../../../src/models/learn/logistic.ts'

type Draw = (next: () => number) => { readonly x: readonly number[]; readonly logit: number }

/** The same rows in any language: mulberry32, the features in their order, then the outcome. */
function drawn(seed: number, rows: number, draw: Draw): LogisticData {
  const random = seeded(seed)
  const made = Array.from({ length: rows }, () => {
    const { x, logit } = draw(random.next)
    return { x, y: random.next() < 1 / (1 + Math.exp(-logit)) ? 1 : 0 }
  })
  const width = made[0]?.x.length ?? 0
  return {
    columns: Array.from({ length: width }, (_, j) => Float64Array.from(made, ({ x }) => x[j] ?? 0)),
    labels: Uint8Array.from(made, ({ y }) => y),
  }
}

/** scales a thousand apart, and a flag */
const mixed = drawn(1, 2000, (next) => {
  const [a, b, c, d] = [next(), next(), next(), next() < 0.3 ? 1 : 0]
  return { x: [a, 1000 * b * b, c - 0.5, d], logit: -1 + 2 * a - 0.002 * 1000 * b * b + c + 0.8 * d }
})
/** 123 of 5,000, and two columns that are nearly one (correlation 0.9998) */
const rare = drawn(2, 5000, (next) => {
  const [a, b, c] = [next(), next(), next()]
  return { x: [a, a + 0.02 * b, c], logit: -5 + 1.5 * a + c }
})
/** sixty rows, and a column a million from 0 */
const farOff = drawn(3, 60, (next) => {
  const [a, b] = [next(), next()]
  return { x: [1e6 + 10 * a, b], logit: -1 + 2 * a - b }
})

/** R 4.2: glm(y ~ ., binomial, control = glm.control(epsilon = 1e-14)); estimates, then standard errors. */
const GLM = [
  [
    'mixed scales',
    mixed,
    [-0.478745775207, 1.82505490682, -0.00169841871303, 1.03834021915, 0.690921460745],
    [0.114002114674, 0.173769722476, 0.000168196620838, 0.168704976766, 0.108125938368],
  ],
  [
    'a rare outcome and collinear columns',
    rare,
    [-5.31457603367, 11.0680079273, -9.670792064, 1.72465060953],
    [0.342782435847, 15.7998896526, 15.7949086774, 0.338504411446],
  ],
  [
    'a column far from 0',
    farOff,
    [-135124.023668, 0.135123607574, -1.7452492598],
    [91633.5243356, 0.0916331350507, 1.05576912872],
  ],
] as const

/** scikit-learn 1.9: LogisticRegression(C=1, solver='newton-cholesky', tol=1e-12); the far column centred for it. */
const SKLEARN = [
  ['mixed scales', mixed, [-0.450670034632, 1.77007893264, -0.0016914144462, 1.00718486458, 0.680373938199]],
  [
    'a rare outcome and collinear columns',
    rare,
    [-5.26201034412, 0.680093631078, 0.638993206138, 1.54705342876],
  ],
  ['a column far from 0', farOff, [-120016.724613, 0.120015965523, -0.847661919404]],
] as const

function expectNear(found: Float64Array, known: readonly number[], within: number): void {
  expect(found.length).toBe(known.length)
  known.forEach((value, i) => {
    expect(Math.abs((found[i] ?? Number.NaN) - value)).toBeLessThan(within * Math.max(1, Math.abs(value)))
  })
}

describe('the logistic fit', () => {
  it.each(GLM)("has the coefficients of R's glm: %s", (_, data, coefficients) => {
    expectNear(fitLogistic(data).weights, coefficients, 1e-6)
  })

  it.each(GLM)("has the standard errors of R's glm: %s", (_, data, __, errors) => {
    expectNear(fitLogistic(data).standardErrors, errors, 1e-4)
  })

  it.each(SKLEARN)('has the coefficients of scikit-learn with C = 1: %s', (_, data, coefficients) => {
    expectNear(fitLogistic(data, { l2: 1 }).weights, coefficients, 1e-6)
  })

  it('finds the same without its warm start', () => {
    const [warm, cold] = [fitLogistic(mixed, { l2: 1 }), fitLogistic(mixed, { l2: 1, warm: false })]
    expectNear(warm.weights, [...cold.weights], 1e-7)
  })

  it('finds the same at every scale of a column', () => {
    const scaled = (by: number): LogisticData => ({
      ...mixed,
      columns: mixed.columns.map((column, j) => (j === 0 ? column.map((value) => value * by) : column)),
    })
    const [plain, tiny, huge] = [1, 1e-9, 1e9].map((by) => fitLogistic(scaled(by)).weights[1] ?? 0)
    expect((tiny ?? 0) * 1e-9).toBeCloseTo(plain ?? 0, 6)
    expect((huge ?? 0) * 1e9).toBeCloseTo(plain ?? 0, 6)
  })

  it('converges where one row in five thousand is a purchase', () => {
    const data = drawn(5, 50_000, (next) => {
      const a = next()
      return { x: [a], logit: -9 + a }
    })
    const bought = sum(data.labels)
    const { weights } = fitLogistic(data, { l2: 1 })
    const expected = sumOf(
      data.columns[0] ?? new Float64Array(0),
      (x) => 1 / (1 + Math.exp(-(weights[0] ?? 0) - (weights[1] ?? 0) * x)),
    )
    // the intercept bears no penalty, so what is expected in all is what was seen
    expect(bought).toBeLessThan(20)
    expect(expected).toBeCloseTo(bought, 3)
  })

  it('needs a penalty where two columns are one', () => {
    const [first = new Float64Array(0)] = mixed.columns
    const twice = { columns: [first, first.slice()], labels: mixed.labels }
    expect(() => fitLogistic(twice)).toThrow(RangeError)
    const { weights } = fitLogistic(twice, { l2: 1 })
    expect(weights[1]).toBeCloseTo(weights[2] ?? 0, 9)
  })

  it('says that separable classes have no best fit, and finds one with a penalty', () => {
    const x = Float64Array.from({ length: 200 }, (_, i) => i / 100 - 1)
    const separable = { columns: [x], labels: Uint8Array.from(x, (value) => (value >= 0 ? 1 : 0)) }
    expect(() => fitLogistic(separable)).toThrow(RangeError)
    expect(fitLogistic(separable, { l2: 1 }).weights[1]).toBeGreaterThan(1)
  })

  it('says so where only one member of a column never buys', () => {
    const flag = Float64Array.from(mixed.labels, (label, row) => (label === 0 && row % 9 === 0 ? 1 : 0))
    expect(() => fitLogistic({ columns: [...mixed.columns, flag], labels: mixed.labels })).toThrow(RangeError)
  })

  it('refuses a value that is missing', () => {
    const columns = mixed.columns.map((column) =>
      column.map((value, row) => (row === 7 ? Number.NaN : value)),
    )
    expect(() => fitLogistic({ columns, labels: mixed.labels })).toThrow('missing or infinite')
  })
})
