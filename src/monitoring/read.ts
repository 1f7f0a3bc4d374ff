import type { Clock } from '../lib/days.ts'
import { type AlertFigures, alertFigures } from '../state/alert-figures.ts'
import type { State } from '../state/database/state.ts'
import {
  type JobFigures,
  jobFigures,
  type LakeFigures,
  lakeFigures,
  modelsInUse,
  type OutboxFigures,
  outboxFigures,
} from '../state/figures.ts'
import { type SourceState, sourceStates } from '../state/sources/cursors.ts'

/** What is told of the bot from outside. It lies in the state, so that every replica tells the same. */
export interface Figures {
  readonly now: Date
  readonly jobs: readonly JobFigures[]
  readonly outbox: OutboxFigures
  readonly sources: readonly SourceState[]
  readonly alerts: AlertFigures
  readonly models: readonly { readonly name: string; readonly trainedAt: Date; readonly metrics: unknown }[]
  readonly lake: LakeFigures
}

const DAY_MS = 86_400_000
const ALERT_DAYS = 30

export async function readFigures({
  state,
  clock,
}: {
  readonly state: State
  readonly clock: Clock
}): Promise<Figures> {
  const now = clock.now()
  const since = new Date(now.getTime() - DAY_MS)
  const [jobs, outbox, sources, alerts, models, lake] = await Promise.all([
    jobFigures(state, { since, now }),
    outboxFigures(state, since),
    sourceStates(state),
    alertFigures(state, new Date(now.getTime() - ALERT_DAYS * DAY_MS)),
    modelsInUse(state),
    lakeFigures(state),
  ])
  return { now, jobs, outbox, sources, alerts, models, lake }
}
