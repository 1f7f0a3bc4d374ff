import type { Feature } from '../learn/features.ts'
import { fitLogistic, type LogisticFit } from '../learn/logistic.ts'
import type { TrainingRows } from '../learn/training-rows.ts'
import {
  type ConversionModel,
  conversionOf,
  MIN_POSITIVES,
  type NotTrained,
  notTrained,
  type Prepared,
  prepareConversion,
  preparedPlainly,
  type Settings,
} from './conversion.ts'
import { leaks } from './conversion-features.ts'
import { withPlain } from './odds.ts'
import { chooseSettings, type Search, widened } from './tune.ts'

/** How to choose the settings; without folds they are the plain ones. */
export interface Choice extends Omit<Search, 'least'> {
  /** what the folds are of, where these are not the rows to fit on */
  readonly rows?: TrainingRows
}

interface Given extends Partial<Settings> {
  readonly choice?: Choice | undefined
  /** positives to learn from */
  readonly least?: number
}

/** What is left is to fit each; `plain` where its coefficients are to be kept beside the chosen ones. */
interface Chosen {
  readonly kind: 'chosen'
  readonly prepared: Prepared
  readonly plain: Prepared | null
}

/**
 * Trains P(purchase | session) by L2 logistic regression (fitLogistic) on encoded features. `keptOfNegatives` below 1
 * says that only that share of the sessions without a purchase is among the rows: the intercept is corrected by its
 * logarithm (King and Zeng 2001), the weights need no correction. Fewer than 50 purchases, one class, labels other
 * than 0 and 1, no feature that varies, or a feature that leaks the outcome are refused by name. Where no penalty is
 * given or can be chosen it is 1, and below ten purchases a term ten times stronger.
 */
export function trainConversion(
  features: readonly Feature[],
  rows: TrainingRows,
  { keptOfNegatives = 1, ...given }: Given & { readonly keptOfNegatives?: number } = {},
): ConversionModel | NotTrained {
  const leaking = leaks(features)
  if (leaking.length > 0) return notTrained(`${leaking.join(', ')} is derived from the outcome`)
  try {
    const chosen = prepareChosen(features, rows, given)
    if (chosen.kind === 'not-trained') return chosen
    const { prepared, plain } = chosen
    const kept = (of: Prepared, fit: LogisticFit) => conversionOf(of, fit, keptOfNegatives)
    if (!plain) return kept(prepared, fitLogistic(prepared, { l2: prepared.l2 }))
    const plainly = fitLogistic(plain, { l2: plain.l2 })
    const start = widened(plainly.weights, prepared)
    const fit = fitLogistic(prepared, { l2: prepared.l2, warm: false, start })
    return withPlain(kept(prepared, fit), kept(plain, plainly))
  } catch (error) {
    if (error instanceof RangeError) return notTrained(error.message)
    throw error
  }
}

/** Everything but the fits, and without the audit by name: the settings are chosen, the rows encoded. */
export function prepareChosen(
  features: readonly Feature[],
  rows: TrainingRows,
  { choice, least = MIN_POSITIVES, ...settings }: Given,
): Chosen | NotTrained {
  // a fold learns from half of the rows or more
  const found = choice && chooseSettings(features, choice.rows ?? rows, { ...choice, least: least / 2 })
  const prepared = prepareConversion(features, rows, { ...settings, ...found, least })
  if (prepared.kind === 'not-trained') return prepared
  return { kind: 'chosen', prepared, plain: found ? preparedPlainly(prepared) : null }
}
