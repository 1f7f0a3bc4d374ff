import { sumOf } from '../../lib/sum.ts'
import { cholesky, type Square, solveFactored } from '../../stats/algebra/cholesky.ts'
import type { Curvature } from './curvature.ts'

/** Where the log-loss with its penalty is least, and the Cholesky factor of the information one last, small step before. */
export interface Optimum {
  readonly weights: Float64Array
  readonly factor: Square
  readonly steps: number
}

const MAX_STEPS = 60
const MAX_HALVINGS = 30
/** a decrement of 1e-8 is a ten-thousandth of a standard error, and the last step squares even that */
const CLOSE = 1e-8
/** root mean square error of a row's log-odds that a last step may leave unseen */
const UNSEEN = 3e-7
/** and error of a weight, also where nothing but the penalty holds it */
const ASTRAY = 1e-7

/**
 * Damped Newton steps to the least sum(log-loss) + l2 / 2 |b|^2, the intercept unpenalised: it yields the weights it
 * wants to know the curvature at, and is given it, so the same steps serve one thread and many. It ends when the
 * Newton decrement is below 1e-8, or when quadratic convergence says that the next one would be next to nothing, and takes
 * that last step unseen. RangeError on collinear columns without a penalty and on values that are not finite.
 * Source: Boyd and Vandenberghe, Convex Optimization, 9.5.
 */
export function* newton(start: Float64Array, l2: number): Generator<Float64Array, Optimum, Curvature> {
  let weights = start
  let at = penalised(yield weights, weights, l2)
  let before: number | null = null
  for (let step = 1; step <= MAX_STEPS; step++) {
    if (!Number.isFinite(at.loss)) throw new RangeError('a value is missing or infinite')
    const factor = cholesky({ size: weights.length, values: at.information })
    if (!factor)
      throw new RangeError('the columns are collinear or the classes separable: no single best fit')
    const direction = solveFactored(factor, at.gradient)
    const decrement = dot(direction, at.gradient)
    if (isLast({ decrement, before }, at.information[0] ?? 0, l2))
      return { weights: moved(weights, direction, 1), factor, steps: step }
    let size = 1
    for (let halving = 0; ; halving++) {
      const next = moved(weights, direction, size)
      const there = penalised(yield next, next, l2)
      // Armijo: a full step may overshoot far from the optimum
      const slack = 1e-12 * Math.abs(at.loss)
      if (there.loss <= at.loss - 1e-4 * size * decrement + slack || halving >= MAX_HALVINGS) {
        weights = next
        at = there
        break
      }
      size /= 2
    }
    before = size === 1 ? decrement : null
  }
  throw new RangeError(`no optimum after ${MAX_STEPS} Newton steps: the classes are separable, raise l2`)
}

/**
 * Near the optimum a decrement is to the square of the one before as the next is to its own square. Near is where the
 * last step moved the log-odds of a row by less than a tenth; `weight` is the sum of p (1 - p).
 */
function isLast(
  { decrement, before }: { readonly decrement: number; readonly before: number | null },
  weight: number,
  l2: number,
): boolean {
  if (decrement < CLOSE) return true
  if (before === null || before >= 0.01 * weight) return false
  const least = l2 > 0 ? Math.min(UNSEEN ** 2 * weight, ASTRAY ** 2 * l2) : UNSEEN ** 2 * weight
  return decrement * (decrement / before) ** 2 < least
}

function moved(weights: Float64Array, direction: Float64Array, size: number): Float64Array {
  return weights.map((weight, i) => weight + size * (direction[i] ?? 0))
}

function penalised(found: Curvature, weights: Float64Array, l2: number): Curvature {
  const { gradient, information } = found
  let loss = found.loss
  for (let i = 1; i < weights.length; i++) {
    const b = weights[i] ?? 0
    loss += (l2 / 2) * b * b
    gradient[i] = (gradient[i] ?? 0) - l2 * b
    information[i * weights.length + i] = (information[i * weights.length + i] ?? 0) + l2
  }
  return { loss, gradient, information }
}

function dot(a: Float64Array, b: Float64Array): number {
  return sumOf(a, (value, i) => value * (b[i] ?? 0))
}
