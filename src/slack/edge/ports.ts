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
  unfinished(): Promise<readonly Heard[]>
}

export type Audit = (act: {
  readonly who: string
  readonly did: string
  readonly what: unknown
  readonly at: Date
}) => Promise<void>
