import type { Metric } from '../metrics/metric.ts'
import type { NameFault } from '../metrics/read/fault.ts'
import type { Unread } from './left-over.ts'

/** Why a sentence could not be made a command line. */
export type AskFault =
  | Extract<NameFault, { readonly code: 'unknownMember' | 'twoMembers' | 'noKpiNamed' }>
  | { readonly code: 'noQuestion' }
  | { readonly code: 'twoReadings' }
  | { readonly code: 'notUnderstood'; readonly words: readonly string[] }
  | { readonly code: 'noSuchDay'; readonly typed: string }
  | { readonly code: 'inTheFuture'; readonly period: string; readonly command: string }
  | { readonly code: 'inThePast'; readonly period: string }
  | { readonly code: 'twoPeriods'; readonly periods: readonly string[] }
  | { readonly code: 'twoKpis'; readonly metrics: readonly Metric[] }
  | { readonly code: 'notByProduct'; readonly metric: Metric; readonly product: string }
  | { readonly code: 'noProductNamed' }
  | { readonly code: 'noAudienceNamed' }
  | { readonly code: 'noMerchantNamed' }
  | { readonly code: 'planWithoutMoney' }

/** A command line that a command takes exactly, or what could not be understood. */
export type Understood =
  | { readonly kind: 'line'; readonly line: string }
  | {
      readonly kind: 'unclear'
      readonly fault: AskFault
      readonly didYouMean?: string
      /** near readings, the likeliest first */
      readonly options?: readonly string[]
      /** the line, were the words that were not understood passed over, and those words */
      readonly passing?: { readonly line: string; readonly words: readonly Unread[] }
      readonly isVague?: boolean
    }
