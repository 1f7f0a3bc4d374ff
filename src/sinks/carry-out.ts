import { messageOf } from '../lib/errors.ts'
import type { Change, Sink } from './sink.ts'

/**
 * Where a change is: nothing was sent (`waiting`), it may have been sent (`sent`), it stands there (`done`), something else
 * stands there (`conflict`), it was refused or given up (`failed`).
 *
 * @internal exported for the tests
 */
export type Stage = 'waiting' | 'sent' | 'done' | 'conflict' | 'failed'

export interface Step {
  readonly stage: Stage
  /** why, for a person; empty where nothing need be said */
  readonly note: string
}

/** what cannot be taken back or asked for is not risked twice */
const MAYBE_SENT = 'it may have been sent: look there before it is sent again'

/** so often something is tried that does not answer */
const MOST_ATTEMPTS = 12

/**
 * One attempt to carry a change out, so that it happens once however often this is begun and cut off. What may have been
 * sent is first read back: where it stands, it is done; where the old value stands, it is sent again under the same key;
 * where anything else stands, somebody else changed it, and nothing is written. `sending` is told, and must have been
 * kept, before anything is sent.
 */
export async function carryOut(
  change: Change,
  at: { readonly stage: 'waiting' | 'sent'; readonly attempts: number },
  { sink, sending }: { readonly sink: Sink; sending(): Promise<void> },
): Promise<Step> {
  const unsure = (note: string): Step =>
    at.attempts + 1 >= MOST_ATTEMPTS ? { stage: 'failed', note } : { stage: at.stage, note }
  if (sink.read) {
    let now: number | null
    try {
      now = await sink.read(change)
    } catch (error) {
      return unsure(messageOf(error))
    }
    if (now === change.after) return { stage: 'done', note: '' }
    if (now !== change.before) return { stage: 'conflict', note: `${now ?? 'nothing'}` }
  }
  if (at.stage === 'sent' && sink.isRepeatable === false) return { stage: 'failed', note: MAYBE_SENT }
  await sending()
  const written = await sink.write(change)
  if (written.kind === 'done') return { stage: 'done', note: '' }
  if (written.kind === 'refused') return { stage: 'failed', note: written.because }
  if (written.kind === 'unknown' && sink.isRepeatable === false)
    return { stage: 'failed', note: `${MAYBE_SENT} (${written.because})` }
  if (at.attempts + 1 >= MOST_ATTEMPTS) return { stage: 'failed', note: written.because }
  // what surely did not happen now may have happened before
  const isUnsent = written.kind === 'later' && at.stage === 'waiting'
  return { stage: isUnsent ? 'waiting' : 'sent', note: written.because }
}
