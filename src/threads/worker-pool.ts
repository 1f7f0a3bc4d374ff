import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { Call, Work } from './tasks.ts'

/** more at once would only share out the same cores, each with a memory of its own */
const MAX_THREADS = Math.max(2, availableParallelism())
/** a thread takes half a second to start: it waits this long for more work, and keeps nobody from ending */
const IDLE_MS = 10_000

const START = new URL('start.js', import.meta.url)
/** megabytes of new objects before they are looked through: a thread's own default is four times that, kept for good */
const LIMITS = { maxYoungGenerationSizeMb: 12 }

const idle = new Map<Worker, NodeJS.Timeout>()
const waiting: (() => void)[] = []
let working = 0

/**
 * Does a piece of work in a worker thread; what comes while all of them work waits its turn. The buffers named move
 * there: the caller must not use them afterwards.
 */
export async function inThread<N extends keyof Work>(
  call: Call<N>,
  moved: readonly ArrayBufferView[] = [],
): Promise<Work[N]['answer']> {
  if (working >= MAX_THREADS) await new Promise<void>((resolve) => waiting.push(resolve))
  else working++
  try {
    const worker = taken() ?? new Worker(START, { resourceLimits: LIMITS })
    const answer = await answerOf(worker, call, moved)
    rest(worker)
    return answer
  } finally {
    const next = waiting.shift()
    if (next) next()
    else working--
  }
}

function taken(): Worker | null {
  const [found] = idle
  if (!found) return null
  const [worker, end] = found
  clearTimeout(end)
  idle.delete(worker)
  worker.ref()
  return worker
}

function rest(worker: Worker): void {
  worker.unref()
  const end = setTimeout(() => {
    idle.delete(worker)
    void worker.terminate()
  }, IDLE_MS)
  idle.set(worker, end.unref())
}

async function answerOf<N extends keyof Work>(
  worker: Worker,
  call: Call<N>,
  moved: readonly ArrayBufferView[],
): Promise<Work[N]['answer']> {
  const buffers = new Set(moved.map(({ buffer }) => buffer).filter((buffer) => buffer instanceof ArrayBuffer))
  const settled = new AbortController()
  const { signal } = settled
  const ended = once(worker, 'exit', { signal }).then(([code]) => {
    throw new Error(`the thread for ${call.name} ended with code ${code}`)
  })
  worker.postMessage(call, [...buffers])
  try {
    // `once` rejects with what the thread throws
    const [answer] = await Promise.race([once(worker, 'message', { signal }), ended])
    return answer
  } finally {
    settled.abort()
    ended.catch(() => undefined)
  }
}
