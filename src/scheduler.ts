import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import cron from 'node-cron'
import type { Context, Due, Job, Lane, Summary } from './context.ts'
import { isLate, slotsToRun } from './lib/catch-up.ts'
import { explain, Fault } from './lib/errors.ts'
import { type Slot, slotsDue } from './lib/schedule.ts'
import { lastSlot, planSlots, skipBefore } from './state/slots/plan.ts'
import {
  type Claim,
  claimSlot,
  claimThis,
  fail,
  fenced,
  finish,
  LostClaim,
  renew,
} from './state/slots/slots.ts'
import { dropUnscheduled } from './state/slots/unscheduled.ts'
import { tellGivenUp } from './troubles/tell.ts'

export interface Scheduler {
  /** by the machine's clock; null before the first */
  lastTick(): Date | null
  /** No new run begins; what runs may end within the bound. True when all did. */
  stop(withinMs?: number): Promise<boolean>
}

/** Calls `tick` every few seconds until it is stopped. */
type Ticker = (tick: () => Promise<void>) => { stop(): void }

interface Rules {
  readonly leaseMs: number
  readonly maxAttempts: number
  readonly retryInMs: (attempts: number) => number
}

/** What a dead process held is free after the lease, and found at the next look: within 40 s together. */
const RULES: Rules = {
  leaseMs: 30_000,
  maxAttempts: 6,
  retryInMs: (attempts) => Math.min(60_000 * 2 ** (attempts - 1), 3_600_000),
}

interface Options extends Partial<Rules> {
  readonly jobs: readonly Job[]
  readonly ctx: Context
  readonly ticker?: Ticker
  /** how many jobs may be under way at once; one job never runs beside itself */
  readonly concurrency?: number
  /** whether a job's slots may be written down now; one that may not keeps them for later */
  readonly mayPlan?: (job: Job) => Promise<boolean>
}

const OWNER = `${hostname()}:${process.pid}:${randomUUID().slice(0, 8)}`

/** Every ten seconds: writes down the slots that are due, then runs what is written down. node-cron is only the hand. */
export function startScheduler(options: Options): Scheduler {
  const { jobs, ctx, ticker = everyTenSeconds, concurrency = 2, mayPlan = async () => true } = options
  const rules = { ...RULES, ...options }
  const running = new Map<string, Promise<void>>()
  let turn = Promise.resolve()
  let tickedAt: Date | null = null
  let isStopping = false

  async function tick(): Promise<void> {
    for (const job of jobs) {
      if (isStopping) break
      await guarded(ctx, job, async () => {
        if (await mayPlan(job)) await plan(ctx, job)
      })
    }
    tickedAt = new Date()
    await fill()
  }

  /** One at a time, or two would see the same free place. */
  function fill(): Promise<void> {
    turn = turn.then(async () => {
      for (const job of jobs) {
        if (isStopping) return
        const places = job.isPrompt ? concurrency + 1 : concurrency
        if (running.size < places && !running.has(job.name)) await guarded(ctx, job, () => begin(job))
      }
    })
    return turn
  }

  async function begin(job: Job): Promise<void> {
    const claim = await claimSlot(ctx.state, {
      job: job.name,
      owner: OWNER,
      dueBy: ctx.clock.now(),
      ...rules,
    })
    if (!claim) return
    const run = attempt(ctx, job, claim, rules).then(() => {
      running.delete(job.name)
      void fill()
    })
    running.set(job.name, run)
  }

  let ticking = tick()
  const hand = ticker(() => {
    ticking = ticking.then(tick)
    return ticking
  })
  return {
    lastTick: () => tickedAt,
    async stop(withinMs = 20_000) {
      isStopping = true
      hand.stop()
      await ticking
      await turn
      const ended = Promise.all(running.values()).then(() => true)
      return Promise.race([ended, pause(withinMs, false, { ref: false })])
    },
  }
}

function everyTenSeconds(tick: () => Promise<void>): { stop(): void } {
  const task = cron.schedule('*/10 * * * * *', tick, { noOverlap: true, suppressMissedWarning: true })
  return { stop: () => void task.destroy() }
}

async function plan(ctx: Context, job: Job): Promise<void> {
  const lanes = await lanesOf(ctx, job)
  // a schedule that is asked for anew each time may have changed since its slots were planned
  if (typeof job.schedule === 'function')
    await dropUnscheduled(ctx.state, job.name, (slot) => isScheduled(lanes, slot, ctx.config.shop.zone))
  for (const { lane, schedule, isDone } of lanes) {
    const now = ctx.clock.now()
    const last = await lastSlot(ctx.state, { job: job.name, lane, now })
    const slots = slotsToRun({ schedule, catchUp: job.catchUp, zone: ctx.config.shop.zone, last, now })
    const latest = slots.at(-1)
    if (!latest || (await isDone?.(latest.day))) continue
    await ctx.state.transaction(async (trx) => {
      if (job.catchUp !== 'all') await skipBefore(trx, { job: job.name, lane, at: latest.at })
      await planSlots(trx, { job: job.name, lane, slots })
    })
  }
}

