import { z } from 'zod'
import { COUNTS, LINE_KINDS } from '../../lake/engine/sales.ts'
import type { Source } from '../source.ts'
import { saying } from './said.ts'

/** A word of the platform's own, in lower case; the two signs set the words apart where they are kept. */
const word = z
  .string()
  .regex(/^[^|=]+$/, 'may hold neither | nor =')
  .transform((given) => given.trim().toLowerCase())

const kinds = Object.keys(LINE_KINDS) as (keyof typeof LINE_KINDS)[]

/** What a feed's own words and signs mean, for whether a row is a sale. See docs/metrics.md. */
export const saleRules = z.strictObject({
  /** its statuses of orders -> what they count as */
  statuses: z.record(word, z.enum(COUNTS)).optional(),
  /** what it says in the column mapped to `kind` -> a kind of line */
  kinds: z.record(word, z.enum(kinds)).optional(),
  /** `returns`: a line whose quantity or price is below zero is one; else it is in no figure */
  negatives: z.enum(['returns', 'adjustments']).optional(),
  /** `line`: unit_price is what all pieces of the line cost together */
  price_is: z.enum(['piece', 'line']).optional(),
  /** of lines that name none */
  quantity_if_none: z.number().positive().optional(),
})

export type SaleRules = z.output<typeof saleRules>

/** The same source, whose orders and lines say how they are meant. */
export function withSaleRules(source: Source, rules: SaleRules | undefined): Source {
  if (!rules) return source
  const { statuses, kinds, negatives, price_is, quantity_if_none } = rules
  const orders = statuses ? { statuses: pairs(statuses) } : null
  const lines = {
    ...(kinds && { kinds: pairs(kinds) }),
    ...(negatives && { negatives }),
    ...(price_is && { price_is }),
    ...(quantity_if_none && { quantity_if_none: String(quantity_if_none) }),
  }
  const said = saying(source, (table) =>
    table === 'orders' ? orders : table === 'order_lines' ? lines : null,
  )
  return { ...said, sales: JSON.stringify(rules) }
}

function pairs(words: Readonly<Record<string, string>>): string {
  return `|${Object.entries(words)
    .map(([own, ours]) => `${own}=${ours}`)
    .join('|')}|`
}
