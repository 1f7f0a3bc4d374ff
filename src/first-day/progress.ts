import type { Progress } from '../context.ts'
import { sumOf } from '../lib/sum.ts'

const COLLECTING = 'collect '

/** How far the sources have been read, from what long work says of itself. */
export function readingProgress(): {
  readonly progress: Progress
  far(sources: number): { readonly rows: number; readonly share: number | null }
} {
  const bySource = new Map<string, { readonly done: number; readonly total: number }>()
  return {
    progress: (step, done, total) => {
      if (step.startsWith(COLLECTING)) bySource.set(step.slice(COLLECTING.length), { done, total })
    },
    far: (sources) => {
      const all = [...bySource.values()]
      const rows = sumOf(all, ({ done }) => done)
      const total = sumOf(all, (one) => one.total)
      // one that does not say how much it has is always at its end; what has not begun is not known
      const isKnown = total > rows && all.length === sources
      return { rows, share: isKnown ? rows / total : null }
    },
  }
}
