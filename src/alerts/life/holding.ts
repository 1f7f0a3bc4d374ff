import type { AlertEvent } from '../../state/alert-events.ts'

/** How long somebody may have an alert before being asked, and how long an answer may take; null is not set. */
export interface Holding {
  readonly askAfterMs: number | null
  readonly giveBackAfterMs: number | null
}

type Due = { readonly act: 'ask'; readonly answerBy: Date | null } | { readonly act: 'give-back' }

const SAID: ReadonlySet<string> = new Set(['acked', 'confirmed', 'asked'])

/** What an acknowledged alert's log asks for now; null for nothing. */
export function whatIsDue(log: readonly AlertEvent[], holding: Holding, now: Date): Due | null {
  const { askAfterMs, giveBackAfterMs } = holding
  const last = log.findLast(({ kind }) => SAID.has(kind))
  if (askAfterMs === null || !last) return null
  const ms = now.getTime() - last.at.getTime()
  if (last.kind === 'asked' && giveBackAfterMs !== null)
    return ms >= giveBackAfterMs ? { act: 'give-back' } : null
  if (ms < askAfterMs) return null
  const answerBy = giveBackAfterMs === null ? null : new Date(now.getTime() + giveBackAfterMs)
  return { act: 'ask', answerBy }
}

/** Whether who has it was asked and has not answered yet. */
export function isAsked(log: readonly AlertEvent[]): boolean {
  return log.findLast(({ kind }) => SAID.has(kind))?.kind === 'asked'
}
