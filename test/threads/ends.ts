import { openPool } from '../../src/threads/open-pool.ts'
import type * as block from './tasks/block.ts'

/** A process of its own: one task, then nothing more to do while its thread waits for work. */
const pool = openPool<{ block: typeof block }>(new URL('tasks/', import.meta.url), {
  maxThreads: 1,
  idleMs: 600_000,
  limits: {},
})
process.stdout.write(`${await pool.run('block', 1)}`)
