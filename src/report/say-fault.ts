import { z } from 'zod'
import { brokenSeen } from '../lib/broken-seen.ts'
import type { MissingRows } from '../models/wholeness/whole-day.ts'
import type { Locale } from './words/locale.ts'

const ofDay = {
  table: z.enum(['orders', 'order_lines', 'sessions']),
  /** null where the shop has one only */
  platform: z.string().nullable(),
  day: z.string(),
  usual: z.number(),
}

/** What is wrong with the data, in figures. */
const figures = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('sync-failed'), source: z.string(), error: z.string() }),
  /** whole hours, from two days on whole days of them; null when nothing has ever come */
  z.object({ kind: z.literal('late'), source: z.string(), hours: z.number().nullable() }),
  /** a rule of the data, as `table/check`, that keeps a build from being published */
  z.object({
    kind: z.literal('rule-broken'),
    rule: z.string(),
    says: z.string(),
    seen: brokenSeen.optional(),
  }),
  z.object({ kind: z.literal('not-rebuilt'), table: z.string(), check: z.string(), count: z.number() }),
  /** as older versions kept it: a day was held to be missing for its volume alone */
  z.object({
    kind: z.literal('thin-day'),
    metric: z.enum(['orders', 'sessions']),
    day: z.string(),
    found: z.number(),
    usual: z.number(),
  }),
  /** rows of a table on a day: none, none after an hour, or of only some of the orders */
  z.object({ kind: z.literal('day-absent'), ...ofDay }),
  z.object({ kind: z.literal('day-stopped'), ...ofDay, found: z.number(), hour: z.number() }),
  z.object({ kind: z.literal('day-unmatched'), ...ofDay, found: z.number() }),
  z.object({ kind: z.literal('no-rows'), day: z.string(), lastSeen: z.string() }),
  /** shares of the rows that came since yesterday, and of those before */
  z.object({ kind: z.literal('rejected'), table: z.string(), share: z.number(), before: z.number() }),
])

/** Older versions kept the sentence itself. */
export const faultSchema = z.union([figures, z.string()])

export type Fault = z.output<typeof faultSchema>

/** Why rows of a day are not all there. */
export function sayMissing(
  { day, table, platform, shortfall }: MissingRows,
  { words: { data } }: Locale,
): string {
  const says = data.faults
  if (shortfall.kind === 'not-read') return says.notRead(shortfall.source, day)
  const rows = { table, platform, day, usual: Math.round(shortfall.usual) }
  if (shortfall.kind === 'absent') return says.dayAbsent(rows)
  if (shortfall.kind === 'unmatched') return says.dayUnmatched({ ...rows, found: shortfall.found })
  return says.dayStopped({ ...rows, found: shortfall.found, hour: shortfall.hour })
}

export function sayFault(fault: Fault, { words: { data, quality } }: Locale): string {
  if (typeof fault === 'string') return fault
  const says = data.faults
  switch (fault.kind) {
    case 'sync-failed':
      return says.syncFailed(fault.source, fault.error)
    case 'late':
      return says.late(fault.source, fault.hours)
    case 'rule-broken':
      return says.ruleBroken(quality.rule(fault.rule, fault.says, fault.seen), fault.rule)
    case 'not-rebuilt':
      return says.notRebuilt(fault.table, fault.check, fault.count)
    case 'thin-day':
      return says.thinDay(fault.metric, fault.day, fault.found, fault.usual)
    case 'day-absent':
      return says.dayAbsent(fault)
    case 'day-stopped':
      return says.dayStopped(fault)
    case 'day-unmatched':
      return says.dayUnmatched(fault)
    case 'no-rows':
      return says.noRows(fault.day, fault.lastSeen)
    case 'rejected':
      return says.rejected(fault.table, fault.share, fault.before)
  }
}
