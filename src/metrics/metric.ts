import type { Day } from '../lib/days.ts'

export const DIMENSIONS = ['platform', 'category', 'channel', 'region', 'merchant'] as const

export type Dimension = (typeof DIMENSIONS)[number]

/** the member of rows that do not say where they belong */
export const UNKNOWN = 'unknown'

/**
 * A KPI is data over a mart, never a hand-written query. `value` and `of`/`over` are SQL aggregates over the
 * mart's columns; money is in cents. A rate is kept as its two parts, so that any slice and any range adds up.
 */
export interface Metric {
  readonly name: string
  readonly label: string
  readonly unit: 'count' | 'money' | 'rate' | 'money-per'
  readonly better: 'up' | 'down'
  /** a mart's name, or a select in brackets over marts */
  readonly mart: string
  readonly value: string | { readonly of: string; readonly over: string }
  /** the mart's column that dates the value */
  readonly day: string
  /**
   * A cohort's value is dated this many days after `day`, when its window closes: one that is still open is never
   * shown, so never compared, and neither is one that opened before the data begins.
   */
  readonly maturesAfterDays?: number
  /** what happens later still changes a day this young, so it is not compared with days that have settled */
  readonly settlesAfterDays?: number
  /** how many there are on a day, the same ones on the next: over several days their mean counts, not their sum */
  readonly isLevel?: boolean
  /** the mart has a column `<dimension>_id` for merchant, and `<dimension>` for the others */
  readonly dimensions: readonly Dimension[]
  /** one line: what is counted, what is left out, and why */
  readonly definition: string
}

/** One point of a KPI series. `over` is 1 for counts and sums. `value = of / over`, null when `over` is 0. */
export interface Point {
  readonly day: Day
  readonly of: number
  readonly over: number
  readonly value: number | null
}

export interface DimensionMember {
  readonly dimension: Dimension
  readonly member: string
}

/** Everything, one member of one dimension (`{ dimension: 'category', member: 'Toys' }`), or what two of them share. */
export type Scope = 'all' | (DimensionMember & { readonly and?: DimensionMember })

/** None for the whole shop, else one or two, in the order of the dimensions. */
export function membersOf(scope: Scope): readonly DimensionMember[] {
  if (scope === 'all') return []
  const { and, ...first } = scope
  const both = and ? [first, and] : [first]
  return both.toSorted((a, b) => DIMENSIONS.indexOf(a.dimension) - DIMENSIONS.indexOf(b.dimension))
}

/** A rate or an amount each, kept as its parts; everything else is a plain sum. */
export function isRatio(metric: Metric): boolean {
  return typeof metric.value !== 'string'
}

/** `Electronics` of `category` is in the mart's column `category`; merchants are known by their id. */
export function columnOf(dimension: Dimension): string {
  return dimension === 'merchant' ? 'merchant_id' : dimension
}

export function pointOf(day: Day, of: number, over: number): Point {
  return { day, of, over, value: over === 0 ? null : of / over }
}

/** `Electronics`, `bazario × Electronics`, or `Everything` for the whole shop. */
export function showScope(scope: Scope): string {
  return (
    membersOf(scope)
      .map(({ member }) => member)
      .join(' × ') || 'Everything'
  )
}

/** As a person may type it: `platform=bazario category=Electronics`; '' is the whole shop. */
export function writeScope(scope: Scope): string {
  return membersOf(scope)
    .map(({ dimension, member }) => `${dimension}=${member}`)
    .join(' ')
}

/** What `writeScope` has written. */
export function writtenMembers(written: string): readonly DimensionMember[] {
  return written.split(/\s+(?=\w+=)/u).flatMap((part) => {
    const dimension = DIMENSIONS.find((name) => part.startsWith(`${name}=`))
    return dimension ? [{ dimension, member: part.slice(dimension.length + 1) }] : []
  })
}

/** Whether its days add up to its value over a period. */
export function addsUp(metric: Metric): boolean {
  return !isRatio(metric) && !metric.isLevel
}
