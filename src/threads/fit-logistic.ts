import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { setImmediate } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { type Curvature, type LogisticData, sumOf } from '../models/learn/curvature.ts'
import { assertIdentifiable, type LogisticFit, offsets, toOriginalScale } from '../models/learn/logistic.ts'
import { newton } from '../models/learn/newton.ts'
import type { Asked } from './rows-worker.ts'

/** the first fit is of so many rows: its error is then small beside what a Newton step on all of them squares away */
const FIRST_ROWS = 50_000
const MAX_THREADS = 8
const PIECE = 65_536
const NO_ROWS = { from: 0, to: 0, every: 1 }
/** rows copied between two turns of the event loop */
const COPIED_AT_ONCE = 500_000

/** Threads that stand ready to fit, so that their start is paid once. */
export interface Crew {
  /**
   * `fitLogistic` with the rows shared out among the threads: the same optimum, for rows by the hundred thousand. The
   * event loop goes on turning: this thread only copies the columns to shared memory, a piece at a time, and solves
   * for each step. Warm-started by ml-logistic-regression, then by a fit of an even sample. Columns that lie in a
   * SharedArrayBuffer are not copied. RangeError as `fitLogistic`. One fit at a time.
   */
  logistic(data: LogisticData, options?: { readonly l2?: number }): Promise<LogisticFit>
  close(): Promise<void>
}

export async function openCrew(threads = Math.min(MAX_THREADS, availableParallelism())): Promise<Crew> {
  const crew = Array.from({ length: threads }, () => new Worker(new URL('rows-start.js', import.meta.url)))
  await Promise.all(
    crew.map((worker) => answer(worker, { kind: 'curvature', weights: new Float64Array(1), range: NO_ROWS })),
  )
  return {
    logistic: (data, { l2 = 0 } = {}) => sharedOut(crew, data, l2),
    close: async () => {
      await Promise.all(crew.map((worker) => worker.terminate()))
    },
  }
}

async function sharedOut(crew: readonly Worker[], data: LogisticData, l2: number): Promise<LogisticFit> {
  const means = offsets(data)
  const rows = await shared(data, means)
  for (const worker of crew) tell(worker, { kind: 'rows', data: rows })
  const every = Math.max(1, Math.floor(rows.labels.length / FIRST_ROWS))
  const [first] = crew
  if (!first) throw new TypeError('a fit needs a thread')
  // a sample too small for its penalty's sake is no start without one: separable by chance, perhaps
  const steps = newton(
    await answer<Float64Array>(first, { kind: 'start', l2: Math.max(l2, 1e-3), every }),
    l2,
  )
  let next = steps.next()
  while (!next.done) next = steps.next(await inPieces(crew, rows.labels.length, next.value))
  const found = toOriginalScale(next.value, means)
  if (l2 === 0) assertIdentifiable(found, rows)
  return found
}

/** A thread that has done its piece takes the next: one that is held up holds up nobody. */
async function inPieces(crew: readonly Worker[], rows: number, weights: Float64Array): Promise<Curvature> {
  const pieces = Array.from({ length: Math.ceil(rows / PIECE) }, (_, i) => i * PIECE)
  const done = new Map<number, Curvature>()
  let taken = 0
  await Promise.all(
    crew.map(async (worker) => {
      for (let from = pieces[taken++]; from !== undefined; from = pieces[taken++]) {
        const range = { from, to: Math.min(rows, from + PIECE), every: 1 }
        done.set(from, await answer<Curvature>(worker, { kind: 'curvature', weights, range }))
      }
    }),
  )
  // in the order of the rows, so that rounding is the same whoever was first
  return sumOf(pieces.flatMap((from) => done.get(from) ?? []))
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

/** One question at a time a thread: the next message is its answer. A thread that fails rejects here. */
async function answer<A>(worker: Worker, asked: Asked): Promise<A> {
  const replied = once(worker, 'message')
  tell(worker, asked)
  const [reply] = await replied
  return reply
}

function tell(worker: Worker, asked: Asked): void {
  worker.postMessage(asked)
}
