import { z } from 'zod'
import { instant, iso, json, number } from './database/columns.ts'
import type { State, Trx } from './database/state.ts'

export interface AlertEvent {
  readonly alertId: string
  /** open, update, resolve, reopen; acked, unacked, assigned, snoozed, unsnoozed, feedback */
  readonly kind: string
  readonly who?: string | null
  readonly detail?: unknown
  readonly at: Date
}

export async function recordAlertEvent(trx: Trx, event: AlertEvent): Promise<number> {
  const [row] = z.array(z.object({ id: number })).parse(
    await trx('alert_event')
      .insert({
        alert_id: event.alertId,
        kind: event.kind,
        who: event.who ?? null,
        detail: JSON.stringify(event.detail ?? null),
        at: iso(event.at),
      })
      .returning('id'),
  )
  return row?.id ?? 0
}

const storedEvent = z
  .object({ alert_id: z.string(), kind: z.string(), who: z.string().nullable(), detail: json, at: instant })
  .transform(
    (row): AlertEvent => ({
      alertId: row.alert_id,
      kind: row.kind,
      who: row.who,
      detail: row.detail,
      at: row.at,
    }),
  )

/** What happened to one alert, in order. */
export async function alertEvents(state: Pick<State, 'read'>, alertId: string): Promise<AlertEvent[]> {
  const rows = await state.read('alert_event').where({ alert_id: alertId }).orderBy('id')
  return z.array(storedEvent).parse(rows)
}
