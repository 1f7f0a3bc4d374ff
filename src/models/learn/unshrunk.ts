import { cholesky, inverseDiagonal, multiplied, solveFactored } from '../../stats/algebra/cholesky.ts'
import type { LogisticFit } from './logistic.ts'

/** Weights without what the penalty took from them, and errors that count what it hid; the intercept first. */
export interface Unshrunk {
  readonly weights: readonly number[]
  readonly standardErrors: readonly number[]
}

/**
 * One Newton step from a penalised fit towards the likelihood's own peak: a penalty draws weights to 0 and narrows their
 * intervals, both more than chance would where outcomes are few. Null where the rows alone tell no single best fit.
 */
export function unshrunk(
  { weights, factor }: Pick<LogisticFit, 'weights' | 'factor'>,
  l2: number,
): Unshrunk | null {
  const { size, values } = multiplied(factor)
  for (let i = 1; i < size; i++) values[i * size + i] = (values[i * size + i] ?? 0) - l2
  const free = cholesky({ size, values })
  if (!free) return null
  const step = solveFactored(
    free,
    weights.map((weight, i) => (i === 0 ? 0 : l2 * weight)),
  )
  return {
    weights: Array.from(weights, (weight, i) => weight + (step[i] ?? 0)),
    standardErrors: Array.from(inverseDiagonal(free), Math.sqrt),
  }
}
