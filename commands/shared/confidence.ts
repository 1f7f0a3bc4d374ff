import { CONFIDENCE } from '../../src/config/variables.ts'
import type { ConfidentKind } from '../../src/ledger/minimum-confidence.ts'
import { shareFrom } from '../../src/lib/share.ts'

/** Kinds of suggestion that have a minimum confidence. */
export const CONFIDENT_KINDS = Object.keys(CONFIDENCE).filter(
  (kind): kind is ConfidentKind => kind in CONFIDENCE,
)

/** What somebody typed, as a share; null when it is none that may be asked for. */
export function minConfidenceFrom(kind: ConfidentKind, typed: string): number | null {
  const share = shareFrom(typed)
  const { from, to } = CONFIDENCE[kind]
  return share !== null && share >= from && share <= to ? share : null
}
