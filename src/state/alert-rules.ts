import { z } from 'zod'
import { instant, iso, json, number } from './database/columns.ts'
import type { State, Trx } from './database/state.ts'

const limit = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['below', 'above']), value: z.number() }),
  z.object({
    kind: z.literal('unusual'),
    deviations: z.number(),
    /** left out: either way */
    direction: z.enum(['up', 'down']).optional(),
  }),
])

/** minutes since midnight, by the shop's clock */
const hours = z.object({ from: z.number(), to: z.number() })

const spec = z.object({
  kpi: z.string(),
  /** members by dimension; empty is the whole shop */
  segment: z.record(z.string(), z.string()),
  limit,
  minVolume: z.number().nullable(),
  /** of money a day, in the currency's smallest unit */
  minCents: z.number().nullable(),
  /** only these hours of the day are counted */
  hours: hours.nullable(),
})

/** What a rule says. */
export type RuleSpec = z.output<typeof spec>
export type RuleHours = z.output<typeof hours>

const stored = z
  .object({
    number,
    spec: json.pipe(spec),
    made_by: z.string(),
    paused_at: instant.nullable(),
    deleted_at: instant.nullable(),
    proposed_for: z.string().nullable(),
  })
  .transform((row) => ({
    number: row.number,
    spec: row.spec,
    by: row.made_by,
    pausedAt: row.paused_at,
    isDeleted: row.deleted_at !== null,
    proposedFor: row.proposed_for,
  }))

/** An alert rule that somebody has made. */
export type AlertRule = z.output<typeof stored>

const DID = ['made', 'changed', 'paused', 'resumed', 'deleted'] as const
type RuleAct = (typeof DID)[number]

const change = z
  .object({
    did: z.enum(DID),
    who: z.string(),
    at: instant,
    before: json.pipe(spec).nullable(),
    after: json.pipe(spec),
  })
  .readonly()

export type RuleChange = z.output<typeof change>

/** Without those that were deleted, in the order they were made. */
export async function alertRules(state: Pick<State, 'read'>): Promise<AlertRule[]> {
  const rows = await state.read('alert_rule').whereNull('deleted_at').orderBy('number')
  return z.array(stored).parse(rows)
}

/** Also one that was deleted: its alerts and its history name it. */
export async function alertRule(state: Pick<State, 'read'>, wanted: number): Promise<AlertRule | null> {
  const row = await state.read('alert_rule').where({ number: wanted }).first()
  return row ? stored.parse(row) : null
}

interface By {
  readonly who: string
  readonly at: Date
}

export async function addRule(trx: Trx, made: RuleSpec, { who, at }: By): Promise<number> {
  const [row] = await trx('alert_rule')
    .insert({ spec: JSON.stringify(made), made_by: who, made_at: iso(at) })
    .returning('number')
  const added = z.object({ number }).parse(row).number
  await changed(trx, { rule: added, did: 'made', before: null, after: made }, { who, at })
  return added
}

export async function changeRule(trx: Trx, rule: AlertRule, after: RuleSpec, by: By): Promise<void> {
  await trx('alert_rule')
    .where({ number: rule.number })
    .update({ spec: JSON.stringify(after), proposed_for: null })
  await changed(trx, { rule: rule.number, did: 'changed', before: rule.spec, after }, by)
}

/** Another limit was proposed after these ratings. */
export async function rememberProposal(trx: Trx, number: number, proposedFor: string): Promise<void> {
  await trx('alert_rule').where({ number }).update({ proposed_for: proposedFor })
}

export async function setRule(
  trx: Trx,
  rule: AlertRule,
  did: 'paused' | 'resumed' | 'deleted',
  by: By,
): Promise<void> {
  const at = iso(by.at)
  const set = { paused: { paused_at: at }, resumed: { paused_at: null }, deleted: { deleted_at: at } }[did]
  await trx('alert_rule').where({ number: rule.number }).update(set)
  await changed(trx, { rule: rule.number, did, before: rule.spec, after: rule.spec }, by)
}

async function changed(
  trx: Trx,
  one: {
    readonly rule: number
    readonly did: RuleAct
    readonly before: RuleSpec | null
    readonly after: RuleSpec
  },
  { who, at }: By,
): Promise<void> {
  const before = one.before && JSON.stringify(one.before)
  await trx('alert_rule_change').insert({
    ...{ rule: one.rule, did: one.did, before, after: JSON.stringify(one.after) },
    ...{ who, at: iso(at) },
  })
}

/** Who changed what, in order. */
export async function ruleHistory(state: Pick<State, 'read'>, rule: number): Promise<RuleChange[]> {
  const rows = await state.read('alert_rule_change').where({ rule }).orderBy('id')
  return z.array(change).parse(rows)
}
