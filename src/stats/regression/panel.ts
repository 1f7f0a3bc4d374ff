import { sum, sumOf } from '../../lib/sum.ts'
import { cholesky, inverseDiagonal, type Square, solveFactored } from '../algebra/cholesky.ts'
import { dot, errorsOf, jackknifed, moments, type PanelErrors, type Solved } from './panel-errors.ts'
import { type Effect, within } from './within.ts'

export interface Panel {
  readonly y: Float64Array
  /** the regressors by column; no intercept, the effects hold it */
  readonly x: readonly Float64Array[]
  /** at least one: a grouping of a single level is an intercept */
  readonly effects: readonly Effect[]
  /** `least-squares` of y; `poisson`: log mean of y, which may be zero (y >= 0, any scale) */
  readonly family: 'least-squares' | 'poisson'
}

export interface PanelFit {
  /** null for a column that its effects and the columns before it already tell */
  readonly coefficients: readonly (number | null)[]
  /** for textbook errors: (quasi-likelihood) variance of each coefficient */
  readonly plainVariances: readonly number[]
  /** robust errors where rows of one cluster may move together; null: every row by itself */
  errorsBy(clusters: Effect | null): PanelErrors
  /**
   * The same by leaving out one cluster at a time (CR3; MacKinnon, Nielsen and Webb 2023): what few or unequal clusters
   * need, of which CR1 makes too little. Null where a cluster alone tells a coefficient.
   */
  jackknifedBy(clusters: Effect): PanelErrors | null
}

/** a column of which less than this share is left within its effects tells nothing */
const LEFT = 1e-7

/**
 * Panel regression with any number of absorbed fixed effects: ordinary least squares, or Poisson pseudo maximum
 * likelihood (Santos Silva and Tenreyro 2006; Correia, Guimaraes and Zylkin 2020, Stata Journal 20(1)) by weighted
 * least squares within the effects. Errors are robust: HC1, or CR1 by clusters (Cameron and Miller 2015).
 * Levels of a Poisson panel that never sold must be left out before. Null when fewer rows than unknowns, or no
 * convergence in 100 steps. y = 1, 3, 10, 20 on x = 0, 1, 0, 2 with effects 0, 0, 1, 1 gives 4.4.
 */
export function panelRegression(panel: Panel): PanelFit | null {
  const levels = panel.effects.reduce((sum, { levels }) => sum + levels - 1, 1)
  const degrees = panel.y.length - panel.x.length - levels
  if (degrees < 1) return null
  const fitted = panel.family === 'poisson' ? pseudoPoisson(panel) : weighted(panel, panel.y)
  return fitted && summed(panel, fitted, degrees)
}

function weighted(panel: Panel, y: Float64Array, weights?: Float64Array): Solved | null {
  const target = Float64Array.from(y)
  within(target, panel.effects, weights)
  const kept: number[] = []
  const x: Float64Array[] = []
  let factor: Square | null = null
  for (const [i, original] of panel.x.entries()) {
    const column = Float64Array.from(original)
    const before = spread(original)
    within(column, panel.effects, weights)
    if (!(Math.sqrt(dot(column, column) / column.length) > LEFT * before)) continue
    const more = cholesky(moments([...x, column], weights))
    if (!more || isTold(more)) continue
    kept.push(i)
    x.push(column)
    factor = more
  }
  if (!factor) return null
  const b = solveFactored(
    factor,
    x.map((column) => dot(column, target, weights)),
  )
  const residuals = target
  for (const [i, column] of x.entries())
    for (let row = 0; row < residuals.length; row++)
      residuals[row] = (residuals[row] ?? 0) - (b[i] ?? 0) * (column[row] ?? 0)
  return { kept, b, factor, x, residuals, weights }
}

/** What the last column adds to those before it is nothing but rounding. */
function isTold({ size, values }: Square): boolean {
  let whole = 0
  for (let k = 0; k < size; k++) whole += (values[(size - 1) * size + k] ?? 0) ** 2
  return (values[size * size - 1] ?? 0) ** 2 < 1e-9 * whole
}

function pseudoPoisson(panel: Panel): Solved | null {
  const rows = panel.y.length
  const mean = sum(panel.y) / rows
  if (!(mean > 0)) return null
  const mu = Float64Array.from(panel.y, (value) => (value + mean) / 2)
  const eta = mu.map(Math.log)
  const working = new Float64Array(rows)
  let before = Number.POSITIVE_INFINITY
  let from = panel
  for (let step = 0; step < 100; step++) {
    for (let row = 0; row < rows; row++)
      working[row] = (eta[row] ?? 0) + ((panel.y[row] ?? 0) - (mu[row] ?? 1)) / (mu[row] ?? 1)
    const solved = weighted(from, working, Float64Array.from(mu))
    if (!solved) return null
    from = startingFrom(panel, solved)
    let deviance = 0
    for (let row = 0; row < rows; row++) {
      const log = Math.max(-30, Math.min(30, (working[row] ?? 0) - (solved.residuals[row] ?? 0)))
      eta[row] = log
      mu[row] = Math.exp(log)
      const y = panel.y[row] ?? 0
      deviance += 2 * ((y > 0 ? y * (Math.log(y) - log) : 0) - y + Math.exp(log))
    }
    if (Math.abs(before - deviance) < 1e-10 * (1 + Math.abs(deviance))) return solved
    before = deviance
  }
  return null
}

/** What was taken out lies within the effects under any weights, so the next step need not take it out again. */
function startingFrom(panel: Panel, { kept, x }: Solved): Panel {
  const taken = new Map(kept.map((at, i) => [at, x[i]]))
  return { ...panel, x: panel.x.map((column, i) => taken.get(i) ?? column) }
}

function summed(panel: Panel, solved: Solved, degrees: number): PanelFit {
  const { kept, b, factor, residuals, weights } = solved
  const plain = dot(residuals, residuals, weights) / degrees
  const inverse = inverseDiagonal(factor)
  const plainVariances = new Array<number>(panel.x.length).fill(0)
  for (const [i, at] of kept.entries()) plainVariances[at] = plain * (inverse[i] ?? 0)
  return {
    coefficients: panel.x.map((_, i) => {
      const at = kept.indexOf(i)
      return at < 0 ? null : (b[at] ?? 0)
    }),
    plainVariances,
    errorsBy: (clusters) => errorsOf(solved, clusters, { size: panel.x.length, degrees }),
    jackknifedBy: (clusters) => jackknifed(solved, clusters, panel.x.length),
  }
}

function spread(column: Float64Array): number {
  const mean = sum(column) / column.length
  return Math.sqrt(sumOf(column, (value) => (value - mean) ** 2) / column.length)
}
