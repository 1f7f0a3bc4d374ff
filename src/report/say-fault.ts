import { z } from 'zod'
import { plural, showNumber, showPercent } from '../lib/text.ts'

/** What is wrong with the data, in figures. */
const figures = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('sync-failed'), source: z.string(), error: z.string() }),
  /** whole hours, from two days on whole days of them; null when nothing has ever come */
  z.object({ kind: z.literal('late'), source: z.string(), hours: z.number().nullable() }),
  /** a rule of the data, as `table/check`, that keeps a build from being published */
  z.object({ kind: z.literal('rule-broken'), rule: z.string(), says: z.string() }),
  z.object({ kind: z.literal('not-rebuilt'), table: z.string(), check: z.string(), count: z.number() }),
  z.object({
    kind: z.literal('thin-day'),
    metric: z.enum(['orders', 'sessions']),
    day: z.string(),
    found: z.number(),
    usual: z.number(),
  }),
  z.object({ kind: z.literal('no-rows'), day: z.string(), lastSeen: z.string() }),
  /** shares of the rows that came since yesterday, and of those before */
  z.object({ kind: z.literal('rejected'), table: z.string(), share: z.number(), before: z.number() }),
])

/** Older versions kept the sentence itself. */
export const faultSchema = z.union([figures, z.string()])

export type Fault = z.output<typeof faultSchema>

export function sayFault(fault: Fault): string {
  if (typeof fault === 'string') return fault
  switch (fault.kind) {
    case 'sync-failed':
      return `${fault.source} fails: ${fault.error}`
    case 'late':
      return `${fault.source} is late: ${sayQuiet(fault.hours)}.`
    case 'rule-broken':
      return `Nothing new is published. ${fault.says} Send it right and it goes on by itself, or accept it: /sources accept ${fault.rule}`
    case 'not-rebuilt':
      return `The tables could not be rebuilt: ${fault.table}, ${fault.check} (${showNumber(fault.count)}). Those of before stand.`
    case 'thin-day':
      return `${fault.metric} of ${fault.day}: ${showNumber(fault.found)}, where about ${showNumber(fault.usual)} are usual.`
    case 'no-rows':
      return `Nothing is there of ${fault.day}; the last rows are of ${fault.lastSeen}.`
    case 'rejected':
      return `${showPercent(fault.share, 0)} of the rows of ${fault.table} were refused since yesterday, ${showPercent(fault.before, 1)} before.`
  }
}

function sayQuiet(hours: number | null): string {
  if (hours === null) return 'nothing has come from it yet'
  return `nothing has come from it for ${hours < 48 ? plural(hours, 'hour') : plural(hours / 24, 'day')}`
}
