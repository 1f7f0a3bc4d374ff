import { availableParallelism } from 'node:os'
import { setImmediate } from 'node:timers/promises'
import { sumOf } from '../lib/sum.ts'
import {
  columnsOf,
  type JudgedColumns,
  type JudgedSeries,
  judgeColumns,
  packed,
  type SeriesToJudge,
} from '../models/anomaly/judge-columns.ts'
import { inThread } from './worker-pool.ts'

/** so many take a few milliseconds: less than a thread takes to start */
const AT_ONCE = 40
/** below this a second thread costs more than it saves */
const FOR_A_THREAD = 2_000
const MAX_THREADS = 4
/** series packed between two turns of the event loop */
const PACKED_AT_ONCE = 50

/** Judges the last day of every series, in threads when there are many. */
export async function judgeMany(series: readonly SeriesToJudge[]): Promise<JudgedSeries> {
  const threads = Math.min(MAX_THREADS, availableParallelism(), Math.ceil(series.length / FOR_A_THREAD))
  const size = Math.max(1, Math.ceil(series.length / Math.max(1, threads)))
  const parts: JudgedColumns[] = []
  for (let from = 0; from < series.length; from += size)
    parts.push(await inTurns(packed(series.slice(from, from + size))))
  return series.length <= AT_ONCE ? joined(parts.map(judgeColumns)) : judgeInThreads(parts)
}

/**
 * Each part in a thread of its own; its columns move there.
 *
 * @internal exported for the bench: timed by bench/anomaly-speed
 */
export async function judgeInThreads(parts: readonly JudgedColumns[]): Promise<JudgedSeries> {
  return joined(await Promise.all(parts.map((task) => inThread({ name: 'judge', task }, columnsOf(task)))))
}

function joined(judged: readonly JudgedSeries[]): JudgedSeries {
  const p = new Float64Array(sumOf(judged, (one) => one.p.length))
  const anomalies: JudgedSeries['anomalies'][number][] = []
  let from = 0
  for (const one of judged) {
    p.set(one.p, from)
    for (const { at, finding } of one.anomalies) anomalies.push({ at: from + at, finding })
    from += one.p.length
  }
  return { p, anomalies }
}

async function inTurns<T>(work: Generator<void, T>): Promise<T> {
  let step = work.next()
  for (let done = 1; !step.done; done++) {
    if (done % PACKED_AT_ONCE === 0) await setImmediate()
    step = work.next()
  }
  return step.value
}
