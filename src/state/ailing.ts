import { z } from 'zod'
import { instant, iso, number } from './database/columns.ts'
import type { State } from './database/state.ts'

type Reads = Pick<State, 'read'>

/** longer than any retry, and than a bot is off between two looks */
const LOOK_BACK_MS = 10 * 86_400_000

const failed = z.object({
  job: z.string(),
  lane: z.string(),
  slot_utc: instant,
  day: z.string(),
  attempts: number,
  error: z.string(),
  state: z.string(),
})
const done = z.object({ job: z.string(), lane: z.string(), at: instant })

export interface JobFailures {
  readonly job: string
  readonly lane: string
  /** of all slots since the last one that was done */
  readonly attempts: number
  /** of the latest slot that failed */
  readonly day: string
  readonly error: string
  readonly isGivenUp: boolean
}

/** What failed since it was last done, and when each was last done, by the schedule: what a person tries is not counted. */
export async function jobHealth({ read }: Reads, now: Date) {
  const since = iso(new Date(now.getTime() - LOOK_BACK_MS))
  const scheduled = () => read('job_slot').where({ is_manual: false }).where('slot_utc', '>=', since)
  const lastDone = new Map(
    z
      .array(done)
      .parse(
        await scheduled()
          .where({ state: 'done' })
          .groupBy('job', 'lane')
          .select('job', 'lane')
          .max('slot_utc as at'),
      )
      .map(({ job, lane, at }) => [laneKey({ job, lane }), at]),
  )
  const rows = z
    .array(failed)
    .parse(
      await scheduled()
        .whereIn('state', ['retry', 'dead', 'skipped'])
        .whereNotNull('error')
        .orderBy('slot_utc'),
    )
    .filter((row) => row.slot_utc.getTime() > (lastDone.get(laneKey(row))?.getTime() ?? 0))
  const failures = new Map<string, JobFailures>()
  for (const { job, lane, attempts, day, error, state } of rows) {
    const before = failures.get(laneKey({ job, lane }))
    failures.set(laneKey({ job, lane }), {
      ...{ job, lane, day, error },
      attempts: attempts + (before?.attempts ?? 0),
      isGivenUp: state === 'dead' || (before?.isGivenUp ?? false),
    })
  }
  return {
    failures: [...failures.values()],
    /** done, and nothing has failed since */
    isDone: (lane: string) => lastDone.has(lane) && !failures.has(lane),
  }
}

/** How a lane of a job is called where there is one text for it. */
export function laneKey({ job, lane }: { readonly job: string; readonly lane: string }): string {
  return lane === '' ? job : `${job} ${lane}`
}

/** whoever shared or subscribed is told of these */
const TOLD_OTHERWISE = /^(share|subscribed|digest-refused):/

const dead = z.object({
  key: z.string(),
  channel: z.string(),
  dead_at: instant,
  error: z.string().nullable(),
})
const posted = z.object({ channel: z.string(), at: instant })

/**
 * Channels in which nothing was posted since a message was given up there, and whether a channel takes messages: one stands
 * there, and none waits that was tried. By the machine's clock, as the outbox is.
 */
export async function channelHealth({ read }: Reads, machineNow: Date) {
  const since = iso(new Date(machineNow.getTime() - LOOK_BACK_MS))
  const rows = await read('outbox')
    .whereNotNull('posted_at')
    .groupBy('channel')
    .select('channel')
    .max('posted_at as at')
  const lastPosted = new Map(
    z
      .array(posted)
      .parse(rows)
      .map(({ channel, at }) => [channel, at]),
  )
  const given = z
    .array(dead)
    .parse(
      await read('outbox')
        .where('dead_at', '>=', since)
        .orderBy('dead_at')
        .select('key', 'channel', 'dead_at', 'error'),
    )
    .filter(({ key }) => !TOLD_OTHERWISE.test(key))
    .filter(({ channel, dead_at }) => dead_at > (lastPosted.get(channel) ?? new Date(0)))
  const tried = await read('outbox')
    .whereRaw('posted_revision < revision')
    .whereNull('dead_at')
    .where({ is_limited: false })
    .where('attempts', '>', 0)
    .distinct('channel')
  const waiting = new Set(
    z
      .array(z.object({ channel: z.string() }))
      .parse(tried)
      .map(({ channel }) => channel),
  )
  const givenUp = new Map(given.map(({ channel, error }) => [channel, error ?? '']))
  return {
    givenUp: [...givenUp].map(([channel, error]) => ({ channel, error })),
    isTaking: (channel: string) => lastPosted.has(channel) && !waiting.has(channel) && !givenUp.has(channel),
  }
}
