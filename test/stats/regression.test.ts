import { describe, expect, it } from 'vitest'
import { seeded } from '../../src/lib/random.ts'
import { sum, sumOf } from '../../src/lib/sum.ts'
import { studentQuantile } from '../../src/stats/distributions/student.ts'
import { driftingPoisson, sharedNoise } from '../../src/stats/regression/drifting-poisson.ts'
import { panelRegression } from '../../src/stats/regression/panel.ts'
import { pauleMandel, sharedSpread, shrink } from '../../src/stats/regression/paule-mandel.ts'
import { poissonGlm } from '../../src/stats/regression/poisson-glm.ts'
import { type Effect, within } from '../../src/stats/regression/within.ts'

describe('quasi-Poisson regression', () => {
  // R 4.2, glm(family = quasipoisson)
  it("is R's on Dobson's randomised controlled trial, of ?glm", () => {
    const x = Array.from({ length: 9 }, (_, i) => [
      1,
      Number(i % 3 === 1),
      Number(i % 3 === 2),
      Number(Math.floor(i / 3) === 1),
      Number(Math.floor(i / 3) === 2),
    ])
    const fit = poissonGlm(x, [18, 17, 15, 20, 10, 20, 25, 13, 12])
    const [a, b, c, d, e] = fit?.coefficients ?? []
    expect(a).toBeCloseTo(3.044522438, 8)
    expect(b).toBeCloseTo(-0.4542552723, 8)
    expect(c).toBeCloseTo(-0.2929871247, 8)
    expect(d).toBeCloseTo(0, 8)
    expect(e).toBeCloseTo(0, 8)
    expect(fit?.standardErrors[0]).toBeCloseTo(0.1943517021, 8)
    expect(fit?.standardErrors[1]).toBeCloseTo(0.2299153934, 8)
    expect(fit?.dispersion).toBeCloseTo(1.29330044007, 6)
  })

  it("is R's with an exposure, but never surer than Poisson where the data scatter less", () => {
    const fit = poissonGlm(
      [0.1, 0.5, 0.3, 1.2, 1.4, 0.2, 2.1, 0.9].map((x) => [1, x]),
      [0, 3, 1, 8, 12, 2, 30, 4],
      [10, 12, 9, 11, 10, 8, 12, 10].map(Math.log),
    )
    expect(fit?.coefficients[0]).toBeCloseTo(-2.189574794, 8)
    expect(fit?.coefficients[1]).toBeCloseTo(1.508455312, 8)
    // R's quasi error 0.1477655165 is narrowed by a dispersion of 0.5046; it is not here
    expect(fit?.standardErrors[1]).toBeCloseTo(0.1477655165 / Math.sqrt(0.504649401821), 5)
    expect(fit?.dispersion).toBe(1)
  })

  it('has no answer without sales, without rows to spare, and for columns that tell the same', () => {
    expect(poissonGlm([[1], [1]], [0, 0])).toBeNull()
    expect(poissonGlm([[1, 2], [1, 3]], [1, 2])).toBeNull() // biome-ignore format: one row each
    expect(poissonGlm([1, 2, 3, 4].map((x) => [1, x, 2 * x]), [1, 2, 3, 4])).toBeNull() // biome-ignore format: one row each
  })
})

