import type { Values } from './holt-winters.ts'

/** Where seasons and errors add up: logarithms for what cannot be negative, the values themselves otherwise. */
export interface Scale {
  readonly isLog: boolean
  toScale(value: number): number
  toShown(scaled: number): number
}

const LOG: Scale = {
  isLog: true,
  toScale: Math.log1p,
  toShown: (scaled) => Math.max(0, Math.expm1(Math.min(scaled, 700))),
}
const PLAIN: Scale = { isLog: false, toScale: (value) => value, toShown: (scaled) => scaled }

/** log1p (of the value in units of its mean where that is below 1) unless any value is negative. Zeros are not in the mean. */
export function scaleOf(values: Values): Scale {
  let [sum, count] = [0, 0]
  for (const value of values) {
    if (value < 0) return PLAIN
    if (value > 0) [sum, count] = [sum + value, count + 1]
  }
  const unit = count > 0 ? sum / count : 1
  if (unit >= SMALL) return LOG
  return {
    isLog: true,
    toScale: (value) => Math.log1p((value * SMALL) / unit),
    toShown: (scaled) => (LOG.toShown(scaled) * unit) / SMALL,
  }
}

/** below it log1p is no logarithm: rates and prices of cents are scaled up first */
const SMALL = 1
