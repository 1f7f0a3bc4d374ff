import { createHash } from 'node:crypto'
import type { Clock } from '../../lib/days.ts'
import { LEVELS, type Level, NEWER_TYPES, type Payload } from '../../messages/block-kit.ts'

/**
 * What this server was found to take. A refusal does not say whether it knows no such block or whether this one was
 * wrong, so both are told apart by what else it does: a block that was refused is not sent again, and a type counts as
 * unknown only when Slack says so, or when two different blocks of it were refused and none was ever taken.
 */
export interface LevelMemory {
  /** the levels to try, best first */
  worthTrying(): readonly Level[]
  /** types of blocks to leave out of what would be sent */
  without(payload: Payload): ReadonlySet<string>
  /** what was refused on the way to what was taken */
  learn(refused: readonly Refused[], taken: Payload): void
}

export interface Refused {
  readonly payload: Payload
  /** types that the server said it does not know */
  readonly unknown: ReadonlySet<string>
}

/** Long enough to spare a server, short enough to see a roll-out within the day. */
const KEEP_MS = 3_600_000
const KEEP_MOST = 500

export function rememberLevels(clock: Clock, best: Level = 'full'): LevelMemory {
  const taken = new Set<string>()
  const unknown = new Map<string, number>()
  const blocks = new Map<string, { readonly type: string; readonly until: number }>()
  const now = () => clock.now().getTime()

  function isUnknown(type: string): boolean {
    if ((unknown.get(type) ?? 0) > now()) return true
    if (taken.has(type)) return false
    return [...blocks.values()].filter((one) => one.type === type && one.until > now()).length >= 2
  }

  return {
    worthTrying: () => LEVELS.slice(LEVELS.indexOf(best)),
    without: (payload) =>
      new Set(
        newer(payload).flatMap((block) => {
          const isRefused = (blocks.get(print(block))?.until ?? 0) > now()
          return isRefused || isUnknown(block.type) ? [block.type] : []
        }),
      ),
    learn: (refused, payload) => {
      const until = now() + KEEP_MS
      const types = new Set(newer(payload).map(({ type }) => type))
      for (const type of types) {
        taken.add(type)
        unknown.delete(type)
      }
      for (const one of refused) {
        for (const type of one.unknown) unknown.set(type, until)
        for (const block of newer(one.payload))
          if (!types.has(block.type)) blocks.set(print(block), { type: block.type, until })
      }
      for (const key of blocks.keys()) if (blocks.size > KEEP_MOST) blocks.delete(key)
    },
  }
}

function newer({ blocks }: Payload) {
  return blocks.filter(({ type }) => NEWER_TYPES.has(type))
}

function print(block: unknown): string {
  return createHash('sha256').update(JSON.stringify(block)).digest('base64')
}
