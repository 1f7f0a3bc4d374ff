import type { Comparison, Measured } from '../../advice/experiment/experiment.ts'
import { fisherMore } from '../../stats/tests/fisher.ts'
import type { ArmMetric } from './metrics.ts'

/** An experiment as read: the first metric decides, the others inform, guardrails forbid. */
export interface Read {
  readonly input: string
  readonly rows: number
  readonly names: readonly string[]
  readonly control: number
  /** units by arm */
  readonly units: readonly number[]
  readonly split: readonly number[] | null
  readonly metrics: readonly [ArmMetric, ...ArmMetric[]]
  readonly guardrails: readonly ArmMetric[]
  /** names of the metrics that are better when they fall */
  readonly down: readonly string[]
  readonly planned: number | null
  readonly notes: readonly string[]
}

/** the normal approximation holds from about so many expected successes and failures in each arm */
const FEW = 5

export interface Found extends Comparison {
  readonly metric: string
  readonly arm: string
  readonly pValue: number
}

export function measured(read: Read, metric: ArmMetric, arm: number): Measured {
  const of = metric.adjusted(read.control, arm)
  const [control, treated] = [of?.control ?? metric.arms[read.control], of?.treated ?? metric.arms[arm]]
  if (!control || !treated) throw new RangeError(`there is no arm ${arm}`)
  return {
    name: metric.name,
    better: read.down.includes(metric.name) ? 'down' : 'up',
    control,
    treated,
    exactP: exactP(metric, read.control, arm),
  }
}

/** Fisher's exact p-value, the smaller tail twice, where there are too few successes for any approximation. */
export function exactP(metric: ArmMetric, control: number, arm: number): number | null {
  const [a, b] = [metric.arms[control], metric.arms[arm]]
  if (metric.kind !== 'share' || !a || !b) return null
  const hits = [a, b].map(({ units, mean }) => Math.round(units * mean)) as [number, number]
  const all = a.units + b.units
  const rate = (hits[0] + hits[1]) / all
  if (Math.min(a.units, b.units) * Math.min(rate, 1 - rate) >= FEW) return null
  const tails = [
    fisherMore({ both: hits[0], ofA: a.units, ofB: hits[0] + hits[1], all }),
    fisherMore({ both: hits[1], ofA: b.units, ofB: hits[0] + hits[1], all }),
  ]
  return Math.min(1, 2 * Math.min(...tails))
}
