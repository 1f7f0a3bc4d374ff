import { execFile } from 'node:child_process'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { openPool, type PoolSettings } from '../../src/threads/open-pool.ts'
import type * as block from './tasks/block.ts'
import type * as count from './tasks/count.ts'
import type * as die from './tasks/die.ts'
import type * as fail from './tasks/fail.ts'

interface Tasks {
  readonly count: typeof count
  readonly block: typeof block
  readonly die: typeof die
  readonly fail: typeof fail
}

function poolOf({ maxThreads = 1, limits = {} }: Partial<PoolSettings> = {}) {
  return openPool<Tasks>(new URL('tasks/', import.meta.url), { maxThreads, idleMs: 5000, limits })
}

const pool = poolOf()

it('rejects the call with what its task throws, and later tasks work', async () => {
  await expect(pool.run('fail', 'no such day')).rejects.toThrow(new RangeError('no such day'))
  await expect(pool.run('block', 1)).resolves.toBe(1)
})

it('rejects the call whose thread dies, and later tasks work', async () => {
  const [died, waited] = await Promise.allSettled([pool.run('die', 3), pool.run('block', 1)])
  expect(died).toMatchObject({ status: 'rejected', reason: { message: expect.stringContaining('code: 3') } })
  expect(waited).toEqual({ status: 'fulfilled', value: 1 })
})

it('rejects every call that waits for a thread which cannot start', async () => {
  const pool = poolOf({ limits: { maxOldGenerationSizeMb: 1, maxYoungGenerationSizeMb: 1 } })
  const outcomes = await Promise.allSettled([1, 2, 3].map((ms) => pool.run('block', ms)))
  for (const outcome of outcomes)
    expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'ERR_WORKER_OUT_OF_MEMORY' } })
})

it('moves the buffers that are named, and copies the rest', async () => {
  const [moved, copied] = [new Float64Array(1000), new Float64Array(1000)]
  await expect(pool.run('count', moved, [moved])).resolves.toBe(1000)
  await expect(pool.run('count', copied)).resolves.toBe(1000)
  expect([moved.length, copied.length]).toEqual([0, 1000])
})

it('lets the event loop turn while a task leaves its thread no turn', async () => {
  await pool.run('block', 1)
  const delays = monitorEventLoopDelay({ resolution: 5 })
  delays.enable()
  await pool.run('block', 1000)
  delays.disable()
  expect(delays.percentile(50) / 1e6).toBeLessThan(100)
})

it('gives a task to whichever thread is free: one that is held up holds up nobody', async () => {
  const pool = poolOf({ maxThreads: 2 })
  await Promise.all([pool.run('block', 1), pool.run('block', 1)])
  const done: string[] = []
  const after = (name: string, work: Promise<unknown>) => work.then(() => done.push(name))
  await Promise.all([
    after('held up', pool.run('block', 3000)),
    ...['first', 'second', 'third'].map((name) => after(name, pool.run('block', 1))),
  ])
  expect(done).toEqual(['first', 'second', 'third', 'held up'])
})

it('takes tasks in the order they came', async () => {
  const done: number[] = []
  const pool = poolOf()
  await Promise.all([1, 2, 3, 4].map((ms) => pool.run('block', ms).then((name) => done.push(name))))
  expect(done).toEqual([1, 2, 3, 4])
})

it('keeps no process from ending while a thread waits for work', async () => {
  const run = promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', fileURLToPath(new URL('ends.ts', import.meta.url))],
    { timeout: 60_000 },
  )
  await expect(run).resolves.toMatchObject({ stdout: '1' })
})
