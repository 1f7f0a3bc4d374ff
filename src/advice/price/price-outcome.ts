import { sum } from '../../lib/sum.ts'
import { normalQuantile } from '../../stats/distributions/normal.ts'
import { studentQuantile } from '../../stats/distributions/student.ts'
import type { Measured } from '../../stats/regression/paule-mandel.ts'

/** What a price is held against: the price and cost now, what it sells, and how sure that is. */
export interface Stand {
  readonly priceCents: number
  readonly costCents: number
  /** expected over the horizon at the price now */
  readonly units: number
  readonly horizonDays: number
  /** relative standard deviation of `units` */
  readonly doubt: number
  /** what there is to be sold; null when not known */
  readonly stock: number | null
  readonly isOrderable: boolean
  /** the share of the horizon after which more can be had, as by an order placed now; 1: nothing more comes */
  readonly untilMore: number
  readonly elasticity: Pick<Measured, 'value' | 'se'>
  /** share of what it sells more that its neighbours lose, and of what it sells less that they get */
  readonly drawn: readonly number[]
  readonly caught: readonly number[]
  /** what its neighbours sell over the horizon, and what a unit of theirs leaves; null when it has none */
  readonly neighbours: { readonly units: number; readonly marginCents: number } | null
}

/** a share that is known with its error is taken to be one of three, as likely as each other: with the same mean and variance */
const PARTS = 3

export function thirds({ value, se }: Measured): readonly number[] {
  const half = Math.sqrt(1.5) * se
  return [value - half, value, value + half].map((share) => Math.min(1, Math.max(0, share)))
}

/** Median with the 80 % interval. */
export interface Range {
  readonly middle: number
  readonly low: number
  readonly high: number
}

export interface Outcome {
  readonly units: Range
  readonly revenue: Range
  readonly profit: Range
  /** against keeping the price */
  readonly gain: Range
  readonly chanceOfGain: number
  readonly meanGain: number
}

/** nobody is surer than this of what no price test has shown: the model itself may be wrong */
const SUREST = 0.99
/** prices are not changed by chance: what else moved with them may be so large a share of what they seem to do */
const UNTESTED = 0.15
/** the errors of an elasticity are so heavy in their tails */
const DEGREES = 5
/** the middles of so many equal slices of probability: an interval's ends are exact to half a slice */
const SLOPES = slices(31, (p) => studentQuantile(p, DEGREES))
const VOLUMES = slices(5, normalQuantile)
/** the same, coarse: quick enough to try every price point */
const FEW_SLOPES = slices(9, (p) => studentQuantile(p, DEGREES))

/**
 * Ways in which buyers may answer, with one elasticity at today's price: nobody has seen which holds where the price
 * has not been. By a power of the price, by an exponential of it, along a straight line that ends.
 */
const SHAPES: readonly ((ratio: number, elasticity: number) => number)[] = [
  (ratio, elasticity) => ratio ** elasticity,
  (ratio, elasticity) => Math.exp(elasticity * (ratio - 1)),
  (ratio, elasticity) => Math.max(0, 1 + elasticity * (ratio - 1)),
]

/** a count is off by what is broken, lost and misplaced: as a share of it */
const STOCKS = [1, 0.9, 1.1]
/** an answer holds in so many cases of slope, shape and volume */
const CASES = SLOPES.length * SHAPES.length * VOLUMES.length

function slices(count: number, quantile: (p: number) => number): readonly number[] {
  return Array.from({ length: count }, (_, i) => quantile((i + 0.5) / count))
}

/**
 * What a price would bring under an elasticity and a volume that are known with their errors, by each of the shapes of
 * demand and each share that goes over to neighbours, no more than the stock lets: on slices of equal probability of each. The errors have heavy tails (Student's
 * t): the standard errors are estimates themselves.
 */
export function outcomeOf(stand: Stand, cents: number): Outcome {
  const { priceCents, costCents } = stand
  const stocks = STOCKS.slice(0, stand.stock === null ? 1 : undefined).map((share) => ({
    ...stand,
    stock: stand.stock === null ? null : share * stand.stock,
  }))
  const cases = stocks.length * CASES
  const [units, gains] = [new Float64Array(cases), new Float64Array(cases * PARTS)]
  const volumes = VOLUMES.map((volume) => stand.units * Math.exp(volume * stand.doubt))
  let [at, wins] = [0, 0]
  for (const elasticity of slopesOf(stand, SLOPES))
    for (const shape of SHAPES) {
      const answer = shape(cents / priceCents, elasticity)
      for (const now of volumes)
        for (const there of stocks) {
          const sold = sellable(now * answer, there)
          const kept = sellable(now, there)
          const alone = sold * (cents - costCents) - kept * (priceCents - costCents)
          units[at] = sold
          for (let part = 0; part < PARTS; part++) {
            const gain = alone + fromNeighbours(sold - kept, part, stand)
            gains[at * PARTS + part] = gain
            if (gain > 0) wins++
          }
          at++
        }
    }
  const seen = rangeOf(units)
  const scaled = (by: number): Range => {
    const [low, high] = [seen.low * by, seen.high * by]
    return { middle: seen.middle * by, low: Math.min(low, high), high: Math.max(low, high) }
  }
  return {
    units: seen,
    revenue: scaled(cents),
    profit: scaled(cents - costCents),
    gain: rangeOf(gains),
    chanceOfGain: cents === priceCents ? 0 : Math.max(1 - SUREST, Math.min(SUREST, wins / gains.length)),
    meanGain: meanGain(stand, cents),
  }
}

/** Expected gain against keeping the price: quick enough to try every price point. */
export function meanGain(stand: Stand, cents: number): number {
  const { priceCents, costCents } = stand
  const keptUnits = sellable(stand.units, stand)
  const kept = keptUnits * (priceCents - costCents)
  let gain = 0
  for (const elasticity of slopesOf(stand, FEW_SLOPES))
    for (const shape of SHAPES) {
      const sold = sellable(stand.units * shape(cents / priceCents, elasticity), stand)
      gain += sold * (cents - costCents) - kept + fromNeighbours(sold - keptUnits, 'mean', stand)
    }
  return gain / (FEW_SLOPES.length * SHAPES.length)
}

function slopesOf({ elasticity: { value, se } }: Stand, slopes: readonly number[]): number[] {
  const error = Math.hypot(se, UNTESTED * value)
  return slopes.map((slope) => value + slope * error)
}

/**
 * What a price sends to or takes from its neighbours' margin by selling so many more: of what it sells less a part goes to
 * them, of what it sells more a part was theirs, never more than they sell.
 */
function fromNeighbours(extra: number, part: number | 'mean', { neighbours, drawn, caught }: Stand): number {
  if (!neighbours) return 0
  const parts = extra > 0 ? drawn : caught
  const share = part === 'mean' ? sum(parts) / PARTS : (parts[part] ?? 0)
  return Math.max(-neighbours.units, -share * extra) * neighbours.marginCents
}

/** What is there until more can be had, and after that what is wanted. */
function sellable(units: number, { stock, untilMore }: Stand): number {
  return stock === null ? units : Math.min(units * untilMore, stock) + units * (1 - untilMore)
}

function rangeOf(values: Float64Array): Range {
  const sorted = values.toSorted()
  const at = (p: number) => sorted[Math.round(p * (sorted.length - 1))] ?? Number.NaN
  return { middle: at(0.5), low: at(0.1), high: at(0.9) }
}
