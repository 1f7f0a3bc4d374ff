import { showPercent } from '../lib/text.ts'
import type { ModelCard } from '../models/conversion/model-card.ts'

/** `AUC 0.712, calibration slope 0.98 (1 is right), 3.31 % expected and 3.28 % seen` */
export function sayModelCard({ auc, calibrationSlope, meanPrediction, baseRate }: ModelCard): string {
  const slope = calibrationSlope === null ? 'unknown' : calibrationSlope.toFixed(2)
  return `AUC ${auc.toFixed(3)}, calibration slope ${slope} (1 is right), ${showPercent(meanPrediction)} expected and ${showPercent(baseRate)} seen`
}
