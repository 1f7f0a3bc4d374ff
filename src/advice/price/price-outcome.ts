import { sumOf } from '../../lib/sum.ts'
import { normalQuantile } from '../../stats/distributions/normal.ts'
import type { Measured } from '../../stats/regression/paule-mandel.ts'

/** What a price is held against: the price and cost now, what it sells, and how sure that is. */
export interface Stand {
  readonly priceCents: number
  readonly costCents: number
  /** expected over the horizon at the price now */
  readonly units: number
  /** relative standard deviation of `units` */
  readonly doubt: number
  /** what can be sold at most over the horizon; null when not known */
  readonly stock: number | null
  readonly elasticity: Pick<Measured, 'value' | 'se'>
  /** what its neighbours sell over the horizon, and what a unit of theirs leaves; null when it has none */
  readonly neighbours: { readonly units: number; readonly marginCents: number } | null
}

/**
 * The share of units a lower price adds that alike products of the same shop lose. Of a promotion's extra units a third
 * come from other brands of the category (van Heerde, Gupta and Wittink, 2003, Journal of Marketing Research 40(4)).
 * A shop's own figure wants a price test that watches the neighbours.
 */
const CANNIBALISED = 1 / 3

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

/** the middles of so many equal slices of probability: an interval's ends are exact to half a slice */
const SLOPES = slices(101)
const VOLUMES = slices(7)
/** five-point Gauss-Hermite nodes and weights for a standard normal */
const NODES: readonly (readonly [number, number])[] = [
  [-2.8569700138728056, 0.011257411327720688],
  [-1.355626179974266, 0.2220759220056126],
  [0, 0.5333333333333333],
  [1.355626179974266, 0.2220759220056126],
  [2.8569700138728056, 0.011257411327720688],
]

function slices(count: number): readonly number[] {
  return Array.from({ length: count }, (_, i) => normalQuantile((i + 0.5) / count))
}

/**
 * What a price would bring under a constant elasticity that is known with its error, and a volume that is: units are
 * units now x (price / price now)^elasticity, no more than the stock. On slices of equal probability of both.
 */
export function outcomeOf(stand: Stand, cents: number): Outcome {
  const { priceCents, costCents, elasticity } = stand
  const seen = SLOPES.flatMap((slope) => {
    const answer = (cents / priceCents) ** (elasticity.value + slope * elasticity.se)
    return VOLUMES.map((volume) => {
      const now = stand.units * Math.max(0, 1 + volume * stand.doubt)
      const units = sellable(now * answer, stand)
      const kept = sellable(now, stand)
      const gain = units * (cents - costCents) - kept * (priceCents - costCents)
      return { units, gain: gain - takenFromNeighbours(units - kept, stand) }
    })
  })
  const units = rangeOf(seen.map((one) => one.units))
  const scaled = (by: number): Range => {
    const [low, high] = [units.low * by, units.high * by]
    return { middle: units.middle * by, low: Math.min(low, high), high: Math.max(low, high) }
  }
  const wins = sumOf(seen, ({ gain }) => Number(gain > 0))
  return {
    units,
    revenue: scaled(cents),
    profit: scaled(cents - costCents),
    gain: rangeOf(seen.map(({ gain }) => gain)),
    chanceOfGain: wins / seen.length,
    meanGain: meanGain(stand, cents),
  }
}

/** Expected gain against keeping the price: quick enough to try every price point. */
export function meanGain(stand: Stand, cents: number): number {
  const { priceCents, costCents, elasticity } = stand
  const keptUnits = sellable(stand.units, stand)
  const kept = keptUnits * (priceCents - costCents)
  return NODES.reduce((sum, [node, weight]) => {
    const units = stand.units * (cents / priceCents) ** (elasticity.value + node * elasticity.se)
    const sold = sellable(units, stand)
    return sum + weight * (sold * (cents - costCents) - kept - takenFromNeighbours(sold - keptUnits, stand))
  }, 0)
}

/** What neighbours lose of their margin, never more than they sell; what a dearer price sends them is not counted. */
function takenFromNeighbours(extra: number, { neighbours }: Stand): number {
  if (!neighbours || extra <= 0) return 0
  return Math.min(CANNIBALISED * extra, neighbours.units) * neighbours.marginCents
}

function sellable(units: number, { stock }: Stand): number {
  return stock === null ? units : Math.min(units, stock)
}

function rangeOf(values: number[]): Range {
  const sorted = Float64Array.from(values).sort()
  const at = (p: number) => sorted[Math.round(p * (sorted.length - 1))] ?? Number.NaN
  return { middle: at(0.5), low: at(0.1), high: at(0.9) }
}
