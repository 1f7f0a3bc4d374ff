import { jobs } from '../../jobs/registry.ts'
import type { Context, Job, Summary } from '../../src/context.ts'
import { instantOf } from '../../src/lib/days.ts'
import type { Slot } from '../../src/lib/schedule.ts'
import { runJob } from '../../src/scheduler.ts'
import { claimThis, fenced } from '../../src/state/slots/slots.ts'

/** The night of a day in the shop's zone. */
export function nightOf(day: string): Slot {
  return { at: instantOf(day, 240, 'Europe/Berlin'), day }
}

/** One slot of a job of the registry, claimed, fenced and written down as the bot does; one summary a lane. */
export function runNamed(ctx: Context, name: string, slot: Slot): Promise<Summary[]> {
  return runJob(ctx, jobNamed(name), slot)
}

/** The same by a process that was paused: before it writes anything, another one has claimed its slot. */
export async function runOvertaken(
  ctx: Context,
  name: string,
  { lane = '', ...slot }: Slot & { readonly lane?: string },
): Promise<Summary> {
  const claim = (owner: string, leaseMs: number) =>
    claimThis(ctx.state, { job: name, lane, ...slot, owner, leaseMs })
  const mine = await claim('paused', 0)
  if (mine === 'busy' || (await claim('another', 60_000)) === 'busy') throw new Error(`${name} is running`)
  return jobNamed(name).run(ctx, {
    ...slot,
    lane,
    isLate: false,
    fenced: (work) => fenced(ctx.state, mine, work),
  })
}

function jobNamed(name: string): Job {
  const job = jobs.find((one) => one.name === name)
  if (!job) throw new Error(`there is no job ${name}`)
  return job
}
