import { CONFIDENCE, type Config } from '../config.ts'
import { shareFrom } from '../lib/share.ts'
import type { State, Trx } from '../state/database/state.ts'
import { saveSetting, setting } from '../state/settings.ts'
import { openSuggestions, supersede } from '../state/suggestions/suggestions.ts'
import { readSuggestion } from './read.ts'

/** How sure advice of a kind must be to be given: of a price P(gain > 0), of an order P(all of it sold in 90 days). */
export type MinConfidence = Config['confidence']
export type ConfidentKind = keyof MinConfidence

export const CONFIDENT_KINDS: readonly ConfidentKind[] = ['price', 'restock']

/** What somebody typed, as a share; null when it is none that may be asked for. */
export function minConfidenceFrom(kind: ConfidentKind, typed: string): number | null {
  const share = shareFrom(typed)
  const { from, to } = CONFIDENCE[kind]
  return share !== null && share >= from && share <= to ? share : null
}

/** As people set it from Slack, or else as the environment has it. */
export async function minConfidenceOf(state: Pick<State, 'read'>, config: Config): Promise<MinConfidence> {
  const of = async (kind: ConfidentKind) =>
    shareFrom((await setting(state, nameOf(kind))) ?? '') ?? config.confidence[kind]
  return { price: await of('price'), restock: await of('restock') }
}

/** What is open and less sure is withdrawn at once; how much there was of it. */
export async function saveMinConfidence(trx: Trx, kind: ConfidentKind, share: number): Promise<number> {
  await saveSetting(trx, nameOf(kind), `${share}`)
  return withdrawBelow(trx, kind, share)
}

/** Withdraws the open suggestions of a kind that are less sure than is asked for. */
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
