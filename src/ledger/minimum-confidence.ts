import type { Config } from '../config/config.ts'
import { shareFrom } from '../lib/share.ts'
import type { State, Trx } from '../state/database/state.ts'
import { saveSetting, setting } from '../state/settings.ts'
import { openSuggestions, supersede } from '../state/suggestions/suggestions.ts'
import { readSuggestion } from './read.ts'

/** The minimum confidence of each kind that has one, as the environment begins it. */
export type MinConfidence = Config['confidence']
export type ConfidentKind = keyof MinConfidence

/** As people set it from Slack, or else as the environment has it. */
export async function minConfidenceOf(
  state: Pick<State, 'read'>,
  kind: ConfidentKind,
  initial: MinConfidence,
): Promise<number> {
  return shareFrom((await setting(state, nameOf(kind))) ?? '') ?? initial[kind]
}

/** What is open below it is withdrawn at once; how many those were. */
export async function saveMinConfidence(trx: Trx, kind: ConfidentKind, share: number): Promise<number> {
  await saveSetting(trx, nameOf(kind), `${share}`)
  return withdrawBelow(trx, kind, share)
}

/** Withdraws the open suggestions of a kind whose confidence is below the minimum. */
export async function withdrawBelow(trx: Trx, kind: ConfidentKind, share: number): Promise<number> {
  const open = await openSuggestions({ read: trx }, kind)
  const below = open.filter((one) => (readSuggestion(one)?.confidence ?? 1) < share)
  await supersede(
    trx,
    below.map(({ id }) => id),
  )
  return below.length
}

const nameOf = (kind: ConfidentKind) => `confidence.${kind}`
