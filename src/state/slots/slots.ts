import { z } from 'zod'
import { instant, iso, number } from '../database/columns.ts'
import type { State, Trx } from '../database/state.ts'
import { databaseTime } from '../database/time.ts'
import { planSlots, type SlotKey, slotRow } from './plan.ts'

/** Held until the lease ends. The fence tells this claim from a later one of the same slot. */
export interface Claim extends SlotKey {
  readonly day: string
  readonly fence: number
  readonly attempts: number
}

export interface Run extends SlotKey {
  readonly day: string
  /** due: planned; retry: failed, again later; dead: given up; skipped: a later slot took its place */
  readonly state: 'due' | 'running' | 'retry' | 'done' | 'dead' | 'skipped'
  readonly attempts: number
  readonly error: string | null
  readonly summary: string | null
  readonly startedAt: Date | null
  readonly finishedAt: Date | null
}

/** Longer than any claim, and than any wait before a retry: what ends later was written by a clock that was ahead. */
const latestEnd = (now: Date) => new Date(now.getTime() + 6 * 3_600_000)
const FOREVER = new Date('9999-12-31T00:00:00Z')

/** The slot has been taken over by another process: what this one was about to write is refused. */
export class LostClaim extends Error {
  constructor(claim: SlotKey) {
    super(`the run of ${claim.job} for ${iso(claim.at)} has been taken over by another process`)
    this.name = 'LostClaim'
  }
}

const claimed = z
  .object({
    job: z.string(),
    lane: z.string(),
    slot_utc: instant,
    day: z.string(),
    fence: number,
    attempts: number,
  })
  .transform(
    (row): Claim => ({
      job: row.job,
      lane: row.lane,
      at: row.slot_utc,
      day: row.day,
      fence: row.fence,
      attempts: row.attempts,
    }),
  )

/**
 * Takes the oldest slot of the job that may run now: due, to be tried again, or left behind by a process whose lease
 * has run out. Null when there is none, or when another slot of the job is under way anywhere. Leases are measured by
 * one clock, the database's.
 */
export async function claimSlot(
  state: Pick<State, 'dialect' | 'transaction'>,
  wanted: {
    readonly job: string
    readonly owner: string
    readonly leaseMs: number
    readonly maxAttempts: number
    /** a slot after it was planned by a clock that was ahead, and waits for its time */
    readonly dueBy?: Date
  },
): Promise<Claim | null> {
  return state.transaction(async (trx) => {
    if (state.dialect === 'postgres') await trx.raw('select pg_advisory_xact_lock(hashtext(?))', [wanted.job])
    const now = await databaseTime(trx)
    const ofJob = () => trx('job_slot').where({ job: wanted.job })
    const latest = latestEnd(now)
    const running = await ofJob().where({ state: 'running' }).max('lease_until as until').first()
    const { until } = z.object({ until: instant.nullable() }).parse(running)
    if (until && until > now && until <= latest) return null
    // nobody renews a claim of a clock that was ahead
    const isAhead = ofJob().where({ state: 'running' }).where('lease_until', '>', iso(latest))
    if (until && until > latest) await isAhead.update({ lease_until: iso(now) })
    await markExhausted(trx, wanted.job, wanted.maxAttempts, now)
    const row = await ofJob()
      .whereIn('state', ['due', 'running', 'retry'])
      .where((q) =>
        q
          .whereNull('not_before')
          .orWhereNotBetween('not_before', [iso(new Date(now.getTime() + 1)), iso(latest)]),
      )
      .where('slot_utc', '<=', iso(wanted.dueBy ?? FOREVER))
      .orderBy(['slot_utc', 'lane'])
      .forUpdate()
      .first()
    return row ? take(trx, claimed.parse(row), wanted, now) : null
  })
}

/** One that ended its process again and again is given up like one that failed as often. */
async function markExhausted(trx: Trx, job: string, maxAttempts: number, now: Date): Promise<void> {
  await trx('job_slot')
    .where({ job, state: 'running' })
    .where('lease_until', '<=', iso(now))
    .where('attempts', '>=', maxAttempts)
    .update({
      state: 'dead',
      error: trx.raw("coalesce(error, 'the process ended each time it ran')"),
      finished_at: iso(now),
    })
}

