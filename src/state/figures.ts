import { z } from 'zod'
import { groupBy } from '../lib/group.ts'
import { instant, iso, json, number } from './database/columns.ts'
import type { State } from './database/state.ts'

type Reads = Pick<State, 'read'>

export interface JobFigures {
  readonly job: string
  /** runs since then, by how they ended: done, dead (given up), retry (failed, tried again), skipped */
  readonly runs: Readonly<Record<string, number>>
  /** of the latest that was done */
  readonly lastDoneAt: Date | null
  readonly lastSeconds: number | null
  /** since when the oldest that is due waits, or is under way */
  readonly waitsSince: Date | null
}

const run = z.object({
  job: z.string(),
  state: z.string(),
  slot_utc: instant,
  started_at: instant.nullable(),
  finished_at: instant.nullable(),
})

/** What became of the runs of each job since then. */
export async function jobFigures(
  { read }: Reads,
  { since, now }: { since: Date; now: Date },
): Promise<JobFigures[]> {
  const rows = z
    .array(run)
    .parse(
      await read('job_slot')
        .where('slot_utc', '>=', iso(since))
        .where('slot_utc', '<=', iso(now))
        .orderBy('slot_utc')
        .select('job', 'state', 'slot_utc', 'started_at', 'finished_at'),
    )
  return [...groupBy(rows, ({ job }) => job)].map(([job, runs]) => {
    const done = runs.findLast(({ state, finished_at }) => state === 'done' && finished_at !== null)
    const waiting = runs.find(({ state }) => ['due', 'retry', 'running'].includes(state))
    const byState = groupBy(runs, ({ state }) => state)
    const took =
      done?.started_at && done.finished_at
        ? (done.finished_at.getTime() - done.started_at.getTime()) / 1000
        : null
    return {
      job,
      runs: Object.fromEntries(
        ['done', 'dead', 'retry', 'skipped'].map((one) => [one, byState.get(one)?.length ?? 0]),
      ),
      lastDoneAt: done?.finished_at ?? null,
      lastSeconds: took,
      waitsSince: waiting?.slot_utc ?? null,
    }
  })
}

export interface OutboxFigures {
  readonly waiting: number
  /** since when the oldest of them waits */
  readonly oldestAt: Date | null
  /** given up for good, since then */
  readonly dead: number
}

export async function outboxFigures({ read }: Reads, since: Date): Promise<OutboxFigures> {
  const open = await read('outbox')
    .whereRaw('posted_revision < revision')
    .whereNull('dead_at')
    .count('id as count')
    .min('created_at as oldest')
    .first()
  const { count, oldest } = z.object({ count: number, oldest: instant.nullable() }).parse(open)
  const dead = await read('outbox').where('dead_at', '>=', iso(since)).count('id as count').first()
  return { waiting: count, oldestAt: oldest, dead: z.object({ count: number }).parse(dead).count }
}

export interface LakeFigures {
  readonly tables: readonly {
    readonly table: string
    readonly files: number
    readonly bytes: number
    readonly rows: number
  }[]
  readonly publishedAt: Date | null
}

export async function lakeFigures({ read }: Reads): Promise<LakeFigures> {
  const rows = await read('lake_file')
    .groupBy('table_name')
    .orderBy('table_name')
    .select('table_name as table')
    .count('path as files')
    .sum({ bytes: 'bytes', rows: 'rows' })
  const last = await read('lake_build').max('published_at as at').first()
  return {
    tables: z.array(z.object({ table: z.string(), files: number, bytes: number, rows: number })).parse(rows),
    publishedAt: z.object({ at: instant.nullable() }).parse(last).at,
  }
}

/** The model versions in use, with what was measured of them. */
export async function modelsInUse({
  read,
}: Reads): Promise<{ name: string; trainedAt: Date; metrics: unknown }[]> {
  const rows = await read('model')
    .where({ is_champion: true })
    .orderBy('name')
    .select('name', 'trained_at', 'metrics')
  return z
    .array(z.object({ name: z.string(), trained_at: instant, metrics: json }))
    .parse(rows)
    .map(({ trained_at: trainedAt, ...row }) => ({ ...row, trainedAt }))
}
