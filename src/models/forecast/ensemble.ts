import { sum, sumOf } from '../../lib/sum.ts'
import {
  type Candidate,
  fortnight,
  harmonics,
  holtWinters,
  lastYear,
  longSeason,
  longTheta,
  seasonalAutoregression,
  seasonalMean,
  seasonalNaive,
  theta,
  yearly,
} from './candidates.ts'
import type { Axis } from './harmonic-regression.ts'
import type { Values } from './holt-winters.ts'
import { hasWholeLongSeason } from './long-season.ts'
import { LATE, memberErrors } from './member-errors.ts'

/** One forecast out of several, and how it did at earlier origins. */
export interface Ensemble {
  /** names and shares, the largest first */
  readonly members: readonly { readonly name: string; readonly share: number }[]
  /** the next `horizon` values, on the scale of the input */
  readonly path: Float64Array
  /** what was forecast from earlier origins, ascending; an origin is the index of the first value not seen */
  readonly past: readonly { readonly origin: number; readonly path: Float64Array }[]
}

export interface EnsembleTask {
  readonly axis: Axis
  readonly horizon: number
  /** from the scale of the values to the one people read, where errors are compared */
  readonly shown: (value: number) => number
  /** all there are when left out */
  readonly members?: readonly Candidate[]
}

const MEMBERS: readonly Candidate[] = [
  holtWinters,
  theta,
  harmonics,
  seasonalAutoregression,
  seasonalMean,
  longSeason,
  longTheta,
  fortnight,
  lastYear,
  yearly,
  seasonalNaive,
]
/** earlier origins the members are judged at; they end before the last value */
const MAX_ORIGINS = 56
/** steps between origins where the history is long: most of a year of days */
const APART = 5
/** shares go with the inverse error to this power: 0 is a plain mean, large is winner takes all */
const SHARPNESS = 3
/** a member so many times as far off as the best only adds its error */
const TOO_FAR = 1.3
/**
 * repeating the last season averages nothing out: of a short season, seen many times, it must have done better than the
 * rest by this much to have a share; a long one has been seen too few times for the rest to be better as a matter of course
 */
const CLEARLY = 0.95
const LONG_SEASON = 12

/**
 * Mean of Holt-Winters, Theta, harmonic regression, an autoregression, the seasonal mean, the last season repeated (below a day the week too),
 * of days a season of two weeks, and from a year on last year and Theta on what the year leaves, each weighted by the inverse of its mean absolute error over up to 56 rolling origins, cubed, the latest counting most; the far worse are
 * left out. Simple combinations are hard to beat (M4 competition; Petropoulos and Svetunkov 2020). Parameters are learned
 * once before the first of these origins and once at the end, so every past path is a forecast and none a fit. With too
 * little history for any other: the last season repeated, alone.
 */
export function ensemble(values: Values, task: EnsembleTask): Ensemble {
  const { axis, horizon, shown } = task
  const apart = stepsApart(axis, values.length)
  const first = firstOrigin(values.length, { horizon, axis, apart })
  const all = task.members ?? MEMBERS
  const able = all.filter((member) => member.needs(axis) <= Math.max(first, values.length - LATE))
  const members = able.some((member) => member.needs(axis) <= first) ? able : [seasonalNaive]
  const origins = Array.from(
    { length: Math.ceil(Math.max(0, values.length - first) / apart) },
    (_, k) => first + k * apart,
  )
  // a year may be whole only after the first origins: who needs it is judged from there on
  const paths = members.map((member) => {
    const from = member.needs(axis) <= first ? first : member.needs(axis)
    const at = member.learn(values, { until: from, axis, horizon })
    return origins.map((origin) => (origin < from ? null : at(origin)))
  })
  const shares = sharesOf(memberErrors(values, { origins, paths, shown }), members, axis.period)
  const weightOf = (own: readonly (Float64Array | null)[]) =>
    sumOf(own, (path, m) => (path ? (shares[m] ?? 0) : 0))
  const mixed = (own: readonly (Float64Array | null)[]) => {
    const there = weightOf(own)
    return Float64Array.from({ length: horizon }, (_, h) =>
      sumOf(own, (path, m) => (path ? ((shares[m] ?? 0) * (path[h] ?? 0)) / there : 0)),
    )
  }
  const last = members.map((member) =>
    member.learn(values, { until: values.length, axis, horizon })(values.length),
  )
  return {
    members: members
      .map(({ name }, m) => ({ name, share: shares[m] ?? 0 }))
      .filter(({ share }) => share > 0)
      .sort((a, b) => b.share - a.share),
    path: mixed(last),
    // at the first origins none of those that have a share may be old enough
    past: origins.flatMap((origin, k) => {
      const own = paths.map((path) => path[k] ?? null)
      return weightOf(own) > 0 ? { origin, path: mixed(own) } : []
    }),
  }
}

/**
 * Eight weeks of days are one mood of a shop, and two long seasons of hours are not seen in the last 56 of them: where there
 * is enough history, origins lie further apart, by a number of steps that shares no factor with the season, so that they fall
 * on all its places. Of months and quarters there is never enough.
 */
function stepsApart(axis: Axis, length: number): number {
  const isLong = hasWholeLongSeason(axis)
  if (!isLong && axis.period >= LONG_SEASON) return 1
  const spaced = Math.max(1, Math.min(APART, Math.floor(length / 2 / MAX_ORIGINS)))
  let apart = isLong ? Math.ceil((2 * (axis.year ?? 0)) / MAX_ORIGINS) : spaced
  while (commonFactor(apart, axis.period) > 1) apart++
  return apart
}

function commonFactor(a: number, b: number): number {
  return b === 0 ? a : commonFactor(b, a % b)
}

/** Half of a short history learns, the other half judges. */
function firstOrigin(
  length: number,
  { axis: { period }, horizon, apart }: Pick<EnsembleTask, 'axis' | 'horizon'> & { readonly apart: number },
): number {
  const wanted = Math.max(2 * period, Math.ceil(length / 2), length - (MAX_ORIGINS - 1) * apart - horizon)
  return Math.min(wanted, length)
}

/** A way that was never wrong at all takes everything. */
function sharesOf(errors: readonly number[], members: readonly Candidate[], period: number): number[] {
  const others = Math.min(...errors.filter((error, m) => error >= 0 && members[m] !== seasonalNaive))
  const mayRepeat = (error: number) => period >= LONG_SEASON || error <= CLEARLY * others
  const least = Math.min(...errors.filter((error) => error >= 0))
  const weights = errors.map((error, m) => {
    if (members[m] === seasonalNaive && members.length > 1 && !mayRepeat(error)) return 0
    if (!(error >= 0)) return 1
    if (least === 0) return error === 0 ? 1 : 0
    return error > TOO_FAR * least ? 0 : (least / error) ** SHARPNESS
  })
  const total = sum(weights)
  return weights.map((weight) => weight / total)
}
