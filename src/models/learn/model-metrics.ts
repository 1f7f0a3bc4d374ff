import { sum } from '../../lib/sum.ts'
import { aucInterval } from './auc-interval.ts'
import { fitLogistic } from './logistic.ts'

/** How good predicted probabilities are on rows the model has not seen. */
export interface ModelMetrics {
  readonly rows: number
  readonly positives: number
  readonly baseRate: number
  readonly meanPrediction: number
  /** chance that a buyer is ranked above a non-buyer, ties counted half */
  readonly auc: number
  /** 95 %, by the rows of both outcomes; null with fewer than two of either */
  readonly aucInterval: { readonly low: number; readonly high: number } | null
  /** mean, in nats */
  readonly logLoss: number
  readonly brier: number
  /** logistic regression of the outcome on the predicted log-odds: 1 and 0 when calibrated; null when too few rows tell */
  readonly calibrationSlope: number | null
  readonly calibrationIntercept: number | null
  /** mean gap between predicted and actual over ten groups of equal size */
  readonly ece: number
  /** share of buyers among the tenth with the highest scores, against among all */
  readonly lift: number
  /** average precision: area under the precision-recall curve */
  readonly prAuc: number
}

/**
 * Rank and calibration metrics of predicted probabilities against 0/1 outcomes. RangeError with one class only.
 * Sources: Mann-Whitney for AUC, Brier 1950, Cox 1958 for calibration slope and intercept, Naeini 2015 for ECE;
 * average precision as scikit-learn has it.
 */
export function modelMetrics(predicted: Float64Array, labels: Uint8Array): ModelMetrics {
  const rows = labels.length
  const positives = sum(labels)
  if (positives === 0 || positives === rows) throw new RangeError('metrics need both outcomes')
  const order = ascending(predicted)
  const losses = rowLosses(predicted, labels)
  const calibration = calibrate(predicted, labels)
  const steps = thresholds({ predicted, labels, order })
  const auc = areaOf({ predicted, labels, order })
  return {
    rows,
    positives,
    baseRate: positives / rows,
    meanPrediction: average(predicted),
    auc,
    aucInterval: aucInterval({ predicted, labels, order, auc }),
    logLoss: average(losses),
    brier: average(predicted.map((p, i) => (p - (labels[i] ?? 0)) ** 2)),
    calibrationSlope: calibration?.slope ?? null,
    calibrationIntercept: calibration?.intercept ?? null,
    ece: calibrationError({ predicted, labels, order }),
    lift: hitsAmongBest(steps, rows / 10) / (rows / 10) / (positives / rows),
    prAuc: averagePrecision(steps, positives),
  }
}

/** a slope whose error is half of what it should be says nothing */
const VAGUE = 0.5

interface Ordered {
  readonly predicted: Float64Array
  readonly labels: Uint8Array
  /** rows, the lowest score first */
  readonly order: Uint32Array
}

/** Log-loss of each row, probabilities kept 1e-15 from 0 and 1. */
export function rowLosses(predicted: Float64Array, labels: Uint8Array): Float64Array {
  return predicted.map((p, i) => {
    const safe = Math.min(1 - 1e-15, Math.max(1e-15, p))
    return labels[i] === 1 ? -Math.log(safe) : -Math.log1p(-safe)
  })
}

/** Mann-Whitney: the chance that a positive is ranked above a negative, ties counted half; 0.5 with one class only. */
export function areaUnderCurve(predicted: Float64Array, labels: Uint8Array): number {
  return areaOf({ predicted, labels, order: ascending(predicted) })
}

function ascending(predicted: Float64Array): Uint32Array {
  return Uint32Array.from(predicted.keys()).sort((a, b) => (predicted[a] ?? 0) - (predicted[b] ?? 0))
}

function areaOf({ predicted, labels, order }: Ordered): number {
  let [ranks, positives] = [0, 0]
  for (let from = 0; from < order.length; ) {
    let to = from
    const value = predicted[order[from] ?? 0]
    let hits = 0
    while (to < order.length && predicted[order[to] ?? 0] === value) hits += labels[order[to++] ?? 0] ?? 0
    ranks += hits * ((from + 1 + to) / 2)
    positives += hits
    from = to
  }
  const pairs = positives * (order.length - positives)
  return pairs === 0 ? 0.5 : (ranks - (positives * (positives + 1)) / 2) / pairs
}

function calibrate(predicted: Float64Array, labels: Uint8Array): { slope: number; intercept: number } | null {
  const logits = predicted.map((p) => {
    const safe = Math.min(1 - 1e-12, Math.max(1e-12, p))
    return Math.log(safe / (1 - safe))
  })
  try {
    const { weights, standardErrors } = fitLogistic({ columns: [logits], labels }, { warm: false })
    if (!((standardErrors[1] ?? Number.NaN) < VAGUE)) return null
    return { intercept: weights[0] ?? 0, slope: weights[1] ?? 0 }
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

function calibrationError({ predicted, labels, order }: Ordered): number {
  let error = 0
  for (let bin = 0; bin < 10; bin++) {
    const rows = order.subarray((bin * order.length) / 10, ((bin + 1) * order.length) / 10)
    let gap = 0
    for (const row of rows) gap += (predicted[row] ?? 0) - (labels[row] ?? 0)
    error += Math.abs(gap) / order.length
  }
  return error
}

/** Rows of one score, which no threshold can part, the highest score first. */
interface Step {
  readonly rows: number
  readonly hits: number
}

function thresholds({ predicted, labels, order }: Ordered): Step[] {
  const steps: Step[] = []
  for (let to = order.length; to > 0; ) {
    let from = to
    let hits = 0
    const value = predicted[order[to - 1] ?? 0]
    while (from > 0 && predicted[order[from - 1] ?? 0] === value) hits += labels[order[--from] ?? 0] ?? 0
    steps.push({ rows: to - from, hits })
    to = from
  }
  return steps
}

function averagePrecision(steps: readonly Step[], positives: number): number {
  let [rows, hits, area] = [0, 0, 0]
  for (const step of steps) {
    rows += step.rows
    hits += step.hits
    area += (step.hits / positives) * (hits / rows)
  }
  return area
}

/** Where the limit falls among rows of one score, their average counts. */
function hitsAmongBest(steps: readonly Step[], limit: number): number {
  let [left, hits] = [limit, 0]
  for (const step of steps) {
    const share = Math.min(1, left / step.rows)
    hits += share * step.hits
    left -= share * step.rows
    if (left <= 0) break
  }
  return hits
}

function average(values: Float64Array): number {
  let sum = 0
  for (const value of values) sum += value
  return sum / values.length
}
