import { setTimeout as pause } from 'node:timers/promises'
import type { Context, Job, Summary } from '../context.ts'
import type { Slot } from '../lib/schedule.ts'
import { JobIsRunning, runJob } from '../scheduler.ts'

/** Longer than any claim that nobody renews. */
const PATIENCE = { everyMs: 1000, withinMs: 60_000 }

/** Runs a job whose slot may still be held by a process that was killed: as soon as that claim has run out. */
export async function runWhenFree(
  ctx: Context,
  job: Job,
  slot: Slot,
  { everyMs, withinMs } = PATIENCE,
): Promise<Summary[]> {
  for (let waited = 0; ; waited += everyMs) {
    try {
      return await runJob(ctx, job, slot)
    } catch (error) {
      if (!(error instanceof JobIsRunning) || waited >= withinMs) throw error
    }
    await pause(everyMs)
  }
}
