import type { BrokenSeen } from '../../lib/broken-seen.ts'
import type { RawTableName } from './schema.ts'

/** What a clean table must keep. */
export interface Rule {
  /** unique in its table */
  readonly name: string
  /** where it is broken the tables of before stand, until it is kept or a person accepts it; otherwise it is told */
  readonly blocks: boolean
  readonly look: Look
  /** what follows for whoever reads the figures; ends the sentence */
  readonly so: string
}

/** How a rule is looked at: over the rows of the days that a build has touched, unless it says otherwise. */
export type Look =
  /** one row a key, and no part of the key absent */
  | { readonly kind: 'key' }
  /** at most such a share of the rows (`of`: of those alone) is as they should not be; SQL over `t` */
  | ({ readonly kind: 'share'; readonly what: string; readonly where: string; readonly of?: string } & Most)
  /** at most such a share names a product or a merchant of which there is no record */
  | ({ readonly kind: 'known'; readonly to: 'products' | 'merchants' } & Most)
  /** at most such a share is of an order that was never seen */
  | ({ readonly kind: 'of-order' } & Most)
  /** at most such a share waits for its order to come */
  | ({ readonly kind: 'waiting' } & Most)
  /** the typical price lies within a factor of the list price: cents taken for euros do not */
  | { readonly kind: 'price-scale'; readonly price: string; readonly factor: number }
  /** what was paid for an order is what its lines and their freight cost, but for a share of the orders */
  | ({ readonly kind: 'paid'; readonly within: number } & Most)
  /** the typical order was paid within a factor of its cost */
  | { readonly kind: 'paid-scale'; readonly factor: number }
  /** no row is missing of days of which another table has many */
  | { readonly kind: 'behind'; readonly of: RawTableName; readonly days: number }
  /** a whole day has so many times the rows of the same weekday before */
  | { readonly kind: 'volume'; readonly from: number; readonly to: number }
  /** each source goes on filling the columns it used to fill, and no others */
  | { readonly kind: 'columns' }
  /** at most such a share of what landed is refused */
  | ({ readonly kind: 'refused' } & Most)

interface Most {
  readonly most: number
}

/** The rules of one clean table, beside its entry in the registry. */
export interface Quality {
  readonly table: RawTableName
  /** its rows in words */
  readonly rows: string
  readonly rules: readonly Rule[]
}

/** What came out of one rule. A rule that had too little to look at gives none. */
export interface Verdict {
  readonly table: RawTableName
  readonly rule: string
  readonly blocks: boolean
  readonly holds: boolean
  readonly found: number
  /** in English; '' when the rule holds */
  readonly says: string
  readonly seen?: BrokenSeen
}

/** Fewer rows than this say nothing about a share. */
export const MIN_ROWS = 100

/** How a person names a rule: `order_lines/price-scale`. */
export function idOf({ table, rule }: Pick<Verdict, 'table' | 'rule'>): string {
  return `${table}/${rule}`
}