describe('the random-effects mean', () => {
  // dat.bcg of R's metafor: rma(yi, vi, method = "PM") prints tau^2 .3181
  const bcg: readonly (readonly [number, number])[] = [
    [-0.889311, 0.5706],
    [-1.585389, 0.441114],
    [-1.348073, 0.64449],
    [-1.441551, 0.141457],
    [-0.217547, 0.226297],
    [-0.786116, 0.0831],
    [-1.620898, 0.472247],
    [0.011952, 0.062941],
    [-0.469418, 0.237559],
    [-1.371345, 0.270231],
    [-0.339359, 0.11141],
    [0.445913, 0.72973],
    [-0.017314, 0.267217],
  ]

  it("is metafor's Paule-Mandel on the BCG vaccine trials", () => {
    const pooled = pauleMandel(bcg.map(([value, se]) => ({ value, se })))
    expect((pooled?.tau ?? 0) ** 2).toBeCloseTo(0.31807, 4)
    expect(pooled?.mean).toBeCloseTo(-0.71497, 4)
    expect(pooled?.meanSe).toBeCloseTo(0.18089, 4)
  })

  it('finds no spread where the measurements agree, then keeps the floor', () => {
    const alike = [1, 1.1, 0.9].map((value) => ({ value, se: 0.5 }))
    expect(pauleMandel(alike)?.tau).toBe(0)
    expect(pauleMandel(alike, 0.05)?.tau).toBe(0.05)
    expect(pauleMandel([])).toBeNull()
  })

  it('is told of a shared spread by what is precise, and by the prior where nothing is', () => {
    const prior = { centre: 0.5, logSd: 0.5 }
    const sharp = [2, 4, 1, 5, 3].map((value) => ({ value, se: 0.01 }))
    const vague = [2, 4, 1, 5, 3].map((value) => ({ value, se: 50 }))
    expect(sharedSpread([sharp, vague], prior)).toBeCloseTo(Math.sqrt(10 / 4), 0)
    expect(sharedSpread([vague], prior)).toBeCloseTo(sharedSpread([], prior), 2)
    // the root mean square of a log-normal: centre x exp(logSd^2)
    expect(sharedSpread([], prior)).toBeCloseTo(0.5 * Math.exp(0.25), 2)
  })

  it('draws a vague measurement to its group and leaves a sharp one', () => {
    const group = { mean: -2, meanSe: 0, tau: 0.5 }
    expect(shrink({ value: 4, se: 0.5 }, group)).toEqual({ value: 1, se: Math.sqrt(0.5) * 0.5 })
    expect(shrink({ value: -3, se: 1e-6 }, group).value).toBeCloseTo(-3, 6)
  })
})

describe('Poisson regression with a drifting level', () => {
  const counts = (at: (i: number) => number) => ({
    x: [0.1, 0.5, 0.3, 1.2, 1.4, 0.2, 2.1, 0.9].map((x) => [1, x]),
    y: [0, 3, 1, 8, 12, 2, 30, 4],
    offset: [10, 12, 9, 11, 10, 8, 12, 10].map(Math.log),
    at: Array.from({ length: 8 }, (_, i) => at(i)),
  })
  const weekly = counts((i) => i)

  it("is R's plain Poisson regression where nothing drifts or clumps", () => {
    const fit = driftingPoisson(weekly, { drift: 0, persistence: 0.8, clump: 0 }, [-2, 1])
    expect(fit?.coefficients[0]).toBeCloseTo(-2.189574794, 6)
    expect(fit?.coefficients[1]).toBeCloseTo(1.508455312, 6)
  })

  it('is less sure the more demand drifts, and the closer in time its rows are', () => {
    const error = (drift: number, of = weekly) =>
      driftingPoisson(of, { drift, persistence: 0.8, clump: 0.1 }, [-2, 1])?.standardErrors[1] ?? Number.NaN
    expect(error(0.2)).toBeGreaterThan(error(0))
    expect(
      error(
        0.2,
        counts((i) => 10 * i),
      ),
    ).not.toBeCloseTo(error(0.2), 3)
  })

  it('finds how simulated demand drifts and clumps', () => {
    const random = seeded(11)
    const products = Array.from({ length: 80 }, () => {
      let drift = 0.3 * random.normal()
      const y = Array.from({ length: 52 }, () => {
        drift = 0.85 * drift + 0.3 * Math.sqrt(1 - 0.85 ** 2) * random.normal()
        return random.poisson(Math.exp(3 + drift + 0.25 * random.normal()))
      })
      const mean = sum(y) / y.length
      const flat = { x: y.map(() => [1]), y, offset: y.map(() => 0), at: y.map((_, i) => i) }
      return { counts: flat, fit: [Math.log(mean)] }
    })
    const noise = sharedNoise(products)
    expect(noise.drift + noise.clump).toBeGreaterThan(0.11)
    expect(noise.drift + noise.clump).toBeLessThan(0.2)
    expect(noise.drift).toBeGreaterThan(0.05)
    expect(noise.persistence).toBeGreaterThan(0.7)
  })
})