function isScheduled(
  lanes: readonly Lane[],
  { lane, at }: { readonly lane: string; readonly at: Date },
  zone: string,
): boolean {
  const justBefore = new Date(at.getTime() - 1)
  return lanes.some((one) => one.lane === lane && slotsDue(one.schedule, zone, justBefore, at).length > 0)
}

async function lanesOf(ctx: Context, job: Job): Promise<readonly Lane[]> {
  return typeof job.schedule === 'function' ? job.schedule(ctx) : [{ lane: '', schedule: job.schedule }]
}

/** A job that cannot be planned or begun must not keep the others from it; the next look tries again. */
async function guarded(ctx: Context, job: Job, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    ctx.log.error({ job: job.name, err: error }, 'job could not be scheduled')
  }
}

/** The job runner's catch: every outcome is written down, and none reaches the scheduler. */
async function attempt(ctx: Context, job: Job, claim: Claim, rules: Rules): Promise<void> {
  const slot = { job: job.name, lane: claim.lane, slot: claim.at, attempt: claim.attempts }
  try {
    const held = { leaseMs: rules.leaseMs, isLate: isLate(claim, ctx.clock.now()) }
    const summary = await hold(ctx, job, claim, held)
    ctx.log.info({ ...slot, summary: summary.text, ...summary.counts }, 'job done')
  } catch (error) {
    if (error instanceof LostClaim) return ctx.log.warn(slot, 'job taken over by another process')
    const retryInMs = claim.attempts < rules.maxAttempts ? rules.retryInMs(claim.attempts) : null
    ctx.log.error({ ...slot, err: error, retryInMs }, retryInMs === null ? 'job given up' : 'job failed')
    await guarded(ctx, job, () => recordFailure(ctx, claim, error, retryInMs))
    if (retryInMs === null) await guarded(ctx, job, () => tellGivenUp(ctx, claim, explain(error)))
  }
}

async function recordFailure(
  ctx: Context,
  claim: Claim,
  error: unknown,
  retryInMs: number | null,
): Promise<void> {
  await ctx.state.transaction((trx) => fail(trx, claim, { error: explain(error), retryInMs }))
}

/** Runs the job while its lease is kept alive, and writes down that it is done. */
async function hold(
  ctx: Context,
  job: Job,
  claim: Claim,
  { leaseMs, isLate: late }: { readonly leaseMs: number; readonly isLate: boolean },
): Promise<Summary> {
  const beat = setInterval(() => {
    void guarded(ctx, job, async () => void (await renew(ctx.state, claim, leaseMs)))
  }, leaseMs / 3)
  try {
    const { at, day, lane, attempts: attempt } = claim
    const due: Due = { at, day, lane, isLate: late, fenced: (work) => fenced(ctx.state, claim, work) }
    const about = { job: job.name, lane, slot: at.toISOString(), attempt }
    const summary = await ctx.traced.step(`job ${job.name}`, about, () => job.run(ctx, due))
    if (!(await ctx.state.transaction((trx) => finish(trx, claim, summary.text)))) throw new LostClaim(claim)
    return summary
  } finally {
    clearInterval(beat)
  }
}

/** The slot is held by another run, or by one that was killed and whose claim has not run out yet. */
export class JobIsRunning extends Fault {
  constructor({ name }: Job) {
    super(`The job ${name} is running for this slot.`, 'Wait until it ends.')
  }
}

/** One slot of one job, now, because a person asked: every lane of it, also when it was done before. */
export async function runJob(ctx: Context, job: Job, slot: Slot): Promise<Summary[]> {
  const summaries: Summary[] = []
  for (const { lane } of await lanesOf(ctx, job)) {
    const wanted = { job: job.name, lane, at: slot.at, day: slot.day, owner: OWNER, leaseMs: RULES.leaseMs }
    const claim = await claimThis(ctx.state, wanted)
    if (claim === 'busy') throw new JobIsRunning(job)
    try {
      // asked for now, so it is not late, whatever day it is for
      summaries.push(await hold(ctx, job, claim, { leaseMs: RULES.leaseMs, isLate: false }))
    } catch (error) {
      await recordFailure(ctx, claim, error, null)
      throw error
    }
  }
  return summaries
}
