import type { AskFault } from './fault.ts'

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
      readonly passing?: { readonly line: string; readonly words: readonly string[] }
      readonly isVague?: boolean
    }
