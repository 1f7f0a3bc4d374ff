import type { Usage } from '../../src/command.ts'
import { nearest, oneLine } from '../../src/lib/text.ts'
import { ENGLISH_FAULTS, type FaultWords } from '../../src/report/words/faults.ts'

export type FloorwalkerQuestion =
  | { readonly kind: 'help' }
  | { readonly kind: 'status' }
  /** the latest so many entries */
  | { readonly kind: 'audit'; readonly count: number }

const TOPICS = ['help', 'status', 'audit'] as const
const COUNT = 20
const MAX_COUNT = 100

/** `status`, `audit 50`; nothing is a call for help. */
export function parseFloorwalker(text: string, said = ENGLISH_FAULTS): FloorwalkerQuestion | Usage {
  const [word = 'help', count, ...more] = text.trim().toLowerCase().split(/\s+/).filter(Boolean)
  const topic = TOPICS.find((one) => one === word)
  if (topic === 'audit')
    return more.length === 0 ? auditOf(count, said) : notACount([count, ...more].join(' '), said)
  if (topic && count === undefined) return { kind: topic }
  const near = topic ?? nearest(word, TOPICS)
  return {
    kind: 'usage',
    because: said.floorwalker.unknown(oneLine(text, 40)),
    ...(near !== null && { didYouMean: near }),
  }
}

function auditOf(typed: string | undefined, said: FaultWords): FloorwalkerQuestion | Usage {
  if (typed === undefined) return { kind: 'audit', count: COUNT }
  const count = /^\d{1,4}$/.test(typed) ? Number(typed) : 0
  return count >= 1 && count <= MAX_COUNT ? { kind: 'audit', count } : notACount(typed, said)
}

function notACount(typed: string, said: FaultWords): Usage {
  return {
    kind: 'usage',
    because: said.floorwalker.count(oneLine(typed, 40), MAX_COUNT),
    didYouMean: `audit ${COUNT}`,
  }
}
