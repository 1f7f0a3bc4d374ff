import { type ZodType, z } from 'zod'
import type { Outcome } from '../advice/suggestions/outcome.ts'
import type { Estimate } from '../advice/suggestions/suggestion.ts'
import type { Lake } from '../lake/contract/lake.ts'
import type { Day } from '../lib/days.ts'
import type { Span } from '../messages/message.ts'
import type { Locale } from '../report/words/locale.ts'
import type { State } from '../state/database/state.ts'
import type { StoredSuggestion } from '../state/suggestions/suggestions.ts'

/** A kind of suggestion: all that the ledger, digests, commands and jobs must know of it. One file, one line in registry.ts. */
export interface SuggestionKind<A extends Kept> {
  readonly kind: string
  /** what it asks to do, as it is stored */
  readonly action: ZodType<A>
  /** so many days after an approval it should be carried out */
  readonly dueDays: number
  /** what its outcomes are counted by: the kind, or the kind and a class of case */
  rule(action: A): string
  readonly say: Say<A>
  editable(action: A, shown: { readonly about: string; readonly locale: Locale }): Editable
  /** what the action costs as a person changed it; left out where the change costs nothing more or less */
  costOf?(done: A, from: { readonly action: A; readonly cost: Estimate }): Estimate
  /** what came of it; null when it is about something that is not known any more */
  measure(accepted: Accepted<A>, reads: MeasureReads): Promise<Outcome | null>
  subjects(action: A): Subjects
  /** what a minimum confidence of the kind means, in a sentence; left out where the kind has none */
  sayMinimum?(share: number, locale: Locale): string
}

/** What every action is stored with. */
export const kept = {
  /** what it is about, for a person; may be empty */
  title: z.string(),
  /** the gain is over so many days */
  days: z.number().positive(),
  /** probability that it is no loss; null in old rows that do not tell */
  confidence: z.number().nullable().default(null),
}
export type Kept = z.output<z.ZodObject<typeof kept>>

/** What a suggestion of one product is stored with. */
export const keptOfProduct = {
  ...kept,
  platform: z.string(),
  productId: z.string(),
  merchantId: z.string().default(''),
}

/** One line: what to do, what it should bring, what it costs, what speaks against it. */
export type SuggestionLine = readonly (string | Span)[]

interface Say<A> {
  /** before the gain: `saves` */
  gains(locale: Locale): string
  /** before its probability: `risk of unsold stock` */
  risk(locale: Locale): string
  doing(action: A, shown: { readonly subject: string; readonly locale: Locale }): SuggestionLine
  /** what is done, on a button: `+15.0 % for SKU-2872` */
  brief(action: A, shown: { readonly subject: string; readonly locale: Locale }): string
  /** what a person may set of it, as people read it: `€319.50`, `30 pieces` */
  setting(action: A, locale: Locale): string
  /** why its gain is not known; null where it is */
  unknownGain(action: A, locale: Locale): string | null
  /** why, from what its action holds, in a language other than that of the stored reasons; left out where they are all there is */
  why?(action: A, locale: Locale): string | null
}

/** What of a suggestion a person may set: how it is asked for, what is suggested, and what a typed value makes of it. */
export interface Editable {
  readonly label: string
  readonly initial: string
  /** what may be typed: `€6.60 to €59.40` */
  readonly allowed: string
  /** a sum in the shop's currency, not a count */
  readonly isMoney: boolean
  /** what is typed, in a word: `quantity` */
  readonly wanted: string
  /** the changed field of the action, or what is wrong with the value */
  edited(value: number): Readonly<Record<string, number>> | string
}

export interface Accepted<A> {
  readonly subject: string
  readonly action: A
  /** the action with what a person changed of it */
  readonly done: A
  readonly decidedOn: Day
  /** the last day with data */
  readonly asOf: Day
}

export interface MeasureReads {
  readonly lake: Pick<Lake, 'query'>
  readonly state: Pick<State, 'read'>
  /** products that other accepted suggestions are about: none of them is a match */
  readonly touched: ReadonlySet<string>
}

/** Whom it is about: lists are filtered by merchants, and a touched product is no match for another's outcome. */
interface Subjects {
  /** `platform/product` */
  readonly products: readonly string[]
  readonly merchants: readonly string[]
}

/** A kind that can stand in a list with others: the type of its action is closed over. */
export interface Kind {
  readonly kind: string
  readonly sayMinimum?: ((share: number, locale: Locale) => string) | undefined
  /** null when the stored action is not one of this kind */
  read(suggestion: ReadFrom): ReadSuggestion | null
}

type ReadFrom = Pick<StoredSuggestion, 'subject' | 'action'> & { readonly edited?: unknown }

/** A stored suggestion whose action was understood, with what its kind makes of it. */
export interface ReadSuggestion extends Kept, Pick<Say<never>, 'gains' | 'risk'> {
  readonly dueDays: number
  readonly rule: string
  readonly subjects: Subjects
  doing(locale: Locale): SuggestionLine
  brief(locale: Locale): string
  unknownGain(locale: Locale): string | null
  /** null where the stored reasons say it */
  why(locale: Locale): string | null
  /** what a person changed it to; null where nobody changed it */
  changedTo(locale: Locale): string | null
  /** what it costs, as changed */
  costOf(cost: Estimate): Estimate
  editable(shown: { readonly about: string; readonly locale: Locale }): Editable
  measure(on: Pick<Accepted<never>, 'decidedOn' | 'asOf'>, reads: MeasureReads): Promise<Outcome | null>
}

export function asKind<A extends Kept>(of: SuggestionKind<A>): Kind {
  return {
    kind: of.kind,
    sayMinimum: of.sayMinimum,
    read({ subject, action: stored, edited }) {
      const action = of.action.safeParse(stored).data
      if (!action) return null
      const { gains, risk } = of.say
      const done = withEdit(of, { action: stored, edited })
      return {
        ...action,
        gains,
        risk,
        dueDays: of.dueDays,
        rule: of.rule(action),
        subjects: of.subjects(action),
        doing: (locale) => of.say.doing(action, { subject, locale }),
        brief: (locale) => of.say.brief(action, { subject, locale }),
        why: (locale) => of.say.why?.(action, locale) ?? null,
        unknownGain: (locale) => of.say.unknownGain(action, locale),
        changedTo: (locale) => (done && edited ? of.say.setting(done, locale) : null),
        costOf: (cost) => (done && of.costOf ? of.costOf(done, { action, cost }) : cost),
        editable: (shown) => of.editable(action, shown),
        measure: async (on, reads) => done && of.measure({ subject, action, done, ...on }, reads),
      }
    },
  }
}

const changes = z.record(z.string(), z.unknown()).catch({})

/** The action with what a person changed of it; null when it is none of the kind. */
export function withEdit<A extends Kept>(
  { action: schema }: Pick<SuggestionKind<A>, 'action'>,
  { action, edited }: { readonly action: unknown; readonly edited?: unknown },
): A | null {
  return schema.safeParse({ ...changes.parse(action), ...changes.parse(edited) }).data ?? null
}