describe('panel regression', () => {
  const index = Array.from({ length: 36 }, (_, i) => i)
  const y = Float64Array.from([
    20, 8, 13, 2, 8, 25, 3, 10, 30, 3, 6, 17, 4, 13, 4, 4, 13, 6, 2, 11, 9, 3, 8, 7, 7, 1, 6, 9, 2, 3, 5, 5,
    3, 3, 6, 13,
  ])
  const x = [
    Float64Array.from(index, (i) => ((i * 7) % 11) / 10),
    Float64Array.from(index, (i) => Number((i * 5) % 7 < 3)),
  ]
  const by = (of: (i: number) => number, levels: number): Effect => ({
    group: Int32Array.from(index, of),
    levels,
  })
  const effects = [by((i) => i % 3, 3), by((i) => Math.floor(i / 9), 4)]
  const logs = y.map((value) => Math.log(value + 1))

  // statsmodels 0.14, glm Poisson with dummies; scale X2, and HC0 x sqrt(36 / 28)
  it("is statsmodels' Poisson regression with a dummy for every level", () => {
    const fit = panelRegression({ y, x, effects, family: 'poisson' })
    expect(fit?.coefficients[0]).toBeCloseTo(-1.7123770786, 8)
    expect(fit?.coefficients[1]).toBeCloseTo(0.3918740601, 8)
    expect(fit?.plainVariances[0]).toBeCloseTo(0.0401670712, 7)
    expect(fit?.plainVariances[1]).toBeCloseTo(0.0168939337, 7)
    expect(Math.sqrt(fit?.errorsBy(null).covariance.values[0] ?? 0)).toBeCloseTo(0.1638431533, 7)
  })

  it("is statsmodels' least squares with a dummy for every level, HC1 and clustered", () => {
    const fit = panelRegression({ y: logs, x, effects, family: 'least-squares' })
    expect(fit?.coefficients[0]).toBeCloseTo(-1.4867370173, 9)
    expect(fit?.coefficients[1]).toBeCloseTo(0.3296868781, 9)
    expect(fit?.plainVariances[0]).toBeCloseTo(0.0339712934, 9)
    expect(Math.sqrt(fit?.errorsBy(null).covariance.values[0] ?? 0)).toBeCloseTo(0.1676533747, 9)
    expect(Math.sqrt(fit?.errorsBy(null).covariance.values[3] ?? 0)).toBeCloseTo(0.1201626737, 9)
    const clustered = fit?.errorsBy(by((i) => i % 12, 12))
    expect(Math.sqrt(clustered?.covariance.values[0] ?? 0)).toBeCloseTo(0.1889577332, 9)
    expect(clustered?.degrees).toBe(11)
  })

  it('leaves out what the effects and the columns before already tell', () => {
    const [first = logs] = x
    const told = first.map((value, i) => 3 * value + (i % 3))
    const fit = panelRegression({
      y: logs,
      x: [...x, told],
      effects,
      family: 'least-squares',
    })
    expect(fit?.coefficients[2]).toBeNull()
    expect(fit?.coefficients[0]).toBeCloseTo(-1.4867370173, 9)
  })

  it('has no answer without rows to spare', () => {
    const rows = Float64Array.from([1, 2, 3])
    const each: Effect = { group: Int32Array.from([0, 1, 2]), levels: 3 }
    expect(panelRegression({ y: rows, x: [rows], effects: [each], family: 'poisson' })).toBeNull()
  })

  it('takes two groupings out of a column whatever their sizes', () => {
    const column = Float64Array.from(index, (i) => 5 * (i % 3) - 7 * Math.floor(i / 9) + ((i * 7) % 11))
    within(column, effects)
    for (const { group, levels } of effects)
      for (let level = 0; level < levels; level++)
        expect(sumOf(index, (i) => (group[i] === level ? (column[i] ?? 0) : 0))).toBeCloseTo(0, 7)
  })
})

describe("Student's distribution", () => {
  // R: qt(0.975, c(1, 10, 30)), qt(0.95, 9)
  it.each([
    [0.975, 1, 12.7062047362],
    [0.975, 10, 2.228138852],
    [0.975, 30, 2.0422724563],
    [0.95, 9, 1.8331129327],
  ])('has its quantile at %d with %d degrees of freedom', (p, degrees, known) => {
    expect(studentQuantile(p, degrees)).toBeCloseTo(known, 6)
  })
})
