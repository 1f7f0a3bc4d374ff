import { alertById } from '../../state/alerts.ts'
import type { State } from '../../state/database/state.ts'
import { forAlerts } from '../../state/suggestions/for-alerts.ts'
import type { StoredOutcome } from '../../state/suggestions/outcomes.ts'
import type { StoredSuggestion } from '../../state/suggestions/suggestions.ts'
import { scored } from './record.ts'

/** What came of suggestions that were approved for alerts. */
export interface ForAlertsRecord {
  readonly approved: number
  readonly alerts: number
  /** alerts that were over after the approval */
  readonly resolved: number
  readonly measured: number
  readonly helped: number
}

/** Of those approved since, and of those measured. */
export async function forAlertsRecord(
  state: Pick<State, 'read'>,
  {
    accepted,
    measured,
    since,
  }: {
    readonly accepted: readonly StoredSuggestion[]
    readonly measured: readonly StoredOutcome[]
    readonly since: Date
  },
): Promise<ForAlertsRecord> {
  const lately = new Set(
    measured.flatMap(({ suggestionId, measuredAt }) => (measuredAt >= since ? [suggestionId] : [])),
  )
  const wanted = accepted.filter(
    ({ id, decided }) => (decided !== null && decided.at >= since) || lately.has(id),
  )
  const tied = await forAlerts(state, { suggestions: wanted.map(({ id }) => id) })
  const byAlert = new Map(tied.map((one) => [one.alertId, one.at]))
  let resolved = 0
  for (const [id, at] of byAlert) {
    const { resolvedAt = null } = (await alertById(state, id)) ?? {}
    if (resolvedAt !== null && resolvedAt >= at) resolved++
  }
  const own = new Set(tied.map(({ suggestionId }) => suggestionId))
  const outcomes = scored(measured.filter(({ suggestionId }) => own.has(suggestionId)))
  return {
    approved: tied.length,
    alerts: byAlert.size,
    resolved,
    measured: outcomes.length,
    helped: outcomes.filter(({ verdict }) => verdict === 'helped').length,
  }
}
