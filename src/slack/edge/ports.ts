export interface Heard {
  readonly id: string
  readonly kind: string
  readonly body: unknown
  readonly receivedAt: Date
}

export interface Inbox {
  receive(
    heard: { readonly id: string; readonly kind: string; readonly body: unknown },
    now: Date,
  ): Promise<'new' | 'seen'>
  markDone(id: string, now: Date): Promise<void>
  /** as if it had never come: it may come again */
  forget(id: string): Promise<void>
  unfinished(): Promise<readonly Heard[]>
}

export type Audit = (act: {
  readonly who: string
  readonly did: string
  readonly what: unknown
  readonly at: Date
}) => Promise<void>
