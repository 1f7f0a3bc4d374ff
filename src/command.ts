import type { Context } from './context.ts'
import type { Sees } from './lib/access.ts'
import type { Language } from './lib/language.ts'
import { unescaped } from './lib/text.ts'
import type { Choice, Form } from './messages/form.ts'
import type { Message } from './messages/message.ts'
import { ENGLISH_UNDERSTOOD, understoodAs } from './messages/usage.ts'
import { ENGLISH_FAULTS, type FaultWords } from './report/words/faults.ts'
import type { Locale } from './report/words/locale.ts'

/** Who asks. `roles` come from Slack user groups, checked at every command and click. */
export interface Asker {
  readonly userId: string
  /** how messages call the person, where that is known */
  readonly name?: string
  readonly channelId: string
  readonly roles: readonly Role[]
  /** which segments the person may see; everything where it is left out */
  readonly sees?: Sees
  /** what the person reads; that of the shop where it is not known */
  readonly language?: Language
}

export type Role = 'viewer' | 'operator' | 'manager'
/** whoever may ask */
export const READERS: readonly Role[] = ['viewer', 'operator', 'manager']
/** whoever may decide what is done */
export const DECIDERS: readonly Role[] = ['operator', 'manager']

/** What was typed cannot be answered: the fault, and the nearest thing that can. */
export interface Usage {
  readonly kind: 'usage'
  readonly because: string
  readonly didYouMean?: string
  /** two near readings, the likelier first: either is offered */
  readonly options?: readonly string[]
  /** of this shop; without them the command's own are shown */
  readonly examples?: readonly string[]
  /** what was typed may mean either of two things: it is asked back, and no other words are tried */
  readonly asksBack?: true
}

export function isUsage(answer: unknown): answer is Usage {
  return typeof answer === 'object' && answer !== null && 'kind' in answer && answer.kind === 'usage'
}

export interface Command<Q> {
  /** with its slash: `/forecast` */
  readonly name: string
  readonly usage: string
  readonly about: string
  readonly examples: readonly string[]
  readonly roles: readonly Role[]
  /** `said`: what is said of a fault, in the asker's language, else in English; `currency` is the shop's */
  parse(text: string, said?: FaultWords, currency?: string): Q | Usage
  /**
   * The segment, as typed, that all of an answer is of; `own` where it holds only what is the asker's own. Left out, or
   * empty, it is of the whole shop.
   */
  segmentOf?(query: Q): string
  /** `Usage` when the words are well formed but name nothing known */
  answer(ctx: Context, query: Q, asker: Asker): Promise<Message | Usage>
  /**
   * The answer again, for somebody who pressed a button below it; `asking` is the suggestion that waits for a reason to
   * be skipped. Null when the question is not answered with suggestions.
   */
  review?(ctx: Context, query: Q, asking: number | null): Promise<Message | Usage | null>
}

/** A command with its context already given: what is typed comes in, a message goes out. */
export interface BoundCommand {
  readonly name: string
  readonly usage: string
  readonly about: string
  readonly examples: readonly string[]
  readonly roles: readonly Role[]
  ask(text: string, asker: Asker): Promise<Message | Usage>
}

/** What is typed after a command in a person's own words, in the command's; or why that cannot be said. */
export type Reworded =
  | { readonly kind: 'text'; readonly text: string }
  | (Usage & { readonly isVague?: boolean })

export type Reword = (command: string, text: string, said: FaultWords) => Promise<Reworded | null>

/** What a sentence means: a command and what comes after it, or what to say instead. */
export type Heard =
  | {
      readonly kind: 'line'
      readonly command: string
      readonly text: string
      /** as a command, so it needs no telling what it was understood as */
      readonly isTyped?: boolean
    }
  | (Pick<Usage, 'because' | 'didYouMean' | 'options'> & {
      readonly kind: 'unclear'
      /** no question was recognised at all */
      readonly isVague?: boolean
      readonly examples: readonly string[]
    })

/** `about`: the message below which it was written, for what the sentence itself leaves out. */
export type Hear = (typed: string, about: string | null, said: Locale['words']) => Promise<Heard>

interface WordsOfEdge {
  readonly usage: FaultWords
  readonly understoodAs: string
  /** the shop's, for the amounts that are typed */
  readonly currency?: string
}

/** What a terminal is answered with, whose shop has this currency. */
export function inEnglishOf(currency: string): WordsOfEdge {
  return { ...ENGLISH, currency }
}

const ENGLISH: WordsOfEdge = { usage: ENGLISH_FAULTS, understoodAs: ENGLISH_UNDERSTOOD }

/**
 * The one way a command is asked, from Slack and from a terminal alike. What it does not take as it is typed is tried in
 * its own words, and the answer says which, in the asker's language.
 */
export function bindCommand<Q, C>(
  command: Omit<Command<Q>, 'answer'> & {
    answer(ctx: C, query: Q, asker: Asker): Promise<Message | Usage>
  },
  contextFor: (asker: Asker) => C,
  reword: Reword = async () => null,
  wordsFor: (asker: Asker) => WordsOfEdge = () => ENGLISH,
): BoundCommand {
  const { name, usage, about, examples, roles } = command
  const exactly = async (text: string, asker: Asker) => {
    const { usage: faults, currency } = wordsFor(asker)
    const query = command.parse(text, faults, currency)
    return isUsage(query) ? query : command.answer(contextFor(asker), query, asker)
  }
  return {
    name,
    usage,
    about,
    examples,
    roles,
    ask: async (typed, asker) => {
      const text = unescaped(typed)
      const said = await exactly(text.trim(), asker)
      if (!isUsage(said) || said.asksBack || text.trim() === '') return said
      const { usage: faults, understoodAs: lead } = wordsFor(asker)
      const meant = await reword(name, text, faults)
      if (meant === null || meant.kind === 'usage') return meant === null || meant.isVague ? said : meant
      const again = await exactly(meant.text, asker)
      return isUsage(again) ? again : understoodAs(`${name} ${meant.text}`.trim(), again, lead)
    },
  }
}

/** The context in which somebody is answered: in the language they read. */
export function inLanguageOf(ctx: Context, { language }: Pick<Asker, 'language'>): Context {
  if (language === undefined || language === ctx.config.language) return ctx
  return { ...ctx, config: { ...ctx.config, language } }
}

/** Who pressed a button, and what it is about. */
export interface Click {
  readonly asker: Asker
  /** how the person is called, for "acknowledged by" */
  readonly name: string
  /** the button's value: an id to look up, never trusted further */
  readonly value: string
}

/** A form as it was sent: who sent it, what it is about, and what its fields hold. */
export interface Filled extends Click {
  readonly fields: Readonly<Record<string, string>>
}

/** What is wrong with what was filled in, by the name of the field. */
export type Faults = Readonly<Record<string, string>>

/** What a button does. What it changes in a channel goes through the outbox; `null` says nothing to the clicker. */
export interface Action {
  readonly roles: readonly Role[]
  /** what is said takes the place of the message the button sat on */
  readonly replaces?: boolean
  run(click: Click): Promise<Message | Form | null>
  /** what is wrong with the form that `run` opened, soon and without a trace: its window is open as long */
  check?(filled: Filled): Promise<Faults | null>
  /** what a menu of the form offers to what is typed in it; soon: Slack waits three seconds */
  options?(asked: {
    readonly asker: Asker
    readonly field: string
    readonly typed: string
  }): Promise<readonly Choice[]>
  /** takes the form as it was filled in; its window is closed by then */
  submit?(filled: Filled): Promise<Message>
}
