import { sumOf } from '../../lib/sum.ts'
import type { Values } from './holt-winters.ts'

/** origins a member that joins late must have been judged at */
export const LATE = 14
/** share of the origins after which an error counts half as much as one of the latest */
const HALF_LIFE = 0.3
/** how such a member is thought of before it was judged: so many times the best */
const NEWCOMER = 1.15

export interface Judged {
  readonly origins: readonly number[]
  /** of each member what it forecast from each origin; null where it could not yet */
  readonly paths: readonly (readonly (Float64Array | null)[])[]
  readonly shown: (value: number) => number
}

/**
 * Mean absolute error of each member over all origins, the latest counting most. One that joins late is measured against the others where it was
 * there, and until it has been judged at many origins it counts as a little worse than they.
 */
export function memberErrors(values: Values, { origins, paths, shown }: Judged): number[] {
  const at = paths.map((own) =>
    own.map((path, k) => (path ? errorAt(values, origins[k] ?? 0, path, shown) : null)),
  )
  const isWhole = paths.map((own) => own.every((path) => path !== null))
  const ages = origins.map((_, k) => 0.5 ** ((origins.length - 1 - k) / (HALF_LIFE * origins.length)))
  const meanOver = (own: readonly (At | null)[], since: number) => {
    const over = (pick: (one: At) => number) =>
      sumOf(own, (one, k) => (one && k >= since ? (ages[k] ?? 0) * pick(one) : 0))
    const count = over((one) => one.count)
    return count > 0 ? over((one) => one.sum) / count : Number.NaN
  }
  const best = (since: number) =>
    Math.min(...at.filter((_, m) => isWhole[m]).map((own) => meanOver(own, since)))
  return at.map((own, m) => {
    if (isWhole[m]) return meanOver(own, 0)
    const since = own.findIndex((one) => one !== null)
    const seen = own.length - since
    const ratio = meanOver(own, since) / best(since)
    return (best(0) * (seen * ratio + LATE * NEWCOMER)) / (seen + LATE)
  })
}

interface At {
  readonly sum: number
  readonly count: number
}

function errorAt(values: Values, origin: number, path: Float64Array, shown: (value: number) => number): At {
  let [sum, count] = [0, 0]
  for (let h = 0; h < Math.min(path.length, values.length - origin); h++) {
    const actual = values[origin + h] ?? Number.NaN
    if (Number.isNaN(actual)) continue
    sum += Math.abs(shown(actual) - shown(path[h] ?? 0))
    count++
  }
  return { sum, count }
}
