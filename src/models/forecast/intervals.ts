import { sumOf } from '../../lib/sum.ts'
import { mean, quantile } from '../../stats/describe.ts'
import type { Ensemble } from './ensemble.ts'
import type { Values } from './holt-winters.ts'
import type { Scale } from './scale.ts'

export interface Spread {
  /** mean: what totals add up from */
  readonly expected: number
  /** as often above as below: what absolute errors are measured from */
  readonly median: number
  readonly low: number
  readonly high: number
}

/** How past forecasts of this series erred, by horizon. */
export interface Errors {
  /** typical size of the error at each horizon, on the scale */
  readonly sizes: readonly number[]
  /** errors of all horizons, each divided by the size at its horizon */
  readonly shape: readonly number[]
  /** the ends of the interval among them */
  readonly ends: readonly [number, number]
  /** log (or, on a plain scale, difference) of what the asked steps of the horizon brought and was forecast, an origin each */
  readonly totals: readonly number[]
  /** at which their ends are taken too */
  readonly level: number
}

/**
 * Level at which the quantiles of past errors are taken for an interval that holds 80 % of what comes. Past origins
 * overlap and the future drifts on, so 80 % of the past is less than 80 % of the future: the more so the fewer horizons
 * the origins span, and the longer the horizon is beside all that was ever seen. Measured, not derived (ADR 76): on every other
 * series of 18 real and simulated sets; the others hold what is told in docs/models.md.
 */
const LEVEL = { least: 0.8, most: 0.95, fewHorizons: 0.15, longHorizon: 0.8 } as const
/** with fewer errors than this, those of repeating the last season are taken too */
const FEW = 30
const TRIM = 3

/**
 * Split-conformal intervals (Vovk; for series e.g. Stankeviciute, Alaa and van der Schaar 2021): the quantiles of the
 * forecast's own errors at earlier origins, sized by horizon and pooled in shape, because a horizon alone has too few.
 */
export function errorsOf(
  values: Values,
  { past }: Pick<Ensemble, 'past'>,
  {
    horizon,
    scale,
    period,
    leaveOut = 0,
  }: {
    readonly horizon: number
    readonly scale: Scale
    readonly period: number
    readonly leaveOut?: number
  },
): Errors {
  const byHorizon = Array.from({ length: horizon }, (): number[] => [])
  const totals: number[] = []
  for (const { origin, path } of past) {
    let [seen, said] = [0, 0]
    for (let h = 0; h < Math.min(horizon, values.length - origin); h++) {
      const actual = values[origin + h] ?? Number.NaN
      if (Number.isNaN(actual)) continue
      byHorizon[h]?.push(actual - (path[h] ?? 0))
      if (h < leaveOut) continue
      seen += scale.toShown(actual)
      said += scale.toShown(path[h] ?? 0)
    }
    if (origin + horizon > values.length) continue
    if (!scale.isLog) totals.push(seen - said)
    else if (seen > 0 && said > 0) totals.push(Math.log(seen / said))
  }
  if (sumOf(byHorizon, (own) => own.length) < FEW) addRepeated(values, byHorizon, period)
  const sizes = sizesOf(byHorizon)
  const shape = byHorizon.flatMap((own, h) => own.map((error) => error / (sizes[h] || 1)))
  const kept = trimmed(shape)
  const level = levelOf(past, values.length, horizon)
  return { sizes, shape: kept, ends: tails(kept, level), totals, level }
}

/** The longer the stretch of past origins whose horizons are known, in horizons, the nearer 80 %. */
function levelOf(past: Ensemble['past'], length: number, horizon: number): number {
  const whole = past.filter(({ origin }) => origin + horizon <= length)
  const [first, last] = [whole[0]?.origin ?? 0, whole.at(-1)?.origin ?? 0]
  const horizons = whole.length > 0 ? (last - first + 1) / horizon : 0
  const more = LEVEL.fewHorizons / (1 + horizons) + (LEVEL.longHorizon * horizon) / Math.max(1, length)
  return Math.min(LEVEL.most, LEVEL.least + more)
}

/** What repeating the last season erred by, of each step there was one to repeat for; it errs no less than a forecast. */
function addRepeated(values: Values, byHorizon: readonly number[][], period: number): void {
  const season = values.length > 2 * period ? period : 1
  for (let i = season; i < values.length; i++) {
    const error = (values[i] ?? Number.NaN) - (values[i - season] ?? Number.NaN)
    if (!Number.isNaN(error)) for (const own of byHorizon) own.push(error)
  }
}

/** Interval and mean of one step from its median on the scale; `wider` multiplies the spread. */
export function spreadAt(
  at: number,
  h: number,
  { sizes, shape, ends }: Errors,
  scale: Scale,
  wider = 1,
): Spread {
  const size = (sizes[h] ?? 0) * wider
  const [lo, hi] = ends
  const median = scale.toShown(at)
  // Duan's smearing: the mean of the errors' own exponentials turns a median into a mean
  const expected =
    shape.length > 0 ? (mean(shape.map((error) => scale.toShown(at + error * size))) ?? median) : median
  return { expected, median, low: scale.toShown(at + lo * size), high: scale.toShown(at + hi * size) }
}

/** Interval of the sum of all steps, from the sums of past forecasts where there are ten, else from the steps' own. */
export function totalSpread(steps: readonly Spread[], { totals, level }: Errors, scale: Scale): Spread {
  const expected = sumOf(steps, (step) => step.expected)
  const median = sumOf(steps, (step) => step.median)
  if (totals.length < 10) {
    const half = (pick: (step: Spread) => number) =>
      sumOf(steps, (step) => pick(step) - step.median) / Math.max(1, steps.length) ** 0.25
    return {
      expected,
      median: expected,
      low: expected + half((step) => step.low),
      high: expected + half((step) => step.high),
    }
  }
  const [lo, hi] = tails(totals, level)
  const [low, high] = scale.isLog
    ? [median * Math.exp(lo), median * Math.exp(hi)]
    : [median + lo, median + hi]
  return { expected, median, low: Math.min(low, expected), high: Math.max(high, expected) }
}

function tails(errors: readonly number[], level: number): [number, number] {
  return [quantile(errors, (1 - level) / 2) ?? 0, quantile(errors, (1 + level) / 2) ?? 0]
}

/** Mean absolute error by horizon, each with its two neighbours on either side, never falling with the horizon. */
function sizesOf(byHorizon: readonly (readonly number[])[]): number[] {
  let most = 0
  return byHorizon.map((_, h) => {
    const near = byHorizon.slice(Math.max(0, h - 2), h + 3).flat()
    most = Math.max(most, mean(near.map(Math.abs)) ?? most)
    return most
  })
}

/** One wild day must not decide the mean: errors end at three times their typical size. */
function trimmed(shape: readonly number[]): number[] {
  return shape.map((error) => Math.max(-TRIM, Math.min(TRIM, error)))
}
