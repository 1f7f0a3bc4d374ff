import {
  compareArms,
  decidingInterval,
  earlyBound,
  type Judged,
  judge,
  MIN_DAYS,
  type Progress,
} from '../../advice/experiment/experiment.ts'
import { sampleRatioP } from '../../stats/distributions/chi-square.ts'
import { twoSidedP } from '../../stats/distributions/normal.ts'
import { holm } from '../../stats/tests/holm.ts'
import type { Score } from '../evaluation.ts'
import type { ArmMetric } from './metrics.ts'
import { exactP, type Found, measured, type Read } from './read.ts'
import { notesOf, verdictOf } from './words.ts'

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
    model: 'the bot’s own verdict, as /experiment reaches it',
    input: read.input,
    rows: read.rows,
    metrics: figures,
    baselines: baselineOf(read, treated[0] ?? 0),
    verdict: verdictOf(
      read,
      primary.map((one, i) => ({ ...one, decides: decides(read, treated[i] ?? 0) })),
      judged,
    ),
    notes: notesOf(read, { found, adjusted, ratioP, treated }),
  }
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

function judgedArm(read: Read, arm: number, sampleRatioP: number): Judged {
  return judge({
    primary: measured(read, read.metrics[0], arm),
    guardrails: read.guardrails.map((metric) => measured(read, metric, arm)),
    sampleRatioP,
    ...howFar(read, arm),
  })
}

function decides(read: Read, arm: number): ReturnType<typeof decidingInterval> {
  return decidingInterval(measured(read, read.metrics[0], arm), howFar(read, arm))
}

function howFar(read: Read, arm: number): { arms: number; progress: Progress | null } {
  const units = (read.units[read.control] ?? 0) + (read.units[arm] ?? 0)
  const plannedUnits = plannedOfPair(read)
  const progress = { plannedUnits, days: MIN_DAYS, isOver: units >= plannedUnits }
  return { arms: read.names.length - 1, progress: read.planned === null ? null : progress }
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
  if (metric.adjusted(read.control, arm)) return { [metric.plainly ?? 'without CUPED']: unadjusted }
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
