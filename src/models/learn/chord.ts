import { sumOf } from '../../lib/sum.ts'
import { cholesky, solveFactored } from '../../stats/algebra/cholesky.ts'
import { type Curvature, curvature, type LogisticData, slope } from './curvature.ts'
import { curvatureOfFlags, type TwoValued, twoValued } from './two-valued.ts'

/** How the log-loss bends, as it was measured last: of use to the next fit of the same rows at another penalty. */
export interface Bend {
  information: Float64Array | null
}

const MAX_STEPS = 200
const MAX_HALVINGS = 30
/** twice the log-loss, of all rows, that may be left where fits are only compared: a hundredth of a standard error */
const COMPARED = 1e-4
/** a step that leaves more of the decrement than this asks for the bend anew */
const SLOW = 0.7

/**
 * The least sum(log-loss) + l2 / 2 |b|^2 by steps that measure the slope alone and the bend as seldom as they can (the
 * chord method, Kelley 1995, 5.4): of many columns a slope is a hundredth of a bend. Close enough to compare penalties
 * by, and to start Newton's last steps from. Null where the columns are collinear or nothing converges.
 */
export function byChord(
  data: LogisticData,
  {
    l2,
    start,
    bend,
    close = COMPARED,
  }: { readonly l2: number; readonly start: Float64Array; readonly bend: Bend; readonly close?: number },
): Float64Array | null {
  let weights = start
  const flags = twoValuedOf(data)
  let at = penalised(data, flags, weights, l2)
  let factor = bend.information && factorOf(bend.information, weights.length, l2)
  let before = Number.POSITIVE_INFINITY
  for (let step = 0; step < MAX_STEPS; step++) {
    if (!Number.isFinite(at.loss)) return null
    if (!factor) {
      bend.information = bentAt(data, weights).information
      factor = factorOf(bend.information, weights.length, l2)
      before = Number.POSITIVE_INFINITY
      if (!factor) return null
    }
    const direction = solveFactored(factor, at.gradient)
    const decrement = sumOf(direction, (value, i) => value * (at.gradient[i] ?? 0))
    if (decrement < close) return weights.map((weight, i) => weight + (direction[i] ?? 0))
    if (decrement > SLOW * before) {
      factor = null
      continue
    }
    before = decrement
    let size = 1
    for (let halving = 0; ; halving++) {
      const next = weights.map((weight, i) => weight + size * (direction[i] ?? 0))
      const there = penalised(data, flags, next, l2)
      if (there.loss <= at.loss - 1e-4 * size * decrement) {
        weights = next
        at = there
        break
      }
      if (halving >= MAX_HALVINGS) return null
      size /= 2
    }
  }
  return null
}

/** `curvature` of all rows, by whichever way is shorter. */
export function bentAt(data: LogisticData, weights: Float64Array): Curvature {
  const flags = twoValuedOf(data)
  return flags ? curvatureOfFlags(data, weights, flags) : curvature(data, weights)
}

/** found once: the same columns are asked at every step and every penalty */
const found = new WeakMap<LogisticData['columns'], TwoValued | null>()

function twoValuedOf(data: LogisticData): TwoValued | null {
  const known = found.get(data.columns)
  if (known !== undefined) return known
  const flags = twoValued(data)
  found.set(data.columns, flags)
  return flags
}

function penalised(data: LogisticData, flags: TwoValued | null, weights: Float64Array, l2: number) {
  const { loss, gradient } = flags
    ? curvatureOfFlags(data, weights, flags, { isBent: false })
    : slope(data, weights)
  let sum = loss
  for (let i = 1; i < weights.length; i++) {
    const b = weights[i] ?? 0
    sum += (l2 / 2) * b * b
    gradient[i] = (gradient[i] ?? 0) - l2 * b
  }
  return { loss: sum, gradient }
}

function factorOf(information: Float64Array, size: number, l2: number) {
  const values = information.slice()
  for (let i = 1; i < size; i++) values[i * size + i] = (values[i * size + i] ?? 0) + l2
  return cholesky({ size, values })
}
