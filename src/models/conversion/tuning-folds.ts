import { seeded } from '../../lib/random.ts'
import { type Fold, forwardFolds, randomFolds } from '../learn/folds.ts'

const FOLDS = 3
/** settings are chosen on so many rows at most */
const MAX_TUNED = 8000

/** Folds forward in time, of an even sample of the rows; `order` ranks them all. None where all is of one time. */
export function foldsByTime(order: Float64Array): Fold[] {
  const at = (row: number) => order[row] ?? 0
  const sorted = Uint32Array.from(order.keys()).sort((a, b) => at(a) - at(b) || a - b)
  const tuned = thinned(sorted.length).map((place) => sorted[place] ?? 0)
  return forwardFolds(Float64Array.from(tuned, at), FOLDS).map((fold) => ofPlaces(fold, tuned))
}

/** Folds by chance with both outcomes dealt alike, of an even sample of the rows. */
export function foldsByChance(labels: Uint8Array): Fold[] {
  const tuned = thinned(labels.length)
  return randomFolds(
    Uint8Array.from(tuned, (row) => labels[row] ?? 0),
    FOLDS,
    seeded(1),
  ).map((fold) => ofPlaces(fold, tuned))
}

/** An even sample of places. */
function thinned(rows: number): Uint32Array {
  const step = Math.max(1, rows / MAX_TUNED)
  return Uint32Array.from({ length: Math.min(rows, MAX_TUNED) }, (_, i) => Math.floor(i * step))
}

function ofPlaces({ past, held }: Fold, places: Uint32Array): Fold {
  const named = (of: Uint32Array) => of.map((i) => places[i] ?? 0)
  return { past: named(past), held: named(held) }
}
