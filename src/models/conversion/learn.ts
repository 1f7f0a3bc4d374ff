import type { Feature } from '../learn/features.ts'
import { fitLogistic, type LogisticFit } from '../learn/logistic.ts'
import { pickRows } from '../learn/pick-rows.ts'
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
  scoreConversion,
} from './conversion.ts'
import { leaks } from './conversion-features.ts'
import { levelShift, shifted, withShift } from './level.ts'
import { withPlain } from './odds.ts'
import { ALL_ALIKE, chooseRecency, latest, latestForLevel, type Recency } from './recency.ts'
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
  readonly recency: Recency
  /** the rows that set the level; null where all of them do */
  readonly setLevel: TrainingRows | null
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
    if (!plain)
      return levelled(chosen, kept(prepared, fitLogistic(prepared, { l2: prepared.l2 })), keptOfNegatives)
    const plainly = fitLogistic(plain, { l2: plain.l2 })
    const start = widened(plainly.weights, prepared)
    const fit = fitLogistic(prepared, { l2: prepared.l2, warm: false, start })
    return levelled(chosen, withPlain(kept(prepared, fit), kept(plain, plainly)), keptOfNegatives)
  } catch (error) {
    if (error instanceof RangeError) return notTrained(error.message)
    throw error
  }
}

/** The model as fitted, at the level of the latest rows where those set it. */
export function levelled(
  { recency, setLevel }: Chosen,
  model: ConversionModel,
  keptOfNegatives = 1,
): ConversionModel {
  if (recency === ALL_ALIKE) return model
  if (!setLevel) return { ...model, recency: { ...recency, shift: 0 } }
  // of thinned rows the level was corrected by what was kept; the rows that set it are as thin
  const there = shifted(scoreConversion(model, setLevel), -Math.log(keptOfNegatives))
  const shift = levelShift(there, setLevel.labels)
  return { ...withShift(model, shift), recency: { ...recency, shift } }
}

/** Everything but the fits, and without the audit by name: the settings are chosen, the rows encoded. */
export function prepareChosen(
  features: readonly Feature[],
  rows: TrainingRows,
  { choice, least = MIN_POSITIVES, ...settings }: Given,
): Chosen | NotTrained {
  // a fold learns from half of the rows or more
  const found = choice && chooseSettings(features, choice.rows ?? rows, { ...choice, least: least / 2 })
  const recency =
    found && choice.order && choice.order.length === rows.rows
      ? chooseRecency(features, rows, { folds: choice.folds, settings: found, least: least / 2 })
      : ALL_ALIKE
  const prepare = ({ share }: Recency) => {
    const used = share < 1 && choice?.order ? latest(choice.order, share) : null
    const encoded = prepareConversion(features, used ? pickRows(rows, used) : rows, {
      ...settings,
      ...found,
      least,
    })
    return { used, prepared: encoded }
  }
  const windowed = prepare(recency)
  // a window may hold too few who did it
  const isShort = windowed.prepared.kind === 'not-trained' && recency.share < 1
  const kept = isShort ? { ...recency, share: 1 } : recency
  const { prepared } = isShort ? prepare(kept) : windowed
  if (prepared.kind === 'not-trained') return prepared
  const last =
    kept.level && choice?.order ? latestForLevel(rows.labels, latest(choice.order, kept.share)) : null
  return {
    kind: 'chosen',
    prepared,
    plain: found ? preparedPlainly(prepared) : null,
    recency: kept,
    setLevel: last && pickRows(rows, last),
  }
}
