import { z } from 'zod'

const columnChange = z.object({
  source: z.string(),
  column: z.string(),
  share: z.number(),
  before: z.number().optional(),
})

/**
 * What was seen of a broken rule, in figures: the lake finds it, the state keeps it, and in which words it is said the
 * reader's language decides. `look` is the kind of rule.
 */
export const brokenSeen = z
  .object({
    look: z.string(),
    rows: z.number(),
    found: z.number(),
    ratio: z.number(),
    days: z.number(),
    since: z.string(),
    of: z.string(),
    day: z.string(),
    usual: z.number(),
    reason: z.string(),
    changes: z.array(columnChange).readonly(),
  })
  .partial()

export type BrokenSeen = Readonly<z.output<typeof brokenSeen>>

/** A column that a source fills otherwise than before; without `before` it has begun to fill it. */
export type ColumnChange = Readonly<z.output<typeof columnChange>>
