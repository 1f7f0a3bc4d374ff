import type { Clock } from '../../lib/days.ts'
import { LEVELS, type Level } from '../../messages/block-kit.ts'

/** What this team's server was last found to understand; asked again after a while, for new blocks are rolled out. */
export interface LevelMemory {
  /** the levels to try, best first */
  worthTrying(): readonly Level[]
  /** a better level was refused and this one was taken */
  understood(level: Level): void
}

export function rememberLevels(clock: Clock, keepMs = 3_600_000): LevelMemory {
  let known: { level: Level; until: number } | null = null
  return {
    worthTrying: () => {
      if (known && known.until <= clock.now().getTime()) known = null
      return LEVELS.slice(known ? LEVELS.indexOf(known.level) : 0)
    },
    understood: (level) => {
      known = { level, until: clock.now().getTime() + keepMs }
    },
  }
}
