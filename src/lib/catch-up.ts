import { type Schedule, type Slot, slotsDue } from './schedule.ts'

/** What a job does about slots that passed while nobody looked. */
export type CatchUp = 'all' | 'latest' | 'none'

const LATE_AFTER_MS = 5 * 60_000
const DAY_MS = 24 * 3_600_000

/** Longer than a week, or than the longest quarter, so that the last slot of any schedule is seen. */
function lookBackMs(schedule: Schedule): number {
  return ('monthDay' in schedule ? 93 : 8) * DAY_MS
}

/** More than five minutes after its time: a ticker that looks every few seconds had its chance. */
export function isLate(slot: Slot, now: Date): boolean {
  return now.getTime() - slot.at.getTime() > LATE_AFTER_MS
}

/**
 * The slots to run now, oldest first, when `last` is the latest one written down. A job that never ran starts with its
 * latest slot, never with its past.
 */
export function slotsToRun(job: {
  readonly schedule: Schedule
  readonly catchUp: CatchUp
  readonly zone: string
  readonly last: Date | null
  readonly now: Date
}): Slot[] {
  const horizon = new Date(job.now.getTime() - lookBackMs(job.schedule))
  if (job.catchUp === 'all' && job.last) return slotsDue(job.schedule, job.zone, job.last, job.now)
  const after = job.last && job.last > horizon ? job.last : horizon
  const latest = slotsDue(job.schedule, job.zone, after, job.now).at(-1)
  if (!latest || (job.catchUp === 'none' && isLate(latest, job.now))) return []
  return [latest]
}
