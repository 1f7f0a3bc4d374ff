import { z } from 'zod'
import { flag, inRuns, instant, iso, json, number } from '../database/columns.ts'
import type { State, Trx } from '../database/state.ts'
import { ACCEPTED, type StoredSuggestion, storedSuggestions } from './suggestions.ts'

const effect = z.object({
  cents: z.number(),
  low: z.number(),
  high: z.number(),
  seCents: z.number(),
  baselineCents: z.number(),
  chance: z.number(),
})

/** As `src/advice/suggestions/outcome.ts` makes it. */
const content = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('not-seen') }),
  z.object({ kind: z.literal('never-seen') }),
  z.object({ kind: z.literal('running'), seenOn: z.string(), until: z.string() }),
  z.object({
    kind: z.literal('unknown'),
    seenOn: z.string(),
    lack: z.union([
      z.object({
        missing: z.enum(['matches', 'days', 'sales', 'orders', 'customers']),
        need: z.number(),
        have: z.number(),
      }),
      z.object({ missing: z.literal('cost') }),
    ]),
  }),
  z.object({ kind: z.literal('inconclusive'), because: z.enum(['nobody held out', 'no control left']) }),
  z.object({
    kind: z.literal('measured'),
    seenOn: z.string(),
    days: z.number(),
    effect,
    verdict: z.enum(['helped', 'hurt', 'inconclusive']),
    against: z.string(),
    inputs: z.record(z.string(), z.unknown()),
  }),
])

/** What came of an accepted suggestion. */
export interface StoredOutcome {
  readonly suggestionId: number
  /** the rule that advised it */
  readonly rule: string
  /** it will not be looked at again */
  readonly isFinal: boolean
  readonly outcome: z.infer<typeof content>
  readonly modelVersion: string
  /** of everything it was reckoned from */
  readonly inputsHash: string
  readonly measuredAt: Date
}

const stored = z
  .object({
    suggestion_id: number,
    rule: z.string(),
    is_final: flag,
    content: json.pipe(content),
    model_version: z.string(),
    inputs_hash: z.string(),
    measured_at: instant,
  })
  .transform(
    (row): StoredOutcome => ({
      suggestionId: row.suggestion_id,
      rule: row.rule,
      isFinal: row.is_final,
      outcome: row.content,
      modelVersion: row.model_version,
      inputsHash: row.inputs_hash,
      measuredAt: row.measured_at,
    }),
  )

/** One a suggestion: the newest look takes the place of the one before. */
export async function saveOutcome(trx: Trx, saved: StoredOutcome): Promise<void> {
  await trx('outcome')
    .insert({
      suggestion_id: saved.suggestionId,
      rule: saved.rule,
      kind: saved.outcome.kind,
      is_final: saved.isFinal,
      content: JSON.stringify(saved.outcome),
      model_version: saved.modelVersion,
      inputs_hash: saved.inputsHash,
      measured_at: iso(saved.measuredAt),
    })
    .onConflict('suggestion_id')
    .merge()
}

/** Accepted suggestions whose outcome is not final yet, the oldest decision first. */
export async function unmeasured(
  state: Pick<State, 'read'>,
  { until, limit }: { readonly until: Date; readonly limit: number },
): Promise<StoredSuggestion[]> {
  const rows = await state
    .read('suggestion as s')
    .leftJoin('outcome as o', 'o.suggestion_id', 's.id')
    .whereIn('s.status', ACCEPTED)
    .where('s.decided_at', '<', iso(until))
    .where((either) => either.whereNull('o.suggestion_id').orWhere('o.is_final', false))
    .orderBy('s.decided_at')
    .limit(limit)
    .select('s.*')
  return storedSuggestions(rows)
}

/** What was accepted lately. */
export async function acceptedSince(state: Pick<State, 'read'>, since: Date): Promise<StoredSuggestion[]> {
  return storedSuggestions(
    await state.read('suggestion').whereIn('status', ACCEPTED).where('decided_at', '>=', iso(since)),
  )
}

export async function measuredOutcomes(state: Pick<State, 'read'>): Promise<StoredOutcome[]> {
  return z
    .array(stored)
    .parse(await state.read('outcome').where({ kind: 'measured' }).orderBy('suggestion_id'))
}

export async function outcomesOf(
  state: Pick<State, 'read'>,
  ids: readonly number[],
): Promise<Map<number, StoredOutcome>> {
  const found = new Map<number, StoredOutcome>()
  for (const run of inRuns(ids)) {
    const rows = await state.read('outcome').whereIn('suggestion_id', run)
    for (const outcome of z.array(stored).parse(rows)) found.set(outcome.suggestionId, outcome)
  }
  return found
}

/** Everything that was decided since, the latest first. */
export async function decidedSuggestions(
  state: Pick<State, 'read'>,
  { since, until }: { readonly since?: Date; readonly until?: Date } = {},
): Promise<StoredSuggestion[]> {
  const query = state.read('suggestion').whereIn('status', [...ACCEPTED, 'skipped'])
  if (since) query.where('decided_at', '>=', iso(since))
  if (until) query.where('decided_at', '<', iso(until))
  const rows = await query.orderBy([
    { column: 'decided_at', order: 'desc' },
    { column: 'id', order: 'desc' },
  ])
  return storedSuggestions(rows)
}
