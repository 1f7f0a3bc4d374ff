import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { NotTrained } from '../src/models/conversion.ts'
import type { Columns } from '../src/models/features.ts'
import type { Trained, TrainingTask } from '../src/models/train.ts'

/** A thread starts without the loader that reads TypeScript, whatever the version of Node: it is registered first. */
const START = `
  const { workerData } = require('node:worker_threads')
  import(workerData.loader).then(({ register }) => { register(); return import(workerData.entry) })
`

/** Trains in a worker thread. The rows' buffers move there: the caller must not use them afterwards. */
export function trainInThread(task: TrainingTask): Promise<Trained | NotTrained> {
  const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx/esm/api')).href
  const entry = new URL('train-worker.ts', import.meta.url).href
  const worker = new Worker(START, { eval: true, workerData: { loader, entry } })
  return new Promise((resolve, reject) => {
    worker.once('message', (answer: Trained | NotTrained) => {
      resolve(answer)
      void worker.terminate()
    })
    worker.once('error', reject)
    worker.once('exit', (code) => reject(new Error(`the training thread ended with code ${code}`)))
    worker.postMessage(task, [...buffersOf(task.past), ...buffersOf(task.holdout)])
  })
}

function buffersOf(rows: Columns & { readonly labels: Uint8Array }): ArrayBuffer[] {
  const arrays = [
    rows.labels,
    ...Object.values(rows.numbers),
    ...Object.values(rows.texts).map((column) => column.codes),
  ]
  return arrays.map(({ buffer }) => buffer).filter((buffer) => buffer instanceof ArrayBuffer)
}
