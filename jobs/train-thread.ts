import { Worker } from 'node:worker_threads'
import type { NotTrained } from '../src/models/conversion.ts'
import type { Columns } from '../src/models/features.ts'
import type { Trained, TrainingTask } from '../src/models/train.ts'

/** Trains in a worker thread. The rows' buffers move there: the caller must not use them afterwards. */
export function trainInThread(task: TrainingTask): Promise<Trained | NotTrained> {
  const worker = new Worker(new URL('train-start.js', import.meta.url))
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
