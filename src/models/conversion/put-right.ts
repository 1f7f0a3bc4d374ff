import { pairedBootstrap } from '../../stats/tests/paired-bootstrap.ts'
import { boundary } from '../learn/folds.ts'
import { rowLosses } from '../learn/model-metrics.ts'
import type { TrainingRows } from '../learn/training-rows.ts'
import { type ConversionModel, scoreConversion } from './conversion.ts'
import { BEYOND_CHANCE, calibrationInTheLarge } from './drift.ts'
import { levelShift, shifted, withShift } from './level.ts'

interface Shift {
  /** of the log odds */
  readonly shift: number
  /** log-loss a row gained on the later half by the shift of the earlier, 90 % interval */
  readonly gain: { readonly low: number; readonly high: number }
}

interface PutRight extends Shift {
  readonly model: ConversionModel
}

/** The model at the level of these rows, where `rightShift` finds one. */
export function putRight(
  model: ConversionModel,
  rows: TrainingRows & { readonly days: Float64Array },
  seed: number,
): PutRight | null {
  const found = rightShift(scoreConversion(model, rows), rows, seed)
  return found && { model: withShift(model, found.shift), ...found }
}

/**
 * What puts chances at the level of these rows, where their own is wrong by more than chance and what the earlier half of the rows
 * says of it holds in the later half: a week of a sale is no level. Null where nothing is to be put right.
 */
export function rightShift(
  scores: Float64Array,
  rows: TrainingRows & { readonly days: Float64Array },
  seed: number,
): Shift | null {
  if (!(Math.abs(calibrationInTheLarge(scores, rows.labels)) > BEYOND_CHANCE)) return null
  const order = Uint32Array.from(rows.days.keys()).sort(
    (a, b) => (rows.days[a] ?? 0) - (rows.days[b] ?? 0) || a - b,
  )
  const cut = boundary(rows.days, order, Math.round(order.length / 2))
  if (cut <= 0 || cut >= order.length) return null
  const part = (places: Uint32Array) => ({
    scores: Float64Array.from(places, (row) => scores[row] ?? 0),
    labels: Uint8Array.from(places, (row) => rows.labels[row] ?? 0),
  })
  const [earlier, later] = [part(order.slice(0, cut)), part(order.slice(cut))]
  const before = rowLosses(later.scores, later.labels)
  const after = rowLosses(shifted(later.scores, levelShift(earlier.scores, earlier.labels)), later.labels)
  const gain = pairedBootstrap(
    before.map((loss, i) => loss - (after[i] ?? 0)),
    seed,
  )
  if (!(gain.low > 0)) return null
  return { shift: levelShift(scores, rows.labels), gain }
}
