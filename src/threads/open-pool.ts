import type { Piscina } from 'piscina'

/** A module of a folder of tasks: what `run` is handed and what it answers must be plain data. */
interface TaskModule {
  // `never` takes the task of any module
  run(task: never): unknown
}

export type TaskModules<T> = { readonly [N in keyof T]: TaskModule }
export type Task<M extends TaskModule> = Parameters<M['run']>[0]
export type Answer<M extends TaskModule> = Awaited<ReturnType<M['run']>>

export interface WorkerPool<T extends TaskModules<T>> {
  /**
   * Runs the task in a worker thread; what comes while all of them work waits its turn. Rejects with what the task
   * throws, or with why its thread ended. The buffers named move there: the caller must not use them afterwards.
   */
  run<N extends keyof T & string>(
    name: N,
    task: Task<T[N]>,
    moved?: readonly ArrayBufferView[],
  ): Promise<Answer<T[N]>>
}

export interface PoolSettings {
  readonly maxThreads: number
  /** a thread waits this long for more work, and keeps nobody from ending */
  readonly idleMs: number
  /** megabytes */
  readonly limits: { readonly maxYoungGenerationSizeMb?: number; readonly maxOldGenerationSizeMb?: number }
}

const START = new URL('start.js', import.meta.url).href

/** Threads for the tasks of a folder, one module a task, by its name. The first call starts the first of them. */
export function openPool<T extends TaskModules<T>>(folder: URL, settings: PoolSettings): WorkerPool<T> {
  let opened: Promise<Threads> | null = null
  const open = async (): Promise<Threads> => {
    const threads = await startThreads(settings)
    // a thread that cannot start fails no task: those that wait for it are told, and the next call tries anew
    threads.piscina.on('error', (fault) => {
      opened = null
      threads.fault = fault
      void threads.piscina.destroy()
    })
    return threads
  }
  return {
    run: async (name, task, moved = []) => {
      opened ??= open()
      const threads = await opened
      const buffers = new Set(
        moved.map(({ buffer }) => buffer).filter((buffer) => buffer instanceof ArrayBuffer),
      )
      const call = { module: new URL(`${name}.ts`, folder).href, task }
      try {
        return await threads.piscina.run(call, { filename: START, name: 'run', transferList: [...buffers] })
      } catch (error) {
        throw threads.fault ?? error
      }
    },
  }
}

interface Threads {
  readonly piscina: Piscina
  fault: Error | null
}

/** Piscina is loaded with the first task: most commands of a terminal need no thread. */
async function startThreads({ maxThreads, idleMs, limits }: PoolSettings): Promise<Threads> {
  const { Piscina } = await import('piscina')
  const piscina = new Piscina({
    minThreads: 0,
    maxThreads,
    idleTimeout: idleMs,
    resourceLimits: limits,
    // without it a task that waits goes behind those that came after it
    stricterFIFO: true,
    recordTiming: false,
  })
  // it starts a thread for a call only, not in place of one that died: what waits would wait for the next call
  piscina.on('workerDestroy', () =>
    queueMicrotask(() => {
      if (piscina.queueSize > 0) piscina.run(null, { filename: START, name: 'wake' }).catch(() => undefined)
    }),
  )
  return { piscina, fault: null }
}
