import type { ModelCard } from '../models/conversion/model-card.ts'
import type { Locale } from './words/locale.ts'

/** `AUC 0.712, calibration slope 0.98 (1 is right), 3.31 % expected and 3.28 % seen` */
export function sayModelCard(
  { auc, calibrationSlope, meanPrediction, baseRate }: ModelCard,
  { words, number, percent }: Locale,
): string {
  return words.data.modelCard({
    auc: number(auc, 3),
    slope: calibrationSlope === null ? null : number(calibrationSlope, 2),
    expected: percent(meanPrediction),
    seen: percent(baseRate),
  })
}
