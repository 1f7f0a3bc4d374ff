import { randomBytes } from 'node:crypto'
import type { Clock } from '../../lib/days.ts'
import type { Button, Message } from '../../messages/message.ts'

const SHARE = 'share'
export const SHARE_ELSEWHERE = 'share.elsewhere'
export const FILES = 'share.files'
const OF_ANSWER: readonly string[] = [SHARE, SHARE_ELSEWHERE, FILES]
const KEEP_MS = 30 * 60_000
const KEEP_MOST = 500

interface Shareable {
  readonly isShared?: true
  readonly message: Message
  readonly channelId: string
  readonly userId: string
  readonly asked: string
}

/**
 * Answers that may still be shared. They are kept, not asked again: what is shared is what was seen, also when the
 * data has moved on. They last as long as Slack's own answer address, half an hour, and no longer than the process.
 */
export interface Shares {
  keep(answer: Shareable): string
  /** what may be shared by this person, and null when it is over or somebody else's */
  take(id: string, userId: string): Shareable | null
  /** it stands in the channel: pressed again, it is said to be there */
  isShared(id: string): void
}

export function createShares(clock: Clock): Shares {
  const kept = new Map<string, Shareable & { until: number }>()
  return {
    keep: (answer) => {
      const now = clock.now().getTime()
      for (const [id, { until }] of kept) if (until <= now || kept.size >= KEEP_MOST) kept.delete(id)
      const id = randomBytes(12).toString('base64url')
      kept.set(id, { ...answer, until: now + KEEP_MS })
      return id
    },
    take: (id, userId) => {
      const found = kept.get(id)
      return found && found.until > clock.now().getTime() && found.userId === userId ? found : null
    },
    isShared: (id) => {
      const found = kept.get(id)
      if (found) kept.set(id, { ...found, isShared: true })
    },
  }
}

/** With buttons that pass the answer on: to this channel, to another one, and its files to who asked. */
export function withShare(
  message: Message,
  id: string,
  {
    button,
    elsewhere,
    files,
  }: { readonly button: string; readonly elsewhere: string; readonly files: string },
): Message {
  const buttons = [
    { label: button, action: SHARE, value: id },
    { label: elsewhere, action: SHARE_ELSEWHERE, value: id },
    ...((message.files ?? []).length > 0 ? [{ label: files, action: FILES, value: id }] : []),
  ]
  return { ...message, blocks: [...message.blocks, { kind: 'actions', buttons }] }
}

/** Whether a button acts on the answer as a whole. */
export function isOfAnswer({ action }: Button): boolean {
  return OF_ANSWER.includes(action)
}

/** `line` says who shared it and what was asked. */
export function sharedBy(message: Message, line: string): Message {
  return {
    ...message,
    blocks: [...message.blocks, { kind: 'context', spans: line }],
  }
}
