import { solve } from '../../stats/algebra/cholesky.ts'
import type { Axis } from './harmonic-regression.ts'
import type { Values } from './holt-winters.ts'
import { hasWholeLongSeason } from './long-season.ts'

/** rows a coefficient is held back by: the drift most, later lags a little more than the first */
const PENALTY = { drift: 30, level: 10, lag: 10, later: 0.25 } as const

/** Steps it needs: what is regressed on must have been seen a few times. */
export function autoregressionNeeds({ period }: Axis): number {
  return Math.max(3 * period + 4, 16)
}

/**
 * A seasonal autoregression, the plain relative of SARIMA (fpp3 9.9): the change of the distance from a season ago,
 * regressed on that distance and on its earlier changes, by ridge towards "as a season ago, plus today's distance" (the random
 * walk that Litterman's prior shrinks to as well, 1986). What remembers its last surprises, or falls back to its season, is
 * what the smoothings do not know. Paths stay within one span of what was seen.
 */
export function autoregression(values: Values, until: number, axis: Axis, horizon: number) {
  const long = hasWholeLongSeason(axis) && until > 3 * (axis.year ?? 0) ? (axis.year ?? 0) : 0
  const season = long > 0 ? long : axis.period > 1 ? axis.period : 0
  const lags = lagsOf(axis.period, long)
  const known = filled(values, season)
  const distance = (of: Float64Array, at: number) => (of[at] ?? 0) - (season > 0 ? (of[at - season] ?? 0) : 0)
  const change = (of: Float64Array, at: number) => distance(of, at) - distance(of, at - 1)
  const first = season + Math.max(...lags) + 2
  const [middle, width, step] = sizesOf(first, until, (at) => [distance(known, at), change(known, at)])
  const rowAt = (of: Float64Array, at: number) => [
    1,
    (distance(of, at - 1) - middle) / width,
    ...lags.map((lag) => change(of, at - lag) / step),
  ]
  const size = lags.length + 2
  const gram = new Float64Array(size * size)
  const right = new Float64Array(size)
  const penalties = [
    PENALTY.drift,
    PENALTY.level,
    ...lags.map((_, k) => PENALTY.lag * (1 + PENALTY.later * k)),
  ]
  for (const [j, penalty] of penalties.entries()) gram[j * size + j] = penalty
  for (let at = first; at < until; at++) {
    const row = rowAt(known, at)
    for (const [j, x] of row.entries()) {
      right[j] = (right[j] ?? 0) + (x * change(known, at)) / step
      for (let k = 0; k <= j; k++) gram[j * size + k] = (gram[j * size + k] ?? 0) + x * (row[k] ?? 0)
    }
  }
  const weights = solve({ size, values: gram }, right) ?? new Float64Array(size)
  // a distance that drives itself away would run off
  weights[1] = Math.min(0, weights[1] ?? 0)
  return (origin: number): Float64Array => {
    const path = new Float64Array(origin + horizon)
    path.set(known.subarray(0, origin))
    const [least, most] = boundsOf(path.subarray(0, origin))
    for (let at = origin; at < origin + horizon; at++) {
      const moved = rowAt(path, at).reduce((total, x, j) => total + x * (weights[j] ?? 0), 0)
      const next = (season > 0 ? (path[at - season] ?? 0) : 0) + distance(path, at - 1) + step * moved
      path[at] = Math.max(least, Math.min(most, next))
    }
    return path.subarray(origin)
  }
}

function lagsOf(period: number, long: number): number[] {
  if (period === 1) return [1, 2, 3, 4]
  if (long > 0) return [1, 2, 3, period, period + 1, long, long + 1]
  return [...new Set([1, 2, 3, 4, period, period + 1])]
}

/** Mean and spread of the first figure, and the size of the second, so that one penalty fits them all. */
function sizesOf(from: number, until: number, at: (i: number) => readonly [number, number]) {
  let [sum, squares, steps, count] = [0, 0, 0, 0]
  for (let i = from; i < until; i++) {
    const [level, step] = at(i)
    sum += level
    squares += level * level
    steps += step * step
    count++
  }
  const n = Math.max(1, count)
  const spread = Math.sqrt(Math.max(0, squares / n - (sum / n) ** 2))
  return [sum / n, spread || 1, Math.sqrt(steps / n) || 1] as const
}

/** A missing step is as a season ago, else as the step before it. */
function filled(values: Values, season: number): Float64Array {
  const out = Float64Array.from(values)
  const first = out.find((value) => !Number.isNaN(value)) ?? 0
  for (let i = 0; i < out.length; i++) {
    if (!Number.isNaN(out[i] ?? 0)) continue
    out[i] = out[season > 0 && i >= season ? i - season : i - 1] ?? first
  }
  return out
}

function boundsOf(values: Float64Array): [number, number] {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const value of values) [least, most] = [Math.min(least, value), Math.max(most, value)]
  return [least - (most - least), most + (most - least)]
}
