import { setImmediate } from 'node:timers/promises'
import { type Curvature, type LogisticData, sumOf } from '../models/learn/curvature.ts'
import { assertIdentifiable, type LogisticFit, offsets, toOriginalScale } from '../models/learn/logistic.ts'
import { newton } from '../models/learn/newton.ts'
import { inThread } from './worker-pool.ts'

/** the first fit is of so many rows: its error is then small beside what a Newton step on all of them squares away */
const FIRST_ROWS = 50_000
const PIECE = 65_536
/** rows copied between two turns of the event loop */
const COPIED_AT_ONCE = 500_000

/**
 * `fitLogistic` with the rows shared out among the threads: the same optimum, for rows by the hundred thousand. The
 * event loop goes on turning: this thread only copies the columns to shared memory, a piece at a time, and solves for
 * each step. Warm-started by ml-logistic-regression, then by a fit of an even sample. Columns that lie in a
 * SharedArrayBuffer are not copied. RangeError as `fitLogistic`.
 */
export async function fitInThreads(
  data: LogisticData,
  { l2 = 0 }: { readonly l2?: number } = {},
): Promise<LogisticFit> {
  const means = offsets(data)
  const rows = await shared(data, means)
  const every = Math.max(1, Math.floor(rows.labels.length / FIRST_ROWS))
  // a sample too small for its penalty's sake is no start without one: separable by chance, perhaps
  const sample = { rows, l2: Math.max(l2, 1e-3), every }
  const steps = newton(await inThread({ name: 'first-weights', task: sample }), l2)
  let next = steps.next()
  while (!next.done) next = steps.next(await inPieces(rows, next.value))
  const found = toOriginalScale(next.value, means)
  if (l2 === 0) assertIdentifiable(found, rows)
  return found
}

/** A thread that has done its piece takes the next: one that is held up holds up nobody. */
async function inPieces(rows: LogisticData, weights: Float64Array): Promise<Curvature> {
  const count = rows.labels.length
  const pieces = Array.from({ length: Math.ceil(count / PIECE) }, (_, i) => {
    const range = { from: i * PIECE, to: Math.min(count, (i + 1) * PIECE), every: 1 }
    return inThread({ name: 'curvature', task: { rows, weights, range } })
  })
  // in the order of the rows, so that rounding is the same whoever was first
  return sumOf(await Promise.all(pieces))
}

async function shared({ columns, labels }: LogisticData, means: readonly number[]): Promise<LogisticData> {
  const copies: Float64Array[] = []
  for (const [j, column] of columns.entries()) {
    const mean = means[j] ?? 0
    copies.push(mean === 0 && isShared(column) ? column : await copied(column, mean))
  }
  if (isShared(labels)) return { columns: copies, labels }
  const flags = new Uint8Array(new SharedArrayBuffer(labels.length))
  flags.set(labels)
  return { columns: copies, labels: flags }
}

async function copied(column: Float64Array, mean: number): Promise<Float64Array> {
  const copy = new Float64Array(new SharedArrayBuffer(column.byteLength))
  for (let from = 0; from < column.length; from += COPIED_AT_ONCE) {
    const part = column.subarray(from, from + COPIED_AT_ONCE)
    copy.set(mean === 0 ? part : part.map((value) => value - mean), from)
    await setImmediate()
  }
  return copy
}

function isShared({ buffer }: Float64Array | Uint8Array): boolean {
  return buffer instanceof SharedArrayBuffer
}
