import type { Dimension, Metric } from '../metric.ts'

/** What is wrong with a KPI or a segment as it was typed. */
export type NameFault =
  | { readonly code: 'noKpiNamed' }
  /** `isNear`: one that may be meant is offered, so that they need not all be listed */
  | { readonly code: 'unknownKpi'; readonly typed: string; readonly isNear: boolean }
  | { readonly code: 'unknownDimension'; readonly typed: string }
  /** `dimension` is null where none was named */
  | { readonly code: 'unknownMember'; readonly typed: string; readonly dimension: Dimension | null }
  | { readonly code: 'twoMembers'; readonly dimension: Dimension; readonly members: readonly string[] }
  | { readonly code: 'tooManyDimensions'; readonly typed: string }
  | { readonly code: 'notMeasuredBy'; readonly metric: Metric; readonly dimension: Dimension }
  | { readonly code: 'oneDimensionOnly'; readonly metric: Metric }

/** Names nothing the shop knows, or nothing a KPI is measured by. */
export interface Unknown {
  readonly kind: 'unknown'
  readonly fault: NameFault
  readonly didYouMean?: string
}
