import type { Context } from '../../src/context.ts'
import { asOf } from '../../src/facts/wholeness/as-of.ts'
import type { Account } from '../../src/lake/contract/lake.ts'
import { dayOf } from '../../src/lib/days.ts'
import type { AsOf } from '../../src/models/wholeness/whole-day.ts'
import { openAlerts, type StoredAlert } from '../../src/state/alerts.ts'
import { type ModelVersion, modelInUse } from '../../src/state/models/models.ts'
import { type Run, runs } from '../../src/state/slots/slots.ts'
import { type SourceState, sourceStates } from '../../src/state/sources/cursors.ts'

/** How the bot and its data are now: what `/floorwalker status` and the App Home show. */
export interface SystemStatus {
  readonly now: Date
  readonly asOf: AsOf | null
  readonly sources: readonly (SourceState & { readonly isLate: boolean })[]
  readonly accounts: readonly Account[]
  /** each job's latest run that began; null when it never has */
  readonly jobs: readonly { readonly name: string; readonly run: Run | null }[]
  readonly model: ModelVersion | null
  readonly alerts: readonly StoredAlert[]
}

/** skipped and planned slots in between are passed over */
const LOOK_BACK_RUNS = 20

export async function readSystemStatus(ctx: Context): Promise<SystemStatus> {
  const { state, lake, clock, sources, jobNames, config } = ctx
  const now = clock.now()
  const freshWithin = new Map(sources.map((source) => [source.name, source.freshWithinMinutes]))
  const known = await sourceStates(state)
  return {
    now,
    asOf: await asOf(ctx, dayOf(now, config.shop.zone)),
    sources: known.map((one) => ({ ...one, isLate: isLate(one, freshWithin.get(one.source), now) })),
    accounts: await lake.accounts(),
    jobs: await Promise.all(
      (await jobNames()).map(async (name) => ({ name, run: await latestRun(state, name) })),
    ),
    model: await modelInUse(state, 'conversion'),
    alerts: await openAlerts(state),
  }
}

/** Those that a person has to look at. */
export function failingSources({ sources }: SystemStatus): SystemStatus['sources'] {
  return sources.filter(({ error, isLate }) => error !== null || isLate)
}

async function latestRun(state: Context['state'], job: string): Promise<Run | null> {
  const found = await runs(state, { limit: LOOK_BACK_RUNS, job })
  return found.find(({ startedAt }) => startedAt !== null) ?? null
}

/** What is listed no more is never late: it was imported once. */
function isLate(
  { lastRowAt, lastSuccessAt }: SourceState,
  withinMinutes: number | undefined,
  now: Date,
): boolean {
  if (withinMinutes === undefined) return false
  const last = lastRowAt ?? lastSuccessAt
  return last === null || now.getTime() - last.getTime() > withinMinutes * 60_000
}
