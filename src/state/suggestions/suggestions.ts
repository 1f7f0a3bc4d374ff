import { z } from 'zod'
import { inRuns, instant, iso, json, number } from '../database/columns.ts'
import type { State, Trx } from '../database/state.ts'

/** Advice as it was given: what to do, what it should bring and cost with its range, and what it was reckoned from. */
export interface SavedSuggestion {
  /** one of src/ledger/registry.ts */
  readonly kind: string
  /** what it is about, such as a SKU; one suggestion a kind and subject is open */
  readonly subject: string
  readonly action: unknown
  readonly gain: Range
  readonly cost: Range
  readonly risk: Risk
  readonly why: string
  readonly validUntil: Date
  readonly modelVersion: string | null
  /** of everything it was reckoned from: the same inputs give the same suggestion */
  readonly inputsHash: string
  /** edited: approved with changes */
  readonly status: Status
}

const STATUSES = ['open', 'superseded', 'approved', 'edited', 'skipped', 'expired'] as const
/** what a person said yes to, as it was suggested or changed */
export const ACCEPTED: readonly Status[] = ['approved', 'edited']
const DECIDED: readonly Status[] = [...ACCEPTED, 'skipped']
type Status = (typeof STATUSES)[number]

/** A suggestion as it is kept, with what became of it. */
export interface StoredSuggestion extends SavedSuggestion {
  readonly id: number
  readonly createdAt: Date
  readonly decided: { readonly by: string; readonly name: string; readonly at: Date } | null
  /** until when it should be carried out; null while nobody accepted it, and in old rows */
  readonly dueAt: Date | null
  /** why it was skipped or edited */
  readonly reason: string | null
  /** what a person made of the action: the changed fields only */
  readonly edited: unknown
}

/** How likely it turns out a loss, 0 to 1 (null in old rows that do not tell), and what speaks against it. */
export interface Risk {
  readonly ofLoss: number | null
  readonly words: string
}

interface Range {
  readonly cents: number
  readonly low: number
  readonly high: number
}

const stored = z
  .object({
    id: number,
    kind: z.string(),
    subject: z.string(),
    action: json,
    gain_cents: number,
    gain_low_cents: number,
    gain_high_cents: number,
    cost_cents: number,
    cost_low_cents: number,
    cost_high_cents: number,
    risk_of_loss: number.nullable(),
    risk_words: z.string(),
    why: z.string(),
    valid_until: instant,
    model_version: z.string().nullable(),
    inputs_hash: z.string(),
    status: z.enum(STATUSES),
    created_at: instant,
    decided_by: z.string().nullable(),
    decided_name: z.string().nullable(),
    decided_at: instant.nullable(),
    due_at: instant.nullable(),
    reason: z.string().nullable(),
    edited: json.nullable(),
  })
  .transform(
    (row): StoredSuggestion => ({
      id: row.id,
      kind: row.kind,
      subject: row.subject,
      action: row.action,
      gain: { cents: row.gain_cents, low: row.gain_low_cents, high: row.gain_high_cents },
      cost: { cents: row.cost_cents, low: row.cost_low_cents, high: row.cost_high_cents },
      risk: { ofLoss: row.risk_of_loss, words: row.risk_words },
      why: row.why,
      validUntil: row.valid_until,
      modelVersion: row.model_version,
      inputsHash: row.inputs_hash,
      status: row.status,
      createdAt: row.created_at,
      decided:
        row.decided_by !== null && row.decided_at !== null
          ? { by: row.decided_by, name: row.decided_name ?? row.decided_by, at: row.decided_at }
          : null,
      dueAt: row.due_at,
      reason: row.reason,
      edited: row.edited,
    }),
  )

/**
 * A new open suggestion takes the place of the open one on the same subject; unchanged inputs leave it as it is. What a
 * person has decided is not asked again for as long as that suggestion would have held.
 */
export async function saveSuggestions(
  trx: Trx,
  rows: readonly SavedSuggestion[],
  now = new Date(),
): Promise<void> {
  for (const row of rows) {
    if (row.status === 'open') {
      const about = { kind: row.kind, subject: row.subject }
      const open = { ...about, status: 'open' }
      const decided = await trx('suggestion')
        .where(about)
        .whereIn('status', DECIDED)
        .where('valid_until', '>', iso(now))
        .first('id')
      if (decided) continue
      const same = await trx('suggestion')
        .where({ ...open, inputs_hash: row.inputsHash })
        .first('id')
      if (same) continue
      await trx('suggestion').where(open).update({ status: 'superseded' })
    }
    await trx('suggestion').insert(asRow(row, now))
  }
}

function asRow(row: SavedSuggestion, now: Date) {
  return {
    kind: row.kind,
    subject: row.subject,
    action: JSON.stringify(row.action),
    gain_cents: row.gain.cents,
    gain_low_cents: row.gain.low,
    gain_high_cents: row.gain.high,
    cost_cents: row.cost.cents,
    cost_low_cents: row.cost.low,
    cost_high_cents: row.cost.high,
    risk_of_loss: row.risk.ofLoss,
    risk_words: row.risk.words,
    why: row.why,
    valid_until: iso(row.validUntil),
    model_version: row.modelVersion,
    inputs_hash: row.inputsHash,
    status: row.status,
    created_at: iso(now),
  }
}

/** What is open, the largest expected gain first; with `at`, only what is still valid then. */
export async function currentSuggestions(
  state: Pick<State, 'read'>,
  wanted: { readonly kind?: string; readonly limit?: number; readonly at?: Date },
): Promise<StoredSuggestion[]> {
  const query = state.read('suggestion').where({ status: 'open' })
  if (wanted.kind !== undefined) query.where({ kind: wanted.kind })
  if (wanted.at) query.where('valid_until', '>', iso(wanted.at))
  if (wanted.limit !== undefined) query.limit(wanted.limit)
  return storedSuggestions(await query.orderBy([{ column: 'gain_cents', order: 'desc' }, { column: 'id' }]))
}

/** All that is open of a kind. */
export async function openSuggestions(state: Pick<State, 'read'>, kind: string): Promise<StoredSuggestion[]> {
  return storedSuggestions(await state.read('suggestion').where({ kind, status: 'open' }).orderBy('id'))
}

/** Withdraws what is open: nobody is asked about it any more. */
export async function supersede(trx: Trx, ids: readonly number[]): Promise<void> {
  for (const run of inRuns(ids))
    await trx('suggestion').whereIn('id', run).where({ status: 'open' }).update({ status: 'superseded' })
}

/** Rows of the table as they are read. */
export function storedSuggestions(rows: unknown): StoredSuggestion[] {
  return z.array(stored).parse(rows)
}
