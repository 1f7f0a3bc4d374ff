import { sum } from '../../lib/sum.ts'
import type { Values } from './holt-winters.ts'

/** Simple exponential smoothing of the values: the weight of the newest and the level it ends at. */
export interface Smoothed {
  readonly alpha: number
  readonly level: number
}

const GOLDEN = (Math.sqrt(5) - 1) / 2

/**
 * The Theta method on values without a season (Assimakopoulos and Nikolopoulos 2000, in the form Hyndman and Billah
 * 2003 showed it to have: simple exponential smoothing plus half the slope of the least-squares line). The value `h`
 * steps ahead is level + slope / 2 * (h - 1 + (1 - (1 - alpha)^n) / alpha). Needs three values.
 */
export function thetaAhead({ alpha, level }: Smoothed, slope: number, length: number, ahead: number): number {
  return level + (slope / 2) * (ahead - 1 + (1 - (1 - alpha) ** length) / alpha)
}

/** The weight that makes the one-step absolute errors smallest, by golden section. */
export function fitAlpha(values: Values): number {
  let [lo, hi] = [0.01, 0.99]
  let [a, b] = [hi - GOLDEN * (hi - lo), lo + GOLDEN * (hi - lo)]
  let [atA, atB] = [smooth(values, a).loss, smooth(values, b).loss]
  while (hi - lo > 0.01) {
    if (atA < atB) {
      hi = b
      ;[b, atB] = [a, atA]
      a = hi - GOLDEN * (hi - lo)
      atA = smooth(values, a).loss
    } else {
      lo = a
      ;[a, atA] = [b, atB]
      b = lo + GOLDEN * (hi - lo)
      atB = smooth(values, b).loss
    }
  }
  return (lo + hi) / 2
}

/** Starts at the mean of the first seven known values; a missing step leaves the level where it is. */
export function smooth(values: Values, alpha: number): Smoothed & { readonly loss: number } {
  const first = values.subarray(0, 7).filter((value) => !Number.isNaN(value))
  let level = first.length > 0 ? sum(first) / first.length : 0
  let loss = 0
  for (const value of values) {
    if (Number.isNaN(value)) continue
    const error = value - level
    loss += error * error
    level += alpha * error
  }
  return { alpha, level, loss }
}

/** Slope of the least-squares line through the known values, by step. */
export function lineSlope(values: Values): number {
  let n = 0
  let sx = 0
  let sy = 0
  let sxx = 0
  let sxy = 0
  for (let x = 0; x < values.length; x++) {
    const y = values[x] ?? Number.NaN
    if (Number.isNaN(y)) continue
    n++
    sx += x
    sy += y
    sxx += x * x
    sxy += x * y
  }
  const under = n * sxx - sx * sx
  return under > 0 ? (n * sxy - sx * sy) / under : 0
}