async function take(
  trx: Trx,
  found: Claim,
  { owner, leaseMs }: { readonly owner: string; readonly leaseMs: number },
  now: Date,
): Promise<Claim> {
  const claim = { ...found, fence: found.fence + 1, attempts: found.attempts + 1 }
  await trx('job_slot')
    .where(slotRow(found))
    .update({
      state: 'running',
      owner,
      lease_until: iso(new Date(now.getTime() + leaseMs)),
      fence: claim.fence,
      attempts: claim.attempts,
      not_before: null,
      started_at: iso(now),
      finished_at: null,
    })
  return claim
}

/**
 * One given slot, asked for by a person: also when it has been done before. `busy` when somebody runs it now.
 */
export async function claimThis(
  state: Pick<State, 'transaction'>,
  wanted: SlotKey & { readonly day: string; readonly owner: string; readonly leaseMs: number },
): Promise<Claim | 'busy'> {
  return state.transaction(async (trx) => {
    await planSlots(trx, { job: wanted.job, lane: wanted.lane, slots: [wanted], isManual: true })
    const row = await trx('job_slot').where(slotRow(wanted)).forUpdate().first()
    const now = await databaseTime(trx)
    const { lease_until } = z.object({ lease_until: instant.nullable() }).parse(row)
    if (lease_until && lease_until > now) return 'busy'
    return take(trx, { ...claimed.parse(row), attempts: 0 }, wanted, now)
  })
}

/** False when the claim has been lost. */
export async function renew(
  state: Pick<State, 'transaction'>,
  claim: Claim,
  leaseMs: number,
): Promise<boolean> {
  return state.transaction(async (trx) => {
    const now = await databaseTime(trx)
    const until = iso(new Date(now.getTime() + leaseMs))
    return (await held(trx, claim).update({ lease_until: until })) === 1
  })
}

/** The claim is checked and kept from being taken over in the same transaction as the work, or nothing of it happens. */
export async function fenced<T>(
  state: Pick<State, 'transaction'>,
  claim: Claim,
  work: (trx: Trx) => Promise<T>,
): Promise<T> {
  return state.transaction(async (trx) => {
    if (!(await held(trx, claim).forUpdate().first('fence'))) throw new LostClaim(claim)
    return work(trx)
  })
}

function held(trx: Trx, claim: Claim) {
  return trx('job_slot').where({ ...slotRow(claim), state: 'running', fence: claim.fence })
}

/** Within a fenced transaction the run and its effect end together. False when the claim has been lost. */
export async function finish(trx: Trx, claim: Claim, summary: string): Promise<boolean> {
  const now = iso(await databaseTime(trx))
  const done = { state: 'done', summary, error: null, finished_at: now, owner: null, lease_until: null }
  return (await held(trx, claim).update(done)) === 1
}

/** Tried again after `retryInMs`; null gives it up, with the error kept. False when the claim has been lost. */
export async function fail(
  trx: Trx,
  claim: Claim,
  failure: { readonly error: string; readonly retryInMs: number | null },
): Promise<boolean> {
  const now = await databaseTime(trx)
  const retry = failure.retryInMs === null ? null : iso(new Date(now.getTime() + failure.retryInMs))
  const failed = {
    state: retry ? 'retry' : 'dead',
    error: failure.error,
    not_before: retry,
    finished_at: iso(now),
    owner: null,
    lease_until: null,
  }
  return (await held(trx, claim).update(failed)) === 1
}

const storedRun = z
  .object({
    job: z.string(),
    lane: z.string(),
    slot_utc: instant,
    day: z.string(),
    state: z.enum(['due', 'running', 'retry', 'done', 'dead', 'skipped']),
    attempts: number,
    error: z.string().nullable(),
    summary: z.string().nullable(),
    started_at: instant.nullable(),
    finished_at: instant.nullable(),
  })
  .transform(
    ({ slot_utc, started_at, finished_at, ...row }): Run => ({
      ...row,
      at: slot_utc,
      startedAt: started_at,
      finishedAt: finished_at,
    }),
  )

/** The run log, the latest slot first. */
export async function runs(
  state: Pick<State, 'read'>,
  wanted: { readonly limit: number; readonly job?: string },
): Promise<Run[]> {
  const query = state.read('job_slot').orderBy('slot_utc', 'desc').limit(wanted.limit)
  return z.array(storedRun).parse(await (wanted.job === undefined ? query : query.where({ job: wanted.job })))
}
