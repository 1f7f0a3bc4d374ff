import { studentQuantile } from '../../stats/distributions/student.ts'
import type { PanelFit } from '../../stats/regression/panel.ts'
import type { PanelErrors } from '../../stats/regression/panel-errors.ts'
import type { Effect } from '../../stats/regression/within.ts'
import type { Demand } from './demand.ts'

export interface Interval {
  readonly value: number
  readonly low: number
  readonly high: number
}

type By = 'store' | 'product' | 'period' | 'run of periods' | 'product and period'

/** Rows that may move together, by what; `and`: by both at once. */
interface Way {
  readonly by: By
  readonly clusters: Effect
  readonly and: { readonly other: Effect; readonly cell: Effect } | null
}

/** Which grouping gave an interval, and how many groups it has. */
export interface Clustered {
  readonly by: By
  readonly count: number
}

const LEVEL = 0.9
const MIN_CLUSTERS = 10
/** of more clusters leaving one out says the same as the plain sums, for more work */
const MANY = 200
/** demand wanders for about a month: neighbouring periods are not independent, whether weeks or days */
const RUN = 4
const MAX_RUNS = 26

/**
 * The ways in which rows may move together. A price is set for a product, or for a product and a week, and errors that
 * are clustered by what the price does not vary by are far too narrow: all that has ten groups is tried.
 */
export function clustersOf({ store, product, period, calendar, quantity }: Demand): Way[] {
  const rows = quantity.length
  const isUsable = (effect: Effect | null): effect is Effect =>
    effect !== null && effect.levels >= MIN_CLUSTERS && effect.levels < rows
  const ways: Way[] = []
  const add = (by: By, clusters: Effect | null) => {
    if (isUsable(clusters)) ways.push({ by, clusters, and: null })
  }
  add('store', store)
  add('product', product)
  add('period', period)
  add('run of periods', period && runsOf(period, calendar[0]))
  if (isUsable(product) && isUsable(period))
    ways.push({
      by: 'product and period',
      clusters: product,
      and: { other: period, cell: cellsOf(product, period) },
    })
  return ways
}

/** The widest interval of the sum of the first coefficients: by any of these ways, by row, or (of one) the textbook's. */
export function widest(
  fit: PanelFit,
  ways: readonly Way[],
  count: 1 | 2,
): Interval & { readonly se: number; readonly clusters: Clustered | null } {
  const value = (fit.coefficients[0] ?? 0) + (count === 2 ? (fit.coefficients[1] ?? 0) : 0)
  const rows = fit.errorsBy(null)
  const plain = count === 1 ? (fit.plainVariances[0] ?? 0) : 0
  let found = { reach: 0, se: 0, clusters: null as Clustered | null }
  const consider = (variance: number, degrees: number, clusters: Clustered | null) => {
    const se = Math.sqrt(Math.max(0, variance))
    const reach = studentQuantile((1 + LEVEL) / 2, degrees) * se
    if (reach > found.reach) found = { reach, se, clusters }
  }
  consider(Math.max(plain, summedVariance(rows, count)), rows.degrees, null)
  for (const { by, clusters, and } of ways) {
    const own = fit.errorsBy(clusters)
    if (!and) {
      const { covariance } = (clusters.levels <= MANY && fit.jackknifedBy(clusters)) || own
      consider(summedVariance({ covariance }, count), own.degrees, { by, count: clusters.levels })
    } else {
      const [other, cell] = [fit.errorsBy(and.other), fit.errorsBy(and.cell)]
      // Cameron, Gelbach and Miller 2011
      const variance = summedVariance(own, count) + summedVariance(other, count) - summedVariance(cell, count)
      consider(variance, Math.min(own.degrees, other.degrees), { by, count: clusters.levels })
    }
  }
  const { reach, se, clusters } = found
  return { value, low: value - reach, high: value + reach, se, clusters }
}

function summedVariance(
  { covariance: { size, values } }: Pick<PanelErrors, 'covariance'>,
  count: 1 | 2,
): number {
  let variance = 0
  for (let i = 0; i < count; i++) for (let j = 0; j < count; j++) variance += values[i * size + j] ?? 0
  return variance
}

/** Every product's period is one group. */
function cellsOf(product: Effect, period: Effect): Effect {
  const codes = new Map<number, number>()
  const group = product.group.map((level, row) => {
    const key = level * period.levels + (period.group[row] ?? 0)
    const code = codes.get(key) ?? codes.size
    codes.set(key, code)
    return code
  })
  return { group, levels: codes.size }
}

/** Neighbouring periods together, by the trend; null where their order is not known. */
function runsOf({ group, levels }: Effect, trend: Float64Array | undefined): Effect | null {
  if (!trend || levels < RUN * MIN_CLUSTERS) return null
  const at = new Float64Array(levels)
  for (const [row, level] of group.entries()) at[level] = trend[row] ?? 0
  const order = Int32Array.from(at.keys()).sort((a, b) => (at[a] ?? 0) - (at[b] ?? 0))
  const length = Math.max(RUN, Math.ceil(levels / MAX_RUNS))
  const runOf = new Int32Array(levels)
  for (const [place, level] of order.entries()) runOf[level] = Math.floor(place / length)
  return { group: group.map((level) => runOf[level] ?? 0), levels: Math.ceil(levels / length) }
}
