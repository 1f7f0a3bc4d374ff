import { fitLogistic } from './logistic.ts'

/** How good predicted probabilities are on rows the model has not seen. */
export interface ModelMetrics {
  readonly rows: number
  readonly positives: number
  readonly baseRate: number
  readonly meanPrediction: number
  /** chance that a buyer is ranked above a non-buyer, ties counted half */
  readonly auc: number
  /** mean, in nats */
  readonly logLoss: number
  readonly brier: number
  /** logistic regression of the outcome on the predicted log-odds: 1 and 0 when calibrated; null when not estimable */
  readonly calibrationSlope: number | null
  readonly calibrationIntercept: number | null
  /** mean gap between predicted and actual over ten groups of equal size */
  readonly ece: number
}

/**
 * Rank and calibration metrics of predicted probabilities against 0/1 outcomes. RangeError with one class only.
 * Sources: Mann-Whitney for AUC, Brier 1950, Cox 1958 for calibration slope and intercept, Naeini 2015 for ECE.
 */
export function modelMetrics(predicted: Float64Array, labels: Uint8Array): ModelMetrics {
  const rows = labels.length
  const positives = labels.reduce((sum, label) => sum + label, 0)
  if (positives === 0 || positives === rows) throw new RangeError('metrics need both outcomes')
  const order = Uint32Array.from(labels.keys()).sort((a, b) => (predicted[a] ?? 0) - (predicted[b] ?? 0))
  const losses = rowLosses(predicted, labels)
  const calibration = calibrate(predicted, labels)
  return {
    rows,
    positives,
    baseRate: positives / rows,
    meanPrediction: average(predicted),
    auc: areaUnderCurve({ predicted, labels, order, positives }),
    logLoss: average(losses),
    brier: average(predicted.map((p, i) => (p - (labels[i] ?? 0)) ** 2)),
    calibrationSlope: calibration?.slope ?? null,
    calibrationIntercept: calibration?.intercept ?? null,
    ece: calibrationError({ predicted, labels, order }),
  }
}

/** Log-loss of each row, probabilities kept 1e-15 from 0 and 1. */
export function rowLosses(predicted: Float64Array, labels: Uint8Array): Float64Array {
  return predicted.map((p, i) => {
    const safe = Math.min(1 - 1e-15, Math.max(1e-15, p))
    return labels[i] === 1 ? -Math.log(safe) : -Math.log1p(-safe)
  })
}

function areaUnderCurve(facts: {
  predicted: Float64Array
  labels: Uint8Array
  order: Uint32Array
  positives: number
}): number {
  const { predicted, labels, order, positives } = facts
  let ranks = 0
  for (let from = 0; from < order.length; ) {
    let to = from
    const value = predicted[order[from] ?? 0]
    let hits = 0
    while (to < order.length && predicted[order[to] ?? 0] === value) hits += labels[order[to++] ?? 0] ?? 0
    ranks += hits * ((from + 1 + to) / 2)
    from = to
  }
  return (ranks - (positives * (positives + 1)) / 2) / (positives * (order.length - positives))
}

function calibrate(predicted: Float64Array, labels: Uint8Array): { slope: number; intercept: number } | null {
  const logits = predicted.map((p) => {
    const safe = Math.min(1 - 1e-12, Math.max(1e-12, p))
    return Math.log(safe / (1 - safe))
  })
  try {
    const { weights } = fitLogistic({ columns: [logits], labels }, { warm: false })
    return { intercept: weights[0] ?? 0, slope: weights[1] ?? 0 }
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

function calibrationError(facts: {
  predicted: Float64Array
  labels: Uint8Array
  order: Uint32Array
}): number {
  const { predicted, labels, order } = facts
  let error = 0
  for (let bin = 0; bin < 10; bin++) {
    const rows = order.subarray((bin * order.length) / 10, ((bin + 1) * order.length) / 10)
    let gap = 0
    for (const row of rows) gap += (predicted[row] ?? 0) - (labels[row] ?? 0)
    error += Math.abs(gap) / order.length
  }
  return error
}

function average(values: Float64Array): number {
  let sum = 0
  for (const value of values) sum += value
  return sum / values.length
}
