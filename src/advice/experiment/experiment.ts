import type { ArmMean } from '../../stats/tests/arm-mean.ts'
import type { Difference } from '../../stats/tests/difference.ts'
import { anytime, belief, effectOf, fixedHorizon, oneSidedP } from '../../stats/tests/effect.ts'
import { holm } from '../../stats/tests/holm.ts'

/** One metric in two arms. */
export interface Measured {
  readonly name: string
  readonly better: 'up' | 'down'
  readonly control: ArmMean
  readonly treated: ArmMean
  /** of a test that needs no approximation, where there are too few successes for one */
  readonly exactP?: number | null
}

/** How far an experiment has come. */
export interface Progress {
  /** units both arms together were planned to have at the end, known before the start */
  readonly plannedUnits: number
  readonly days: number
  readonly isOver: boolean
}

/** What one metric says: the lift as a share of the control's mean, the difference in its own unit. */
export interface Comparison {
  readonly name: string
  readonly better: 'up' | 'down'
  readonly control: ArmMean
  readonly treated: ArmMean
  readonly lift: Difference & { readonly p: number }
  /** fixed horizon; a verdict goes by this one's `p` */
  readonly absolute: Difference & { readonly p: number }
  /** chance that the lift is for the better, and what shipping loses on average where it is not, as a share */
  readonly probabilityBetter: number
  readonly expectedLoss: number
}

type Verdict = 'ship' | 'roll back' | 'keep running' | 'inconclusive' | 'no verdict'

/** Why a verdict is what it is; `measure` is the name of the metric that it rests on. */
export type Because =
  | { readonly code: 'unevenArms' }
  | {
      readonly code:
        | 'guardrailWorse'
        | 'noSpread'
        | 'noDifference'
        | 'better'
        | 'worse'
        | 'notClearYet'
        | 'clearlyWorse'
        | 'clearlyBetter'
      readonly measure: string
    }
  | { readonly code: 'tooSoon'; readonly measure: string; readonly days: number }

export interface Judged {
  readonly verdict: Verdict
  readonly because: Because
}

/** A split so uneven comes about once in a thousand experiments; GrowthBook's threshold too. */
const SAMPLE_RATIO_P = 0.001
/** From here on a reader is warned. */
const SAMPLE_RATIO_DOUBT = 0.01
/** Two weekends, and time for the charm of the new to wear off. */
export const MIN_DAYS = 14
/**
 * The chance of a false verdict in all, and how it is shared: most goes to the one look at the planned date, and the
 * bound that may end it earlier takes what the last look leaves. `bench/experiment` measures that both together keep
 * to 0.05 over 28 daily looks. Chosen among splits tried by simulation: of those that keep to 0.05 in all and lose less
 * than 0.02 of the power of a single look, the one that ends earliest.
 */
export const ALPHA = 0.05
const FINAL_ALPHA = 0.046
const EARLY_ALPHA = 0.03

/** NaN where a mean of 0 or no spread leaves nothing to compare with. */
export function compareArms({ name, better, control, treated }: Measured, alpha = ALPHA): Comparison {
  const relative = effectOf(control, treated, 'relative')
  const absolute = effectOf(control, treated, 'absolute')
  const sign = better === 'up' ? 1 : -1
  // a lift of a mean at or below 0 has no direction, but the plain difference has
  const hasLift = control.plainMean > 0 && Number.isFinite(relative.variance)
  const believed = hasLift ? relative : absolute
  const { better: probabilityBetter, lossIfShipped } = belief({
    ...believed,
    estimate: sign * believed.estimate,
  })
  return {
    name,
    better,
    control,
    treated,
    lift: fixedHorizon(relative, alpha),
    absolute: fixedHorizon(absolute, alpha),
    probabilityBetter,
    expectedLoss: hasLift ? lossIfShipped : lossIfShipped / Math.abs(control.plainMean),
  }
}

/**
 * The interval of the difference that a verdict goes by, at the very chance of error it goes by; null where an exact
 * test decides, which has none.
 */
export function decidingInterval(
  measured: Measured,
  { progress, arms = 1 }: { readonly progress: Progress | null; readonly arms?: number },
): Difference | null {
  if (progress && !progress.isOver) return earlyBound(measured, progress.plannedUnits, EARLY_ALPHA / arms)
  if (typeof measured.exactP === 'number') return null
  return compareArms(measured, (progress ? FINAL_ALPHA : ALPHA) / arms).absolute
}

