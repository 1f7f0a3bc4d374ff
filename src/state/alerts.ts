import { z } from 'zod'
import { instant, iso, isoOrNull, json, number } from './database/columns.ts'
import type { State, Trx } from './database/state.ts'

/** As it is kept; a snooze is kept beside it, for it ends by itself. */
const STATUSES = ['open', 'acked', 'assigned', 'reopened', 'resolved'] as const
const SEVERITIES = ['info', 'warning', 'critical'] as const
const FEEDBACK = ['useful', 'expected', 'noise'] as const
const assignee = z.object({
  kind: z.enum(['user', 'group']),
  /** Slack's; null where only a name was typed */
  id: z.string().nullable(),
  name: z.string(),
})

const post = z.object({
  channel: z.string(),
  at: z.coerce.date(),
  /** the message of its group, in whose thread it stands; left out where it is one of its own */
  under: z.string().optional(),
})

/** A channel in which an alert stands, and since when; '' is the shop's alert channel. */
type Post = z.output<typeof post>

/** A person or a user group that an alert is given to. */
export type Assignee = z.output<typeof assignee>
export type Severity = (typeof SEVERITIES)[number]
export type Feedback = (typeof FEEDBACK)[number]

/** One incident: a KPI out of its range at one place, from when it opened until it was resolved. */
export interface StoredAlert extends AlertLife {
  readonly id: string
  /** what people call it; the first alert of the shop is 1 */
  readonly number: number
  /** KPI and place; only one alert of a key is open at a time */
  readonly key: string
  readonly kpi: string
  /** shop day */
  readonly dayOpened: string
  readonly status: (typeof STATUSES)[number]
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

/** What people have done with an alert. */
export interface AlertLife {
  /** the highest since it was opened; null of older versions */
  readonly severity: Severity | null
  readonly assignee: Assignee | null
  /** by name; null when it ended by itself */
  readonly resolvedBy: string | null
  readonly note: string | null
  /** by name: what a person has reopened only a person resolves */
  readonly reopenedBy: string | null
  readonly feedback: Feedback | null
  /** the money at stake when somebody was last notified */
  readonly announcedCents: number | null
  /** none while it is held back */
  readonly posts: readonly Post[]
  /** when somebody was last notified, in whatever channel */
  readonly notifiedAt: Date | null
}

/** Nobody has done anything with it yet. */
export const UNTOUCHED: AlertLife = {
  severity: null,
  assignee: null,
  resolvedBy: null,
  note: null,
  reopenedBy: null,
  feedback: null,
  announcedCents: null,
  posts: [],
  notifiedAt: null,
}

const stored = z
  .object({
    id: z.string(),
    number,
    key: z.string(),
    kpi: z.string(),
    day_opened: z.string(),
    status: z.enum(STATUSES),
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
    severity: z.enum(SEVERITIES).nullable(),
    assignee: json.pipe(assignee).nullable(),
    resolved_by: z.string().nullable(),
    note: z.string().nullable(),
    reopened_by: z.string().nullable(),
    feedback: z.enum(FEEDBACK).nullable(),
    announced_cents: number.nullable(),
    posts: json.pipe(z.array(post)).nullable(),
    notified_at: instant.nullable(),
  })
  .transform(
    (row): StoredAlert => ({
      id: row.id,
      number: row.number,
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
      severity: row.severity,
      assignee: row.assignee,
      resolvedBy: row.resolved_by,
      note: row.note,
      reopenedBy: row.reopened_by,
      feedback: row.feedback,
      announcedCents: row.announced_cents,
      posts: row.posts ?? [],
      notifiedAt: row.notified_at,
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

/** What was resolved since then, the latest first. */
export async function resolvedAlerts(state: Pick<State, 'read'>, since: Date): Promise<StoredAlert[]> {
  const rows = await state
    .read('alert')
    .where({ status: 'resolved' })
    .where('resolved_at', '>=', iso(since))
    .orderBy('resolved_at', 'desc')
  return z.array(stored).parse(rows)
}

export async function alertsOpenedIn(
  state: Pick<State, 'read'>,
  { from, to }: { readonly from: Date; readonly to: Date },
): Promise<StoredAlert[]> {
  const rows = await state
    .read('alert')
    .where('opened_at', '>=', iso(from))
    .where('opened_at', '<', iso(to))
    .orderBy(['opened_at', 'id'])
  return z.array(stored).parse(rows)
}

/** For the next alert to open; asked for while the alerts are held. */
export async function nextNumber(trx: Trx): Promise<number> {
  const { last } = z
    .object({ last: number.nullable() })
    .parse(await trx('alert').max('number as last').first())
  return (last ?? 0) + 1
}

/** Whether another alert of the key is open: two of one key never are. */
export async function isKeyOpen(trx: Trx, { id, key }: Pick<StoredAlert, 'id' | 'key'>): Promise<boolean> {
  return Boolean(
    await trx('alert').where({ key }).whereNot({ id }).whereNot({ status: 'resolved' }).first('id'),
  )
}

export async function alertById(state: Pick<State, 'read'>, id: string): Promise<StoredAlert | null> {
  const row = await state.read('alert').where({ id }).first()
  return row ? stored.parse(row) : null
}

/** Writes it whole, by id. A second open alert of one key is refused by the database. */
export async function saveAlert(trx: Trx, alert: StoredAlert): Promise<void> {
  const row = {
    id: alert.id,
    number: alert.number,
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
    severity: alert.severity,
    assignee: alert.assignee && JSON.stringify(alert.assignee),
    resolved_by: alert.resolvedBy,
    note: alert.note,
    reopened_by: alert.reopenedBy,
    feedback: alert.feedback,
    announced_cents: alert.announcedCents,
    posts: JSON.stringify(alert.posts),
    notified_at: isoOrNull(alert.notifiedAt),
  }
  await trx('alert').insert(row).onConflict('id').merge()
}

/** Its place in the log of all alerts. */
/** The latest opened first. */
export async function latestAlerts(
  state: Pick<State, 'read'>,
  limit: number,
): Promise<{ readonly id: string; readonly number: number }[]> {
  const rows = await state.read('alert').select('id', 'number').orderBy('opened_at', 'desc').limit(limit)
  return z.array(z.object({ id: z.string(), number })).parse(rows)
}
