import { normalQuantile } from '../stats/normal.ts'
import type { Measured } from '../stats/paule-mandel.ts'

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
      return { units, gain: units * (cents - costCents) - sellable(now, stand) * (priceCents - costCents) }
    })
  })
  const units = rangeOf(seen.map((one) => one.units))
  const scaled = (by: number): Range => {
    const [low, high] = [units.low * by, units.high * by]
    return { middle: units.middle * by, low: Math.min(low, high), high: Math.max(low, high) }
  }
  const wins = seen.reduce((sum, { gain }) => sum + Number(gain > 0), 0)
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
  const kept = sellable(stand.units, stand) * (priceCents - costCents)
  return NODES.reduce((sum, [node, weight]) => {
    const units = stand.units * (cents / priceCents) ** (elasticity.value + node * elasticity.se)
    return sum + weight * (sellable(units, stand) * (cents - costCents) - kept)
  }, 0)
}

function sellable(units: number, { stock }: Stand): number {
  return stock === null ? units : Math.min(units, stock)
}

function rangeOf(values: number[]): Range {
  const sorted = Float64Array.from(values).sort()
  const at = (p: number) => sorted[Math.round(p * (sorted.length - 1))] ?? Number.NaN
  return { middle: at(0.5), low: at(0.1), high: at(0.9) }
}
