import { normalCdf } from '../distributions/normal.ts'
import { studentQuantile, studentTwoSidedP, studentUpperP } from '../distributions/student.ts'
import type { ArmMean } from './arm-mean.ts'
import type { Difference } from './difference.ts'

/** Treated less control, as a plain difference or as a share of the control's mean. */
export interface Effect {
  readonly estimate: number
  /** of the estimate */
  readonly variance: number
  /** Welch and Satterthwaite's */
  readonly degrees: number
  /** of both arms */
  readonly units: number
}

/**
 * The difference of two arms. The relative one carries the control's own uncertainty by the delta method. Both need a
 * spread in some arm, the relative one a control mean that is not 0; NaN otherwise.
 */
export function effectOf(control: ArmMean, treated: ArmMean, scale: 'absolute' | 'relative'): Effect {
  const [a, b] = [control.variance / control.units, treated.variance / treated.units]
  const of = {
    degrees: (a + b) ** 2 / (a ** 2 / (control.units - 1) + b ** 2 / (treated.units - 1)),
    units: control.units + treated.units,
  }
  const estimate = treated.mean - control.mean
  if (scale === 'absolute') return { ...of, estimate, variance: a + b }
  const base = control.plainMean
  return {
    ...of,
    estimate: estimate / base,
    variance: b / base ** 2 + (a * treated.plainMean ** 2) / base ** 4,
  }
}

/** Two-sided test of no effect at one look that was planned (Welch's t), with its interval. */
export function fixedHorizon(effect: Effect, alpha: number): Difference & { readonly p: number } {
  const { estimate, variance, degrees } = effect
  const sd = Math.sqrt(variance)
  if (!(sd > 0)) return { estimate, low: Number.NaN, high: Number.NaN, p: estimate === 0 ? 1 : Number.NaN }
  const half = studentQuantile(1 - alpha / 2, degrees) * sd
  return {
    estimate,
    low: estimate - half,
    high: estimate + half,
    p: studentTwoSidedP(estimate / sd, degrees),
  }
}

/** One-sided p-value that the effect is above 0. */
export function oneSidedP({ estimate, variance, degrees }: Effect): number {
  return variance > 0 ? studentUpperP(estimate / Math.sqrt(variance), degrees) : estimate > 0 ? 0 : 1
}

/**
 * Asymptotic confidence sequence: an interval that holds at every look at once, so that one may look daily and stop
 * when it leaves 0. `tuning`: the units, both arms together, at which it is tightest; half of the planned sample is a
 * good choice, fixed before the first look. For 500 of 10,000 against 566 of 10,100 with tuning 5000 it is -.00384481
 * to .0159240, p .976452 (gbstats 0.8). Source: Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas, arXiv 2103.06476v7,
 * equations 9, 155 and 161.
 */
export function anytime(
  effect: Effect,
  { alpha, tuning }: { readonly alpha: number; readonly tuning: number },
): Difference & { readonly p: number } {
  const { estimate, variance, units } = effect
  if (!(variance > 0)) return { estimate, low: Number.NaN, high: Number.NaN, p: 1 }
  const rho2 = (-2 * Math.log(alpha) + Math.log1p(-2 * Math.log(alpha))) / tuning
  const grown = units * rho2 + 1
  const half =
    Math.sqrt(variance * units) *
    Math.sqrt((2 * grown * Math.log(Math.sqrt(grown) / alpha)) / (units ** 2 * rho2))
  const score = (estimate ** 2 * units) / variance
  const p = Math.min(1, Math.sqrt(grown) * Math.exp((-rho2 * score) / (2 * grown)))
  return { estimate, low: estimate - half, high: estimate + half, p }
}

/**
 * What is believed of the effect when nothing was believed before (a flat prior): the chance that it is above 0, and
 * what is lost on average by either choice if that choice is wrong, in the effect's own unit. For 500 of 10,000 against
 * 566 of 10,100, relative: 0.9644098, 0.00094534 by shipping and 0.1217374 by not (gbstats 0.8).
 */
export function belief({ estimate, variance }: Effect): {
  readonly better: number
  readonly lossIfShipped: number
  readonly lossIfKept: number
} {
  const sd = Math.sqrt(variance)
  const z = estimate / sd
  const density = sd * (Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI))
  return {
    better: normalCdf(z),
    lossIfShipped: Math.max(0, density - estimate * normalCdf(-z)),
    lossIfKept: Math.max(0, density + estimate * normalCdf(z)),
  }
}
