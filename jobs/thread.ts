import { Worker } from 'node:worker_threads'
import type { Call, Work } from './thread-tasks.ts'

/** Does a piece of work in a worker thread. The buffers named move there: the caller must not use them afterwards. */
export function inThread<N extends keyof Work>(
  call: Call<N>,
  moved: readonly ArrayBufferView[] = [],
): Promise<Work[N]['answer']> {
  const worker = new Worker(new URL('thread-start.js', import.meta.url))
  return new Promise((resolve, reject) => {
    worker.once('message', (answer: Work[N]['answer']) => {
      resolve(answer)
      void worker.terminate()
    })
    worker.once('error', reject)
    worker.once('exit', (code) => reject(new Error(`the thread for ${call.name} ended with code ${code}`)))
    const buffers = new Set(
      moved.map(({ buffer }) => buffer).filter((buffer) => buffer instanceof ArrayBuffer),
    )
    worker.postMessage(call, [...buffers])
  })
}
