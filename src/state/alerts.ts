import { z } from 'zod'
import { instant, iso, isoOrNull, json, number } from './database/columns.ts'
import type { State, Trx } from './database/state.ts'

/** One incident: a KPI out of its range at one place, from when it opened until it was resolved. */
export interface StoredAlert {
  readonly id: string
  /** KPI and place; only one alert of a key is open at a time */
  readonly key: string
  readonly kpi: string
  /** shop day */
  readonly dayOpened: string
  readonly status: 'open' | 'acked' | 'resolved'
  readonly snoozedUntil: Date | null
  readonly ackedBy: string | null
  readonly value: number | null
  readonly low: number | null
  readonly high: number | null
  readonly expected: number | null
  readonly stakeCents: number | null
  readonly location: unknown
  readonly finding: unknown
  readonly messageKey: string | null
  readonly openedAt: Date
  readonly updatedAt: Date
  readonly resolvedAt: Date | null
}

export interface AlertEvent {
  readonly alertId: string
  /** open, update, acked, snoozed, resolve */
  readonly kind: string
  readonly who?: string | null
  readonly detail?: unknown
  readonly at: Date
}

const stored = z
  .object({
    id: z.string(),
    key: z.string(),
    kpi: z.string(),
    day_opened: z.string(),
    status: z.enum(['open', 'acked', 'resolved']),
    snoozed_until: instant.nullable(),
    acked_by: z.string().nullable(),
    value: number.nullable(),
    low: number.nullable(),
    high: number.nullable(),
    expected: number.nullable(),
    stake_cents: number.nullable(),
    location: json,
    finding: json,
    message_key: z.string().nullable(),
    opened_at: instant,
    updated_at: instant,
    resolved_at: instant.nullable(),
  })
  .transform(
    (row): StoredAlert => ({
      id: row.id,
      key: row.key,
      kpi: row.kpi,
      dayOpened: row.day_opened,
      status: row.status,
      snoozedUntil: row.snoozed_until,
      ackedBy: row.acked_by,
      value: row.value,
      low: row.low,
      high: row.high,
      expected: row.expected,
      stakeCents: row.stake_cents,
      location: row.location,
      finding: row.finding,
      messageKey: row.message_key,
      openedAt: row.opened_at,
      updatedAt: row.updated_at,
      resolvedAt: row.resolved_at,
    }),
  )

/** Until this transaction ends no other decides about alerts: two that find one incident must not both open it. */
export async function holdAlerts(trx: Trx): Promise<void> {
  // on SQLite one transaction follows the other anyway
  if (trx.client.config.client === 'pg') await trx.raw("select pg_advisory_xact_lock(hashtext('alerts'))")
}

/** Not resolved, the oldest first. */
export async function openAlerts(state: Pick<State, 'read'>): Promise<StoredAlert[]> {
  const rows = await state.read('alert').whereNot({ status: 'resolved' }).orderBy(['opened_at', 'id'])
  return z.array(stored).parse(rows)
}

export async function alertById(state: Pick<State, 'read'>, id: string): Promise<StoredAlert | null> {
  const row = await state.read('alert').where({ id }).first()
  return row ? stored.parse(row) : null
}

/** Writes it whole, by id. A second open alert of one key is refused by the database. */
export async function saveAlert(trx: Trx, alert: StoredAlert): Promise<void> {
  const row = {
    id: alert.id,
    key: alert.key,
    kpi: alert.kpi,
    day_opened: alert.dayOpened,
    status: alert.status,
    snoozed_until: isoOrNull(alert.snoozedUntil),
    acked_by: alert.ackedBy,
    value: alert.value,
    low: alert.low,
    high: alert.high,
    expected: alert.expected,
    stake_cents: alert.stakeCents,
    location: JSON.stringify(alert.location),
    finding: JSON.stringify(alert.finding),
    message_key: alert.messageKey,
    opened_at: iso(alert.openedAt),
    updated_at: iso(alert.updatedAt),
    resolved_at: isoOrNull(alert.resolvedAt),
  }
  await trx('alert').insert(row).onConflict('id').merge()
}

export async function recordAlertEvent(trx: Trx, event: AlertEvent): Promise<void> {
  await trx('alert_event').insert({
    alert_id: event.alertId,
    kind: event.kind,
    who: event.who ?? null,
    detail: JSON.stringify(event.detail ?? null),
    at: iso(event.at),
  })
}

/** The latest opened first. */
export async function latestAlertIds(state: Pick<State, 'read'>, limit: number): Promise<string[]> {
  const rows = await state.read('alert').select('id').orderBy('opened_at', 'desc').limit(limit)
  return z
    .array(z.object({ id: z.string() }))
    .parse(rows)
    .map(({ id }) => id)
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
