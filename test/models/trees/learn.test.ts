import { expect, test } from 'vitest'
import { seeded } from '../../../src/lib/random.ts'
import { areaUnderCurve, modelMetrics } from '../../../src/models/learn/model-metrics.ts'
import { pickRows } from '../../../src/models/learn/pick-rows.ts'
import type { TrainingRows } from '../../../src/models/learn/training-rows.ts'
import { learnTrees } from '../../../src/models/trees/learn.ts'
import { leanings, restoreTrees, scoreTrees } from '../../../src/models/trees/trees-model.ts'

const NAMES = ['a', 'b', 'c', 'word']
const data = sessions(1500, 7)
const model = learnTrees(NAMES, data)

test('a product of columns that no line shows is found', () => {
  const later = sessions(3000, 8)
  expect(areaUnderCurve(scoreTrees(model, later), later.labels)).toBeGreaterThan(0.75)
  expect(
    leanings(model)
      .slice(0, 2)
      .map(({ column }) => column)
      .sort(),
  ).toEqual(['a', 'b'])
})

test('its chances are right', () => {
  const later = sessions(6000, 9)
  const { meanPrediction, baseRate, calibrationSlope } = modelMetrics(scoreTrees(model, later), later.labels)
  expect(meanPrediction).toBeCloseTo(baseRate, 1)
  expect(calibrationSlope).toBeGreaterThan(0.8)
  expect(calibrationSlope).toBeLessThan(1.25)
})

test('the same rows and seed give the same model', () => {
  expect(learnTrees(NAMES, data)).toEqual(model)
})

test('a model that was stored scores the same to the last bit', () => {
  const restored = restoreTrees(JSON.parse(JSON.stringify(model)))
  expect(restored && scoreTrees(restored, data)).toEqual(scoreTrees(model, data))
  expect(restoreTrees({ kind: 'trees', stride: 64 })).toBeNull()
})

test.each([1, -1] as const)('a column that must go one way (%i) does so for every row', (sign) => {
  const forced = learnTrees(NAMES, data, { monotone: { a: sign } })
  const steps = Array.from({ length: 25 }, (_, i) => -3 + i / 4)
  const at = (a: number) => {
    const numbers = { ...data.numbers, a: new Float64Array(data.rows).fill(a) }
    return scoreTrees(forced, { ...data, numbers })
  }
  const scores = steps.map(at)
  const isAgainst = scores.some((now, i) => {
    const before = scores[i - 1]
    return before?.some((chance, row) => sign * ((now[row] ?? 0) - chance) < 0)
  })
  expect(isAgainst).toBe(false)
})

test('a word that was never seen, and a value that is missing, have a chance', () => {
  const strange = pickRows(data, Uint32Array.of(0, 1))
  const scores = scoreTrees(model, {
    rows: 2,
    numbers: { ...strange.numbers, a: Float64Array.of(Number.NaN, Number.POSITIVE_INFINITY) },
    texts: { word: { codes: Uint16Array.of(0, 0), members: ['never seen'] } },
  })
  expect([...scores].every((chance) => chance > 0 && chance < 1)).toBe(true)
})

test('of noise the share of all is told, or nearly', () => {
  const random = seeded(3)
  const noise = { ...data, labels: Uint8Array.from(data.labels, () => (random.next() < 0.2 ? 1 : 0)) }
  const scores = scoreTrees(learnTrees(NAMES, noise), sessions(2000, 10))
  const spread = Math.sqrt(scores.reduce((sum, p) => sum + (p - 0.2) ** 2, 0) / scores.length)
  expect(spread).toBeLessThan(0.04)
})

test('with time the latest rows decide how many trees', () => {
  const order = Float64Array.from({ length: data.rows }, (_, row) => Math.floor(row / 100))
  const dated = learnTrees(NAMES, data, { order })
  expect(dated.trees.length).toBeGreaterThan(5)
  expect(dated.trees.length).not.toBe(model.trees.length)
})

/** Who buys depends on whether `a` and `b` are of one sign, and on the word. */
function sessions(rows: number, seed: number): TrainingRows {
  const random = seeded(seed)
  const column = () => Float64Array.from({ length: rows }, () => random.normal())
  const [a, b, c] = [column(), column(), column()]
  const codes = Uint16Array.from({ length: rows }, () => random.below(5))
  const labels = Uint8Array.from({ length: rows }, (_, row) => {
    const product = (a[row] ?? 0) * (b[row] ?? 0)
    const logit = -1 + 1.6 * Math.sign(product) + (codes[row] === 3 ? 0.8 : 0)
    return random.next() < 1 / (1 + Math.exp(-logit)) ? 1 : 0
  })
  const members = ['one', 'two', 'three', 'four', 'five']
  return { rows, numbers: { a, b, c }, texts: { word: { codes, members } }, labels }
}
