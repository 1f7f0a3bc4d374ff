import type { Locale } from './words/locale.ts'

type Words = Locale['words']

/** What a sentence means: a command and what comes after it, or what to say instead. */
export type Heard =
  | {
      readonly kind: 'line'
      readonly command: string
      readonly text: string
      /** as a command, so it needs no telling what it was understood as */
      readonly isTyped?: boolean
    }
  | {
      readonly kind: 'unclear'
      readonly because: string
      readonly didYouMean?: string
      /** no question was recognised at all */
      readonly isVague?: boolean
      readonly examples: readonly string[]
    }

/** `about`: the message below which it was written, for what the sentence itself leaves out. */
export type Hear = (typed: string, about: string | null, said: Pick<Words, 'usage' | 'ask'>) => Promise<Heard>

/** A question to begin with: what a list shows of it, and what is asked when it is chosen. */
export interface FirstQuestion {
  readonly title: string
  readonly message: string
}

/** Questions that this shop's own data answers. */
export type FirstQuestions = (said: Pick<Words, 'ask'>) => Promise<readonly FirstQuestion[]>
