import type { Comparison } from '../../src/advice/experiment/experiment.ts'
import { sampleRatio } from '../../src/advice/experiment/experiment.ts'
import { MEASURES, type Measure, type MeasureName } from '../../src/advice/experiment/measures.ts'
import type { Experiment } from '../../src/facts/experiment/read-experiments.ts'
import type { Day } from '../../src/lib/days.ts'
import { longDay } from '../../src/lib/show-days.ts'
import { oneLine, plural, showChange, showNumber, showPercent } from '../../src/lib/text.ts'
import type { Block } from '../../src/messages/message.ts'
import { showPoints, showValue } from '../../src/metrics/read/show.ts'
import type { ArmReadout, Readout } from './verdict.ts'

/** An experiment as it stands on a day. */
export interface ExperimentStatus {
  readonly experiment: Experiment
  readonly readout: Readout
  readonly asOf: Day
  readonly day: number
  readonly plannedDays: number
  /** the platform named no end */
  readonly isUsualPlan: boolean
  readonly lastDay: Day
  readonly isOver: boolean
  readonly notes: readonly string[]
}

export function title({ experiment: { id, name } }: ExperimentStatus): string {
  return name === id ? oneLine(id, 60) : `${oneLine(name, 60)} (${oneLine(id, 40)})`
}

/** One line: how far, and what to do. */
export function headline(status: ExperimentStatus): string {
  const { readout, day, plannedDays, isOver } = status
  const far = isOver ? 'over' : `day ${day} of ${plannedDays}`
  if (readout.kind === 'no-units')
    return `${title(status)}: no session carries its variant yet, so there is nothing to compare.`
  if (readout.kind === 'one-arm')
    return `${title(status)}: only "${oneLine(readout.arm, 40)}" was seen (${plural(readout.units, 'shopper')}); a second arm is needed.`
  const verdicts = readout.treated.map(({ arm, judged }) => {
    const which = readout.treated.length > 1 ? `${oneLine(arm, 40)}: ` : ''
    return `${which}${judged.verdict} – ${judged.because}`
  })
  return `${title(status)}, ${far}: ${verdicts.join('; ')}.`
}

/** The primary measure of each arm, its bound and when it ends. */
export function details(status: ExperimentStatus, currency: string): Block[] {
  const { readout, lastDay, isOver, isUsualPlan } = status
  if (readout.kind !== 'readout') return []
  const { measure, control } = readout
  const shown = readout.treated.map((one) => {
    const { primary, early, arm } = one
    const level = (value: number) => show(MEASURES[measure], value, currency)
    const sure = `better with ${showPercent(primary.probabilityBetter, 1)} probability, expected loss if shipped ${showPercent(primary.expectedLoss, 2)} of the control’s level`
    const bound = `${showDifference(MEASURES[measure], early.low, currency)} to ${showDifference(MEASURES[measure], early.high, currency)}`
    return [
      `${MEASURES[measure].label}: ${level(primary.treated.plainMean)} in ${oneLine(arm, 40)} against ${level(primary.control.plainMean)} in ${oneLine(control, 40)}.`,
      `Lift ${lift(primary)}; ${sure}.`,
      isOver ? '' : `The bound that holds on every day: ${bound}.`,
    ]
      .filter(Boolean)
      .join(' ')
  })
  const end = `${isOver ? 'Ended after' : 'Planned to end after'} ${longDay(lastDay)}${isUsualPlan ? ', four weeks, as the platform names no end' : ''}.`
  return [
    { kind: 'list', items: [...shown, `${splitLine(readout)} ${end}`] },
    ...status.notes.map((note): Block => ({ kind: 'context', spans: note })),
  ]
}

/** Every measure of every arm. */
export function measureTable(status: ExperimentStatus, currency: string): Block[] {
  const { readout } = status
  if (readout.kind !== 'readout') return []
  return readout.treated.map((one) => ({
    kind: 'table',
    caption: `${oneLine(one.arm, 40)} against ${oneLine(readout.control, 40)}, 95 % intervals`,
    columns: [
      { label: 'By shopper' },
      { label: oneLine(readout.control, 20), align: 'right' },
      { label: oneLine(one.arm, 20), align: 'right' },
      { label: 'Lift', align: 'right' },
      { label: 'p', align: 'right' },
      { label: 'p by Holm', align: 'right' },
    ],
    rows: [
      row(readout.measure, one.primary, null, currency),
      ...one.others.map((other) => row(other.measure, other.found, other.holm, currency)),
    ],
  }))
}

export function guardrailLine({ guardrails }: ArmReadout): string {
  if (guardrails.length === 0) return 'No guardrail has data yet.'
  return `Guardrails, one-sided chance of so much harm by accident: ${guardrails.map(({ measure, harmP }) => `${MEASURES[measure].label} ${showP(harmP)}`).join(', ')}.`
}

function row(name: MeasureName, found: Comparison, adjusted: number | null, currency: string): string[] {
  const level = (value: number) => show(MEASURES[name], value, currency)
  return [
    MEASURES[name].label,
    level(found.control.plainMean),
    level(found.treated.plainMean),
    lift(found),
    showP(found.absolute.p),
    adjusted === null ? 'decides' : showP(adjusted),
  ]
}

function lift({ lift: { estimate, low, high } }: Comparison): string {
  if (!Number.isFinite(low) || !Number.isFinite(estimate)) return 'not known'
  return `${showChange(estimate)} (${showChange(low)} to ${showChange(high)})`
}

function showP(p: number): string {
  if (Number.isNaN(p)) return '–'
  return p < 0.0001 ? '< 0.0001' : showNumber(p, 4)
}

function show({ kind }: Measure, value: number, currency: string): string {
  if (!Number.isFinite(value)) return '–'
  if (kind === 'share' || kind === 'ratio') return showPercent(value)
  return kind === 'count' ? showNumber(value, 4) : showValue('money', value, currency)
}

function showDifference(measure: Measure, value: number, currency: string): string {
  if (!Number.isFinite(value)) return '–'
  if (measure.kind === 'share' || measure.kind === 'ratio') return showPoints(value)
  return `${value < 0 ? '−' : '+'}${show(measure, Math.abs(value), currency)}`
}

function splitLine(readout: Extract<Readout, { kind: 'readout' }>): string {
  const arms = readout.arms.map(({ name, units }) => `${oneLine(name, 40)} ${showNumber(units)}`).join(', ')
  const state = sampleRatio(readout.sampleRatioP)
  const p = `p ${showP(readout.sampleRatioP)}`
  if (state === 'broken') return `Sample-ratio mismatch, no verdict: shoppers ${arms} (${p}).`
  if (state === 'doubtful')
    return `Sample-ratio warning: shoppers ${arms} (${p}); look for what loses some of one arm.`
  return `Shoppers: ${arms}, as planned (${p}).`
}