/** The interval that holds on every day at once, of the difference in the metric's own unit. */
export function earlyBound(
  measured: Pick<Measured, 'control' | 'treated'>,
  plannedUnits: number,
  alpha = EARLY_ALPHA,
) {
  return anytime(effectOf(measured.control, measured.treated, 'absolute'), {
    alpha,
    tuning: plannedUnits / 2,
  })
}

export function sampleRatio(p: number): 'broken' | 'doubtful' | 'as planned' {
  if (p < SAMPLE_RATIO_P) return 'broken'
  return p < SAMPLE_RATIO_DOUBT ? 'doubtful' : 'as planned'
}

/**
 * What to do with an experiment. A sample ratio that is broken allows no verdict. Before the planned date only the
 * confidence sequence may end it: at once for harm, for a gain not before two full weeks. At the planned date the
 * fixed-horizon test decides, and "inconclusive" is an answer. A guardrail that got worse, tested on the worse side and
 * by Holm over all guardrails, rolls back whatever the primary metric says.
 */
export function judge(given: {
  readonly primary: Measured
  readonly guardrails: readonly Measured[]
  readonly sampleRatioP: number
  /** null: looked at once, and now */
  readonly progress: Progress | null
  /** treated arms: the chance of a false verdict is shared between them */
  readonly arms?: number
}): Judged {
  const { primary, guardrails, progress, arms = 1 } = given
  if (sampleRatio(given.sampleRatioP) === 'broken')
    return { verdict: 'no verdict', because: { code: 'unevenArms' } }
  const harmed = harmedGuardrail(guardrails, progress)
  if (harmed !== null) return { verdict: 'roll back', because: { code: 'guardrailWorse', measure: harmed } }
  if (!progress) return atTheEnd(primary, ALPHA / arms)
  return progress.isOver
    ? atTheEnd(primary, FINAL_ALPHA / arms)
    : onTheWay(primary, progress, EARLY_ALPHA / arms)
}

function atTheEnd(primary: Measured, alpha: number): Judged {
  const { name: measure } = primary
  const { estimate, p: approximate } = compareArms(primary).absolute
  const p = primary.exactP ?? approximate
  if (Number.isNaN(p)) return { verdict: 'inconclusive', because: { code: 'noSpread', measure } }
  if (!(p < alpha)) return { verdict: 'inconclusive', because: { code: 'noDifference', measure } }
  return isGain(primary, estimate)
    ? { verdict: 'ship', because: { code: 'better', measure } }
    : { verdict: 'roll back', because: { code: 'worse', measure } }
}

function onTheWay(primary: Measured, { plannedUnits, days }: Progress, alpha: number): Judged {
  const { name: measure } = primary
  const { low, high, estimate } = earlyBound(primary, plannedUnits, alpha)
  const isClear = low > 0 || high < 0
  if (!isClear) return { verdict: 'keep running', because: { code: 'notClearYet', measure } }
  if (!isGain(primary, estimate)) return { verdict: 'roll back', because: { code: 'clearlyWorse', measure } }
  return days < MIN_DAYS
    ? { verdict: 'keep running', because: { code: 'tooSoon', measure, days: MIN_DAYS } }
    : { verdict: 'ship', because: { code: 'clearlyBetter', measure } }
}

/** The name of the guardrail that got worse, or null. */
function harmedGuardrail(guardrails: readonly Measured[], progress: Progress | null): string | null {
  const chances = holm(
    guardrails.map((one) =>
      !progress || progress.isOver ? harmP(one) : harmPOnTheWay(one, progress.plannedUnits),
    ),
  )
  return guardrails.find((_, i) => (chances[i] ?? 1) < ALPHA)?.name ?? null
}

/** One-sided: a guardrail that got better is no reason for anything. */
export function harmP({ better, control, treated }: Measured): number {
  const effect = effectOf(control, treated, 'absolute')
  return oneSidedP({ ...effect, estimate: better === 'up' ? -effect.estimate : effect.estimate })
}

function harmPOnTheWay(one: Measured, plannedUnits: number): number {
  const { p, estimate } = earlyBound(one, plannedUnits, 2 * ALPHA)
  return isGain(one, estimate) ? 1 : p / 2
}

function isGain({ better }: Pick<Measured, 'better'>, estimate: number): boolean {
  return better === 'up' ? estimate > 0 : estimate < 0
}
