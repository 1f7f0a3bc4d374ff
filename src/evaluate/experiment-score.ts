import {
  type Comparison,
  compareArms,
  earlyBound,
  type Judged,
  judge,
  LEAST_DAYS,
  type Measured,
} from '../advice/experiment.ts'
import { sampleRatioP } from '../stats/chi-square.ts'
import { fisherMore } from '../stats/fisher.ts'
import { holm } from '../stats/holm.ts'
import { twoSidedP } from '../stats/normal.ts'
import type { Score } from './evaluation.ts'
import type { ArmMetric } from './experiment-metrics.ts'
import { notesOf, verdictOf } from './experiment-words.ts'

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

type Figures = Record<string, number>

export function scoreOf(read: Read): Score {
  const { metrics, names, control, units } = read
  const treated = names.map((_, arm) => arm).filter((arm) => arm !== control)
  const ratioP = sampleRatioP(units, read.split ?? undefined)
  const found = metrics.map((metric) => treated.map((arm) => compared(read, metric, arm)))
  const [primary = [], ...others] = found
  const [first] = primary
  const adjusted = holm(others.flat().map(({ pValue }) => pValue))
  const judged = treated.map((arm) => judgedArm(read, arm, ratioP))
  const figures: Figures = {
    ...(first && mainFigures(first, metrics[0].kind)),
    srmPValue: ratioP,
    ...earlyFigures(read, treated[0] ?? 0),
    nA: units[control] ?? 0,
    nB: units[treated[0] ?? 0] ?? 0,
    ...Object.fromEntries(primary.slice(1).flatMap((one) => named(one, one.arm))),
    ...Object.fromEntries(
      others
        .flat()
        .flatMap((one, i) => [
          ...named(one, treated.length > 1 ? `${one.metric}:${one.arm}` : one.metric),
          [`holm:${treated.length > 1 ? `${one.metric}:${one.arm}` : one.metric}`, adjusted[i] ?? 1],
        ]),
    ),
  }
  return {
    input: read.input,
    rows: read.rows,
    metrics: figures,
    baselines: baselineOf(read, treated[0] ?? 0),
    verdict: verdictOf(read, primary, judged),
    notes: notesOf(read, { found, adjusted, ratioP, treated }),
  }
}

export interface Found extends Comparison {
  readonly metric: string
  readonly arm: string
  readonly pValue: number
}

export function measured(read: Read, metric: ArmMetric, arm: number): Measured {
  const of = metric.adjusted(read.control, arm)
  const [control, treated] = [of?.control ?? metric.arms[read.control], of?.treated ?? metric.arms[arm]]
  if (!control || !treated) throw new RangeError(`there is no arm ${arm}`)
  return { name: metric.name, better: read.down.includes(metric.name) ? 'down' : 'up', control, treated }
}

function compared(read: Read, metric: ArmMetric, arm: number): Found {
  const comparison = compareArms(measured(read, metric, arm))
  return {
    ...comparison,
    metric: metric.name,
    arm: read.names[arm] ?? '',
    pValue: exactP(metric, read.control, arm) ?? comparison.absolute.p,
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

function judgedArm(read: Read, arm: number, sampleRatioP: number): Judged {
  const units = (read.units[read.control] ?? 0) + (read.units[arm] ?? 0)
  return judge({
    primary: measured(read, read.metrics[0], arm),
    guardrails: read.guardrails.map((metric) => measured(read, metric, arm)),
    sampleRatioP,
    arms: read.names.length - 1,
    progress:
      read.planned === null
        ? null
        : {
            plannedUnits: plannedOfPair(read),
            days: LEAST_DAYS,
            isOver: units >= plannedOfPair(read),
          },
  })
}

function mainFigures(one: Found, kind: ArmMetric['kind']): Figures {
  const level = kind === 'share' ? 'rate' : 'mean'
  return {
    lift: one.lift.estimate,
    liftLow: one.lift.low,
    liftHigh: one.lift.high,
    absolute: one.absolute.estimate,
    absoluteLow: one.absolute.low,
    absoluteHigh: one.absolute.high,
    pValue: one.pValue,
    pValueRelative: one.lift.p,
    probabilityBetter: one.probabilityBetter,
    expectedLoss: one.expectedLoss,
    [`${level}A`]: one.control.plainMean,
    [`${level}B`]: one.treated.plainMean,
  }
}

/** What may be looked at daily, where a plan was given. */
function earlyFigures(read: Read, arm: number): Figures {
  if (read.planned === null) return {}
  const { low, high, p } = earlyBound(measured(read, read.metrics[0], arm), plannedOfPair(read))
  return { anytimeLow: low, anytimeHigh: high, anytimePValue: p }
}

/** units planned in the control and one treated arm */
function plannedOfPair({ planned, names }: Read): number {
  return ((planned ?? 0) * 2) / names.length
}

function named(one: Found, name: string): [string, number][] {
  return [
    [`lift:${name}`, one.lift.estimate],
    [`absolute:${name}`, one.absolute.estimate],
    [`pValue:${name}`, one.pValue],
  ]
}

/** What a spreadsheet says: the pooled z-test of two shares; of amounts, the means as they are, without the past. */
function baselineOf(read: Read, arm: number): Record<string, Figures> {
  const [metric] = read.metrics
  const [a, b] = [metric.arms[read.control], metric.arms[arm]]
  if (!a || !b) return {}
  const plain = compareArms({ name: metric.name, better: 'up', control: a, treated: b })
  const unadjusted: Figures = {
    lift: plain.lift.estimate,
    liftLow: plain.lift.low,
    liftHigh: plain.lift.high,
    absolute: plain.absolute.estimate,
    pValue: plain.absolute.p,
  }
  if (metric.adjusted(read.control, arm)) return { 'without CUPED': unadjusted }
  if (metric.kind !== 'share') return {}
  const rate = (a.mean * a.units + b.mean * b.units) / (a.units + b.units)
  const sd = Math.sqrt(rate * (1 - rate) * (1 / a.units + 1 / b.units))
  return {
    'pooled z-test': {
      absolute: b.mean - a.mean,
      pValue: sd > 0 ? twoSidedP((b.mean - a.mean) / sd) : 1,
    },
  }
}
