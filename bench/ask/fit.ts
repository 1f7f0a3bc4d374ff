import { opinionOf } from '../../src/ask/reader/opinion.ts'
import { readQuestion } from '../../src/ask/reading.ts'
import type { Known } from '../../src/ask/vocabulary.ts'
import { candidatesOf } from '../../src/ask/weigh/candidates.ts'
import { type Signs, signsOf } from '../../src/ask/weigh/signs.ts'
import { sumOf } from '../../src/lib/sum.ts'
import { solve } from '../../src/stats/algebra/cholesky.ts'
import type { Typed } from './phrasings.ts'
import { isSame } from './same-line.ts'

/** One line that may be meant: what speaks for it, and whether it is. */
interface Weighed {
  readonly signs: Signs
  readonly isMeant: boolean
}

/** Every line that may be meant by what was typed, as the reader that is learned now proposes them. */
export function weighedFrom(typed: readonly Typed[], known: Known): Weighed[] {
  return typed.flatMap(({ said, means }) => {
    const own = readQuestion(said, known)
    const opinion = opinionOf(own.original, own.stages)
    const by = { own, opinion, today: known.today }
    return [...candidatesOf(said, own, opinion, known)].map((one) => ({
      signs: signsOf(one, by),
      isMeant: means !== null && isSame(one.line, means, known.today),
    }))
  })
}

const ROUNDS = 30
const ENOUGH = 1e-6

/**
 * Weights of the signs by logistic regression, by Newton's steps, each drawn towards `before` with the strength `ridge`: what
 * is rare among the lines keeps the weight that a person gave it.
 */
export function fitWeights(
  lines: readonly Weighed[],
  before: Readonly<Record<string, number>>,
  ridge: number,
): Record<string, number> {
  const names = [...new Set([...Object.keys(before), ...Object.keys(lines[0]?.signs ?? {})])]
  const rows = lines.map(({ signs, isMeant }) => ({
    x: names.map((name) => signs[name] ?? 0),
    y: isMeant ? 1 : 0,
  }))
  const centre = names.map((name) => before[name] ?? 0)
  const costOf = (at: readonly number[]) =>
    sumOf(rows, ({ x, y }) => {
      const z = sumOf([...x.keys()], (k) => (x[k] ?? 0) * (at[k] ?? 0))
      return Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))) - y * z
    }) +
    (ridge / 2) * sumOf([...centre.keys()], (k) => ((at[k] ?? 0) - (centre[k] ?? 0)) ** 2)
  let weights = [...centre]
  for (let round = 0; round < ROUNDS; round += 1) {
    const size = names.length
    const hessian = new Float64Array(size * size)
    const slope = weights.map((weight, k) => ridge * (weight - (centre[k] ?? 0)))
    for (let k = 0; k < size; k += 1) hessian[k * size + k] = ridge
    for (const { x, y } of rows) {
      const p = 1 / (1 + Math.exp(-x.reduce((sum, one, k) => sum + one * (weights[k] ?? 0), 0)))
      for (let k = 0; k < size; k += 1) {
        const xk = x[k] ?? 0
        if (xk === 0) continue
        slope[k] = (slope[k] ?? 0) + (p - y) * xk
        for (let j = 0; j < size; j += 1)
          hessian[k * size + j] = (hessian[k * size + j] ?? 0) + p * (1 - p) * xk * (x[j] ?? 0)
      }
    }
    const step = solve({ size, values: hessian }, slope)
    if (step === null) throw new Error('the signs cannot be told apart: a larger ridge is needed')
    const now = costOf(weights)
    let part = 1
    const moved = () => weights.map((weight, k) => weight - part * (step[k] ?? 0))
    while (part > ENOUGH && costOf(moved()) > now) part /= 2
    if (part <= ENOUGH || step.every((one) => Math.abs(one) < ENOUGH)) break
    weights = moved()
  }
  return Object.fromEntries(names.map((name, k) => [name, weights[k] ?? 0]))
}
