import type { BrokenSeen } from '../../../lib/broken-seen.ts'

/** What a rule of the data or the quarantine has stored. English is what is stored: it is shown as it stands. */
export const qualityWords = () => ({
  /** `id` is `table/rule`; `seen` is missing of what was stored before it was kept */
  rule: (_id: string, says: string, _seen: BrokenSeen | undefined) => says,
  /** why a row was rejected */
  reason: (reason: string) => reason,
})
