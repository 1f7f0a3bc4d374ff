import { firstArm } from '../../src/advice/campaign/control-arm.ts'
import {
  type Comparison,
  compareArms,
  decidingInterval,
  harmP,
  type Judged,
  judge,
  type Progress,
} from '../../src/advice/experiment/experiment.ts'
import { MEASURES, type MeasureName, measurePair } from '../../src/advice/experiment/measures.ts'
import type { ArmRead, Experiment, ShoppersRead } from '../../src/facts/experiment/read-experiments.ts'
import { sampleRatioP } from '../../src/stats/distributions/chi-square.ts'
import type { Difference } from '../../src/stats/tests/difference.ts'
import { holm } from '../../src/stats/tests/holm.ts'

/** One treated arm against the control. */
export interface ArmReadout {
  readonly arm: string
  readonly judged: Judged
  readonly primary: Comparison
  /** the interval of the difference that the verdict goes by: the bound of every day until the planned date */
  readonly decides: Difference | null
  readonly others: readonly {
    readonly measure: MeasureName
    readonly found: Comparison
    readonly holm: number
  }[]
  readonly guardrails: readonly { readonly measure: MeasureName; readonly harmP: number }[]
}

/** What was assumed, since the platform does not say it. */
export type ReadoutNote =
  | { readonly code: 'controlAssumed'; readonly arm: string }
  | { readonly code: 'otherMeasure'; readonly named: string | null }

export type Readout =
  | { readonly kind: 'no-units' }
  | { readonly kind: 'one-arm'; readonly arm: string; readonly units: number }
  | {
      readonly kind: 'readout'
      readonly control: string
      readonly measure: MeasureName
      readonly arms: readonly { readonly name: string; readonly units: number }[]
      readonly sampleRatioP: number
      readonly treated: readonly ArmReadout[]
      readonly notes: readonly ReadoutNote[]
    }

/** never to get worse, whatever the test is about */
const GUARDRAILS: readonly MeasureName[] = ['gmv', 'refund_rate']
const OTHERS: readonly MeasureName[] = ['conversion', 'orders', 'gmv', 'session_conversion', 'aov']
/** an arm with fewer shoppers has no mean worth the name */
const MIN_UNITS = 30

export function decideExperiment(experiment: Experiment, read: ShoppersRead, progress: Progress): Readout {
  const arms = read.arms.filter(({ units }) => units >= MIN_UNITS)
  const [first, ...more] = arms
  if (!first) return { kind: 'no-units' }
  if (more.length === 0) return { kind: 'one-arm', arm: first.variant, units: first.units }
  const names = arms.map(({ variant }) => variant)
  const named = firstArm(names)
  const control = arms.find(({ variant }) => variant === named) ?? first
  const treated = arms.filter((arm) => arm !== control)
  const measure = measureOf(experiment.metric)
  const shares =
    experiment.arms.length > 0 ? arms.map(({ variant }) => shareOf(experiment, variant)) : undefined
  const ratioP = sampleRatioP(
    arms.map(({ units }) => units),
    shares,
  )
  const pairs = arms.length / 2
  return {
    kind: 'readout',
    control: control.variant,
    measure: measure ?? 'conversion',
    arms: arms.map(({ variant, units }) => ({ name: variant, units })),
    sampleRatioP: ratioP,
    treated: treated.map((arm) =>
      readoutOf(arm, control, {
        measure: measure ?? 'conversion',
        ratioP,
        arms: treated.length,
        progress: { ...progress, plannedUnits: progress.plannedUnits / pairs },
      }),
    ),
    notes: [
      ...(named === null ? [{ code: 'controlAssumed', arm: control.variant } as const] : []),
      ...(measure === null ? [{ code: 'otherMeasure', named: experiment.metric } as const] : []),
    ],
  }
}

function readoutOf(
  arm: ArmRead,
  control: ArmRead,
  given: {
    readonly measure: MeasureName
    readonly ratioP: number
    readonly arms: number
    readonly progress: Progress
  },
): ArmReadout {
  const { measure, progress } = given
  const pair = (name: MeasureName) => measurePair(name, control.sums, arm.sums)
  const guardrails = GUARDRAILS.filter((name) => name !== measure).map((name) => ({ name, pair: pair(name) }))
  // a ratio over nothing, such as refunds before anything was sold, is no guardrail yet
  const usable = guardrails.filter(({ pair: one }) =>
    Number.isFinite(one.control.variance + one.treated.variance),
  )
  const others = OTHERS.filter((name) => name !== measure).map((name) => ({
    measure: name,
    found: compareArms(pair(name)),
  }))
  const adjusted = holm(others.map(({ found }) => (Number.isNaN(found.absolute.p) ? 1 : found.absolute.p)))
  return {
    arm: arm.variant,
    judged: judge({
      primary: pair(measure),
      guardrails: usable.map(({ pair: one }) => one),
      sampleRatioP: given.ratioP,
      progress,
      arms: given.arms,
    }),
    primary: compareArms(pair(measure)),
    decides: decidingInterval(pair(measure), { progress, arms: given.arms }),
    others: others.map((one, i) => ({ ...one, holm: adjusted[i] ?? 1 })),
    guardrails: usable.map(({ name, pair: one }) => ({ measure: name, harmP: harmP(one) })),
  }
}

function measureOf(metric: string | null): MeasureName | null {
  const wanted = metric
    ?.trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_')
  const names = Object.keys(MEASURES) as MeasureName[]
  return names.find((name) => name === wanted) ?? null
}

function shareOf({ arms }: Experiment, variant: string): number {
  return arms.find(({ name }) => name === variant)?.share ?? 0
}
