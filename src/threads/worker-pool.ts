import { availableParallelism } from 'node:os'
import { type Answer, openPool, type Task } from './open-pool.ts'
import type { Tasks } from './tasks.ts'

const pool = openPool<Tasks>(new URL('tasks/', import.meta.url), {
  // more at once would only share out the same cores, each with a memory of its own
  maxThreads: Math.max(2, availableParallelism()),
  // a thread takes half a second to start
  idleMs: 10_000,
  // new objects before they are looked through: a thread's own default is four times that, kept for good
  limits: { maxYoungGenerationSizeMb: 12 },
})

/** Does one task in the bot's worker pool: see `WorkerPool`. */
export function inThread<N extends keyof Tasks>(
  { name, task }: { readonly name: N; readonly task: Task<Tasks[N]> },
  moved?: readonly ArrayBufferView[],
): Promise<Answer<Tasks[N]>> {
  return pool.run(name, task, moved)
}
