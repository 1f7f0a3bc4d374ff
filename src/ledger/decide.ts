import type { Config } from '../config.ts'
import type { Clock } from '../lib/days.ts'
import { oneLine } from '../lib/text.ts'
import { record } from '../state/audit.ts'
import type { State } from '../state/database/state.ts'
import {
  type Decided,
  type Decision,
  decideSuggestion,
  suggestionById,
} from '../state/suggestions/decisions.ts'
import type { StoredSuggestion } from '../state/suggestions/suggestions.ts'
import { statusLabel } from './decision-blocks.ts'
import { editable } from './edit.ts'

interface Parts {
  readonly state: State
  readonly clock: Clock
  readonly config: Pick<Config, 'shop'>
}

/** Who decides, and how messages call the person. */
export interface Decider {
  readonly userId: string
  readonly name: string
}

/** Decided, kept and recorded in one transaction; what to say about it. */
export async function decide(
  { state, clock }: Parts,
  { userId, name }: Decider,
  what: Pick<Decision, 'id' | 'status' | 'reason' | 'edited'>,
): Promise<string> {
  const at = clock.now()
  const decided = await state.transaction(async (trx) => {
    const outcome = await decideSuggestion(trx, { ...what, by: userId, name, at })
    if (outcome.kind === 'decided') {
      const { id, kind, subject } = outcome.suggestion
      await record(trx, {
        who: userId,
        did: `suggestion.${what.status}`,
        what: { ...what, id, kind, subject },
        at,
      })
    }
    return outcome
  })
  return said(decided, at)
}

function said(decided: Decided, at: Date): string {
  if (decided.kind === 'unknown') return 'This suggestion is not known.'
  const { suggestion } = decided
  const about = `No. ${suggestion.id} (${suggestion.kind} of ${oneLine(suggestion.subject, 60)})`
  if (decided.kind === 'expired')
    return `${about} held until ${suggestion.validUntil.toISOString().slice(0, 10)} and has expired: ask again for today's.`
  if (decided.kind === 'over')
    return `${about} is decided: ${statusLabel(suggestion, at)}. Nothing was changed.`
  return `${about} is now ${statusLabel(suggestion, at)}.`
}

/** `24` of an order or `19.90` of a price, by what the suggestion is about; text says what is wrong with it. */
export async function editOf(
  { state, config }: Parts,
  id: number,
  typed: string,
): Promise<{ readonly edited: Readonly<Record<string, number>> } | string> {
  const suggestion = await suggestionById(state, id)
  if (!suggestion) return 'This suggestion is not known.'
  const value = Number(typed.replaceAll(',', ''))
  if (typed.trim() === '' || !(value > 0)) return `“${oneLine(typed, 30)}” is no ${wanted(suggestion)}.`
  const edited = editable(suggestion, config.shop.currency).edited(value)
  return typeof edited === 'string' ? edited : { edited }
}

const WANTED: Readonly<Record<string, string>> = {
  restock: 'quantity',
  campaign: 'cost',
  experiment: 'share',
}

const wanted = ({ kind }: StoredSuggestion) => WANTED[kind] ?? 'price'
