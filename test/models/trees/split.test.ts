import { expect, test } from 'vitest'
import { type Random, seeded } from '../../../src/lib/random.ts'
import type { TrainingRows } from '../../../src/models/learn/training-rows.ts'
import { binRows, learnBins } from '../../../src/models/trees/bins.ts'
import { BOOST_RULES, boost, logitsOf } from '../../../src/models/trees/boost.ts'
import { addTree } from '../../../src/models/trees/tree.ts'

const STRIDE = 64
const L2 = 0.7
const CASES = Array.from({ length: 60 }, (_, i) => i + 1)

test.each(CASES)('the first split is the best of all that there are: case %i', (seed) => {
  const random = seeded(seed)
  const data = anyRows(random, { rows: 30 + random.below(60), missing: seed % 2 === 0 })
  const { binned, tree } = firstTree(data)
  const found = new Float64Array(data.rows)
  addTree(tree, binned, found)
  const sides = new Map<number, number[]>()
  found.forEach((value, row) => {
    sides.set(value, [...(sides.get(value) ?? []), row])
  })
  const gain = sides.size === 2 ? gainOf(data, [...sides.values()][0] ?? []) : 0
  // sums are rounded to a two-thousandth of the steepest row
  expect(gain).toBeGreaterThan(0.97 * bestGain(data) - 0.02)
})

test.each(CASES.slice(0, 10))('a leaf says the Newton step of its rows: case %i', (seed) => {
  const data = anyRows(seeded(seed), { rows: 80, missing: true })
  const { binned, tree, base } = firstTree(data)
  const said = new Float64Array(data.rows)
  addTree(tree, binned, said)
  for (const value of new Set(said)) {
    const rows = [...said.keys()].filter((row) => said[row] === value)
    const { slope, bend } = sumsOf(data, rows, 1 / (1 + Math.exp(-base)))
    expect(value).toBeCloseTo(-slope / (bend + L2), 2)
  }
})

test('trees learn from the values alone: what is missing goes where it belongs', () => {
  const random = seeded(5)
  const rows = 1500
  const x = Float64Array.from({ length: rows }, () => (random.next() < 0.3 ? Number.NaN : random.normal()))
  const labels = Uint8Array.from(x, (value) => (random.next() < (Number.isNaN(value) ? 0.8 : 0.1) ? 1 : 0))
  const data = { rows, numbers: { x }, texts: {}, labels }
  const binned = binRows(learnBins(['x'], data, STRIDE), data, STRIDE)
  const logits = logitsOf(
    boost(binned, labels, { rows: every(rows), held: null }, { ...BOOST_RULES, trees: 30 }),
    binned,
  )
  const meanOf = (isMissing: boolean) => {
    const some = [...x.keys()].filter((row) => Number.isNaN(x[row]) === isMissing)
    return some.reduce((sum, row) => sum + 1 / (1 + Math.exp(-(logits[row] ?? 0))), 0) / some.length
  }
  expect(meanOf(true)).toBeCloseTo(0.8, 1)
  expect(meanOf(false)).toBeCloseTo(0.1, 1)
})

/** Two numbers and a word, some of them missing, and outcomes that go with all of them. */
function anyRows(random: Random, { rows, missing }: { rows: number; missing: boolean }): TrainingRows {
  const number = () => (missing && random.next() < 0.2 ? Number.NaN : Math.round(4 * random.normal()))
  const [a, b] = [Float64Array.from({ length: rows }, number), Float64Array.from({ length: rows }, number)]
  const codes = Uint16Array.from({ length: rows }, () => random.below(4))
  const labels = Uint8Array.from({ length: rows }, (_, row) => {
    const logit = 0.3 * (a[row] || 0) - 0.2 * (b[row] || 0) + (codes[row] === 2 ? 1 : -0.5)
    return random.next() < 1 / (1 + Math.exp(-logit)) ? 1 : 0
  })
  return { rows, numbers: { a, b }, texts: { c: { codes, members: ['p', 'q', 'r', 's'] } }, labels }
}

function firstTree(data: TrainingRows) {
  const binned = binRows(learnBins(['a', 'b'], data, STRIDE), data, STRIDE)
  const rules = { ...BOOST_RULES, trees: 1, leaves: 2, learningRate: 1, l2: L2, minRows: 0 }
  const { base, trees } = boost(binned, data.labels, { rows: every(data.rows), held: null }, rules)
  const [tree] = trees
  if (!tree) throw new Error('no tree')
  return { binned, tree, base }
}

/** Every cut of every column, what is missing on either side. */
function bestGain(data: TrainingRows): number {
  const gains = [0]
  for (const values of Object.values(data.numbers)) {
    const cuts = [...new Set(values)].filter(Number.isFinite)
    for (const cut of cuts)
      for (const isMissingLeft of [false, true])
        gains.push(
          gainOf(
            data,
            [...values.keys()].filter((row) => {
              const value = values[row] ?? Number.NaN
              return Number.isNaN(value) ? isMissingLeft : value <= cut
            }),
          ),
        )
  }
  return Math.max(...gains)
}

function gainOf(data: TrainingRows, left: readonly number[]): number {
  const positives = data.labels.reduce((sum, label) => sum + label, 0)
  const p = (positives + 0.5) / (data.rows + 1)
  const isLeft = new Set(left)
  const right = [...data.labels.keys()].filter((row) => !isLeft.has(row))
  if (left.length === 0 || right.length === 0) return 0
  const [a, b, all] = [left, right, [...data.labels.keys()]].map((rows) => {
    const { slope, bend } = sumsOf(data, rows, p)
    return slope ** 2 / (bend + L2)
  })
  return (a ?? 0) + (b ?? 0) - (all ?? 0)
}

function sumsOf({ labels }: TrainingRows, rows: readonly number[], p: number) {
  const slope = rows.reduce((sum, row) => sum + p - (labels[row] ?? 0), 0)
  return { slope, bend: rows.length * p * (1 - p) }
}

function every(rows: number): Uint32Array {
  return Uint32Array.from({ length: rows }, (_, row) => row)
}
