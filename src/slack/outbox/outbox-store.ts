import type { OutboxRow, Retry } from '../../state/messages/outbox.ts'

/** What the relay is handed: it knows no database; the app fits this to one. */
export interface OutboxStore {
  /** the lease must outlast a post: two minutes are enough */
  claimNext(now: Date): Promise<OutboxRow | null>
  /** durable before the network call; false when the claim has gone to another */
  markTrying(id: number, now: Date): Promise<boolean>
  markPosted(
    id: number,
    posted: { readonly ts: string; readonly channelId: string; readonly revision: number },
  ): Promise<void>
  markRetry(id: number, retry: Retry): Promise<void>
  markDead(id: number, error: string): Promise<void>
  /** 0 when it is this process's turn to post in the channel, else how many milliseconds to wait */
  takeTurn(channelId: string, gapMs: number): Promise<number>
  /** nobody posts in the channel for so long */
  rest(channelId: string, ms: number): Promise<void>
}
