import LogisticRegression from 'ml-logistic-regression'
import { Matrix } from 'ml-matrix'
import { cholesky, solveTransposed } from '../../stats/algebra/cholesky.ts'
import type { LogisticData } from './curvature.ts'

const ROWS = 400
const STEPS = 15

/**
 * A first guess from ml-logistic-regression's gradient ascent, on an even subsample. Its fixed step diverges or
 * crawls on raw columns, so they are whitened first: with Z = X L^-T and X'X / n = L L' the curvature is at most n / 4,
 * and a step of 4 / n rises for any n. Good to 1e-3 where buying is common and far off where it is rare, so it is only
 * ever a start (see ADR 0012). Null when the sample holds one class or collinear columns.
 */
export function warmStart({ columns, labels }: LogisticData): Float64Array | null {
  const stride = Math.max(1, Math.floor(labels.length / ROWS))
  const picked = Array.from({ length: Math.ceil(labels.length / stride) }, (_, i) => i * stride)
  const y = picked.map((row) => labels[row] ?? 0)
  if (!y.includes(0) || !y.includes(1)) return null
  const x = picked.map((row) => [1, ...columns.map((column) => column[row] ?? 0)])
  const factor = cholesky({ size: columns.length + 1, values: gram(x) })
  if (!factor) return null
  const model = new LogisticRegression({ numSteps: STEPS, learningRate: 4 / x.length })
  model.train(new Matrix(x.map((row) => whitened(row, factor.values))), Matrix.columnVector(y))
  const weights = model.classifiers[0]?.weights.to1DArray()
  return weights ? solveTransposed(factor, weights) : null
}

function gram(rows: readonly (readonly number[])[]): Float64Array {
  const size = rows[0]?.length ?? 0
  const values = new Float64Array(size * size)
  for (const row of rows)
    for (let a = 0; a < size; a++)
      for (let b = 0; b < size; b++)
        values[a * size + b] = (values[a * size + b] ?? 0) + ((row[a] ?? 0) * (row[b] ?? 0)) / rows.length
  return values
}

/** z = L^-1 x by forward substitution. */
function whitened(row: readonly number[], l: Float64Array): number[] {
  const size = row.length
  const z: number[] = []
  for (let a = 0; a < size; a++) {
    let sum = row[a] ?? 0
    for (let b = 0; b < a; b++) sum -= (l[a * size + b] ?? 0) * (z[b] ?? 0)
    z.push(sum / (l[a * size + a] ?? 1))
  }
  return z
}
