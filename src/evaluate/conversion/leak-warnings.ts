import { sum } from '../../lib/sum.ts'
import { oneLine, plural } from '../../lib/text.ts'
import { leaks } from '../../models/conversion/conversion-features.ts'
import type { Feature } from '../../models/learn/features.ts'
import { areaUnderCurve } from '../../models/learn/model-metrics.ts'
import type { TrainingRows } from '../../models/learn/training-rows.ts'

/** A column that may have been made from the outcome, or of which most is known. */
export interface Suspect {
  readonly column: string
  /** ranking the rows by it alone */
  readonly auc: number
  readonly because: 'near-perfect' | 'strong' | 'named'
}

const NAMES =
  /revenue|purchas|(?:^|_)orders?(?:$|_id|_value|_cents|_total)|gmv|transaction|page_?values?|conver(?:t|sion)|payment|paid|checkout|refund|(?:^|_)(?:sale|sold|bought|buyer|invoice|outcome|label|target)/i
/** one column alone ranks as well as this: a copy of the outcome, or nearly */
const NEAR_PERFECT = 0.97
/** so much of what the whole model knows beyond chance: worth a word, and no accusation */
const MAX_OF_IT = 0.6
const STRONG = 0.7
/** a name alone is no reason where the column says little */
const SAYS_SOMETHING = 0.65

/** Columns that alone say most of what the whole model does, or are called like an outcome; `auc` is the whole model's. */
export function suspects(
  features: readonly Feature[],
  { train, test, auc }: { readonly train: TrainingRows; readonly test: TrainingRows; readonly auc: number },
): Suspect[] {
  return features
    .map(({ column }): Suspect | null => {
      const alone = aloneAuc(column, train, test)
      const because =
        alone >= NEAR_PERFECT
          ? 'near-perfect'
          : leaks([{ column }]).length > 0 || (NAMES.test(column) && alone >= SAYS_SOMETHING)
            ? 'named'
            : alone >= STRONG && alone - 0.5 >= MAX_OF_IT * (auc - 0.5)
              ? 'strong'
              : null
      return because && { column, auc: alone, because }
    })
    .filter((found) => found !== null)
    .sort((a, b) => b.auc - a.auc)
}

export function warningOf(found: readonly Suspect[], without: { readonly auc: number } | null): string[] {
  const accused = found.filter(({ because }) => because !== 'strong')
  const dominant = found.filter(({ because }) => because === 'strong')
  const rest =
    without === null
      ? ''
      : ` Without ${found.length === 1 ? 'it' : `these ${plural(found.length, 'column')}`} the AUC is ${without.auc.toFixed(3)}.`
  return [
    ...(accused.length > 0 ? [`${leakNote(accused)}${rest}`] : []),
    ...(dominant.length > 0
      ? [
          `Most of what the model knows comes from ${dominant.map(({ column, auc }) => `${oneLine(column, 60)} (AUC ${auc.toFixed(3)} alone)`).join(', ')}. That is no fault, unless it is known only once the outcome is: then --exclude it.${accused.length > 0 ? '' : rest}`,
        ]
      : []),
  ]
}

function leakNote(accused: readonly Suspect[]): string {
  const said = accused.map(({ column, auc, because }) => {
    const name = oneLine(column, 60)
    return because === 'near-perfect'
      ? `${name} alone ranks the rows almost perfectly (AUC ${auc.toFixed(3)})`
      : `${name} alone reaches an AUC of ${auc.toFixed(3)}, and is called like an outcome`
  })
  const refused = leaks(accused)
  const audit =
    refused.length > 0
      ? ` The bot refuses to learn from ${refused.join(', ')}, derived from the outcome.`
      : ''
  return `Possible leak: ${said.join('; ')}. If a value is known only once the outcome is, the model cannot use it in life: --exclude it.${audit}`
}

/** A number ranks in the direction it had in training, a word by how often the outcome came with it there. */
function aloneAuc(column: string, train: TrainingRows, test: TrainingRows): number {
  const [before, now] = [train.numbers[column], test.numbers[column]]
  if (before && now) {
    const filled = (values: Float64Array) => values.map((value) => (Number.isFinite(value) ? value : -1e300))
    const sign = areaUnderCurve(filled(before), train.labels) >= 0.5 ? 1 : -1
    return areaUnderCurve(
      filled(now).map((value) => sign * value),
      test.labels,
    )
  }
  const [words, later] = [train.texts[column], test.texts[column]]
  if (!words || !later) return 0.5
  const base = share(train.labels)
  const rates = words.members.map(() => ({ rows: 5, hits: 5 * base }))
  words.codes.forEach((code, row) => {
    const rate = rates[code]
    if (!rate) return
    rate.rows++
    rate.hits += train.labels[row] ?? 0
  })
  return areaUnderCurve(
    Float64Array.from(later.codes, (code) => (rates[code]?.hits ?? 0) / (rates[code]?.rows ?? 1)),
    test.labels,
  )
}

function share(labels: Uint8Array): number {
  return sum(labels) / labels.length
}
