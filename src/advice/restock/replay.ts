import { seeded } from '../../lib/random.ts'
import { sum, sumOf } from '../../lib/sum.ts'
import type { DemandClass } from './demand-class.ts'

/** What an item's shelf has shown so far: a rule sees this and nothing that comes later. */
export interface Past {
  /** a period, the latest last; what was sold, not what was wanted */
  readonly sales: readonly number[]
  /** something was left when the period ended */
  readonly inStock: readonly boolean[]
}

/** Order when the position is at or below the point; the order brings it up to `upTo`. */
interface Levels {
  readonly point: number
  readonly upTo: number
}

export interface Rule {
  readonly name: string
  levels(past: Past): Levels
}

export interface ReplaySetting {
  /** periods of demand every rule is shown before its shelf opens */
  readonly warmUp: number
  /** periods between two looks at the shelf */
  readonly review: number
  /** of a lead time, in periods; a lognormal is drawn and rounded to whole periods, at least one */
  readonly lead: { readonly mean: number; readonly sd: number }
  readonly seed: number
  /** the class that demand shows before a period; without it nothing is counted by class */
  classAt?(t: number): DemandClass
}

/** Sums over the periods after the warm-up. */
export interface Tally {
  readonly periods: number
  readonly demand: number
  readonly sold: number
  /** periods that lost a sale */
  readonly shortPeriods: number
  /** from one delivery to the next */
  readonly cycles: number
  readonly cyclesWithoutLoss: number
  /** on hand at the end of each period, summed */
  readonly stock: number
  readonly orders: number
}

export interface Replayed extends Tally {
  /** by the class at the last look before a period, and of a cycle at its order */
  readonly byClass: ReadonlyMap<DemandClass, Tally>
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] }
const nothing = (): Mutable<Tally> => ({
  periods: 0,
  demand: 0,
  sold: 0,
  shortPeriods: 0,
  cycles: 0,
  cyclesWithoutLoss: 0,
  stock: 0,
  orders: 0,
})

const KEYS = [
  'periods',
  'demand',
  'sold',
  'shortPeriods',
  'cycles',
  'cyclesWithoutLoss',
  'stock',
  'orders',
] as const

/**
 * Replays an item's demand against a shelf that loses what it cannot serve, by one rule. In each period: deliveries
 * arrive, customers buy, and when it is time the rule looks and orders. The lead time of an order hangs on the seed and
 * its period only, so all rules meet the same suppliers.
 */
export function replay(demand: readonly number[], rule: Rule, setting: ReplaySetting): Replayed {
  const { warmUp, review } = setting
  const sales = demand.slice(0, warmUp)
  const inStock = sales.map(() => true)
  const due = new Float64Array(demand.length + 1)
  const tally = nothing()
  const byClass = new Map<DemandClass, Mutable<Tally>>()
  const ordered: (DemandClass | undefined)[] = []
  let kind = setting.classAt?.(warmUp)
  const add = (counts: Partial<Tally>, of: DemandClass | undefined) => {
    if (of && !byClass.has(of)) byClass.set(of, nothing())
    for (const one of [tally, of && byClass.get(of)])
      if (one) for (const key of KEYS) one[key] += counts[key] ?? 0
  }
  let onHand = rule.levels({ sales, inStock }).upTo
  let onOrder = 0
  let hasLost = false
  for (let t = warmUp; t < demand.length; t++) {
    const arrived = due[t] ?? 0
    if (arrived > 0) {
      onHand += arrived
      onOrder -= arrived
      add({ cycles: 1, cyclesWithoutLoss: Number(!hasLost) }, ordered.shift())
      hasLost = false
    }
    const wanted = demand[t] ?? 0
    const sold = Math.min(wanted, onHand)
    onHand -= sold
    if (sold < wanted) hasLost = true
    add({ periods: 1, demand: wanted, sold, shortPeriods: Number(sold < wanted), stock: onHand }, kind)
    sales.push(sold)
    inStock.push(onHand > 0)
    if ((t - warmUp + 1) % review > 0) continue
    kind = setting.classAt?.(t + 1)
    const { point, upTo } = rule.levels({ sales, inStock })
    const position = onHand + onOrder
    if (position > point || upTo <= position) continue
    onOrder += upTo - position
    add({ orders: 1 }, kind)
    const at = t + 1 + leadPeriods(setting, t)
    if (at > demand.length) continue
    if (!due[at]) ordered.push(kind)
    due[at] = (due[at] ?? 0) + upTo - position
  }
  return { ...tally, byClass }
}

/** A lead time in whole periods: lognormal by its mean and standard deviation, drawn for the period of the order. */
export function leadPeriods({ lead, seed }: Pick<ReplaySetting, 'lead' | 'seed'>, t: number): number {
  if (lead.sd === 0) return Math.max(1, Math.round(lead.mean))
  const spread = Math.log(1 + (lead.sd / lead.mean) ** 2)
  const z = seeded(seed * 7919 + t).normal()
  return Math.max(1, Math.round(lead.mean * Math.exp(Math.sqrt(spread) * z - spread / 2)))
}

/** Mean and variance of a lead time as it is met: rounding moves both when it is short. */
export function metLead(setting: Pick<ReplaySetting, 'lead' | 'seed'>): { mean: number; variance: number } {
  const drawn = Array.from({ length: 2000 }, (_, t) => leadPeriods(setting, t))
  const mean = sum(drawn) / drawn.length
  return { mean, variance: sumOf(drawn, (lead) => (lead - mean) ** 2) / (drawn.length - 1) }
}
