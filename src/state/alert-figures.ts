import { z } from 'zod'
import { instant, iso, number } from './database/columns.ts'
import type { State } from './database/state.ts'

/** Alerts as they are counted from outside: how many are in each state, and how long people took. */
export interface AlertFigures {
  /** a snooze goes before what is below it */
  readonly byState: Readonly<Record<string, number>>
  /** seconds from opened to first acknowledged, of those opened since */
  readonly toAcknowledge: readonly number[]
  /** seconds from opened to resolved, of those opened since */
  readonly toResolve: readonly number[]
}

/** What is kept is called `acked`. */
const NAMES = { open: 'open', acked: 'acknowledged', assigned: 'assigned', reopened: 'reopened' } as const

export async function alertFigures(state: Pick<State, 'read'>, since: Date): Promise<AlertFigures> {
  const open = z
    .array(
      z.object({ status: z.enum(['open', 'acked', 'assigned', 'reopened']), asleep: number, count: number }),
    )
    .parse(
      await state
        .read('alert')
        .whereNot({ status: 'resolved' })
        .select('status', state.read.raw('case when snoozed_until is null then 0 else 1 end as asleep'))
        .count('id as count')
        .groupByRaw('1, 2'),
    )
  const byState: Record<string, number> = { open: 0, acknowledged: 0, assigned: 0, reopened: 0, snoozed: 0 }
  for (const { status, asleep, count } of open) {
    const name = asleep === 1 ? 'snoozed' : NAMES[status]
    byState[name] = (byState[name] ?? 0) + count
  }
  const lives = z
    .array(z.object({ opened_at: instant, resolved_at: instant.nullable(), acked_at: instant.nullable() }))
    .parse(
      await state
        .read('alert')
        .where('opened_at', '>=', iso(since))
        .select('opened_at', 'resolved_at', firstAcked(state)),
    )
  const seconds = (from: Date, to: Date | null) =>
    to === null ? [] : [Math.max(0, (to.getTime() - from.getTime()) / 1000)]
  return {
    byState,
    toAcknowledge: lives.flatMap(({ opened_at, acked_at }) => seconds(opened_at, acked_at)),
    toResolve: lives.flatMap(({ opened_at, resolved_at }) => seconds(opened_at, resolved_at)),
  }
}

function firstAcked({ read }: Pick<State, 'read'>) {
  return read('alert_event')
    .min('at')
    .whereRaw('alert_event.alert_id = alert.id')
    .where({ kind: 'acked' })
    .as('acked_at')
}
