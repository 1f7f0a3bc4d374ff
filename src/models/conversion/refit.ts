import type { LogisticFit } from '../learn/logistic.ts'
import { unshrunk } from '../learn/unshrunk.ts'
import { type ConversionModel, containerOf } from './conversion.ts'

/** The same model with a fit of its terms on other, more rows: the sessions it did not see are among them. */
export function refitted(
  model: ConversionModel,
  fit: LogisticFit,
  { rows, positives }: { readonly rows: number; readonly positives: number },
): ConversionModel {
  return {
    ...model,
    container: containerOf(fit.weights),
    standardErrors: [...fit.standardErrors],
    unshrunk: unshrunk(fit, model.l2) ?? undefined,
    rows,
    positives,
  }
}
