import { z } from 'zod'
import { type BrokenSeen, brokenSeen } from '../../lib/broken-seen.ts'
import type { State, Trx } from '../database/state.ts'
import { saveSetting, setting } from '../settings.ts'

type Reader = Pick<State, 'read'>

/** A check or a rule for which the last build was not published. */
export interface FailedCheck {
  readonly table: string
  readonly check: string
  readonly found: number
  /** a rule says for people what it found; a check of the tables built from them has only its name */
  readonly says?: string | undefined
  readonly seen?: BrokenSeen | undefined
}

/** A rule of the data that is broken as things stand, though not so badly that nothing is published. */
export interface BrokenRule {
  /** `order_lines/known-products` */
  readonly id: string
  readonly says: string
  readonly seen?: BrokenSeen | undefined
  readonly since: Date
}

/** A rule that a person lets pass for a while. */
export interface AcceptedRule {
  readonly id: string
  readonly by: string
  readonly until: Date
}

const seen = brokenSeen.optional()
const failedChecksSchema = z.array(
  z.object({ table: z.string(), check: z.string(), found: z.number(), says: z.string().optional(), seen }),
)
const day = z.coerce.date()
const brokenSchema = z.array(z.object({ id: z.string(), says: z.string(), seen, since: day }))
const acceptedSchema = z.array(z.object({ id: z.string(), by: z.string(), until: day }))

export function failedChecks(state: Reader): Promise<FailedCheck[]> {
  return listed(state, 'failed_checks', failedChecksSchema)
}

export async function saveFailedChecks(trx: Trx, failed: readonly FailedCheck[]): Promise<void> {
  await saveSetting(trx, 'failed_checks', JSON.stringify(failed))
}

export function brokenRules(state: Reader): Promise<BrokenRule[]> {
  return listed(state, 'broken_rules', brokenSchema)
}

/** What was looked at anew replaces what was known of it; a rule that had nothing to look at stands as it stood. */
export async function saveVerdicts(
  trx: Trx,
  verdicts: readonly {
    readonly id: string
    readonly holds: boolean
    readonly says: string
    readonly seen?: BrokenSeen | undefined
  }[],
  at: Date,
): Promise<void> {
  const known = new Map((await brokenRules({ read: trx })).map((rule) => [rule.id, rule]))
  const judged = new Set(verdicts.map(({ id }) => id))
  const broken = verdicts.flatMap(({ id, holds, says, seen }) =>
    holds ? [] : [{ id, says, seen, since: known.get(id)?.since ?? at }],
  )
  const standing = [...known.values()].filter(({ id }) => !judged.has(id))
  await saveSetting(trx, 'broken_rules', JSON.stringify([...standing, ...broken]))
}

export async function acceptedRules(state: Reader, at: Date): Promise<AcceptedRule[]> {
  return (await listed(state, 'accepted_rules', acceptedSchema)).filter(({ until }) => until > at)
}

export async function acceptRule(trx: Trx, rule: AcceptedRule, at: Date): Promise<void> {
  const others = (await acceptedRules({ read: trx }, at)).filter(({ id }) => id !== rule.id)
  await saveSetting(trx, 'accepted_rules', JSON.stringify([...others, rule]))
}

async function listed<T>(state: Reader, name: string, schema: z.ZodType<T[]>): Promise<T[]> {
  const stored = await setting(state, name)
  return stored === null ? [] : schema.parse(JSON.parse(stored))
}
