import type { Severity } from '../../state/alerts.ts'
import type { Incident } from '../incident.ts'

/** of the GMV of a usual day */
const CRITICAL = 0.05
const WARNING = 0.01
/** so many times the money at stake is worth another word */
const MUCH_MORE = 2

const RANK: Readonly<Record<Severity, number>> = { info: 0, warning: 1, critical: 2 }

/**
 * How bad it is, by money: a twentieth of a usual day's GMV is critical, a hundredth a warning, and what is no loss
 * at all is information. What has no money put on it is a warning, and so is missing data.
 */
export function severityOf(incident: Incident, usualDayCents: number | null): Severity {
  if (incident.kind === 'data') return 'warning'
  if (!incident.isBad) return 'info'
  if (incident.stakeCents === null || usualDayCents === null || usualDayCents <= 0) return 'warning'
  const share = incident.stakeCents / usualDayCents
  return share >= CRITICAL ? 'critical' : share >= WARNING ? 'warning' : 'info'
}

/** An alert keeps the highest it has had until it is over: one that goes to and fro notifies once. */
export function higher(known: Severity | null, now: Severity): Severity {
  return known !== null && RANK[known] > RANK[now] ? known : now
}

/** Whether somebody should be notified again: it is more severe, or twice the money of the last notice is at stake. */
export function isWorse(
  known: { readonly severity: Severity | null; readonly announcedCents: number | null },
  now: { readonly severity: Severity; readonly stakeCents: number | null },
): boolean {
  if (known.severity !== null && RANK[now.severity] > RANK[known.severity]) return true
  const { announcedCents: before } = known
  return now.severity !== 'info' && (before ?? 0) > 0 && (now.stakeCents ?? 0) >= MUCH_MORE * (before ?? 0)
}
