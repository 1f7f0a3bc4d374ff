import type { Day } from '../lib/days.ts'

/** A named day as a calendar that is imported tells of it. */
export interface ImportedDay {
  readonly name: string
  /** null where the calendar does not say */
  readonly kind: 'promotion' | 'holiday' | null
  /** both are days of it */
  readonly firstDay: Day
  readonly lastDay: Day
  /** a segment as typed; '' is the whole shop */
  readonly scope: string
}

/** What a calendar holds: its days, how many rows told of none, and what it calls itself. */
export type ReadDays =
  | {
      readonly kind: 'days'
      readonly days: readonly ImportedDay[]
      readonly left: number
      readonly called: string | null
    }
  | { readonly kind: 'unreadable'; readonly because: 'not-ical' | 'no-columns' }
