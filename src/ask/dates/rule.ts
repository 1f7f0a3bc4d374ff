import type { Match } from '../masked.ts'
import type { Period, Reckoning } from './period.ts'

/** How a span is said, and the days it is. */
export interface Rule {
  readonly english?: string
  readonly chinese?: string
  readonly of: (groups: Match['groups'], reckoning: Reckoning) => Period
}
