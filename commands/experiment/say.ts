import type { Comparison } from '../../src/advice/experiment/experiment.ts'
import { sampleRatio } from '../../src/advice/experiment/experiment.ts'
import { MEASURES, type MeasureName } from '../../src/advice/experiment/measures.ts'
import type { Experiment } from '../../src/facts/experiment/read-experiments.ts'
import type { Day } from '../../src/lib/days.ts'
import { oneLine } from '../../src/lib/text.ts'
import type { Block } from '../../src/messages/message.ts'
import { sayBecause } from '../../src/report/say-because.ts'
import { DASH } from '../../src/report/words/format.ts'
import type { Locale } from '../../src/report/words/locale.ts'
import type { Difference } from '../../src/stats/tests/difference.ts'
import type { ArmReadout, Readout, ReadoutNote } from './verdict.ts'

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

export function title({ experiment: { id, name } }: ExperimentStatus, { words }: Locale): string {
  return name === id ? oneLine(id, 60) : words.experiment.named(oneLine(name, 60), oneLine(id, 40))
}

/** One line: how far, and what to do. */
export function headline(status: ExperimentStatus, locale: Locale): string {
  const { readout, day, plannedDays, isOver } = status
  const said = locale.words.experiment
  const named = title(status, locale)
  if (readout.kind === 'no-units') return said.noUnits(named)
  if (readout.kind === 'one-arm') return said.oneArm(named, oneLine(readout.arm, 40), readout.units)
  return said.headline({
    title: named,
    day: isOver ? null : day,
    plannedDays,
    arms: readout.treated.map(({ arm, judged }) => ({
      arm: readout.treated.length > 1 ? oneLine(arm, 40) : null,
      verdict: said.verdicts[judged.verdict],
      because: sayBecause(judged.because, said),
    })),
  })
}

export function noteOf(note: ReadoutNote, { words }: Locale): string {
  const { controlAssumed, otherMeasure } = words.experiment.notes
  return note.code === 'controlAssumed'
    ? controlAssumed(oneLine(note.arm, 40))
    : otherMeasure(note.named === null ? null : oneLine(note.named, 40))
}

/** The primary measure of each arm, its bound and when it ends. */
export function details(status: ExperimentStatus, locale: Locale): Block[] {
  const { readout, lastDay, isOver, isUsualPlan } = status
  if (readout.kind !== 'readout') return []
  const { measure, control } = readout
  const said = locale.words.experiment
  const level = (value: number) => sayLevel(measure, value, locale)
  const shown = readout.treated.map(({ primary, decides, arm }) =>
    locale.words.paragraph([
      said.levels({
        measure: said.measures[measure],
        treated: level(primary.treated.plainMean),
        arm: oneLine(arm, 40),
        control: level(primary.control.plainMean),
        controlArm: oneLine(control, 40),
      }),
      said.lift({
        lift: lift(primary, decides ?? primary.absolute, locale),
        better: locale.percent(primary.probabilityBetter, 1),
        loss: locale.percent(primary.expectedLoss, 2),
      }),
      ...(isOver || !decides
        ? []
        : [
            said.everyDayBound(
              difference(measure, decides.low, locale),
              difference(measure, decides.high, locale),
            ),
          ]),
    ]),
  )
  const end = locale.words.paragraph([splitLine(readout, locale), said.end({ isOver, lastDay, isUsualPlan })])
  return [
    { kind: 'list', items: [...shown, end] },
    ...status.notes.map((note): Block => ({ kind: 'context', spans: note })),
  ]
}

/** Every measure of every arm. */
export function measureTable(status: ExperimentStatus, locale: Locale): Block[] {
  const { readout } = status
  if (readout.kind !== 'readout') return []
  const { caption, columns } = locale.words.experiment
  return readout.treated.map((one) => ({
    kind: 'table',
    caption: caption(oneLine(one.arm, 40), oneLine(readout.control, 40)),
    columns: [
      { label: columns.measure },
      { label: oneLine(readout.control, 20), align: 'right' },
      { label: oneLine(one.arm, 20), align: 'right' },
      { label: columns.lift, align: 'right' },
      { label: columns.p, align: 'right' },
      { label: columns.holm, align: 'right' },
    ],
    rows: [
      row(readout.measure, one.primary, null, locale),
      ...one.others.map((other) => row(other.measure, other.found, other.holm, locale)),
    ],
  }))
}

export function guardrailLine({ guardrails }: ArmReadout, locale: Locale): string {
  const said = locale.words.experiment
  if (guardrails.length === 0) return said.noGuardrail
  return said.guardrails(
    guardrails.map(({ measure, harmP }) => ({ measure: said.measures[measure], p: sayP(harmP, locale) })),
  )
}

function row(name: MeasureName, found: Comparison, adjusted: number | null, locale: Locale): string[] {
  const said = locale.words.experiment
  const level = (value: number) => sayLevel(name, value, locale)
  return [
    said.measures[name],
    level(found.control.plainMean),
    level(found.treated.plainMean),
    lift(found, found.absolute, locale),
    sayP(found.absolute.p, locale),
    adjusted === null ? said.decides : sayP(adjusted, locale),
  ]
}

/** With the interval of the plain difference, as a share of the control: the one that goes with p and the verdict. */
function lift(
  { control, lift: { estimate: value } }: Comparison,
  { low, high }: Difference,
  { words, estimate }: Locale,
): string {
  const { unknownLift, range } = words.experiment
  const base = control.plainMean
  if (!Number.isFinite(low) || !Number.isFinite(value) || !(base > 0)) return unknownLift
  const shown = estimate('change', { value, low: low / base, high: high / base })
  return range(shown.value, shown.low, shown.high)
}

function sayP(p: number, { number }: Locale): string {
  if (Number.isNaN(p)) return DASH
  return p < 0.0001 ? '< 0.0001' : number(p, 4)
}

/** A level of a measure, by customer. */
export function sayLevel(name: MeasureName, value: number, { percent, number, money }: Locale): string {
  const { kind } = MEASURES[name]
  if (!Number.isFinite(value)) return DASH
  if (kind === 'share' || kind === 'ratio') return percent(value)
  return kind === 'count' ? number(value, 4) : money(Math.round(value))
}

function difference(name: MeasureName, value: number, locale: Locale): string {
  const { kind } = MEASURES[name]
  if (!Number.isFinite(value)) return DASH
  if (kind === 'share' || kind === 'ratio') return locale.points(value)
  return `${value < 0 ? '−' : '+'}${sayLevel(name, Math.abs(value), locale)}`
}

function splitLine(readout: Extract<Readout, { kind: 'readout' }>, locale: Locale): string {
  const arms = readout.arms
    .map(({ name, units }) => `${oneLine(name, 40)} ${locale.number(units)}`)
    .join(', ')
  const say = locale.words.experiment.split[sampleRatio(readout.sampleRatioP)]
  return say(arms, sayP(readout.sampleRatioP, locale))
}
