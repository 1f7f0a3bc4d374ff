import { parentPort } from 'node:worker_threads'
import { curvature, type LogisticData, type RowRange } from '../models/learn/curvature.ts'
import { startOf } from '../models/learn/logistic.ts'

/** What a thread is asked of the rows it shares; the first message brings the rows themselves. */
export type Asked =
  | { readonly kind: 'rows'; readonly data: LogisticData }
  | { readonly kind: 'start'; readonly l2: number; readonly every: number }
  | { readonly kind: 'curvature'; readonly weights: Float64Array; readonly range: RowRange }

let data: LogisticData = { columns: [], labels: new Uint8Array(0) }

parentPort?.on('message', (asked: Asked) => {
  if (asked.kind === 'rows') data = asked.data
  else if (asked.kind === 'start') parentPort?.postMessage(startOf(data, asked))
  else parentPort?.postMessage(curvature(data, asked.weights, asked.range))
})
