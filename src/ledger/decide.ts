import { oneLine } from '../lib/text.ts'
import { type Locale, shopLocale } from '../report/words/locale.ts'
import { record } from '../state/audit.ts'
import type { State, Trx } from '../state/database/state.ts'
import {
  type Decided,
  type Decision,
  decideSuggestion,
  suggestionById,
  type Undone,
  undoDecision,
} from '../state/suggestions/decisions.ts'
import type { StoredSuggestion } from '../state/suggestions/suggestions.ts'
import { statusLabel } from './decision-blocks.ts'
import { type LedgerVoice, sayDecided } from './posted.ts'
import { readSuggestion } from './read.ts'
import { UNDO_MINUTES } from './say.ts'

/** Who decides, and how messages call the person. */
export interface Decider {
  readonly userId: string
  readonly name: string
}

type Ledger = LedgerVoice & { readonly state: Pick<State, 'transaction'> }

interface Followed {
  /** what else belongs to it, in its transaction */
  readonly also?: ((trx: Trx, suggestion: StoredSuggestion) => Promise<unknown>) | undefined
}

/** What to say about a decision, and whether it was made now and can be taken back. */
export interface Done {
  readonly said: string
  readonly isDecided: boolean
}

/** Decided, kept, recorded and said where it was posted, in one transaction. */
export async function decide(
  ledger: Ledger,
  { userId, name }: Decider,
  {
    at,
    mayFollowSkip = false,
    also,
    ...about
  }: Pick<Decision, 'id' | 'status' | 'reason' | 'edited' | 'at' | 'mayFollowSkip'> & Followed,
): Promise<Done> {
  const decided = await ledger.state.transaction(async (trx) => {
    const dueAt = about.status === 'skipped' ? undefined : await dueAfter(trx, about.id, at)
    const outcome = await decideSuggestion(trx, { ...about, mayFollowSkip, by: userId, name, at, dueAt })
    if (outcome.kind === 'decided') {
      const { suggestion } = outcome
      const { id, kind, subject } = suggestion
      await record(trx, {
        who: userId,
        did: `suggestion.${about.status}`,
        what: { ...about, id, kind, subject },
        at,
      })
      await sayDecided(trx, ledger, { suggestion, at })
      await also?.(trx, suggestion)
    }
    return outcome
  })
  return {
    said: said(decided, { now: at, locale: shopLocale(ledger.config) }),
    isDecided: decided.kind === 'decided',
  }
}

/** What nobody reads any more is due never. */
async function dueAfter(trx: Trx, id: number, at: Date): Promise<Date | undefined> {
  const suggestion = await suggestionById({ read: trx }, id)
  const days = suggestion && readSuggestion(suggestion)?.dueDays
  return days ? new Date(at.getTime() + days * 86_400_000) : undefined
}

/** Takes a decision back while it is young, by whoever may decide; what to say about it. */
export async function undo(
  ledger: Ledger,
  { userId, name }: Decider,
  { id, at, also }: { readonly id: number; readonly at: Date } & Followed,
): Promise<string> {
  const since = new Date(at.getTime() - UNDO_MINUTES * 60_000)
  const undone = await ledger.state.transaction(async (trx) => {
    const outcome = await undoDecision(trx, { id, at, since })
    if (outcome.kind === 'undone') {
      const { suggestion } = outcome
      const { kind, subject } = suggestion
      await record(trx, { who: userId, did: 'suggestion.undone', what: { id, kind, subject }, at })
      await sayDecided(trx, ledger, { suggestion, at })
      await also?.(trx, suggestion)
    }
    return outcome
  })
  return saidUndone(undone, name, shopLocale(ledger.config))
}

type Shown = Parameters<typeof statusLabel>[1]

function said(decided: Decided, shown: Shown): string {
  const { locale } = shown
  const { suggestions } = locale.words
  if (decided.kind === 'unknown') return suggestions.unknown
  const { suggestion } = decided
  const about = nameOf(suggestion, locale)
  if (decided.kind === 'expired')
    return suggestions.hasExpired(about, suggestion.validUntil.toISOString().slice(0, 10))
  const status = statusLabel(suggestion, shown)
  return decided.kind === 'over' ? suggestions.isDecided(about, status) : suggestions.isNow(about, status)
}

function saidUndone(undone: Undone, name: string, locale: Locale): string {
  const { suggestions } = locale.words
  if (undone.kind === 'unknown') return suggestions.unknown
  const about = nameOf(undone.suggestion, locale)
  switch (undone.kind) {
    case 'undone':
      return suggestions.reopened(about, oneLine(name, 40))
    case 'open':
      return suggestions.isOpen(about)
    case 'replaced':
      return suggestions.isReplaced(about)
    case 'too-late':
      return suggestions.tooLate(about, UNDO_MINUTES)
  }
}

function nameOf({ id, kind, subject }: StoredSuggestion, { words: { suggestions } }: Locale): string {
  return suggestions.named(id, suggestions.kind(kind), oneLine(subject, 60))
}
