import type { Usage } from '../../src/context.ts'
import { nearest, oneLine } from '../../src/lib/text.ts'

export type FloorwalkerQuestion =
  | { readonly kind: 'help' }
  | { readonly kind: 'status' }
  /** the latest so many entries */
  | { readonly kind: 'audit'; readonly count: number }

const TOPICS = ['help', 'status', 'audit'] as const
const COUNT = 20
const MAX_COUNT = 100

/** `status`, `audit 50`; nothing is a call for help. */
export function parseFloorwalker(text: string): FloorwalkerQuestion | Usage {
  const [word = 'help', count, ...more] = text.trim().toLowerCase().split(/\s+/).filter(Boolean)
  const topic = TOPICS.find((one) => one === word)
  if (topic === 'audit') return more.length === 0 ? auditOf(count) : notACount([count, ...more].join(' '))
  if (topic && count === undefined) return { kind: topic }
  const near = topic ?? nearest(word, TOPICS)
  return {
    kind: 'usage',
    because: `Nothing is known about "${oneLine(text, 40)}".`,
    ...(near !== null && { didYouMean: near }),
  }
}

function auditOf(typed: string | undefined): FloorwalkerQuestion | Usage {
  if (typed === undefined) return { kind: 'audit', count: COUNT }
  const count = /^\d{1,4}$/.test(typed) ? Number(typed) : 0
  return count >= 1 && count <= MAX_COUNT ? { kind: 'audit', count } : notACount(typed)
}

function notACount(typed: string): Usage {
  return {
    kind: 'usage',
    because: `"${oneLine(typed, 40)}" is not a number of entries from 1 to ${MAX_COUNT}.`,
    didYouMean: `audit ${COUNT}`,
  }
}
