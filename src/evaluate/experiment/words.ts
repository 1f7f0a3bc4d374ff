import { harmP, type Judged, sampleRatio } from '../../advice/experiment/experiment.ts'
import { plural, showChange, showNumber, showPercent } from '../../lib/text.ts'
import { sayBecause } from '../../report/say-because.ts'
import { verdictReasons } from '../../report/words/en/advice/experiment.ts'
import type { Difference } from '../../stats/tests/difference.ts'
import type { ArmMetric } from './metrics.ts'
import { exactP, type Found, measured, type Read } from './read.ts'

/** With the interval of the plain difference that the verdict goes by; none where an exact test decides. */
interface Decided extends Found {
  readonly decides: Difference | null
}

/** One line an arm: what to do, why, and by how much it differs. */
export function verdictOf(read: Read, primary: readonly Decided[], judged: readonly Judged[]): string {
  const lines = primary.map((one, i) => {
    const found = judged[i]
    const arm = primary.length > 1 ? `${one.arm}: ` : ''
    const verdict = found
      ? `${found.verdict}. ${asSentence(sayBecause(found.because, { because: verdictReasons, measures: {} }))}`
      : 'inconclusive.'
    return `${arm}${verdict} ${difference(read.metrics[0], one)}`
  })
  return lines.join('\n')
}

const asSentence = (clause: string) => `${clause.slice(0, 1).toUpperCase()}${clause.slice(1)}.`

function difference({ kind }: ArmMetric, one: Decided): string {
  const show = (value: number) => (kind === 'share' ? showPercent(value) : showNumber(value, 4))
  const [scale, digits] = kind === 'share' ? [100, 2] : [1, 4]
  const signed = (value: number) => `${value < 0 ? '−' : '+'}${showNumber(Math.abs(value) * scale, digits)}`
  const { decides } = one
  const range =
    decides && Number.isFinite(decides.low) ? ` (${signed(decides.low)} to ${signed(decides.high)})` : ''
  const apart = `${signed(one.absolute.estimate)}${kind === 'share' ? ' points' : ''}${range}`
  const level = `${one.metric} ${show(one.treated.plainMean)} in "${one.arm}" against ${show(one.control.plainMean)}: ${apart}`
  if (!Number.isFinite(one.lift.low)) return `${level}.`
  return `${level}, lift ${showChange(one.lift.estimate)}, p ${one.pValue.toPrecision(2)}; better with ${showPercent(one.probabilityBetter, 1)} probability, expected loss if shipped ${showPercent(one.expectedLoss, 3)}.`
}

export function notesOf(
  read: Read,
  {
    found,
    adjusted,
    ratioP,
    treated,
  }: {
    readonly found: readonly (readonly Found[])[]
    readonly adjusted: readonly number[]
    readonly ratioP: number
    readonly treated: readonly number[]
  },
): string[] {
  const arms = read.names.map((name, arm) => `"${name}" ${showNumber(read.units[arm] ?? 0)}`).join(', ')
  const others = found.slice(1).flat()
  const isFew = exactP(read.metrics[0], read.control, treated[0] ?? 0) !== null
  return [
    ...ratioNote(ratioP, arms, read.split),
    `"${read.names[read.control]}" is the control. The verdict goes by the interval of the difference that is shown and by p, both ${isFew ? 'of the plain difference; p is Fisher’s exact one, as there are few successes, and no interval is shown beside it' : "Welch's, of the plain difference"}. Lift is relative to the control; its own 95 % interval by the delta method (liftLow, liftHigh) decides nothing.`,
    ...(treated.length > 1
      ? [
          `${plural(treated.length, 'treated arm')}: each is judged at ${showNumber(0.05 / treated.length, 4)} (Bonferroni). Figures without a name are those of "${found[0]?.[0]?.arm}".`,
        ]
      : []),
    ...others.map(
      (one, i) =>
        `${one.metric}${treated.length > 1 ? ` in "${one.arm}"` : ''}: lift ${Number.isFinite(one.lift.estimate) ? `${showChange(one.lift.estimate, 2)} (${showChange(one.lift.low, 2)} to ${showChange(one.lift.high, 2)})` : 'not known'}, p ${one.pValue.toPrecision(2)}, by Holm over the ${plural(others.length, 'other comparison')} ${(adjusted[i] ?? 1).toPrecision(2)}.`,
    ),
    ...read.guardrails.flatMap((metric) =>
      treated.map(
        (arm) =>
          `Guardrail ${metric.name}${treated.length > 1 ? ` in "${read.names[arm]}"` : ''}: one-sided p of harm ${harmP(measured(read, metric, arm)).toPrecision(2)}.`,
      ),
    ),
    ...read.notes,
    ...[...new Set([...read.metrics, ...read.guardrails].flatMap(({ notes }) => notes))],
  ]
}

function ratioNote(p: number, arms: string, split: readonly number[] | null): string[] {
  const found = `${arms} units where ${split ? `a split of ${split.join(' to ')}` : 'equal arms'} would be expected, p ${p.toPrecision(2)}`
  const state = sampleRatio(p)
  if (state === 'broken') return [`Sample-ratio mismatch: ${found}. No verdict is given below 0.001.`]
  if (state === 'doubtful')
    return [
      `Sample-ratio warning: ${found}. It does not block the verdict (below 0.001 it would), but look for what loses or adds units in one arm.`,
    ]
  return []
}
