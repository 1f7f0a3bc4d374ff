import { percentDigits } from '../lib/text.ts'
import type { ModelCard } from '../models/conversion/model-card.ts'
import type { Locale } from './words/locale.ts'

/** `AUC 0.712, calibration slope 0.98 (1 is right), 3.31 % expected and 3.28 % seen` */
export function sayModelCard(
  { auc, aucInterval, calibrationSlope, meanPrediction, baseRate }: ModelCard,
  { words, number, percent }: Locale,
): string {
  return words.data.modelCard({
    auc: number(auc, 3),
    range: aucInterval ? { low: number(aucInterval.low, 3), high: number(aucInterval.high, 3) } : null,
    slope: calibrationSlope === null ? null : number(calibrationSlope, 2),
    expected: percent(meanPrediction, percentDigits(meanPrediction, 2)),
    seen: percent(baseRate, percentDigits(baseRate, 2)),
  })
}
